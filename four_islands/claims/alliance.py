"""What the essay says of bases, submarines and the claim to four, judged; a second part of the chapter on Washington."""

from __future__ import annotations

import pandas as pd

from four_islands.claims.american_words import ESSAY, chapter
from four_islands.claims.kit import Choice, Choices, Outcome, Tables, fails, holds, undecided
from four_islands.data import sources
from four_islands.measures import washington as dc
from four_islands.prose import in_words

TREATY = "1960-treaty"
SOVIET_END = pd.Timestamp("1991-12-25")
FIVE_YEARS = pd.Timedelta(days=5 * 365)  # a later change has other causes, as the border of China after 1964
GIVING = ("made", "committed", "repeated", "implied")  # two islands named, and no condition but a treaty
IRKUTSK = (
    "2001-03-25"  # the last text that names the two islands as a starting point, before the alliance comes up
)
STATEMENTS = 3
DAYS_A_MONTH = 30.44
PUTIN, MEDVEDEV_CAME = pd.Timestamp("2000-05-07"), pd.Timestamp("2010-11-01")
CRIMEA = pd.Timestamp("2014-03-18")


@chapter.assertion(
    "C29a",
    period=Choice(
        "One official source speaks of today's garrison.",
        {"cold_war": "of the Soviet navy", "any": "of any time"},
    ),
    islands=Choice(
        "The chain is long, and the deep straits lie north of the four.",
        {"sea": "the sea behind the chain is enough", "islands": "the islands must be named"},
    ),
    witness=Choice(
        "A scholar and a newspaper may repeat each other.",
        {"two": "two independent sources", "official": "a government among them"},
    ),
)
def the_islands_sheltered_submarines(load: Tables, how: Choices) -> Outcome:
    """Do two independent sources say that the sea behind the islands hid missile submarines aimed at America?"""
    facts = load("island_facts").query("topic == 'sea'")
    found = facts[facts["statement"].str.contains("missile submarines")]
    if how.period == "cold_war":
        found = found[found["statement"].str.contains("Soviet")]
    if how.islands == "islands":
        found = found[found["statement"].str.contains("islands", case=False)]
    witnesses = sources(found) if len(found) else []
    official = any(source.tier == "primary_document" for source in witnesses)
    numbers = {"sources": len(witnesses)}
    if len(witnesses) >= 2 and (official or how.witness == "two"):  # two: one witness is none
        sentence = "Independent sources say that the sea behind the islands hid missile submarines."
        return holds(sentence, **numbers)
    return undecided(
        "The sources read speak of the whole sea or of later years; too few speak of these islands then.",
        **numbers,
    )


@chapter.assertion(
    "C30a",
    harder=Choice(
        "Reluctance may be a price or a refusal.",
        {"condition": "a new condition", "denied": "denies the question"},
    ),
    lasting=Choice(
        "A first answer may be bargaining.",
        {"first": "the first answer counts", "stayed": "it must have stood to the end of the Soviet Union"},
    ),
    reason=Choice(
        "What follows an event need not follow from it.",
        {"order": "order in time is enough", "stated": "Moscow must have named the treaty or the troops"},
    ),
)
def moscow_grew_unwilling_after_the_treaty(load: Tables, how: Choices) -> Outcome:
    """Did Moscow make the transfer of two islands harder within five years of the treaty of 1960, and keep to that?"""
    dates = load("alliance_dates")
    signed = pd.Timestamp(str(dates[dates["date_id"].eq(TREATY)]["dated_on"].iloc[0]))
    moscow = load("offers").query("side == 'russia'").sort_values("made_on")
    answers = moscow[moscow["status"].eq("conditional" if how.harder == "condition" else "denied")]
    answers = answers[answers["made_on"].between(signed, signed + FIVE_YEARS)]
    if how.reason == "stated":
        answers = answers[answers["condition"].str.contains(dc.TROOPS, na=False)]
    if answers.empty:
        return fails("Moscow denied the question for other reasons: the agreements of the war.")
    first = answers.iloc[0]
    later = moscow[moscow["made_on"].gt(first["made_on"]) & moscow["made_on"].le(SOVIET_END)]
    eased = later[later["islands"].eq("2") & later["status"].isin(GIVING)]
    days = (first["made_on"] - signed).days
    if how.lasting == "stayed" and len(eased):
        year = eased["made_on"].min().year
        return fails(f"It did not last: in {year} Moscow hinted at two islands again.", days=days)
    if how.harder == "denied":
        months = in_words(round(days / DAYS_A_MONTH)).capitalize()
        return holds(f"{months} months after the treaty Moscow called the question settled.", days=days)
    after = in_words(days).capitalize()
    return holds(f"{after} days after the treaty Moscow made foreign troops the condition.", days=days)


@chapter.assertion(
    "C31a",
    who=Choice("Spokesmen say much.", {"top": "president or foreign minister", "any": "any official"}),
    what=Choice(
        "The alliance and bases are two things.", {"bases": "troops or bases", "any": "the alliance as well"}
    ),
    count=Choice(
        "One man's line may be his own.",
        {"three": "three statements", "two": "statements by two persons at least"},
    ),
)
def moscow_treats_bases_as_an_obstacle(load: Tables, how: Choices) -> Outcome:
    """Did Russian leaders tie a transfer to American troops, bases or the alliance at least three times?"""
    words = dc.moscow_on_alliance(load("alliance_dates", until=ESSAY), load("offers", until=ESSAY))
    words = words[words["said_on"].between(IRKUTSK, ESSAY)]
    if how.who == "top":
        words = words[words["speaker"].isin(["Putin", "Lavrov"])]
    if how.what == "bases":
        words = words[words["what"].eq("bases")]
    enough = (
        len(words) >= STATEMENTS if how.count == "three" else words["speaker"].nunique() >= 2
    )  # more than one man
    if words.empty:
        return fails("No Russian statement found ties a transfer to bases or the alliance.")
    if not enough:
        return undecided("Too few statements were found to call it a line.", statements=len(words))
    first, last = words["said_on"].min().year, words["said_on"].max().year
    of = "troops or bases" if how.what == "bases" else "troops, bases or the alliance"
    sentence = f"Russian leaders spoke of {of} again and again between {first} and {last}."
    return holds(sentence, statements=len(words))


@chapter.assertion(
    "C34a",
    first=Choice(
        "A demand at the table is not yet a policy on paper.",
        {"policy": "first as a written policy", "words": "first time Tokyo asked for four"},
    ),
    bargain=Choice(
        "Order in time does not show a bargain.",
        {"record": "a source on the bargain is needed", "order": "order in time is enough"},
    ),
)
def the_claim_took_hold_at_the_merger(load: Tables, how: Choices) -> Outcome:
    """Did the claim to four first become policy when the conservative parties merged in November 1955?"""
    dates = load("alliance_dates")
    merged = dates[dates["date_id"].eq("1955-party")]["dated_on"].iloc[0]
    asked = load("offers").query("side == 'japan' and islands == '4'")["made_on"].min()
    if how.first == "words" and asked < merged:
        return fails(f"Tokyo had asked for four in London from {asked:%B %Y}, before the parties merged.")
    if how.bargain == "order":
        return holds("The new party wrote the southern Kurils into its first programme.")
    works = load("literature").set_index("work_id")["seen"]
    if works.get("hellmann1969") != "full":
        return undecided("Hellmann's study of the bargaining is known here from its catalogue entry only.")
    return holds("A study of the bargaining bears it out.")


@chapter.assertion(
    "C34b",
    texts=Choice(
        "A state speaks to its own people too.",
        {"all": "laws, Diet resolutions and Bluebooks as well", "talks": "only what governments told Moscow"},
    ),
    silence=Choice(
        "A claim not repeated is not withdrawn.",
        {
            "withdrawn": "only a withdrawal counts against it",
            "unsaid": "years in which it was not said count too",
        },
    ),
)
def four_became_the_standing_policy(load: Tables, how: Choices) -> Outcome:
    """Is the claim to all four on record in every decade from the 1950s to the essay, and never withdrawn?"""
    said = load("offers", until=ESSAY)
    days = said[said["side"].eq("japan") & said["islands"].eq("4")]["made_on"]
    if how.texts == "all":
        voted = load("diet_resolutions").query("islands_named in ['four', 'northern_territories']")[
            "adopted_on"
        ]
        laws = load("instruments").query("kind == 'unilateral-act' and parties == 'Japan'")["dated_on"]
        printed = load("bluebook_wording").query("phrase == 'inherent_territory' and is_used")["edition_year"]
        days = pd.concat([days, voted, laws, pd.to_datetime(printed.astype(str), format="%Y")])
    missing = sorted(set(range(1950, 2030, 10)) - set(days.dt.year // 10 * 10))
    if how.silence == "unsaid":
        phrase = load("official_wording", until=ESSAY).query("phrase == 'inherent_territory' and not is_used")
        if len(phrase):
            year = phrase["said_on"].min().year
            return fails(f"In {year} the government stopped calling the four inherent territory in the Diet.")
    if missing:
        return undecided(f"For the {missing[0]}s no statement on all four was found.", missing=len(missing))
    return holds("The claim to all four is on record in every decade and was never withdrawn.")


@chapter.assertion(
    "C53a",
    sign=Choice(
        "A hold shows in more than one way.",
        {"arms": "new weapons", "visits": "visits by leaders", "law": "the constitution", "offers": "offers"},
    ),
    since=Choice("Ambition has more than one beginning.", {"2010": "a president's visit", "2014": "Crimea"}),
    senseless={
        "a count that begins with a visit finds more visits": lambda how: (
            how.sign == "visits" and how.since == "2010"
        )
    },
)
def moscow_tightened_its_hold(load: Tables, how: Choices) -> Outcome:
    """By the sign chosen, did Moscow hold the islands more firmly after it grew more ambitious than from 2000 until then?

    Each sign is asked alone: arms, visits and a law must be more than before, and no word on two islands may follow.
    """
    turn = MEDVEDEV_CAME if how.since == "2010" else CRIMEA
    if how.sign == "arms":
        found = dc.new_arms(load("security_events", until=ESSAY))["happened_on"]
        said = "New weapons came to the two large islands, none of which is on record before."
    elif how.sign == "visits":
        seen = load("island_visits", until=ESSAY)
        found = seen[seen["office_rank"].isin(["head_of_state", "premier"])]["visited_on"]
        said = "Presidents and premiers came more often than before."
    else:
        moscow = load("offers", until=ESSAY).query("side in ['russia', 'both']")
        status = ("barred",) if how.sign == "law" else ("made", "committed", "repeated", "implied")
        named = moscow[moscow["status"].isin(status) & moscow["islands"].isin(["0", "2"])]
        found = named["made_on"]
        said = "The constitution of {year} forbids giving up land."
    found = found[found.between(PUTIN, ESSAY)]
    before, after = int(found.lt(turn).sum()), int(found.ge(turn).sum())
    if how.sign == "offers":
        if after:
            return fails(
                f"Moscow named two islands after that as before, in {found.max().year} for the last time.",
                after=after,
            )
        return holds("No Russian word on two islands is on record after that.", before=before)
    if after > before:
        return holds(said.format(year=found.max().year), before=before, after=after)
    return fails("No more of it is on record after that than before.", before=before, after=after)
