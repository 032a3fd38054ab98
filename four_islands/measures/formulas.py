"""Which settlement the two publics would accept, and how far the wording of the question decides.

Menus of different pollsters offer the same answers in other words; they are set side by side, never averaged into
one figure without the spread. A formula poll is not a referendum: few respondents had thought about the choice.
"""

from __future__ import annotations

import pandas as pd

from four_islands.measures import polls

MENU = "formula-menu"
MENU_CODES = ("two_first", "four_at_once", "two_only", "no_islands")
MENU_LABELS = {
    "two_first": "Two islands first, talk on about the other two",
    "four_at_once": "All four at once",
    "two_only": "Two islands and no more",
    "no_islands": "No islands needed",
    "two_plus_joint": "Two, and joint activity on the other two",
    "rest": "Other, undecided or not published",
}
SEASON = (
    pd.Timestamp("2018-11-01"),
    pd.Timestamp("2019-02-28"),
)  # from the Singapore summit to the Moscow talks' end
FOUR = {  # answers that insist on all four islands, whatever the question, and how the question was put
    "formula-menu": ("four_at_once", "menu"),
    "formula-menu-hokkaido": ("four_at_once", "menu, Hokkaido"),
    "formula-flexible-or-four": ("pursue_all_four_islands", "four, or flexible"),
    "formula-two-first-or-four": ("settle_the_attribution_of_all_four", "four first, or two first"),
    "formula-part-or-all": ("all_four_islands", "all four, or at least a part"),
    "formula-demand-four": ("should_be_demanded", "demand four: yes or no"),
}
HANDOVER = {  # Russian questions on handing over islands: the answer against it
    "levada-handover": "Levada",
    "vciom-handover": "VTsIOM",
    "kuril-residents": "VTsIOM, island residents",
}
MOVES = {  # a move away from the basic position -> the same pollster's poll before it and after it
    "Nagato summit, December 2016": ("kyodo-2016-11", "kyodo-2016-12"),
    "Singapore agreement, November 2018": ("yomiuri-2018-10", "yomiuri-2018-11"),
    "Talks on the 1956 declaration, January 2019": ("nhk-2018-12", "nhk-2019-01"),
}
AGES = ("age 18-39", "age 40-49", "age 50+")
UNAWARE = ["have heard the term but do not know the present state", "do not know the term"]


def menu(answers: pd.DataFrame) -> pd.DataFrame:
    """The menu polls of one season nationwide, one row an answer, with the missing rest as a row of its own."""
    asked = answers[
        answers["series_id"].eq(MENU)
        & answers["subgroup"].eq("total")
        & (answers["seen_on"].between(*SEASON))  # after November 2018 by its context
    ]
    return _with_rest(asked)


def hokkaido_menu(answers: pd.DataFrame) -> pd.DataFrame:
    """The Hokkaido Shimbun's menu of May 2022 for the island and its border area."""
    asked = answers[answers["series_id"].eq("formula-menu-hokkaido") & answers["year"].eq(2022)]
    by_area = [
        _with_rest(group).assign(poll=f"{area}, May 2022")
        for area, group in asked.groupby("subgroup", sort=False)
    ]
    return pd.concat(by_area, ignore_index=True)


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


def four_over_time(answers: pd.DataFrame) -> pd.DataFrame:
    """Every poll in which all four islands could be insisted on, with how the question was put."""
    found = []
    for series, (code, wording) in FOUR.items():
        rows = answers[answers["series_id"].eq(series) & answers["response_code"].eq(code)]
        rows = rows[rows["subgroup"].isin(["total", "all Hokkaido"])]
        found.append(rows.assign(wording=wording))
    four = polls.with_intervals(polls.named(pd.concat(found, ignore_index=True)))
    return four.sort_values("seen_on").reset_index(drop=True)


def wordings(answers: pd.DataFrame) -> pd.DataFrame:
    """Questions of one pollster within three weeks of each other in late 2018 and in January 2019, by wording."""
    pairs = [
        ("sankei-fnn-2018-11.formula-demand-four", "should_be_demanded", "Sankei-FNN, 17-18 Nov: should four be demanded? Yes"),
        ("sankei-fnn-2018-12.formula-menu", "four_at_once", "Sankei-FNN, 8-9 Dec: four at once, from a menu"),
        ("sankei-fnn-2018-11.talks-on-1956-declaration", "approve", "Sankei-FNN, 17-18 Nov: talks based on 1956? Approve"),
        ("mainichi-2018-11.formula-two-first-yes-no", "for", "Mainichi, 17-18 Nov: talks for two islands first? For"),
        ("asahi-2018-11.formula-menu", "two_first", "Asahi, Nov: two first, from a menu"),
        ("asahi-2019-01.formula-two-plus-joint", "for", "Asahi, 19-20 Jan: two, joint activity on the others? For"),
        ("asahi-2018-11.formula-menu", "two_only", "Asahi, Nov: two islands and no more, from a menu"),
    ]  # fmt: skip
    total = answers[answers["subgroup"].eq("total")]
    rows = [
        total[total["question_id"].eq(question) & total["response_code"].eq(code)].assign(asked=asked)
        for question, code, asked in pairs
    ]
    return polls.with_intervals(pd.concat(rows, ignore_index=True))


def against_handover(answers: pd.DataFrame) -> pd.DataFrame:
    """Russians against handing over islands, by pollster; the wording of 2018 is not that of 1991 to 2016."""
    asked = answers[
        answers["series_id"].isin(list(HANDOVER))
        & answers["answer_side"].eq("negative")
        & ~answers["response_en"].isin(["definitely not", "rather not"])
    ]
    levada_2018 = answers["poll_id"].eq("levada-2018-11") & answers["response_en"].eq("rather not")
    asked = pd.concat([asked, answers[levada_2018 & answers["series_id"].eq("levada-handover")]])
    named = polls.named(asked.assign(asked_by=asked["series_id"].map(HANDOVER)))
    return polls.with_intervals(named).sort_values("seen_on").reset_index(drop=True)


def outcomes(answers: pd.DataFrame) -> pd.DataFrame:
    """What each public accepts, by outcome: the share of Japanese and of Russians who choose or accept it, 2018-19.

    Only answers that name the outcome as the end of the dispute; "two first" is a way of talking, not an outcome.
    """
    spec = [
        ("All four to Japan", "Japan", MENU, "four_at_once"), ("All four to Japan", "Russia", "fom-position", "all_to_japan"),
        ("Two to Japan, two to Russia", "Japan", MENU, "two_only"),
        ("Two to Japan, two to Russia", "Russia", "fom-position", "hand_over_only_two_islands"),
        ("None to Japan", "Japan", MENU, "no_islands"),
        ("None to Japan", "Russia", "fom-position", "islands_must_be_russian_japan_should"),
        ("None to Japan", "Russia", "vciom-handover", "against"),
    ]  # fmt: skip
    season = answers[answers["seen_on"].between(*SEASON)]
    total = season[season["subgroup"].eq("total")]
    found = [
        total[total["series_id"].eq(series) & total["response_code"].eq(code)].assign(
            outcome=outcome, public=public
        )
        for outcome, public, series, code in spec
    ]
    return polls.named(pd.concat(found, ignore_index=True))


def outcome_ranges(answers: pd.DataFrame) -> pd.DataFrame:
    """`outcomes` as one row an outcome and public: the median share, and the lowest and highest over the polls."""
    by = outcomes(answers).groupby(["outcome", "public"], sort=False)
    return by.agg(
        value=("value", "median"), low_percent=("value", "min"), high_percent=("value", "max"), polls=("value", "size"),
        source_ids=("source_ids", lambda cells: ";".join(dict.fromkeys(";".join(cells).split(";")))),
    ).reset_index().assign(sample_size=None)  # fmt: skip


def unaware_by_age(answers: pd.DataFrame) -> pd.DataFrame:
    """Who did not know the present state of the islands in 2023, or not even the term, by age; with the total."""
    asked = answers["poll_id"].eq("cao-northern-territories-2023-10") & answers["series_id"].eq(
        "northern-territories-aware"
    )
    both = asked & answers["response_code"].eq("do_not_know_net") & answers["subgroup"].isin(AGES)
    parts = asked & answers["subgroup"].eq("total") & answers["response_en"].isin(UNAWARE)
    total = polls.sum_of(
        answers[parts], sorted(set(answers.loc[parts, "response_code"])), "do not know (net)"
    )
    return pd.concat([answers[both], total], ignore_index=True)


def willingness(answers: pd.DataFrame) -> pd.DataFrame:
    """Willing and unwilling to take part in the movement for return, in the three surveys that asked."""
    asked = answers["series_id"].eq("northern-territories-participate") & answers["answer_level"].eq("net")
    return polls.with_intervals(answers[asked]).reset_index(drop=True)


def knowledge(answers: pd.DataFrame) -> pd.DataFrame:
    """Know of the issue (2008) or of the present state of the islands (2018, 2023): three questions, not one series."""
    asked = answers["series_id"].eq("northern-territories-aware") & answers["subgroup"].eq("total")
    nets = answers[asked & answers["response_en"].isin(["know (net)", "know the content (net)"])]
    return polls.with_intervals(nets).reset_index(drop=True)


def cabinet_around_moves(answers: pd.DataFrame) -> pd.DataFrame:
    """Support for the cabinet before and after each move for which polls were found, with the change in points."""
    support = answers[answers["series_id"].eq("cabinet-approval") & answers["answer_side"].eq("positive")]
    share = support.set_index("poll_id")["value"]
    return pd.DataFrame(
        [
            {"move": move, "before": float(share[before]), "after": float(share[after]),
             "change": float(share[after] - share[before])}
            for move, (before, after) in MOVES.items()
        ]
    )  # fmt: skip
