"""What the essay says on the Japanese public and the islands, judged: right and policy, approval, cost, hope, concern."""

from __future__ import annotations

from math import ceil, comb, sqrt

import pandas as pd

from four_islands.claims.kit import Chapter, Choice, Choices, Outcome, Tables, either, fails, holds, undecided
from four_islands.measures import approval, polls
from four_islands.prose import in_words

ESSAY = "2022-09-01"  # the day the essay came out
MAJORITY = 50.0
MOST = 0.5
FEW_MOVES = 3  # from fewer nothing can be said on what a move costs
RULED_OUT = 0.05  # how seldom so few falls may come about if a move costs support as often as not
UNREAD = "opening"  # of an act only the opening of the report was read
ELECTION = "election"  # lost over other things than the move
SEVERAL = 3  # voices that make more than a complaint
ONE_IN_FIVE = 20.0
FIRST_TWO = 2
USUAL_SAMPLE = 1_000  # of newspaper polls by telephone
NINETY_FIVE = 1.96  # standard errors on each side of a 95 per cent interval
LAWFULNESS = "seizure-unlawful"  # what such a question would be called; none was found
WHOSE = "whose-are-the-islands"  # likewise
FAR = {
    "tenth": "as far as in the worst {span} of ten",
    "sd": "clearly further than in an ordinary {span}",
    "five": "by five points or more",
}
ISSUES = {"single": "one issue", "two": "two issues", "any": "as many as one likes"}
INTERVIEW = ("face_to_face", "not_stated")  # before 2020 the government's surveys were by interview
chapter = Chapter("06_formulas")


def answers(load: Tables) -> pd.DataFrame:
    """Answers of all respondents, with the facts of their poll."""
    joined = polls.with_waves(load("polls", until=ESSAY), load("poll_waves"))
    return joined[joined["subgroup"].eq("total")]


@chapter.assertion(
    "C11a",
    question=Choice(
        "Sympathy can be asked about, or read from what people would do.",
        {"sympathy": "only a question about sympathy itself", "act": "readiness to take part"},
    ),
    mode=Choice(
        "In 2020 the government's surveys changed from interviews to the post.",
        {"all": "all surveys", "interview": "by interview", "mail": "by post"},
    ),
)
def the_campaign_has_broad_sympathy(load: Tables, how: Choices) -> Outcome:
    """Did a majority in a national survey feel with the former residents, or say that they would take part?"""
    asked = answers(load)
    if how.question == "sympathy":
        found = asked[asked["question_en"].str.contains("sympath", case=False)]
        if found.empty:
            unasked = "No survey found asked about sympathy; asked to take part, most people decline, which is another thing."
            return undecided(unasked)
    else:
        found = asked.query("series_id == 'northern-territories-participate' and answer_level == 'net'")
    modes = {"interview": INTERVIEW, "mail": ("mail",)}.get(how.mode)
    found = found[found["mode_code"].isin(modes)] if modes else found
    side = found.groupby("answer_side")["value"].median().astype(float)
    if side.get("positive", 0.0) > MAJORITY:
        return holds(f"{side['positive']:.0f} per cent said that they would.", share=side["positive"])
    if side.get("negative", 0.0) > MAJORITY:
        sentence = (
            f"In the government's surveys about {side['negative']:.0f} per cent would rather not take part."
        )
        return fails(sentence, share=side["negative"])
    sentence = "Neither those who would nor those who would not are a majority in the surveys of this kind."
    return undecided(sentence)


@chapter.assertion(
    "C12a",
    figures=("formulas-wording",),
    question=Choice(
        "One poll asks of sovereignty, another of what should be demanded.",
        {"right": "sovereignty alone", "demand": "sovereignty, and what should be demanded"},
    ),
    wording=Choice(
        "The poll on sovereignty describes the answer to reject as Russia's demand.",
        {"all": "all questions", "plain": "only questions that name nobody's demand"},
    ),
    base=Choice(
        "Those without an opinion may count or not.",
        {"all": "of all asked", "answered": "of those with an opinion"},
    ),
    asks=Choice(
        "To refuse Russia's title, or to wish all four demanded, is not yet to say whose they are.",
        {
            "near": "to refuse Russia's title, or to demand all four, is taken for the belief",
            "squarely": "only a poll that asks whose the islands are",
        },
    ),
    senseless={"a demand is no belief": lambda how: how.asks == "squarely" and how.question == "demand"},
)
def most_hold_all_four_to_be_japans(load: Tables, how: Choices) -> Outcome:
    """In every national poll that asks whose the islands are, do more than half say that all four are Japan's?

    No poll found asks it squarely; the nearest ask of Russia's title, and of what should be demanded.
    """
    asked = answers(load)
    asked = asked[asked["country"].eq("Japan")]
    wanted = ["accept-russian-sovereignty"] + (["formula-demand-four"] if how.question == "demand" else [])
    asked = asked[asked["series_id"].isin([WHOSE] if how.asks == "squarely" else wanted)]
    if asked.empty and how.asks == "squarely":
        return undecided("No poll found asks squarely whose the islands are.")
    if how.wording == "plain":
        asked = asked[~asked["question_en"].str.contains("Russia's demand")]
    if asked.empty:
        return undecided("The only poll on sovereignty itself called the other answer a Russian demand.")
    for_four = asked[asked["response_code"].isin(["unacceptable", "should_be_demanded", "all_four_japans"])]
    shares = for_four.set_index("question_id")["value"].astype(float)
    if how.base == "answered":
        # Where only one answer was printed, the share of all asked is the least it can be.
        held = asked.groupby("question_id")["value"].sum().astype(float)
        several = asked.groupby("question_id")["answer_id"].size().gt(1)
        shares = shares.where(~several.reindex(shares.index), 100 * shares / held.reindex(shares.index))
    numbers = {"lowest": shares.min(), "polls": len(shares)}
    if shares.gt(MAJORITY).all():
        if how.question == "right" and how.asks == "near":
            refused = f"{shares.max():.0f} per cent refused to recognise Russia's title to all four"
            return holds(f"In the one poll that names sovereignty {refused}.", **numbers)
        said = f"Asked whose the islands are or what to demand, at least {shares.min():.0f} per cent stood on all four."
        return holds(said, **numbers)
    return fails(f"In one poll only {shares.min():.0f} per cent stood on all four.", **numbers)


@chapter.assertion("C12b")
def most_hold_the_seizure_unlawful(load: Tables, how: Choices) -> Outcome:
    """Did a national poll ask whether the seizure was lawful, and did most say that it was not?"""
    asked = answers(load)
    asked = asked[asked["series_id"].eq(LAWFULNESS)]
    against = asked[asked["answer_side"].eq("negative")]["value"]
    if against.empty:
        return undecided("No poll found asked whether the seizure was lawful.")
    share = float(against.iloc[-1])
    called = f"{share:.0f} per cent called the seizure unlawful."
    return either(share > MAJORITY, called, f"Only {called}", share=share)


MOVES = Choice(
    "It is a judgement which meetings were moves.",
    {
        "departures": "the steps away from all four at once",
        "meetings": "all meetings chosen as moves, most of which asked for nothing less",
        "all": "every meeting, and two remarks that were disavowed",
    },
)


def moves(load: Tables, which: str) -> pd.DataFrame:
    """The moves of premiers, chosen as the reader chose."""
    every = load("premier_moves")
    if which == "meetings":
        return every[every["summit_id"].notna()]
    if which == "all":
        return every
    offers = load("offers", until="2019-12-31")
    away = offers[offers["departs_from_all_at_once"].fillna(False) & offers["side"].isin(["japan", "both"])]
    last = every["ended_on"].fillna(every["moved_on"])
    days = zip(every["moved_on"], last, strict=True)
    return every[[bool(away["made_on"].between(start, end).any()) for start, end in days]]


@chapter.assertion(
    "C17a",
    figures=("formulas-moves",),
    moves=MOVES,
    pollsters=Choice(
        "Pollsters differ in level and in days of fieldwork.",
        {"nhk": "NHK alone, the longest series", "each": "half of all pollsters", "mean": "the mean of all"},
    ),
    yardstick=Choice(
        "What falls further than an ordinary month?",
        {
            "tenth": "as deep a fall as in the pollster's worst month of ten",
            "sd": "a fall a standard deviation deeper than its mean change",
            "five": "a fall of five points",
        },
    ),
    window=Choice("A cost may come late.", {"next": "to the next poll", "third": "to the third poll after"}),
)
def support_falls_after_a_move(load: Tables, how: Choices) -> Outcome:
    """After most moves, did support for the cabinet fall by more than it falls in an ordinary month?

    Then the claim holds. It fails if such falls came no more often than luck brings them, rounded up to a whole move,
    and if so few falls would come less than once in twenty times were every second move punished. Otherwise it stays
    open.
    """
    fell, measured, chance = approval.unusual_falls(
        load("cabinet_approval"),
        moves(load, how.moves),
        pollsters=how.pollsters,
        yardstick=how.yardstick,
        steps={"next": 1, "third": 3}[how.window],
    )
    numbers = {"fell": fell, "moves": measured, "by_chance": chance}
    if measured < FEW_MOVES:
        return undecided("Polls on both sides were found for too few moves.", **numbers)
    span = {"next": "month", "third": "stretch"}[how.window]
    noun = "meetings" if how.moves == "meetings" else "moves"
    of = f"{in_words(fell) if fell else 'none'} of {in_words(measured)} {noun}"
    if fell > MOST * measured:
        return holds(f"Support fell by more than in an ordinary {span} after {of}.", **numbers)
    far = FAR[how.yardstick].format(span=span)
    if fell > ceil(chance):
        return undecided(f"After {of} support fell {far}, more often than usual but not mostly.", **numbers)
    which = ", most of which asked for nothing less," if how.moves == "meetings" else ""
    sentence = f"After none of {in_words(measured)} {noun}{which} did support fall {far}."
    if fell:
        sentence = f"After {of} support fell {far}, no more often than chance would have it."
    if sum(comb(measured, k) for k in range(fell + 1)) / 2**measured >= RULED_OUT:
        return undecided(f"{sentence} But so few moves cannot rule out a price.", **numbers)
    return fails(sentence, **numbers)


@chapter.assertion(
    "C17b",
    price=Choice(
        "Words are cheap.",
        {
            "words": "words against the move are enough",
            "deeds": "a vote, a dismissal, a resignation or a leak",
            "office": "the premier left office over it",
        },
    ),
    who=Choice(
        "An opposition always opposes.", {"party": "the premier's own party", "anyone": "anyone at home"}
    ),
    moves=MOVES,
    senseless={
        "leaving office is nobody else's act": lambda how: how.price == "office" and how.who == "anyone"
    },
)
def a_move_is_paid_for_at_home(load: Tables, how: Choices) -> Outcome:
    """After more than half of the moves, did somebody at home speak or act against the move?

    The list of acts is what was found. It can show that a price was paid, but not that none was. An election lost over
    other things, as that of July 1998, is no such act.
    """
    asked = moves(load, how.moves)
    if how.price == "office":
        ended = load("premiership_exits", absence=True)
        over = int(ended["linked_to_russia_policy"].fillna(False).sum())
        numbers = {"left": over, "moves": len(asked)}
        if over > MOST * len(asked):
            return holds("Most premiers who made a move left office over it.", **numbers)
        one = (
            "Only Hatoyama Ichiro is on record as leaving office over the islands, and a report has him agree to go once "
            "relations with Moscow and a seat in the United Nations were won."
        )
        many = f"{in_words(over).capitalize()} premiers are on record as leaving office over the islands."
        return fails(one if over == 1 else many, **numbers)
    acts = load("political_cost").query("stance == 'against' and seen != @UNREAD and kind != @ELECTION")
    acts = acts[acts["move_id"].isin(asked["move_id"])]
    if how.who == "party":
        acts = acts[acts["party"].eq("LDP")]
    if how.price == "deeds":
        acts = acts[acts["kind"].isin(["vote", "personnel", "leak"])]
    met, count = acts["move_id"].nunique(), len(asked)
    numbers, of = {"met": met, "moves": count}, f"{in_words(met)} of {in_words(count)} moves"
    if met > MOST * count:
        return holds(f"Somebody at home is on record against {of}.", **numbers)
    if met == 0:
        return undecided("No such act was found, and the search was too narrow to rule one out.", **numbers)
    return undecided(f"Such an act was found for {of}; for the others the search was too narrow.", **numbers)


@chapter.assertion(
    "C22c",
    who=Choice(
        "An opposition always opposes.",
        {"anyone": "parties, deputies and newspapers", "beyond": "the press or the premier's own party"},
    ),
    many=Choice("How many voices make a fire?", {"one": "one is enough", "several": "at least three"}),
    form=Choice(
        "A remark on television weighs less than a question in the Diet.",
        {"any": "in any form", "formal": "in the Diet or in print"},
    ),
)
def the_move_of_2018_drew_fire(load: Tables, how: Choices) -> Outcome:
    """From Singapore to the end of June 2019, did parties, deputies or newspapers in Japan speak against the move?"""
    acts = load("political_cost")
    acts = acts[
        acts["stance"].eq("against")
        & acts["acted_on"].between("2018-11-14", "2019-06-30")
        & acts["move_id"].isin(["singapore-2018", "moscow-2019", "osaka-2019"])
    ]
    if how.who == "beyond":
        acts = acts[acts["actor_group"].eq("press") | acts["party"].eq("LDP")]
    if how.form == "formal":
        acts = acts[acts["kind"].isin(["diet", "press"])]
    voices = acts["actor"].str.replace(r" \(.*\)", "", regex=True).nunique()
    if voices < (SEVERAL if how.many == "several" else 1):
        few = "Few voices beyond the opposition were found, and most editorials of those weeks were not read."
        return undecided(few, voices=voices)
    beyond = "Voices beyond the opposition are on record against it, in print or in the premier's own party."
    anyone = "Parties, deputies or newspapers are on record against it within eight months."
    return holds(beyond if how.who == "beyond" else anyone, voices=voices)


@chapter.assertion(
    "C57a",
    moment=Choice(
        "There were several moments of hope.",
        {
            "2018": "after Singapore, in 2018",
            "2016": "around Nagato, in 2016",
            "1991": "the former residents, in 1991",
        },
    ),
    wording=Choice(
        "To hope for progress is not to think that it will come.",
        {"hope": "hoping for progress", "expect": "thinking that it will come"},
    ),
    senseless={"in 1991 only belief was asked": lambda how: how.moment == "1991" and how.wording == "hope"},
)
def words_from_moscow_raised_hopes(load: Tables, how: Choices) -> Outcome:
    """At the moment of encouraging words, did most people hope for progress, or think that it would come?

    None came: no island changed hands. Whether the words caused the hope no poll shows, for none was taken before.
    """
    asked = answers(load)
    years = {"2016": ("2016-11-01", "2017-02-28"), "2018": ("2018-11-01", "2019-02-28")}
    if how.moment == "1991":
        rows = asked[asked["series_id"].eq("former-islanders-belief")].sort_values("seen_on")
        believed = rows.loc[rows["answer_side"].eq("positive"), "value"].astype(float).tolist()
        if believed[0] > MAJORITY > believed[-1]:
            first, last = believed[0], believed[-1]
            said = f"Of former residents {first:.0f} per cent believed in a return in 1991, and {last:.0f} in 2015."
            return holds(said, before=first, after=last)
        return undecided("Among former residents belief and disbelief did not change places.")
    series = {"hope": "hope-for-progress", "expect": "expect-progress"}[how.wording]
    rows = asked[asked["series_id"].eq(series) & asked["seen_on"].between(*years[how.moment])]
    share = rows.groupby("answer_side")["value"].median().astype(float)
    yes, no = share.get("positive", 0.0), share.get("negative", 0.0)
    if yes > MAJORITY:
        verb = "hoped for" if how.wording == "hope" else "expected"
        when = {"2016": "Around Nagato", "2018": "After Singapore"}[how.moment]
        return holds(f"{when} about {yes:.0f} per cent {verb} progress, and none came.", yes=yes)
    if no > yes:
        return fails(f"About {no:.0f} per cent did not think that progress would come.", no=no)
    return undecided("Those who did and those who did not were about as many.", yes=yes, no=no)


@chapter.assertion(
    "C60a",
    answers=Choice(
        "How many issues a respondent may name decides the level.",
        ISSUES,
    ),
    burning=Choice(
        "No share makes a question burn.",
        {"fifth": "one in five name it", "two": "it is among the first two", "first": "it is the first"},
    ),
    whom=Choice(
        "Some lists were put to readers, voters of one region or voters at the door.",
        {"adults": "adults in Japan", "everyone": "whoever was asked"},
    ),
)
def the_islands_are_no_burning_question(load: Tables, how: Choices) -> Outcome:
    """In lists of issues up to the essay, does diplomacy, the islands' nearest heading, stay short of a burning one?

    No list names the islands. Where diplomacy itself is high, the islands' part in it cannot be told.
    """
    lists = load("issue_salience", until=ESSAY)
    lists = lists[lists["country"].eq("Japan") & lists["asked_on"].lt(ESSAY)]
    lists = lists[lists["answer_format"].eq(how.answers) & lists["issue"].eq("diplomacy")]
    if how.whom == "adults":
        lists = lists[lists["population"].eq("adults, Japan")]
    if how.burning == "fifth":
        burns = lists["share_percent"].ge(ONE_IN_FIVE)
    else:
        burns = lists["rank"].le(FIRST_TWO if how.burning == "two" else 1)
    top = float(lists["share_percent"].max())
    if lists["islands_named"].any():
        named = float(lists.loc[lists["islands_named"], "share_percent"].max())
        return fails(f"A list that names the islands has {named:.0f} per cent.", share=named)
    if burns.fillna(False).any():
        sentence = f"With all they liked to name, {top:.0f} per cent named diplomacy; how many thought of the islands is unknown."
        return undecided(sentence, share=top)
    asked = f"Asked to name {ISSUES[how.answers]}, at most {top:.0f} per cent named diplomacy and security"
    return holds(f"{asked}, the heading under which the islands fall.", share=top)


@chapter.assertion(
    "C61a",
    figures=("formulas-menu",),
    answer=Choice(
        "Opposition can show as more insistence or as less give.",
        {"four": "more for all four at once", "two": "fewer for two islands first"},
    ),
    before=Choice(
        "The same newspaper asked in two earlier years, in 2016 from another list of answers.",
        {"2019": "since 2019", "2016": "since 2016"},
    ),
    sample=Choice(
        "How many were asked is not printed.",
        {"unknown": "left open", "usual": "taken as a thousand, as usual"},
    ),
)
def the_war_hardened_opposition(load: Tables, how: Choices) -> Outcome:
    """In Hokkaido, where one newspaper asked before and after, did opposition grow by more than chance allows?"""
    asked = polls.with_waves(load("polls", until=ESSAY), load("poll_waves"))
    asked = asked[
        asked["series_id"].str.startswith("formula-menu-hokkaido") & asked["subgroup"].eq("all Hokkaido")
    ]
    code = {"four": "four_at_once", "two": "two_first"}[how.answer]
    shares = asked[asked["response_code"].eq(code)].set_index("year")["value"].astype(float)
    before, after = shares[int(how.before)], shares[2022]
    harder = (after - before) * (1 if how.answer == "four" else -1)
    numbers = {"before": before, "after": after}
    said = {"four": "All four at once", "two": "Two islands first"}[how.answer]
    moved = f"{said} went from {before:.0f} per cent in {how.before} to {after:.0f} in 2022 in Hokkaido"
    if before == after:
        return undecided(f"{said} stood at {after:.0f} per cent in Hokkaido before and after.", **numbers)
    if how.sample == "unknown":
        return undecided(f"{moved}; without the sizes of the samples that is too little to tell.", **numbers)
    margin = NINETY_FIVE * sqrt((before * (100 - before) + after * (100 - after)) / USUAL_SAMPLE)
    if harder > margin:
        return holds(f"{moved}, more than chance would move it.", **numbers)
    if harder < -margin:
        return fails(f"{moved}, away from hardness.", **numbers)
    return undecided(f"{moved}, which chance could do.", **numbers)
