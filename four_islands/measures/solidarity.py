"""How firm the support for sanctions is: every poll found, ordered by what its question puts on the other scale.

Support "in some form" adds the answers that accept sanctions: adequate and stronger, or strengthen and keep. The
sum is made only where all its parts were published.
"""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from four_islands.data.words import words
from four_islands.measures import polls

ESSAY_SHARE = 73.0  # "more than 73 percent" in the essay
ESSAY_POLL = "kyodo-2022-04"
INVASION = pd.Timestamp("2022-02-24")
STATE_MEDIA = ("sputnik", "tass", "ria", "ukrinform")  # how the ids of their reports begin
PRICES, PARTS, QUESTIONS, WORRIES = words(__file__, "PRICES", "PARTS", "QUESTIONS", "WORRIES")


def support(answers: pd.DataFrame) -> pd.DataFrame:
    """Support for sanctions in some form: one row a poll and question, with its price and interval."""
    nationwide = answers[answers["country"].eq("Japan") & answers["subgroup"].eq("total")]
    found = []
    for series, (codes, price) in PARTS.items():
        asked = nationwide[nationwide["series_id"].eq(series)]
        if series == "energy-cut-at-a-cost":  # one pollster offers yes and no, the other approve
            asked = asked.assign(response_code=asked["response_code"].replace("approve", "yes"))
        found.append(polls.sum_of(asked, codes, "supports sanctions in some form").assign(price=price))
    rows = polls.with_intervals(polls.named(pd.concat(found, ignore_index=True)))
    return rows.sort_values("value").reset_index(drop=True)


def as_questions(rows: pd.DataFrame) -> pd.DataFrame:
    """The polls of `support` as a chart of questions needs them: under what they name, the highest first."""
    order = {PRICES[price]: place for place, price in enumerate(PRICES)}
    rows = rows.assign(
        heading=rows["price"].map(PRICES),
        label=starred(rows) + ": " + rows["series_id"].map(QUESTIONS),
        low=rows["low_percent"],
        high=rows["high_percent"],
        polls=1,
    )
    by = rows.assign(place=rows["heading"].map(order), turned=-rows["value"])
    return by.sort_values(["place", "turned"], kind="stable").reset_index(drop=True)


def starred(rows: pd.DataFrame) -> pd.Series:
    """The name of each poll, with a star where its numbers are known only from state media.

    >>> polled = pd.DataFrame({"poll": ["NHK", "Kyodo"], "source_ids": ["sputnik-nhk", "kyodo-poll;tass-kyodo"]})
    >>> starred(polled).tolist()
    ['NHK*', 'Kyodo']
    """
    told = rows["source_ids"].str.split(";")
    alone = told.map(lambda ids: all(source.startswith(STATE_MEDIA) for source in ids))
    return rows["poll"] + alone.map({True: "*", False: ""})


def level(answers: pd.DataFrame) -> pd.DataFrame:
    """Should be stronger, adequate, too strong: the scale as it was printed, with what is missing from a hundred."""
    grades = answers["response_code"].isin(["stronger", "appropriate", "too_strong"])
    scale = answers[answers["series_id"].eq("sanctions-level") & grades]
    whole = polls.named(pd.concat([scale, polls.rest(scale)], ignore_index=True))
    whole = whole.assign(poll=starred(whole))
    return whole.sort_values("seen_on", kind="stable").reset_index(drop=True)


def spring(rows: pd.DataFrame) -> pd.DataFrame:
    """The polls of the first weeks: March and April 2022."""
    return rows[rows["seen_on"].between(INVASION, pd.Timestamp("2022-04-30"))].reset_index(drop=True)


def essays_poll(answers: pd.DataFrame) -> pd.Series:
    """The one poll whose figure the essay gives: Kyodo, 16-17 April 2022, the only one just above 73."""
    rows = support(answers)
    near = rows[rows["value"].between(ESSAY_SHARE, ESSAY_SHARE + 1, inclusive="neither")]
    near = near[near["fieldwork_started_on"].lt("2022-09-01")]  # the essay appeared on 1 September 2022
    if len(near) != 1:
        raise ValueError(f"{len(near)} polls lie in the point above {ESSAY_SHARE:g}; the match is lost")
    return near.iloc[0]


def worry_about_china(answers: pd.DataFrame) -> pd.DataFrame:
    """Worry that the invasion leads to Chinese force over Taiwan or elsewhere: one row a poll, widest wording net."""
    asked = answers[answers["series_id"].eq("china-worry") & answers["subgroup"].eq("total")]
    asked = asked[asked["answer_side"].eq("positive")]
    nets = asked.sort_values("value").drop_duplicates("question_id", keep="last")  # the net is the largest
    return polls.with_intervals(polls.named(nets)).sort_values("value").reset_index(drop=True)


def own_way(answers: pd.DataFrame) -> pd.DataFrame:
    """With the United States and the West, or one's own way: before and after the invasion."""
    asked = answers[answers["series_id"].eq("keep-step-or-own-way") & answers["subgroup"].eq("total")]
    together = asked["response_code"].str.startswith(("keep_step", "together"))
    return asked.assign(response_code=together.map({True: "step", False: "own way"}))


def hokkaido(answers: pd.DataFrame) -> pd.DataFrame:
    """What Hokkaido and its border area wanted in May 2022, with what is missing from a hundred."""
    asked = answers[answers["series_id"].eq("hokkaido-line-on-russia")]
    named = {"all Hokkaido": "Hokkaido, May 2022", "Nemuro area": "Nemuro area, May 2022"}
    areas = [
        pd.concat([area, polls.rest(area)], ignore_index=True).assign(poll=named[str(name)])
        for name, area in asked.groupby("subgroup", sort=False)
    ]
    return pd.concat(areas, ignore_index=True)


def worries(answers: pd.DataFrame) -> pd.DataFrame:
    """The polls on worry as a table for readers, the highest first."""
    worry = worry_about_china(answers).sort_values("value", ascending=False)
    told = {
        "Poll": worry["poll"],
        "Worried": worry["poll_id"].map(WORRIES),
        "%": worry["value"].astype(float),
    }
    return pd.DataFrame(told).reset_index(drop=True)


def facts(answers: pd.DataFrame) -> SimpleNamespace:
    """The numbers of the chapter's prose, each from one place."""
    every, essay = support(answers), essays_poll(answers)
    wide = polls.with_intervals(every, design_effect=polls.DESIGN_EFFECT)
    plain_floor = spring(wide).query("price == 'none'")["low_percent"].min()
    wide = wide[wide["poll_id"].eq(ESSAY_POLL) & wide["series_id"].eq(essay["series_id"])]
    early = spring(every)
    plain, priced = (early.loc[early["price"].eq(price)] for price in ("none", "cost"))
    scale, step = level(answers), own_way(answers)
    stronger = scale.loc[scale["response_code"].eq("stronger"), "value"]
    before = step["fieldwork_started_on"].lt(INVASION)
    shares = step.assign(before=before).set_index(["response_code", "before"])["value"]
    areas = hokkaido(answers).set_index(["poll", "response_code"])["value"]
    north, nemuro = areas["Hokkaido, May 2022"], areas["Nemuro area, May 2022"]
    calls = early.pivot(index="poll_id", columns="price", values="value")
    gap = calls["none"] - calls["cost"]  # only where one call asked both
    total = answers[answers["subgroup"].eq("total")].set_index(["poll_id", "response_code"])["value"]
    return SimpleNamespace(
        share=essay["value"],
        asked=int(essay["sample_size"]),
        low=essay["low_percent"],
        high=essay["high_percent"],
        wide_low=wide["low_percent"].iloc[0],
        wide_high=wide["high_percent"].iloc[0],
        plain_low=plain["value"].min(),
        plain_high=plain["value"].max(),
        plain_floor=plain_floor,
        priced_low=priced["value"].min(),
        later=every.loc[every["price"].eq("later"), "value"].iloc[0],
        too_strong=scale.loc[scale["response_code"].eq("too_strong"), "value"].max(),
        stronger_low=stronger.min(),
        stronger_high=stronger.max(),
        step_before=shares["step", True].min(),
        step_after=shares["step", False].min(),
        step_most=shares["step", False].max(),
        own_before=shares["own way", True].max(),
        improve=north["improve_relations_more_than_before"],
        firm_north=north[["keep_the_present_line", "impose_stronger_sanctions"]].sum(),
        improve_nemuro=nemuro["improve_relations_more_than_before"],
        same_plain=plain.loc[plain["pollster"].eq(essay["pollster"]), "value"].iloc[0],
        gap_low=gap.min(),
        gap_high=gap.max(),
        prices=total[ESSAY_POLL, "yes_net"],
        drop_line=total["nikkei-2022-03", "withdraw_it_and_devise_a_new"],
        keep_line=total["nikkei-2022-03", "keep_it_and_aim_to_resume"],
    )
