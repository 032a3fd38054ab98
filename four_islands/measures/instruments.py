"""What the documents say of the islands, what became of the promise of 1956, and how Japan's wars ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import pandas as pd

from four_islands.data.words import words

WARTIME = ("1943-cairo", "1945-yalta", "1945-potsdam", "1951-san-francisco")  # the four the essay names
PROMISE = "1956-joint-declaration"
FOUR = ("Etorofu", "Kunashiri", "Shikotan", "Habomai")
ISLANDS_BY_CODE = {
    "border": ("Etorofu",),
    "two": ("Shikotan", "Habomai"),
    "two-large": ("Etorofu", "Kunashiri"),
    "all-four": FOUR,
}
UNDER_ONE_NAME = ("chain", "outside")  # the text speaks of the Kuril Islands and of none of the four
WHOLE = "the Kurils"
SIDES = {"japan": "What Tokyo reads in it", "russia": "What Moscow reads in it"}
NAMES, PIVOTS, APART, BESIDE, STANCES, IN_WRITING = words(
    __file__, "NAMES", "PIVOTS", "APART", "BESIDE", "STANCES", "IN_WRITING"
)


def facts(instruments: pd.DataFrame, readings: pd.DataFrame, wars: pd.DataFrame) -> SimpleNamespace:
    """The numbers of the chapter."""
    later, stance = after_the_promise(instruments), after_the_promise(instruments)["affirms_1956"]
    joint = instruments[signed_by_both(instruments) & instruments["names_islands"].eq("all-four")]
    without = without_peace_treaty(wars)
    return SimpleNamespace(
        first_all_four=int(
            joint["dated_on"].dt.year.min()
        ),  # year of the first text signed by both that names all four
        naming=int(stance.eq("names-declaration").sum()),
        first_naming=int(later.loc[stance.eq("names-declaration"), "dated_on"].dt.year.min()),
        unread=int(
            since_the_promise(instruments)["affirms_1956"].eq("unknown").sum()
        ),  # documents since: words on 1956 not read
        ratified=int(wars.loc[wars["how_ended"].eq("san-francisco"), "states_counted"].sum()),
        without=int(without["states_counted"].sum()),  # states without a treaty of peace by name
        to_come=int(without.loc[without["treaty_still_to_come"].astype(bool), "states_counted"].sum()),
        on_name={side: on_the_name(instruments, readings, side) for side in ("japan", "russia")},
    )


def early(instruments: pd.DataFrame, readings: pd.DataFrame) -> pd.DataFrame:
    """What the two governments read in the texts up to San Francisco, in order of time."""
    days = instruments.set_index("instrument_id")["dated_on"]
    rows = readings.assign(dated_on=readings["instrument_id"].map(days)).sort_values(
        "dated_on", kind="stable"
    )
    return rows[rows["dated_on"].le(days["1951-san-francisco"]) & rows["reader"].isin(list(SIDES))]


def on_the_name(instruments: pd.DataFrame, readings: pd.DataFrame, side: str) -> tuple[int, int]:
    """Of a side's arguments from texts up to San Francisco, those on what the name covers, and all."""
    rows = early(instruments, readings).query("reader == @side")
    return int(rows["is_on_extent"].sum()), len(rows)


def read_twice(instruments: pd.DataFrame, readings: pd.DataFrame) -> pd.DataFrame:
    """Each text up to San Francisco with what either government reads in it; a star for what turns on the name."""
    rows = early(instruments, readings)
    said = rows["reading"] + rows["is_on_extent"].map({True: " *", False: ""})
    titles = {one["instrument_id"]: dated_title(one) for one in instruments.to_dict("records")}
    told = rows.assign(Text=rows["instrument_id"].map(titles), said=said, side=rows["reader"].map(SIDES))
    wide = told.pivot(index="Text", columns="side", values="said").reindex(told["Text"].unique())
    return wide[list(SIDES.values())].reset_index().rename_axis(columns=None)


def names_one_of_the_four(instruments: pd.DataFrame) -> pd.Series:
    """Whether a document names at least one of the four islands."""
    return instruments["names_islands"].isin(list(ISLANDS_BY_CODE))


def signed_by_both(instruments: pd.DataFrame) -> pd.Series:
    """Whether Japan and the Soviet Union or Russia are the two parties, and no others."""
    return instruments["parties"].isin(["Japan;Russia", "Japan;USSR"])


def naming(instruments: pd.DataFrame, ids: Sequence[str] = PIVOTS) -> pd.DataFrame:
    """Each document and the Kurils, then each island: named, named as apart from the Kurils (false), or not.

    The note of a mark is what the document leaves open.
    """
    lines: list[tuple[str, str, bool | None, str]] = []
    for one in instruments.set_index("instrument_id", drop=False).loc[list(ids)].to_dict("records"):
        key, title, said = one["instrument_id"], dated_title(one), one["names_islands"]
        lines.append(
            (
                title,
                WHOLE,
                True if key in (*APART, *BESIDE) or said in UNDER_ONE_NAME else None,
                one["leaves_open"],
            )
        )
        named = ISLANDS_BY_CODE.get(said, ())
        lines += [
            (title, each, key not in APART if each in named else None, one["leaves_open"]) for each in FOUR
        ]
    return pd.DataFrame(lines, columns=["row", "column", "state", "note"])


def bold(instruments: pd.DataFrame) -> list[str]:
    """The Allies' four agreements, as the figure names them."""
    rows = instruments[instruments["instrument_id"].isin(WARTIME)]
    return [dated_title(one) for one in rows.to_dict("records")]


def dated_title(document: Mapping[Any, Any]) -> str:
    """The year and the name of a document in the figures."""
    return f"{document['dated_on'].year} {NAMES.get(document['instrument_id'], document['short_title'])}"


def since_the_promise(instruments: pd.DataFrame) -> pd.DataFrame:
    """The documents after the Joint Declaration that could bear on it, in order of time."""
    day = instruments.set_index("instrument_id").loc[PROMISE, "dated_on"]
    rows = instruments[instruments["dated_on"].gt(day) & instruments["affirms_1956"].ne("not-applicable")]
    return rows.sort_values("dated_on", ignore_index=True)


def after_the_promise(instruments: pd.DataFrame) -> pd.DataFrame:
    """The documents after the Joint Declaration whose words on it are known."""
    return since_the_promise(instruments).query("affirms_1956 != 'unknown'").reset_index(drop=True)


def promise(instruments: pd.DataFrame) -> pd.DataFrame:
    """Each document after the Joint Declaration and what it does with the promise, true by both, false by Moscow alone.

    A law of one state that has no word on it, like the Russian constitution, passes nothing over and is left out.
    """
    rows = after_the_promise(instruments)
    rows = rows[signed_by_both(rows) | rows["affirms_1956"].ne("silent")]
    lines = [
        (dated_title(one), column, by_both if one["affirms_1956"] == stance else None)
        for one, by_both in zip(rows.to_dict("records"), signed_by_both(rows).tolist(), strict=True)
        for stance, column in STANCES.items()
    ]
    return pd.DataFrame(lines, columns=["row", "column", "state"])


def whole_years(start: pd.Timestamp, end: pd.Timestamp) -> int:
    """Completed years from one day to another."""
    early = (end.month, end.day) < (start.month, start.day)
    return end.year - start.year - int(early)


def without_peace_treaty(wars: pd.DataFrame) -> pd.DataFrame:
    """The states whose war with Japan ended without a treaty of peace by name."""
    return wars[~wars["has_peace_treaty"].astype(bool)].reset_index(drop=True)
