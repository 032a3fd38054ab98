"""Documents, offers and talks: ids that hold their year, claims that exist, speakers who held the office."""

from __future__ import annotations

import pandas as pd

from four_islands.data.rules.registry import Find, Reach, Wrong, day, last_day, rows, rule, told

_STATES = {"japan": ("Japan",), "russia": ("Soviet Union", "Russia"), "both": ("Soviet Union", "Russia")}
_PERSONS = ("premierships", "leaders_ussr_russia", "foreign_ministers")
_RUSSIA_SPEAKS = pd.Timestamp("1991-07-10")  # Yeltsin takes office as president of Russia
ERAS = {"before-1945": 1942, "war": 1945, "settlement": 1956, "cold-war": 1990}  # their last years
_UNION_ENDS = pd.Timestamp("1991-12-25")


# Tables whose ids begin with a year: the key, the date it comes from, and what a row is.
_DATED = {
    "instruments": ("instrument_id", "dated_on", "an instrument"),
    "offers": ("offer_id", "made_on", "an offer"),
    "inducements": ("inducement_id", "announced_on", "an inducement"),
    "us_positions": ("position_id", "stated_on", "a position"),
    "us_documents": ("document_id", "dated_on", "a document"),
    "garrison_estimates": ("estimate_id", "stands_for", "an estimate"),
    "security_events": ("event_id", "happened_on", "an event"),
    "joint_patrols": ("patrol_id", "started_on", "a patrol"),
    "airspace_violations": ("violation_id", "from_on", "an incident"),
    "official_wording": ("wording_id", "said_on", "a wording"),
}


def _unknown(frame: pd.DataFrame, column: str, known: set[str], what: str) -> Wrong:
    for row, cell in frame[column].dropna().items():
        lost = [one for one in str(cell).split(";") if one not in known]
        if lost:
            yield int(str(row)), f"no {what} {', '.join(lost)}"


@rule("instruments", "essay_claims", "the claims named are claims of the essay")
def instruments_name_claims(frame: pd.DataFrame, reach: Reach) -> Wrong:
    """Ids as in the table claims."""
    yield from _unknown(frame, "essay_claims", {*reach("claims")["claim_id"]}, "claim")


@rule("instruments", "era", "an era has the years that the codebook gives it")
def eras_have_their_years(frame: pd.DataFrame, reach: Reach) -> Wrong:
    """Until 1942, to 1945, to 1956, to 1990, and since."""
    years = [0, *ERAS.values(), 9999]
    right = pd.cut(frame["dated_on"].dt.year, years, labels=[*ERAS, "after-1991"]).astype(str)
    wrong = frame["era"].ne(right)
    return told(frame, wrong, "{instrument_id} of {dated_on}: {era}, not {right}", right=right)


@rule("instruments", "affirms_1956", "nothing affirms the declaration of 1956 before it is signed")
def nothing_is_affirmed_beforehand(frame: pd.DataFrame, reach: Reach) -> Wrong:
    """Only the declaration itself is its source."""
    source = frame["affirms_1956"].eq("source")
    if source.sum() != 1:
        first = pd.Series(frame.index.isin(frame.index[:1]), index=frame.index)
        yield from told(
            frame,
            source if source.any() else first,
            "{instrument_id}: one row is the source, not more, not none",
        )
    early = frame["dated_on"].lt(frame.loc[source, "dated_on"].min())
    wrong = early & frame["affirms_1956"].ne("not-applicable")
    yield from told(frame, wrong, "{instrument_id} of {dated_on}: {affirms_1956}")


@rule("corrections", "claim_ids", "the claims named are claims of the essay")
def corrections_name_claims(frame: pd.DataFrame, reach: Reach) -> Wrong:
    """Ids as in the table claims."""
    yield from _unknown(frame, "claim_ids", {*reach("claims")["claim_id"]}, "claim")


def _year_of_id(key: str, date: str) -> Find:
    """The rule for one table."""

    def ids_agree(frame: pd.DataFrame, reach: Reach) -> Wrong:
        """The id says what the columns say."""
        year, wanted = frame[key].str[:4], frame[date].dt.strftime("%Y")
        for row, one in rows(frame, year.ne(wanted) & year.str.isdigit()):
            yield row, f"{one[key]} dated {day(one[date])}"

    ids_agree.__name__ = f"{key}s_agree"
    return ids_agree


for _table, (_key, _date, _what) in _DATED.items():
    rule(_table, _key, f"{_what}'s id begins with the year of its date")(_year_of_id(_key, _date))


@rule("offers", "state", "the side and the state agree, and the Soviet Union ends in 1991")
def sides_are_states(offers: pd.DataFrame, reach: Reach) -> Wrong:
    """Moscow's side is the Soviet Union until December 1991; Russia speaks for itself from July of that year."""
    wrong = pd.Series(
        [s not in _STATES[side] for side, s in zip(offers["side"], offers["state"], strict=True)]
    )
    wrong |= offers["state"].eq("Soviet Union") & (offers["made_on"] > _UNION_ENDS)
    wrong |= offers["state"].eq("Russia") & (offers["made_on"] < _RUSSIA_SPEAKS)
    return told(offers, wrong, "{side}: {state} on {made_on}")


@rule("offers", "islands", "zero is a refusal, and what puts no number has none")
def silence_is_no_number(offers: pd.DataFrame, reach: Reach) -> Wrong:
    """A summit that brought no text on land is missing, never none; a refusal in words or by law is none."""
    refused = offers["status"].isin(["denied", "barred"])
    blank = offers["status"].isin(["left_open", "broken_off"])
    wrong = (offers["islands"].eq("0").fillna(False) != refused) | (blank & offers["islands"].notna())
    return told(offers, wrong, "{offer_id}: {status}, islands {islands}")


@rule("offers", "person_ids", "the speakers are persons of the tables of leaders and ministers")
def speakers_are_known(offers: pd.DataFrame, reach: Reach) -> Wrong:
    """One name, one person, whatever the office at the time."""
    known = {one for name in _PERSONS for one in reach(name)["person_id"]}
    yield from _unknown(offers, "person_ids", known, "person")


@rule("foreign_minister_talks", "held_on", "the ministers named were in office on the day")
def ministers_were_in_office(talks: pd.DataFrame, reach: Reach) -> Wrong:
    """Each side's person had a term as foreign minister on a possible day of the talks."""
    terms = reach("foreign_ministers")
    latest = last_day(talks["held_on"], talks["held_on_precision"])
    for side in ("japan", "russia"):
        named = talks[f"{side}_person_id"]
        for row, one in rows(talks, named.notna()):
            own = terms[terms["person_id"].eq(named[row])]
            if not ((own["started_on"] <= latest[row]) & ~(own["ended_on"] < one["held_on"])).any():
                yield row, f"{one['talk_id']}: {named[row]} on {day(one['held_on'])}"


@rule("belligerents", "has_peace_treaty", "a state with a peace treaty has no treaty still to come")
def peace_is_made_once(states: pd.DataFrame, reach: Reach) -> Wrong:
    """Either the treaty was made or the document says that it is still to be."""
    return told(states, states["has_peace_treaty"] & states["treaty_still_to_come"], "{state} has both")


@rule(
    "us_documents", "frus_number", "a document's number is that of its address, and its page follows from it"
)
def documents_stand_in_order(papers: pd.DataFrame, reach: Reach) -> Wrong:
    """The volume prints its documents by number, page after page; a source's name ends with the number."""
    numbers = papers["source_ids"].str.extract(r"frus-\S*-d(\d+)\b")[0].astype("Int64")
    yield from told(
        papers,
        papers["frus_number"].ne(numbers),
        "{document_id}: {frus_number}, not {numbers}",
        numbers=numbers,
    )
    ordered = papers.dropna(subset=["printed_page"]).sort_values(["frus_number", "printed_page"])
    page, number = ordered["printed_page"], ordered["frus_number"]
    early, late = page < page.shift(), page > page.shift(-1)
    same = number.eq(number.shift()) & (page - page.shift()).gt(15)
    yield from told(
        ordered, early | late | same, "{document_id}: number {frus_number} on page {printed_page}"
    )


@rule("map_lines", "point_order", "the points of a line are numbered from 1 without a gap")
def lines_are_whole(points: pd.DataFrame, reach: Reach) -> Wrong:
    """A lost point would bend the line."""
    yield from _numbered(points, "line_id")


@rule("coastline_region", "point_order", "the points of an outline are numbered from 1 without a gap")
@rule("coastline", "point_order", "the points of an outline are numbered from 1 without a gap")
def outlines_are_whole(points: pd.DataFrame, reach: Reach) -> Wrong:
    """A lost point would cut the island."""
    yield from _numbered(points, "land_id")


def _numbered(points: pd.DataFrame, by: str) -> Wrong:
    for row, one in rows(points, points["point_order"].ne(points.groupby(by).cumcount() + 1)):
        yield row, f"{one[by]}: point {one['point_order']}"
