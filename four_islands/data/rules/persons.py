"""People: one id, one spelling and the same offices in every table, and terms that Archigos can be read beside."""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

from four_islands.data.rules.registry import DAY, Reach, Wrong, rows, rule, told

# Where a person's names stand in each table, and the office a row of it proves.
NAMED = {
    "premierships": ("name_family", "name_given", "premier"),
    "acting_premiers": ("name_family", "name_given", "acting_premier"),
    "ldp_contests": ("winner_family", "winner_given", "party_president"),
    "foreign_ministers": ("name_family", "name_given", "foreign_minister"),
    "leaders_ussr_russia": ("name_family", "name_given", ""),  # its record_type decides
}
MOSCOW = {
    "paramount_spell": "leader_in_fact",
    "head_of_state_term": "head_of_state",
    "premier_term": "premier",
}
START_APART, END_APART = 3 * DAY, 15 * DAY  # designation for appointment; the day Ikeda announced his leaving


def people_are_named_alike(frame: pd.DataFrame, reach: Reach) -> Wrong:
    """A second spelling, or a row under somebody else's id, would make one person two."""
    people = reach("persons").set_index("person_id")
    family = "winner_family" if "winner_family" in frame else "name_family"
    given = family.replace("family", "given")
    wrong = frame[family].ne(frame["person_id"].map(people["name_family"]))
    wrong |= frame[given].ne(frame["person_id"].map(people["name_given"]))
    for row, one in rows(frame, wrong):
        yield row, f"{one[family]}, {one[given]} under {one['person_id']}"


for _table, (_family, _, _) in NAMED.items():
    rule(_table, _family, "a person's names are those of the table persons")(people_are_named_alike)


@rule("persons", "roles", "everybody in the list holds the offices that the other tables show, and no others")
def roles_are_held(people: pd.DataFrame, reach: Reach) -> Wrong:
    """Also finds whoever stands in the list and nowhere else."""
    held: dict[str, set[str]] = {}
    for table, (*_, role) in NAMED.items():
        frame = reach(table)
        roles = frame["record_type"].map(MOSCOW) if not role else [role] * len(frame)
        for person, office in zip(frame["person_id"], roles, strict=True):
            held.setdefault(person, set()).add(office)
    for row, one in people.iterrows():
        offices = held.get(one["person_id"], set())
        if set(one["roles"].split(";")) != offices:
            yield int(str(row)), f"{one['person_id']}: {one['roles']}, the tables show {sorted(offices)}"


@rule("persons", "country", "everybody served the country whose offices they held")
def people_serve_their_country(people: pd.DataFrame, reach: Reach) -> Wrong:
    """The tables of offices are each of one country, and that of ministers names it."""
    ministers = reach("foreign_ministers")
    served = dict(zip(ministers["person_id"], ministers["country"], strict=True))
    for name in NAMED:
        if name != "foreign_ministers":
            country = "RUS" if name == "leaders_ussr_russia" else "JPN"
            served |= dict.fromkeys(reach(name)["person_id"], country)
    own = people["person_id"].map(served)
    return told(people, own.ne(people["country"]), "{person_id}: {country}, served {own}", own=own)


@rule("leaders_ussr_russia", "exit_code", "whoever died in office holds none afterwards")
def the_dead_hold_no_office(spells: pd.DataFrame, reach: Reach) -> Wrong:
    """A spell that ended by death is the person's last."""
    last = spells["ended_on"].fillna(spells["last_seen_on"]).groupby(spells["person_id"]).transform("max")
    wrong = spells["exit_code"].eq("death") & spells["ended_on"].lt(last)
    return told(spells, wrong, "{person_id} died on {ended_on} and held office to {last}", last=last)


@rule(
    "g7_heads_of_government",
    "person_id",
    "a person's id begins with the leader's name and ends with the country",
)
def g7_person_ids_agree(spells: pd.DataFrame, reach: Reach) -> Wrong:
    """The table has no list of people beside it, so a typo shows against the name."""
    for row, one in spells.iterrows():
        plain = unicodedata.normalize("NFKD", one["leader"]).encode("ascii", "ignore").decode().lower()
        name, country = re.sub(r"[^a-z]+", "-", plain).strip("-"), one["country"].lower()
        if not re.fullmatch(rf"{name}-([a-z]+-)?{country}", one["person_id"]):
            yield int(str(row)), f"{one['person_id']} for {one['leader']}"


def _beside_archigos(spells: pd.DataFrame, reach: Reach) -> pd.DataFrame:
    """How far start and end lie from Archigos; blank where it has no day of its own."""
    theirs = reach("leaders_archigos").set_index("archigos_id")
    ended = theirs["ended_on"].mask(theirs["is_censored"].astype(bool))
    return pd.DataFrame(
        {
            "start": (spells["started_on"] - spells["archigos_id"].map(theirs["started_on"])).abs(),
            "end": (spells["ended_on"] - spells["archigos_id"].map(ended)).abs(),
        }
    )


@rule("premierships", "archigos_id", "a term lies within days of the same leader's spell in Archigos")
def premierships_agree_with_archigos(terms: pd.DataFrame, reach: Reach) -> Wrong:
    """A second reading of every date to 2015; under occupation Archigos starts with the peace."""
    apart = _beside_archigos(terms, reach)
    wrong = apart["start"].gt(START_APART) & ~terms["occupation_period"] | apart["end"].gt(END_APART)
    return told(terms, wrong, "{term_id} from {started_on} to {ended_on}")


@rule(
    "leaders_ussr_russia", "archigos_id", "leaders in fact have the days of Archigos, and no other row its id"
)
def leaders_agree_with_archigos(spells: pd.DataFrame, reach: Reach) -> Wrong:
    """The table says that it follows the dataset: here it is held to it."""
    apart = _beside_archigos(spells, reach)
    wrong = apart["start"].gt(0 * DAY) | apart["end"].gt(0 * DAY)
    wrong |= spells["archigos_id"].notna() != spells["record_type"].eq("paramount_spell")
    return told(spells, wrong, "{row_id} from {started_on} to {ended_on}")
