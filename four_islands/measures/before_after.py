"""What moved after February 2022, against how often and how far the same series move anyway.

Two readings describe; they do not say what caused the difference. Each series carries the direction that leads away
from a settlement as the essay understands one. Changes are taken within one method only: where a survey changed its
method, nothing is bridged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace

import pandas as pd

from four_islands.measures import power, sanctions
from four_islands.measures.window_rules import LEVELS

INVASION = pd.Timestamp("2022-02-24")
FEWEST = 2  # series of a level that a year must have to be compared
TABLES = (
    "polls",
    "poll_waves",
    "bluebook_wording",
    "summits",
    "russian_countermeasures",
    "japan_measures",
    "un_ideal_points",
    "capabilities",
    "joint_patrols",
    "scrambles",
)
CABINET = "cabinet survey"  # the yearly one on diplomacy
HOKKAIDO = ("formula-menu-hokkaido", "four_at_once")
HOME, ALLY, ORDER = LEVELS
FREEZES = ("freeze_persons", "freeze_bodies", "freeze_banks")

Tables = Mapping[str, pd.DataFrame]
Reader = Callable[[Tables], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Series:
    """A series: its level, where it comes from, which direction leads away (+1 up, -1 down), how to read it.

    `name` says what a step away is. `origin` names the survey or dataset; of several series of one origin the first
    speaks for it. The reader gives `year`, `value` and, where a method changed, `method`.
    """

    name: str
    level: str
    origin: str
    away: int
    read: Reader


def _net(topic: str, code: str) -> Reader:
    return _poll(f"cao-{topic}-russia", code)


def _poll(series_id: str, code: str) -> Reader:
    def read(tables: Tables) -> pd.DataFrame:
        waves, polls = tables["poll_waves"].set_index("poll_id"), tables["polls"]
        rows = polls[polls["series_id"].eq(series_id) & polls["response_code"].eq(code)]
        asked = rows["poll_id"].map(waves["fieldwork_started_on"])
        rows = rows.assign(year=asked.dt.year, asked=asked, method=rows["poll_id"].map(waves["mode_code"]))
        rows = rows[rows["method"].ne("not_stated")].dropna(subset=["year"]).sort_values("asked")
        return rows.drop_duplicates(["year", "method"], keep="last")[["year", "value", "method"]]

    return read


def per_year(days: pd.Series, weights: pd.Series, years: range) -> pd.DataFrame:
    """What lies in each calendar year, noughts included: only for lists meant to be whole in these years."""
    sums = weights.groupby(days.dt.year).sum()
    return pd.DataFrame({"year": list(years), "value": [float(sums.get(year, 0)) for year in years]})


def _counted(days: pd.Series, years: range) -> pd.DataFrame:
    return per_year(days, pd.Series(1, index=days.index), years)


def _frozen(tables: Tables) -> pd.DataFrame:
    rows = sanctions.decisions(tables["japan_measures"])
    rows = rows[rows["kind"].isin(FREEZES)]
    return per_year(rows["dated_on"], rows["targets_count"].fillna(0), range(2014, 2026))


def _bluebook(tables: Tables) -> pd.DataFrame:
    rows = tables["bluebook_wording"].query("phrase == 'illegal_occupation'").dropna(subset=["is_used"])
    return pd.DataFrame({"year": rows["edition_year"], "value": rows["is_used"].astype(float)})


def _meetings(tables: Tables) -> pd.DataFrame:
    rows = tables["summits"].query("counted and mode == 'in_person'")
    return _counted(rows["held_on"], range(1991, 2026))


def _patrols(tables: Tables) -> pd.DataFrame:
    return _counted(tables["joint_patrols"]["started_on"], range(2018, 2026))


def _distance(one: str, other: str) -> Reader:
    def read(tables: Tables) -> pd.DataFrame:
        rows = power.distances(tables["un_ideal_points"], ((one, other),)).query("votes == 'final_passage'")
        return rows.rename(columns={"distance": "value"})[["year", "value"]]

    return read


def _strength(tables: Tables) -> pd.DataFrame:
    rows = power.ratios(tables["capabilities"]).query("measure == 'cinc'")
    return rows.rename(columns={"ratio": "value"})[["year", "value"]]


def _scrambles(tables: Tables) -> pd.DataFrame:
    rows = power.yearly_scrambles(tables["scrambles"], ("russia",))
    return rows.rename(columns={"fiscal_year": "year", "scrambles": "value"})[["year", "value"]]


SERIES = (
    Series("Fewer Japanese feel close to Russia", HOME, CABINET, -1, _net("affinity", "feel_affinity_net")),
    Series("Fewer Japanese call relations good", HOME, CABINET, -1, _net("relations", "good_net")),
    Series("Fewer Japanese call relations important", HOME, CABINET, -1, _net("importance", "important_net")),
    Series("More in Hokkaido for all four at once", HOME, "Hokkaido poll", 1, _poll(*HOKKAIDO)),
    Series("Bluebook says “illegally occupied”", HOME, "Bluebook", 1, _bluebook),
    Series("Japan freezes more names", ALLY, "list of measures", 1, _frozen),
    Series(
        "Japan votes nearer to the United States",
        ALLY,
        "votes",
        -1,
        _distance("Japan", "United States"),
    ),
    Series("Japan and Russia vote further apart", ORDER, "votes", 1, _distance("Japan", "Russia")),
    Series("Russia votes nearer to China", ORDER, "votes", -1, _distance("Russia", "China")),
    Series("More patrols of Russia with China", ORDER, "list of patrols", 1, _patrols),
    Series("More scrambles against Russian aircraft", ORDER, "scrambles", 1, _scrambles),
    Series("Russia stronger beside Japan", ORDER, "capabilities", 1, _strength),
    Series("Fewer meetings of the two leaders", ORDER, "list of meetings", -1, _meetings),
)


def readings(tables: Tables) -> pd.DataFrame:
    """All series in one frame, by year; `away` is the sign of a step away from a settlement."""
    frames = []
    for one in SERIES:
        rows = one.read(tables)
        method = rows["method"].astype(str) if "method" in rows else "one"
        read = pd.DataFrame({"year": rows["year"].astype(int), "value": rows["value"].astype(float)})
        read = read.assign(series=one.name, level=one.level, origin=one.origin, away=one.away, method=method)
        frames.append(read.dropna())
    return pd.concat(frames, ignore_index=True)


def steps(read: pd.DataFrame, after: str = "first", before: int = INVASION.year - 1) -> pd.DataFrame:
    """Every step of every series over the same number of years as its step across February 2022.

    `after` takes the `first` or the `latest` reading since, `before` the last year that counts as before. `move` is the
    step away from a settlement in units of the mean step of the series until 2021, missing where it never moved;
    `gone` says that it went away, `across` marks the step over the invasion. A series without one is left out.
    """
    rows = []
    for name, part in read.groupby("series", sort=False):
        by_method = [p.set_index("year")["value"] for _, p in part.groupby("method")]
        crossing = [found for values in by_method if (found := across(values, after, before))]
        if not crossing:
            continue
        start, end = crossing[0][:2]
        pairs = [
            (year, year + end - start, float(values[year]), float(values[year + end - start]))
            for values in by_method
            for year in values.index
            if year + end - start in values.index and year + end - start < INVASION.year
        ]
        usual = sum(abs(new - old) for *_, old, new in pairs) / len(pairs) if pairs else 0.0
        level, origin, sign = part.iloc[0][["level", "origin", "away"]]
        each = pd.DataFrame([*pairs, crossing[0]], columns=["from_year", "to_year", "before", "after"])
        step, now = each["after"] - each["before"], each["to_year"] >= INVASION.year
        move = step * sign / usual if usual else float("nan")
        each = each.assign(step=step, move=move, gone=step * sign > 0, across=now)
        named = each.assign(series=name, level=level, origin=origin)
        rows.append(named[["series", "level", "origin", *each.columns]])
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()


def across(values: pd.Series, after: str, before: int) -> tuple[int, int, float, float] | None:
    """The last year before the invasion and the first or latest since, with the value of each."""
    old, new = values[values.index <= before], values[values.index >= INVASION.year]
    if old.empty or new.empty:
        return None
    start, end = old.index.max(), new.index.min() if after == "first" else new.index.max()
    return int(start), int(end), float(values[start]), float(values[end])


@dataclass(frozen=True)
class Shift:
    """One level across the invasion, and how the years before compare."""

    series: int
    away: int  # series that moved away
    mean_move: float  # in units of the mean step
    years: int  # earlier years with enough series
    as_many: int  # of these, years in which as large a share moved away
    as_far: int  # of these, years in which the series moved as far away on average


def one_each(all_steps: pd.DataFrame) -> pd.DataFrame:
    """The steps that count: of the series of a level that come from one survey or list, those of the first."""
    return all_steps[all_steps["series"].isin(all_steps.drop_duplicates(["level", "origin"])["series"])]


def shift(all_steps: pd.DataFrame, level: str, *, one_per_origin: bool = True) -> Shift:
    """How the series of a level moved across the invasion, and in how many earlier years they moved so too."""
    rows = all_steps[all_steps["level"].eq(level)]
    if one_per_origin:
        rows = one_each(rows)
    now, past = rows[rows["across"]], rows[~rows["across"]]
    years = [year for _, year in past.groupby("to_year") if len(year) >= FEWEST]
    return Shift(
        series=len(now),
        away=int(now["gone"].sum()),
        mean_move=float(now["move"].mean()),
        years=len(years),
        as_many=sum(bool(year["gone"].mean() >= now["gone"].mean()) for year in years),
        as_far=sum(bool(year["move"].mean() >= now["move"].mean()) for year in years),
    )


def used(tables: Tables) -> list[pd.DataFrame]:
    """The parts of the tables that the series are read from, for the sources of a figure: datasets first."""
    polls, strength = tables["polls"], tables["capabilities"]
    asked = ("cao-affinity-russia", "cao-relations-russia", "cao-importance-russia", "formula-menu-hokkaido")
    datasets = [tables["un_ideal_points"], strength[strength["measure"].eq("cinc")]]
    lists = ("bluebook_wording", "japan_measures", "scrambles", "joint_patrols", "summits")
    return [*datasets, polls[polls["series_id"].isin(asked)], *(tables[name] for name in lists)]


def facts(tables: Tables, day: pd.Timestamp) -> SimpleNamespace:
    """The three levels from 2021 to the first reading after, and how many steps of each kind were found since a day."""
    found = steps(readings(tables))
    days = {
        "rounds": sanctions.rounds(tables["japan_measures"])["dated_on"],
        "moves": tables["russian_countermeasures"]["announced_on"],
        "patrols": tables["joint_patrols"]["started_on"],
    }
    return SimpleNamespace(
        alliance=shift(found, "alliance"),
        region=shift(found, "order"),
        steps=SimpleNamespace(**{name: int((on >= day).sum()) for name, on in days.items()}),
    )
