"""Who governed: no two premiers at once, no day without one, and everything else tied to their terms."""

from __future__ import annotations

import pandas as pd

from four_islands.data.rules.registry import DAY, Reach, Wrong, day, last_day, rows, rule, told
from four_islands.data.schema import table

# Two line-ups of the source run to the end of their cabinet, past its reshuffle; their notes say so.
WHOLE_CABINETS = ("C090-0", "C096-0")


@rule("premierships", "started_on", "no two premiers at once and no day without one, but for acting premiers")
def one_premier_a_day(terms: pd.DataFrame, reach: Reach) -> Wrong:
    """A term starts on the last day of the one before; a later start needs an acting premier in between."""
    acting = reach("acting_premiers")
    before = terms["ended_on"].shift()
    for row, term in rows(terms, terms.index.to_series().gt(0) & before.isna()):
        yield row, f"{term['term_id']} starts though the term before it has no end"
    for row, term in rows(terms, terms["started_on"] < before):
        yield row, f"starts {day(term['started_on'])}, before the term before it ends ({day(before[row])})"
    for row, term in rows(terms, terms["started_on"] > before):
        covers = acting["started_on"].le(before[row]) & acting["ended_on"].ge(term["started_on"])
        if not covers.any():
            yield row, f"starts {day(term['started_on'])}; nobody governs after {day(before[row])}"


@rule("premierships", "order_number", "terms stand in order of time and are numbered without a gap from JP01")
def terms_are_numbered(terms: pd.DataFrame, reach: Reach) -> Wrong:
    """A deleted or doubled term breaks the count."""
    number = terms.index.to_series() + 1
    wrong = terms["order_number"].ne(number) | terms["term_id"].ne(number.map("JP{:02d}".format))
    for row, term in rows(terms, wrong):
        yield row, f"{term['term_id']} with number {term['order_number']} stands in place {row + 1}"


@rule(
    "premierships", "ended_on", "only the last term still runs, and a running term has a day it was last seen"
)
def only_the_last_term_runs(terms: pd.DataFrame, reach: Reach) -> Wrong:
    """Censoring is stated, never implied by a blank."""
    both = terms["ended_on"].isna() == terms["last_seen_on"].isna()
    early = terms["ended_on"].isna() & terms.index.to_series().lt(len(terms) - 1)
    for row, term in rows(terms, both | early):
        yield row, f"{term['term_id']}: ended {day(term['ended_on'])}, last seen {day(term['last_seen_on'])}"


@rule("premierships", "published_days", "the published count of days counts both the first and the last day")
def published_days_agree(terms: pd.DataFrame, reach: Reach) -> Wrong:
    """Two sources that agree to the day: a mistyped date shows at once."""
    counted = (terms["ended_on"] - terms["started_on"]).dt.days + 1
    for row, term in rows(terms, terms["published_days"].ne(counted) & counted.notna()):
        yield row, f"{term['published_days']} days published, {counted[row]:.0f} between the two dates"


@rule("premiership_exits", "term_id", "every completed premiership ended somehow, and none that still runs")
def every_completed_term_has_an_exit(exits: pd.DataFrame, reach: Reach) -> Wrong:
    """The exits are neither fewer nor more than the completed terms."""
    terms = reach("premierships")
    completed = set(terms.loc[terms["ended_on"].notna(), "term_id"])
    yield from told(exits, ~exits["term_id"].isin(completed), "{term_id} has not ended")
    missing = sorted(completed - set(exits["term_id"]))
    if missing:
        yield len(exits) - 1, f"no row for {', '.join(missing)}"


@rule("premiership_exits", "exit_code_secondary", "a second reason is another reason")
def second_reasons_differ(exits: pd.DataFrame, reach: Reach) -> Wrong:
    """The same code twice says nothing."""
    return told(exits, exits["exit_code"].eq(exits["exit_code_secondary"]), "{exit_code} twice")


@rule("acting_premiers", "ended_on", "an acting premier hands over on the day the next premier starts")
def acting_premiers_hand_over(acting: pd.DataFrame, reach: Reach) -> Wrong:
    """Acting spells belong to the end of one term and the start of the next."""
    terms = reach("premierships")
    following = terms.assign(after=terms["term_id"].shift()).set_index("after")["started_on"]
    expected = acting["after_term_id"].map(following)
    wrong = acting["ended_on"].ne(expected)
    return told(acting, wrong, "ends {ended_on}, the next premier starts {expected}", expected=expected)


@rule("cabinets", "started_on", "a line-up of ministers stands inside the premiership it belongs to")
def lineups_stand_inside_terms(lineups: pd.DataFrame, reach: Reach) -> Wrong:
    """No cabinet outlives its premier."""
    terms = reach("premierships").set_index("term_id")
    start, end = lineups["term_id"].map(terms["started_on"]), lineups["term_id"].map(terms["ended_on"])
    acting = reach("acting_premiers").set_index("after_term_id")["ended_on"]
    end = end.where(~lineups["term_id"].isin(acting.index), lineups["term_id"].map(acting))
    wrong = (lineups["started_on"] < start) | (lineups["ended_on"] > end)
    return told(lineups, wrong, "{lineup_id} from {started_on} to {ended_on} in {term_id}")


@rule("cabinets", "ended_on", "one line-up ends when the next begins")
def lineups_follow_each_other(lineups: pd.DataFrame, reach: Reach) -> Wrong:
    """A reshuffle ends the line-up before it."""
    begins = lineups["started_on"].shift(-1)
    wrong = (lineups["ended_on"] > begins) | (lineups["ended_on"] < begins - DAY)
    wrong &= ~lineups["lineup_id"].isin(WHOLE_CABINETS)
    return told(lineups, wrong, "{lineup_id} ends {ended_on}, the next begins {begins}", begins=begins)


@rule("cabinets", "lineup_id", "a line-up's id holds its cabinet's number, and a reshuffle counts from 1")
def lineup_ids_agree(lineups: pd.DataFrame, reach: Reach) -> Wrong:
    """The id says what the columns say."""
    stem = lineups["cabinet_number"].map("C{:03d}-".format)
    ends = lineups["lineup_id"].str[-1].ne("0")
    wrong = (lineups["lineup_id"].str[:-1] != stem) | (ends != lineups["is_reshuffle"])
    return told(lineups, wrong, "{lineup_id}: cabinet {cabinet_number}, reshuffle {is_reshuffle}")


@rule(
    "leaders_ussr_russia", "started_on", "no two leaders in fact at once; handovers take a few days at most"
)
def one_leader_in_fact(spells: pd.DataFrame, reach: Reach) -> Wrong:
    """The paramount spells follow each other; the datasets leave up to four days between two of them."""
    paramount = spells[spells["record_type"].eq("paramount_spell")].sort_values("started_on")
    before = paramount["ended_on"].shift()
    wrong = (paramount["started_on"] < before) | (paramount["started_on"] > before + 4 * DAY)
    return told(
        paramount, wrong, "{row_id} starts {started_on}, the one before ended {before}", before=before
    )


@rule("g7_heads_of_government", "started_on", "no two heads of government of one country at once")
def one_head_of_government(spells: pd.DataFrame, reach: Reach) -> Wrong:
    """Gaps are the datasets' own (caretaker weeks); overlaps would be errors."""
    ordered = spells.sort_values(["country", "started_on"])
    before = ordered.groupby("country")["ended_on"].shift()
    runs = ordered["ended_on"].isna() & ordered["country"].eq(ordered["country"].shift(-1))
    wrong = (ordered["started_on"] < before) | runs
    return told(ordered, wrong, "{spell_id} from {started_on} to {ended_on}")


@rule("ldp_contests", "votes_winner", "the winner has the more votes, in the runoff where there was one")
def winners_have_more_votes(contests: pd.DataFrame, reach: Reach) -> Wrong:
    """Swapped vote columns would make the loser win."""
    direct = ~contests["had_runoff"] & (contests["votes_winner"] <= contests["votes_main_rival"])
    runoff = contests["runoff_votes_winner"] <= contests["runoff_votes_rival"]
    stray = ~contests["had_runoff"] & contests["runoff_votes_winner"].notna()
    return told(contests, direct | runoff | stray, "{contest_id}: {votes_winner} to {votes_main_rival}")


@rule("national_elections", "pm_term_id", "an election falls in the term of the premier it names")
def elections_fall_in_their_term(elections: pd.DataFrame, reach: Reach) -> Wrong:
    """Who was premier on polling day follows from the premierships."""
    terms = reach("premierships").set_index("term_id")
    start = elections["pm_term_id"].map(terms["started_on"])
    end = elections["pm_term_id"].map(terms["ended_on"].fillna(terms["last_seen_on"]))
    latest = last_day(elections["held_on"], elections["held_on_precision"])
    wrong = (latest < start) | (elections["held_on"] > end)
    return told(elections, wrong, "held {held_on}, {pm_term_id} from {start} to {end}", start=start, end=end)


@rule("national_elections", "election_id", "an election's id holds its day and its chamber")
def election_ids_agree(elections: pd.DataFrame, reach: Reach) -> Wrong:
    """The id says what the columns say."""
    wanted = elections["held_on"].dt.strftime("%Y-%m-%d") + "-" + elections["chamber"]
    year = elections["held_on"].dt.strftime("%Y") + "-" + elections["chamber"]
    exact = elections["held_on_precision"].eq("day")
    wrong = exact & elections["election_id"].ne(wanted) | ~exact & elections["election_id"].ne(year)
    return told(elections, wrong, "{election_id}: held {held_on}, {chamber} house")


@rule("national_elections", "premier_party_seats", "a party has at most all the seats")
def parties_fit_the_chamber(elections: pd.DataFrame, reach: Reach) -> Wrong:
    """A digit too many shows here."""
    for column in ("premier_party_seats", "alt_premier_party_seats", "ldp_seats_won", "ldp_seats_after"):
        for row, one in rows(elections, elections[column] > elections["seats_total"]):
            yield row, f"{column} {one[column]} of {one['seats_total']}"


@rule("national_elections", "result_code", "a majority is more than half of the seats")
def majorities_are_majorities(elections: pd.DataFrame, reach: Reach) -> Wrong:
    """Only for the lower house, where the premier's own party is counted."""
    share = elections["premier_party_seats"] / elections["seats_total"]
    wrong = elections["result_code"].eq("majority") & share.le(0.5)
    wrong |= elections["result_code"].eq("largest_no_majority") & share.gt(0.5)
    return told(elections, wrong, "{result_code} with {premier_party_seats} of {seats_total} seats")


# Handovers of one to four days that the dataset has itself.
HANDOVERS = (
    "DEU02 DEU04 FRA08 FRA23 FRA24 FRA25 GBR03 GBR04 USA11 JPN-1952 JPN-1954 JPN-1956 JPN-1957 JPN-1972 "
    "RUS-1953-1 RUS-1984 RUS-1985 RUS-2000"
)


@rule("leaders_archigos", "started_on", "a successor starts the day the one before ends, or after a real gap")
@rule(
    "g7_heads_of_government",
    "started_on",
    "a successor starts the day the one before ends, or after a real gap",
)
def successors_follow(spells: pd.DataFrame, reach: Reach) -> Wrong:
    """A day's overlap or a gap of one to four days is a slip, but for the handovers known."""
    key = "spell_id" if "spell_id" in spells else "archigos_id"
    ordered = spells.sort_values(["country", "started_on"])
    gap = (ordered["started_on"] - ordered.groupby("country")["ended_on"].shift()).dt.days
    slipped = gap.ne(0) & gap.le(4) & ~ordered[key].isin(HANDOVERS.split())
    return told(
        ordered, slipped, f"{{{key}}} starts {{started_on}}, days after the end before: {{gap:.0f}}", gap=gap
    )


@rule("g7_heads_of_government", "is_interim", "who governs in between does so for less than two months")
def interims_are_short(spells: pd.DataFrame, reach: Reach) -> Wrong:
    """The two on record governed 54 and 55 days."""
    long = spells["is_interim"] & (
        spells["ended_on"].fillna(spells["last_seen_on"]) - spells["started_on"]
    ).gt(60 * DAY)
    return told(spells, long, "{spell_id} is called interim")


for _table in ("foreign_ministers", "leaders_ussr_russia", "premierships"):

    @rule(
        _table,
        "last_seen_on",
        "who still governs was last seen on the day of a source, or that of the whole table",
    )
    def the_last_day_seen_is_a_day_of_a_source(
        terms: pd.DataFrame, reach: Reach, name: str = _table
    ) -> Wrong:
        """The day a table runs to is the day its newest row was seen."""
        published = reach("sources").set_index("source_id")["published_on"]
        for row, term in rows(terms, terms["last_seen_on"].notna()):
            days = {published.get(source) for source in term["source_ids"].split(";")}
            if day(term["last_seen_on"]) not in days | {table(name).as_of}:
                yield row, f"last seen {day(term['last_seen_on'])}"
