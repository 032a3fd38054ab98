"""Before and after the invasion of February 2022, over every series of the book that has a reading on both sides.

A comparison of two readings describes; it does not say what caused the difference. Each series carries the direction
that would move it away from a settlement as the essay understands one.
Series whose method changed between the two readings are left out, not bridged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from four_islands.measures import power, sanctions

INVASION = pd.Timestamp("2022-02-24")
TABLES = (
    "polls",
    "poll_waves",
    "bluebook_wording",
    "summits",
    "russian_countermeasures",
    "japan_measures",
    "trade",
    "trade_goods",
    "un_ideal_points",
    "capabilities",
    "joint_patrols",
    "scrambles",
)
AWAY, TOWARDS, SAME = "away from a settlement", "towards a settlement", "no change"

LANES = {
    "Japan": ["Rounds of sanctions"],
    "Russia": ["Moves against Japan", "Patrols with China", "Meetings of the two leaders"],
}

Tables = Mapping[str, pd.DataFrame]
Reader = Callable[[Tables], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Series:
    """A series: how to read it (columns `on` and `value`), its unit, and which direction leads away (+1 up, -1 down)."""

    name: str
    level: str
    unit: str
    away: int
    table: str
    read: Reader


def _poll(series_id: str, code: str) -> Reader:
    """Answers of one series asked by mail, the only mode with readings on both sides."""

    def read(tables: Tables) -> pd.DataFrame:
        waves = tables["poll_waves"].set_index("poll_id")
        rows = tables["polls"][
            tables["polls"]["series_id"].eq(series_id) & tables["polls"]["response_code"].eq(code)
        ]
        rows = rows.assign(
            on=rows["poll_id"].map(waves["fieldwork_started_on"]),
            mode=rows["poll_id"].map(waves["mode_code"]),
        )
        return rows[rows["mode"].eq("mail")][["on", "value"]]

    return read


def _per_year(dates: pd.Series, years: range) -> pd.DataFrame:
    """Events per calendar year, noughts included: only for lists meant to be whole in these years."""
    counts = dates.dt.year.value_counts()
    return pd.DataFrame(
        {"on": [pd.Timestamp(y, 12, 31) for y in years], "value": [int(counts.get(y, 0)) for y in years]}
    )


def _japan_stock(kinds: tuple[str, ...]) -> Reader:
    """Names listed by decisions up to the day before the invasion, and up to the last decision of the table."""

    def read(tables: Tables) -> pd.DataFrame:
        rows = sanctions.decisions(tables["japan_measures"])
        rows = rows[rows["kind"].isin(kinds)]
        days = [INVASION - pd.Timedelta(days=1), rows["dated_on"].max()]
        return pd.DataFrame(
            {
                "on": days,
                "value": [int(rows.loc[rows["dated_on"] <= day, "targets_count"].sum()) for day in days],
            }
        )

    return read


def _countermeasures(tables: Tables) -> pd.DataFrame:
    moves = tables["russian_countermeasures"]
    moves = moves[moves["announced_on"].dt.year.ge(INVASION.year)]
    days = [INVASION - pd.Timedelta(days=1), moves["announced_on"].max()]
    return pd.DataFrame({"on": days, "value": [int((moves["announced_on"] <= day).sum()) for day in days]})


def _bluebook(tables: Tables) -> pd.DataFrame:
    rows = tables["bluebook_wording"]
    rows = rows[rows["phrase"].eq("illegal_occupation") & rows["is_used"].notna()]
    return pd.DataFrame(
        {
            "on": [pd.Timestamp(y, 4, 1) for y in rows["edition_year"]],
            "value": rows["is_used"].astype(int).tolist(),
        }
    )


def _meetings(tables: Tables) -> pd.DataFrame:
    rows = tables["summits"]
    in_person = rows[rows["mode"].eq("in_person") & rows["counted"]]
    return _per_year(in_person["held_on"], range(2019, 2026))


def _flow(flow: str) -> Reader:
    def read(tables: Tables) -> pd.DataFrame:
        rows = tables["trade"]
        keep = rows["flow"].eq(flow) & rows["unit"].eq("jpy_billion") & rows["period"].eq("calendar_year")
        rows = (
            rows[keep]
            .sort_values(["year", "revision"], na_position="first")
            .drop_duplicates("year", keep="last")
        )
        return rows.rename(columns={"period_ends_on": "on"})[["on", "value"]]

    return read


def _lng(tables: Tables) -> pd.DataFrame:
    rows = tables["trade_goods"]
    rows = rows[
        rows["product"].eq("lng") & rows["measure"].eq("share_percent") & rows["period"].eq("calendar_year")
    ]
    return rows.rename(columns={"period_ends_on": "on"})[["on", "value"]]


def _distance(pair: tuple[str, str]) -> Reader:
    def read(tables: Tables) -> pd.DataFrame:
        rows = power.distances(tables["un_ideal_points"], (pair,))
        rows = rows[rows["votes"].eq("final_passage")]
        return pd.DataFrame(
            {"on": pd.to_datetime(rows["year"].astype(str) + "-12-31"), "value": rows["distance"]}
        )

    return read


def _cinc(tables: Tables) -> pd.DataFrame:
    rows = power.ratios(tables["capabilities"])
    rows = rows[rows["measure"].eq("cinc")]
    return pd.DataFrame(
        {"on": pd.to_datetime(rows["year"].astype(int).astype(str) + "-12-31"), "value": rows["ratio"]}
    )


def _patrols(tables: Tables) -> pd.DataFrame:
    return _per_year(tables["joint_patrols"]["started_on"], range(2019, 2026))


def _scrambles(tables: Tables) -> pd.DataFrame:
    rows = power.yearly_scrambles(tables["scrambles"])
    rows = rows[rows["target"].eq("russia")]
    return pd.DataFrame(
        {"on": [pd.Timestamp(int(y) + 1, 3, 31) for y in rows["fiscal_year"]], "value": rows["scrambles"]}
    )


SERIES = (
    Series("Japanese who feel close to Russia", "domestic", "%", -1, "polls", _poll("cao-affinity-russia", "feel_affinity_net")),
    Series("Japanese who call relations good", "domestic", "%", -1, "polls", _poll("cao-relations-russia", "good_net")),
    Series("Japanese who call relations important", "domestic", "%", -1, "polls",
           _poll("cao-importance-russia", "important_net")),
    Series("Bluebook says illegally occupied (1 yes)", "domestic", "", 1, "bluebook_wording", _bluebook),
    Series("Persons, bodies and banks frozen by Japan", "alliance", "names", 1, "japan_measures",
           _japan_stock(("freeze_persons", "freeze_bodies", "freeze_banks"))),
    Series("Bodies barred from Japanese exports", "alliance", "names", 1, "japan_measures", _japan_stock(("export_list",))),
    Series("Russian moves against Japan", "alliance", "moves", 1, "russian_countermeasures", _countermeasures),
    Series("Leaders' meetings in person", "balance", "a year", -1, "summits", _meetings),
    Series("UN voting distance, Japan and Russia", "balance", "points", 1, "un_ideal_points", _distance(("Japan", "Russia"))),
    Series("UN voting distance, Russia and China", "balance", "points", -1, "un_ideal_points", _distance(("Russia", "China"))),
    Series("Russian-Chinese patrols near Japan", "balance", "a year", 1, "joint_patrols", _patrols),
    Series("Scrambles against Russian aircraft", "balance", "a fiscal year", 1, "scrambles", _scrambles),
    Series("Russian capabilities over Japanese (CINC)", "balance", "ratio", 1, "capabilities", _cinc),
    Series("Japanese exports to Russia", "economy", "billion yen", -1, "trade", _flow("exports")),
    Series("Japanese imports from Russia", "economy", "billion yen", -1, "trade", _flow("imports")),
    Series("Russian share of Japan's LNG", "economy", "%", -1, "trade_goods", _lng),
)  # fmt: skip


def compared(tables: Tables, after: str = "latest") -> pd.DataFrame:
    """One row a series: the last reading before the invasion and the latest (or first) one after it.

    A period that holds the day of the invasion, such as the year 2022, counts as after it. Raises `ValueError` for a
    series without a reading on both sides: it does not belong in this table.
    """
    rows = []
    for one in SERIES:
        readings = one.read(tables).dropna().sort_values("on")
        earlier, later = readings[readings["on"] < INVASION], readings[readings["on"] >= INVASION]
        if earlier.empty or later.empty:
            raise ValueError(f"{one.name}: no reading {'before' if earlier.empty else 'after'} the invasion")
        old, new = earlier.iloc[-1], later.iloc[-1 if after == "latest" else 0]
        change = float(new["value"]) - float(old["value"])
        rows.append(
            {
                "series": one.name,
                "level": one.level,
                "unit": one.unit,
                "before_on": old["on"],
                "before": float(old["value"]),
                "after_on": new["on"],
                "after": float(new["value"]),
                "direction": SAME if change == 0 else AWAY if change * one.away > 0 else TOWARDS,
                "table": one.table,
            }
        )
    return pd.DataFrame(rows)


def tally(rows: pd.DataFrame) -> pd.DataFrame:
    """How many series moved which way, by level."""
    counts = rows.groupby(["level", "direction"], sort=False).size()
    return counts.unstack(fill_value=0).reindex(columns=[AWAY, SAME, TOWARDS], fill_value=0)


def since(tables: Tables, day: pd.Timestamp) -> pd.DataFrame:
    """What happened from a day on, by side and lane; lanes with nothing in them are simply not in the frame."""
    rounds = sanctions.rounds(tables["japan_measures"])
    moves = tables["russian_countermeasures"]
    patrols, meetings = tables["joint_patrols"], tables["summits"][tables["summits"]["counted"]]
    parts = [
        ("Japan", LANES["Japan"][0], rounds["dated_on"], rounds["kinds"], rounds["source_ids"]),
        ("Russia", LANES["Russia"][0], moves["announced_on"], moves["summary"], moves["source_ids"]),
        (
            "Russia",
            LANES["Russia"][1],
            patrols["started_on"],
            "Joint patrol, " + patrols["kind"],
            patrols["source_ids"],
        ),
        ("Russia", LANES["Russia"][2], meetings["held_on"], meetings["occasion"], meetings["source_ids"]),
    ]
    rows = [
        pd.DataFrame({"side": side, "lane": lane, "dated_on": days, "label": labels, "source_ids": ids})
        for side, lane, days, labels, ids in parts
    ]
    events = pd.concat(rows, ignore_index=True).dropna(subset=["dated_on"])
    return events[events["dated_on"] >= day].sort_values(["dated_on", "lane"]).reset_index(drop=True)
