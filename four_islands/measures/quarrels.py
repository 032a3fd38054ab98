"""Trade after a quarrel, beside what trade does in years without one.

A fall after a quarrel proves nothing by itself: prices, the yen and the weather of business move trade every year. So
each quarrel is set beside all ordinary years of the same series, and only a fall deeper than nine in ten of theirs is
called unusual.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from four_islands.measures.sanction_kinds import early_measures

# Years in which the two quarrelled without measures by Tokyo: Moscow's note on the alliance, the first year in which
# Moscow denied that there was a question, the troops sent back to the islands and the treaty between Tokyo and Beijing.
WITHOUT_MEASURES = {1960: "“Troops out first”", 1976: "“No question”", 1978: "China treaty"}
OCCASIONS = {"afghanistan": "Afghanistan", "poland": "Poland", "kal_007": "Airliner shot down"}
CRIMEA, INVASION = "Crimea", "Invasion of Ukraine"
UNUSUAL = 0.10  # of ordinary years: a fall as deep as one year in ten
WAR = "2022-02-24"


def with_measures(early: pd.DataFrame, measures: pd.DataFrame) -> dict[int, str]:
    """The years in which Tokyo first acted against Moscow over something new, with what it was over."""
    first = early_measures(early).groupby("occasion")["dated_on"].min().dt.year
    since = measures["announced_on"].dropna()
    after = {int(since.min().year): CRIMEA, int(since[since >= WAR].min().year): INVASION}
    return {int(first[key]): name for key, name in OCCASIONS.items() if key in first} | after


def change_after(years: pd.DataFrame, column: str, year: int, span: int) -> float | None:
    """The mean of the `span` years after a year over the year before it; None where one has no value or another partner.

    `years` is indexed by year and has `piece`, the partner. The year itself is left out: it lies on both sides.
    """
    wanted = [year - 1, *range(year + 1, year + span + 1)]
    if not set(wanted) <= set(years.index) or years.loc[wanted, "piece"].nunique() > 1:
        return None
    values = years.loc[wanted, column].astype(float)
    return float(values.iloc[1:].mean() / values.iloc[0])


def ordinary(years: pd.DataFrame, column: str, span: int, quarrels: Iterable[int]) -> pd.Series:
    """The same change for every year from the year before to `span` years after which no quarrel falls, by year."""
    touched = {q + k for q in quarrels for k in range(-span, span + 1)}
    changes = {
        int(y): change_after(years, column, int(y), span) for y in years.index if int(y) not in touched
    }
    return pd.Series({year: change for year, change in changes.items() if change is not None}, dtype=float)


def beside_ordinary(
    years: pd.DataFrame, column: str, span: int, quarrels: Iterable[int], untouched: Iterable[int]
) -> tuple[pd.Series, float]:
    """The change after each quarrel, and the floor that nine in ten ordinary years stay above.

    `untouched` are all quarrels of the book, whose years are no ordinary ones even where they are not asked about.
    """
    after = {q: change_after(years, column, q, span) for q in quarrels}
    known = pd.Series({q: change for q, change in after.items() if change is not None}, dtype=float)
    return known, float(ordinary(years, column, span, untouched).quantile(UNUSUAL))


def named(years: pd.DataFrame, acted: dict[int, str], span: int = 2) -> tuple[pd.DataFrame, pd.Series, float]:
    """For the figure, at constant prices: every quarrel with its change, all ordinary years, and the floor of nine in ten."""
    every = dict(sorted({**WITHOUT_MEASURES, **acted}.items()))
    after, floor = beside_ordinary(years, "constant", span, every, every)
    lines = pd.DataFrame({"label": [f"{every[int(y)]}, {y}" for y in after.index], "ratio": after.to_numpy()})
    return lines.assign(acted=after.index.isin(list(acted))), ordinary(years, "constant", span, every), floor
