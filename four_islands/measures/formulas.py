"""Which settlement the two publics would accept, and how far the wording of the question decides.

Menus of different pollsters offer the same answers in other words; they are set side by side, never averaged into
one figure without the spread. A formula poll is not a referendum: few respondents had thought about the choice.
"""

from __future__ import annotations

from math import ceil
from types import SimpleNamespace
from typing import Any

import pandas as pd

from four_islands.data.words import words
from four_islands.measures import polls
from four_islands.measures.residents import last_count

MENU = "formula-menu"
MENU_LABELS, HANDOVER, EXPERIMENT, OUTCOMES = words(
    __file__, "MENU_LABELS", "HANDOVER", "EXPERIMENT", "OUTCOMES"
)
SEASON = (
    pd.Timestamp("2018-11-01"),
    pd.Timestamp("2019-02-28"),
)  # from the Singapore summit to the talks' end
MAJORITY = 50.0


def menu(answers: pd.DataFrame) -> pd.DataFrame:
    """The menu polls of one season nationwide, one row an answer, with the missing rest as a row of its own."""
    asked = _season(answers)  # after November 2018 by its context
    return _with_rest(asked[asked["series_id"].eq(MENU)])


def _season(answers: pd.DataFrame) -> pd.DataFrame:
    return answers[answers["seen_on"].between(*SEASON) & answers["subgroup"].eq("total")]


def hokkaido_menu(answers: pd.DataFrame) -> pd.DataFrame:
    """The Hokkaido Shimbun's menu of May 2022 for the island and its border area."""
    asked = answers[answers["series_id"].eq("formula-menu-hokkaido") & answers["year"].eq(2022)]
    names = {"all Hokkaido": "Hokkaido, May 2022", "Nemuro area": "Nemuro area, Hokkaido, May 2022"}
    by_area = [
        _with_rest(group).assign(poll=names[str(area)])
        for area, group in asked.groupby("subgroup", sort=False)
    ]
    return pd.concat(by_area, ignore_index=True)


def menus(answers: pd.DataFrame) -> pd.DataFrame:
    """All lists of settlements from the day of Singapore on, in order of time, Hokkaido last."""
    nationwide = menu(answers).sort_values(["seen_on", "poll"], kind="stable")
    return pd.concat([nationwide, hokkaido_menu(answers)], ignore_index=True)


def _with_rest(asked: pd.DataFrame) -> pd.DataFrame:
    return polls.named(pd.concat([asked, polls.rest(asked)], ignore_index=True))


def spread(menus: pd.DataFrame) -> pd.DataFrame:
    """Lowest, median and highest share of each answer over the menu polls, and in how many polls it was published."""
    shares = menus[menus["response_code"].ne("rest")].groupby("response_code")["value"]
    return shares.agg(["size", "min", "median", "max"]).rename(columns={"size": "polls"})


def leads(menus: pd.DataFrame) -> pd.Series:
    """For each menu poll, the answer with the largest share; a tie counts for both, joined by a slash."""
    held = menus[menus["response_code"].ne("rest")]
    top = held[held["value"].eq(held.groupby("poll_id")["value"].transform("max"))]
    return top.groupby("poll_id")["response_code"].agg("/".join)


def experiment(answers: pd.DataFrame) -> pd.DataFrame:
    """One season, many questions: for each the median share, the lowest and the highest poll, and how many polls.

    Of a bargain also the lowest and the highest share against it.
    """
    season = _season(answers)
    found = [
        {"heading": heading, "label": label}
        | _range(season, series, code)
        | _against(season, series, *against)
        for heading, asked in EXPERIMENT.items()
        for label, series, code, *against in asked
    ]
    frame = pd.DataFrame(found)
    return frame[frame["polls"].gt(0)].reset_index(drop=True)


def _range(season: pd.DataFrame, series: str, code: str) -> dict[str, object]:
    rows = season[season["series_id"].eq(series) & season["response_code"].eq(code)]
    cited = dict.fromkeys(";".join(rows["source_ids"]).split(";"))
    value = rows["value"].astype(float).agg(["median", "min", "max"])
    numbers = {"value": value["median"], "low": value["min"], "high": value["max"]}
    return numbers | {"polls": len(rows), "source_ids": ";".join(cited)}


def _against(season: pd.DataFrame, series: str, code: str = "") -> dict[str, object]:
    against = _range(season, series, code)
    return {"against_low": against["low"], "against_high": against["high"]}


def against_handover(answers: pd.DataFrame) -> pd.DataFrame:
    """Russians against handing over islands, `line` says whom was asked; the wording of 2018 is not that before."""
    asked = answers[
        answers["series_id"].isin(list(HANDOVER))
        & answers["answer_side"].eq("negative")
        & ~answers["response_en"].isin(["definitely not", "rather not"])
    ]
    levada_2018 = answers["poll_id"].eq("levada-2018-11") & answers["response_en"].eq("rather not")
    asked = pd.concat([asked, answers[levada_2018 & answers["series_id"].eq("levada-handover")]])
    named = polls.named(asked.assign(line=asked["series_id"].map(HANDOVER)))
    return polls.with_intervals(named).sort_values("seen_on").reset_index(drop=True)


def outcomes(answers: pd.DataFrame) -> pd.DataFrame:
    """Each end of the dispute that was put to both publics in one season, with the middle of the polls of each."""
    found = [
        {"outcome": end, "public": public} | _range(_season(answers), *asked)
        for end, public, *asked in OUTCOMES
    ]
    return pd.DataFrame(found)


def both_publics(answers: pd.DataFrame) -> pd.DataFrame:
    """The same as a table for readers, in the order in which the ends are named."""
    wide = outcomes(answers).pivot(index="outcome", columns="public", values="value")
    wide = wide.loc[list(dict.fromkeys(outcome for outcome, *_ in OUTCOMES))].reset_index()
    return wide.rename(columns={"outcome": "End of the dispute", "Japan": "Japan, %", "Russia": "Russia, %"})


def facts(
    answers: pd.DataFrame, residents: pd.DataFrame, salience: pd.DataFrame, signatures: pd.DataFrame
) -> SimpleNamespace:
    """The numbers of the chapter's prose, each from one place."""
    asked = menu(answers)
    shares, lead = spread(asked), leads(asked)
    total = answers[answers["subgroup"].eq("total")]
    russians = against_handover(answers).query("line == 'Russians'")["value"]
    ends = outcomes(answers).pivot(index="outcome", columns="public", values="value")
    first = residents[residents["generation"].eq("first")].sort_values("counted_on")
    last = last_count(residents)
    named = salience[salience["issue"].eq("diplomacy") & salience["asked_on"].lt("2022-09-01")]
    single = named.loc[named["answer_format"].eq("single"), "share_percent"]
    days = (
        one(total, "sankei-fnn-2018-12", MENU)["seen_on"]
        - one(total, "sankei-fnn-2018-11", "formula-demand-four")["seen_on"]
    )
    demand = one(total, "sankei-fnn-2018-11", "formula-demand-four", "should_be_demanded")["value"]
    demand_menu = one(total, "sankei-fnn-2018-12", MENU, "four_at_once")["value"]
    rated = one(total, "sankei-fnn-2018-11", "talks-on-1956-declaration", "approve")["value"]
    return SimpleNamespace(
        rated=rated,
        one_in=ceil(100 / (demand + rated - 100)),  # at least so many of those asked said yes to both
        sankei_first=one(total, "sankei-fnn-2018-12", MENU, "two_first")["value"],
        asahi_2018=one(total, "asahi-2018-11", MENU, "four_at_once")["value"],
        menus=asked["poll_id"].nunique(),
        first_leads=int(lead.eq("two_first").sum()),
        first=shares["median"]["two_first"],
        only_high=shares["max"]["two_only"],
        demand=demand,
        demand_menu=demand_menu,
        weeks=round(days.days / 7),
        unacceptable=one(total, "asahi-2019-01", "accept-russian-sovereignty")["value"],
        meet=int(ends.gt(MAJORITY).all(axis=1).sum()),
        russia_low=russians.min(),
        russia_two=one(total, "levada-2016-05", "levada-two", "against")["value"],  # two given, two kept
        russia_against=one(total, "vciom-2018-11", "vciom-handover", "against")["value"],
        russia_talk=one(total, "vciom-2018-11", "vciom-talks", "negotiate_as_long_as_needed_for")["value"],
        residents=int(first["living"].iloc[0]),
        living=last.living,
        living_on=last.counted_on,
        age=last.mean_age,
        diplomacy_high=single.max(),
        signed_total=int(signatures.loc[signatures["span"].eq("since_1965"), "signatures"].max()),
    )


def one(answers: pd.DataFrame, poll: str, series: str, code: str = "") -> dict[Any, Any]:
    """One answer of one poll; the first where no code is given."""
    found = answers[answers["poll_id"].eq(poll) & answers["series_id"].eq(series)]
    found = found[found["response_code"].eq(code)] if code else found
    if found.empty:
        raise ValueError(f"polls: {poll} has no answer {code or 'at all'} in {series}")
    return found.iloc[0].to_dict()
