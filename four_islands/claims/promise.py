"""What the essay says of the promise of 1956 and of who repeated it, judged; with the `chapter` of all its tests."""

from __future__ import annotations

import pandas as pd

from four_islands.claims.kit import Chapter, Choice, Choices, Outcome, Tables, fails, holds
from four_islands.measures import instruments as texts
from four_islands.prose import in_words

chapter = Chapter("02_instruments")

YELTSIN = ("1991-07-10", "1999-12-31")  # from his oath as president of Russia to his last day
COLD_WAR_ENDED = "1991-01-01"
MOST = 0.5
RECALLED = "1973-communique"  # names the declaration as a thing of the past, and does not rest on it
GENERAL = ("names-declaration", "general")
WORDS = Choice(
    "A text may name the declaration, or confirm all earlier agreements.",
    {"named": "it must name 1956", "general": "all earlier agreements will do"},
)

REPEATED = Choice(
    WORDS.why, {**WORDS.options, "repeated": "it must say again that two islands will be handed over"}
)


def affirms(load: Tables, name: str, how: Choices) -> bool:
    """Whether what a text does with the promise is enough to affirm it, in the sense chosen."""
    text = load("instruments").set_index("instrument_id").loc[name]
    if how.words == "repeated" and text["names_islands"] != "two":
        return False
    return text["affirms_1956"] in (GENERAL if how.words == "general" else GENERAL[:1])


@chapter.assertion(
    "C16a",
    figures=("instruments-named",),
    often=Choice("One paper may be an accident.", {"once": "in one joint text", "again": "in two or more"}),
)
def yeltsin_agreed_to_talk_about_four(load: Tables, how: Choices) -> Outcome:
    """Did Yeltsin put his name to a joint text that makes all four islands the subject of talks?"""
    rows = load("instruments")
    rows = rows[rows["parties"].eq("Japan;Russia") & rows["dated_on"].between(*YELTSIN)]
    four = rows[rows["kind"].eq("joint-statement") & rows["names_islands"].eq("all-four")]
    needed = 1 if how.often == "once" else 2
    if len(four) < needed:
        return fails("No such text names all four." if four.empty else "Only one such text names all four.")
    first = four.sort_values("dated_on").iloc[0]
    return holds(f"The {first['short_title']} of {first['dated_on']:%B %Y} names all four.", texts=len(four))


@chapter.assertion(
    "C16b",
    figures=("instruments-promise",),
    words=Choice(
        REPEATED.why, {**REPEATED.options, "press": "Yeltsin's words to the press that day will do"}
    ),
)
def tokyo_1993_affirmed_the_promise(load: Tables, how: Choices) -> Outcome:
    """Does the Tokyo Declaration of 1993 affirm the promise of 1956?"""
    if affirms(load, "1993-tokyo-declaration", how):
        return holds("It confirms the agreements made before, and the declaration of 1956 is one of them.")
    if how.words == "press" and load("offers")["offer_id"].eq("1993-yeltsin-press").any():
        return holds("It does not name 1956, but Yeltsin did so at his press conference of that day.")
    if how.words == "repeated":
        return fails("It does not say that two islands will be handed over.")
    return fails("It does not name the declaration of 1956.")


@chapter.assertion("C16c", figures=("instruments-promise",), words=REPEATED)
def irkutsk_2001_affirmed_the_promise(load: Tables, how: Choices) -> Outcome:
    """Does the Irkutsk Statement of 2001 affirm the promise of 1956?"""
    if affirms(load, "2001-irkutsk", how):
        return holds("It calls the declaration of 1956 a basic legal document and the start of the talks.")
    if how.words == "repeated":
        return fails("It does not say that two islands will be handed over.")
    return fails("It does not name the declaration of 1956.")


@chapter.assertion(
    "C16d",
    figures=("instruments-promise",),
    visit=Choice(
        "The essay may mean the nearest visit.",
        {"2004": "a visit in 2004", "nearest": "the visit of November 2005"},
    ),
    words=Choice("A promise can be written or spoken.", {"paper": "in a paper", "said": "in any words"}),
)
def a_president_repeated_it_in_2004(load: Tables, how: Choices) -> Outcome:
    """Did a Russian president come to Japan in 2004 and repeat the promise there?"""
    met = load("summits")
    year = 2004 if how.visit == "2004" else 2005
    if not (met["held_on"].dt.year.eq(year) & met["country"].eq("Japan")).any():
        sentence = "No president came in 2004; it was the foreign minister who spoke of 1956, on television."
        return fails(sentence)
    paper = load("instruments")
    paper = paper[paper["dated_on"].dt.year.eq(year) & texts.signed_by_both(paper)]
    said = load("offers")
    said = said[
        said["made_on"].dt.year.eq(year) & said["side"].eq("both") & said["islands"].eq("2").fillna(False)
    ]
    if paper["affirms_1956"].eq("names-declaration").any() or (how.words == "said" and len(said)):
        return holds(f"On a visit of {year} the promise was repeated.")
    return fails("The visit came in November 2005, and its papers say nothing of the islands.")


@chapter.assertion(
    "C50a",
    figures=("instruments-promise",),
    words=WORDS,
    texts=Choice(
        "A framework shows in what both signed, or also in what Moscow said alone.",
        {"joint": "joint texts", "all": "Moscow's own texts too"},
    ),
    since=Choice(
        "The Cold War and the time after it are two stories.", {"1956": "since 1956", "1991": "since 1991"}
    ),
)
def the_declaration_was_the_framework(load: Tables, how: Choices) -> Outcome:
    """Of the later texts whose words on 1956 are known, do most rest on the declaration?"""
    rows = texts.after_the_promise(load("instruments"))
    if how.texts == "joint":
        rows = rows[texts.signed_by_both(rows)]
    if how.since == "1991":
        rows = rows[rows["dated_on"].ge(pd.Timestamp(COLD_WAR_ENDED))]
    rests = rows["affirms_1956"].isin(GENERAL if how.words == "general" else GENERAL[:1])
    numbers = {"resting": int(rests.sum()), "texts": len(rows)}
    on_what = "it by name." if how.words == "named" else "it or on all that was agreed before."
    if how.words == "named" and rows.loc[~rests, "instrument_id"].eq(RECALLED).any():
        on_what += " That of 1973 names it too, but only as what had restored relations."
    of, resting = f"Of {in_words(len(rows))} later texts", f"{in_words(rests.sum())} rest on {on_what}"
    if rests.mean() > MOST:
        return holds(f"{of} {resting}", **numbers)
    return fails(f"{of} only {resting}", **numbers)
