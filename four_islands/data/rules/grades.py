"""Confidence: a row claims no more than its own sources allow."""

from __future__ import annotations

import pandas as pd

from four_islands.data.keys import foreign_keys
from four_islands.data.rules.registry import Reach, Wrong, rule, told
from four_islands.data.schema import table, tables

# The tables whose rows have a grade, but for the essay's claims, which rest on its own words, and the incidents in the
# air, where a row is high on the word of one newspaper.
_NAMES = """
    acting_premiers alliance_dates belligerents bluebook_wording cabinet_approval cabinets capabilities
    comparison_cases comparison_facts cooperation_events corrections countries diet_resolutions
    economic_ties expulsions foreign_minister_talks foreign_ministers former_residents g7_cabinets_parlgov
    g7_heads_of_government garrison_estimates holders inducements instrument_readings instruments
    island_areas island_facts island_populations island_visits islands issue_salience japan_measures
    japan_official_totals joint_patrols landings ldp_contests leaders_archigos leaders_ussr_russia
    literature measures_before_2014 national_elections offers official_wording peer_sanctions persons
    political_cost poll_series_breaks poll_waves polls population_counts premier_moves premiership_exits
    premierships price_levels russia_china russia_domestic russian_countermeasures sanctions_weight
    scrambles sea seats_on_dates security_events signatures story_events story_people summits
    surrender_dates trade trade_goods trade_yearly un_ideal_points us_documents us_positions us_requests
    visits windows_in_literature
"""
GRADED = _NAMES.split()
ENCYCLOPAEDIAS = ("Wikipedia contributors", "Wikidata contributors", "Wikinews contributors")
OWN_PAGE = ("original", "archive")  # the page read was the publisher's, or a dated copy of it
DOUBTED = (
    "japan_measures",
    "poll_waves",
    "polls",
    "trade",
)  # where the document itself is unclear, as a note says
STRONG = ("primary_document", "official_statistics", "scholarly", "established_press")
# Tables that do not yet say of every row in its note why it is graded lower than its sources bear.
_UNTOLD = """
    alliance_dates cabinet_approval cabinets comparison_facts corrections foreign_minister_talks foreign_ministers
    g7_heads_of_government instrument_readings instruments japan_official_totals ldp_contests leaders_ussr_russia
    national_elections offers persons poll_waves polls russia_china sanctions_weight sea story_events
"""
LOWERED = _UNTOLD.split()
PRIMARY = ("primary_document", "official_statistics")
LEADS_BACK = r"https?://[^/]+/(?!tag/?$)."  # more of an address than a host or an index of tags
MANY_HANDS = (
    "github.com",
    "cyberleninka.ru",
)  # hosts whose pages are the works of many, each with its own licence


def _witnesses(frame: pd.DataFrame, reach: Reach) -> pd.DataFrame:
    """For each row how many publishers speak, all encyclopaedias being one, whether a primary one does, and whether
    one address leads back to its page.

    A pollster's own page is the primary document of its poll.
    """
    known = reach("sources").set_index("source_id")
    each = frame["source_ids"].str.split(";").explode()
    publisher = each.map(known["publisher"])
    own = each.map(known["url_kind"]).isin(OWN_PAGE)
    primary = each.map(known["tier"]).isin(PRIMARY) & own
    if "poll_id" in frame:
        waves = reach("poll_waves").set_index("poll_id")
        asked = (
            frame["poll_id"].map(waves["pollster"] + " " + waves["sponsor"]).reindex(each.index).fillna("")
        )
        primary |= own & pd.Series([p in a for p, a in zip(publisher, asked, strict=True)], index=each.index)
    wiki = publisher.str.endswith(ENCYCLOPAEDIAS)
    return pd.DataFrame(
        {
            "publishers": publisher.mask(wiki, "an encyclopaedia").groupby(level=0).nunique(),
            "primary": primary.groupby(level=0).any(),
            "only_encyclopaedias": wiki.groupby(level=0).all(),
            "leads_back": each.map(known["url"]).fillna("").str.match(LEADS_BACK).groupby(level=0).any(),
        }
    )


def high_grades_are_earned(frame: pd.DataFrame, reach: Reach) -> Wrong:
    """One page, or copies of one report, are medium however good they look; so is one text read in part, and so are
    sources of which no address was kept.
    """
    seen = _witnesses(frame, reach)
    whole = seen["primary"] & (frame["read"].eq("full") if "read" in frame else True)
    bare = frame["confidence"].eq("high") & (seen["publishers"].lt(2) & ~whole | ~seen["leads_back"])
    return told(frame, bare, "high on {source_ids}")


def encyclopaedias_are_low(frame: pd.DataFrame, reach: Reach) -> Wrong:
    """Articles anybody may edit copy each other, so two of them are no more than one."""
    seen = _witnesses(frame, reach)
    wrong = frame["confidence"].ne("low") & seen["only_encyclopaedias"]
    return told(frame, wrong, "{confidence} on {source_ids}")


def primary_documents_are_not_low(frame: pd.DataFrame, reach: Reach) -> Wrong:
    """What the actor's own page says is doubted, if at all, as one of several accounts: medium."""
    return told(
        frame, frame["confidence"].eq("low") & _witnesses(frame, reach)["primary"], "low on {source_ids}"
    )


def lower_grades_are_explained(frame: pd.DataFrame, reach: Reach) -> Wrong:
    """Two publishers or a primary document bear high, a press or a scholar bears medium: who doubts them says why."""
    seen = _witnesses(frame, reach)
    tiers = frame["source_ids"].str.split(";").explode().map(reach("sources").set_index("source_id")["tier"])
    earned = (seen["primary"] | seen["publishers"].gt(1)) & seen["leads_back"]
    if "read" in frame:
        earned &= frame["read"].eq("full")
    wrong = earned & frame["confidence"].ne("high")
    wrong |= tiers.isin(STRONG).groupby(level=0).any() & frame["confidence"].eq("low")
    return told(frame, wrong & frame["note"].isna(), "{confidence} on {source_ids}, without a note")


for _table in GRADED:
    if _table not in LOWERED:
        rule(_table, "confidence", "a grade lower than the sources bear is explained in the note")(
            lower_grades_are_explained
        )
    if _table not in DOUBTED:
        rule(_table, "confidence", "a row with a primary document is not low")(primary_documents_are_not_low)
    rule(_table, "confidence", "high needs two independent publishers, or a primary document")(
        high_grades_are_earned
    )
    rule(_table, "confidence", "a row that rests on encyclopaedias alone is low")(encyclopaedias_are_low)


@rule("sources", "licence", "a publisher's own pages are under one licence, whoever read them")
def hosts_have_one_licence(known: pd.DataFrame, reach: Reach) -> Wrong:
    """Terms are those of a site; a difference is one reader who did not look."""
    host = known["url"].str.extract(r"https?://(?:www\.)?([^/]+)")[0]
    own = known[known["url_kind"].eq("original") & ~host.isin(MANY_HANDS)]
    first = own.groupby(host)["licence"].transform("first")
    return told(own, own["licence"].ne(first), "{licence} beside {first}", first=first)


@rule("sources", "source_id", "every source is cited by a row of some table")
def sources_are_cited(known: pd.DataFrame, reach: Reach) -> Wrong:
    """The list holds what was read for a row: one that no row names has lost its row, or a row its source."""
    cited = {
        source
        for name in tables()
        for key in foreign_keys(table(name))
        if key.table == "sources"
        for cell in reach(name)[key.columns[0]].dropna()
        for source in str(cell).split(";")
    }
    return told(known, ~known["source_id"].isin(cited), "no row rests on {source_id}")


@rule("sources", "archive_url", "a page read in an archive names its archived address")
def archived_pages_say_so(known: pd.DataFrame, reach: Reach) -> Wrong:
    """The way back when the first address dies."""
    wrong = known["url_kind"].eq("archive") & known["archive_url"].isna()
    return told(known, wrong, "{source_id} was read at {url}")
