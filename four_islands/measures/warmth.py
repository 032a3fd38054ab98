"""When relations warmed: spells of frequent meetings, and five measures by year side by side."""

from __future__ import annotations

import pandas as pd

from four_islands.measures.summits import held, joint_texts, per_year


def episodes(summits: pd.DataFrame, *, at_least: int = 2, years: int = 2) -> list[tuple[int, int, int]]:
    """Spells of warmth by one rule: at least so many meetings a year for so many years running.

    Each is its first year, its last year and its number of meetings.
    """
    counts = held(summits)["held_on"].dt.year.value_counts()
    found: list[tuple[int, int, int]] = []
    start: int | None = None
    for year in range(int(counts.index.min()), int(counts.index.max()) + 2):
        if counts.get(year, 0) >= at_least:
            start = year if start is None else start
            continue
        if start is not None and year - start >= years:
            found.append((start, year - 1, int(sum(counts.get(y, 0) for y in range(start, year)))))
        start = None
    return found


PANELS = {
    "meetings": "Meetings of leaders",
    "texts": "Joint texts on the question",
    "trade": "Trade, billion US dollars",
    "votes": "Distance in UN votes (low = alike)",
    "affinity": "Japanese who feel affinity to Russia, %",
}


def warming(
    *,
    summits: pd.DataFrame,
    instruments: pd.DataFrame,
    distance: pd.DataFrame,
    totals: pd.DataFrame,
    answers: pd.DataFrame,
    waves: pd.DataFrame,
    years: range,
) -> pd.DataFrame:
    """Five measures of how warm relations were, by year, for small multiples.

    A `piece` is a stretch that may be joined by a line: one set of figures for trade, one mode of interview for affinity.
    """
    texts = joint_texts(instruments)["dated_on"].dt.year.value_counts()
    met = per_year(summits, years).rename(columns={"occasion": "series", "meetings": "value"})
    agreed = pd.DataFrame(
        {"series": "texts", "year": list(years), "value": [int(texts.get(y, 0)) for y in years]}
    )
    traded = pd.DataFrame(
        {
            "series": "trade",
            "year": totals["year"],
            "value": totals["value"].astype(float) / 1000,
            "piece": totals["series"] + "/" + totals["piece"],
        }
    )
    apart = distance[distance["pair"].eq("Japan-Russia")].rename(
        columns={"votes": "series", "distance": "value"}
    )
    asked = waves.set_index("poll_id")
    liked = answers[
        answers["series_id"].eq("cao-affinity-russia")
        & answers["response_code"].eq("feel_affinity_net")
        & answers["subgroup"].eq("total")
    ]
    liked = pd.DataFrame(
        {
            "series": "affinity",
            "year": liked["poll_id"].map(asked["fieldwork_started_on"]).dt.year,
            "value": liked["value"].astype(float),
            "piece": liked["poll_id"].map(asked["mode_code"]),
        }
    ).drop_duplicates("year", keep="last")
    columns = ["panel", "series", "year", "value", "low", "high", "piece"]
    parts = {"meetings": met, "texts": agreed, "trade": traded, "votes": apart, "affinity": liked}
    rows = pd.concat(
        [part.assign(panel=PANELS[key]).reindex(columns=columns) for key, part in parts.items()],
        ignore_index=True,
    )
    return rows[rows["year"].isin(years)].reset_index(drop=True)
