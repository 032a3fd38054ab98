"""Confidence: a row claims no more than its own sources allow."""

from __future__ import annotations

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, rows, rule

GRADED = (
    "premierships",
    "cabinets",
    "leaders_archigos",
    "leaders_ussr_russia",
    "g7_heads_of_government",
    "g7_cabinets_parlgov",
    "acting_premiers",
    "premiership_exits",
    "ldp_contests",
    "national_elections",
    "foreign_ministers",
    "persons",
    "polls",
    "poll_waves",
    "poll_series_breaks",
    "countries",
    "cabinet_approval",
    "premier_moves",
    "seats_on_dates",
    "trade_yearly",
    "price_levels",
    "comparison_cases",
    "comparison_facts",
    "windows_in_literature",
    "sea",
    "sanctions_weight",
    "measures_before_2014",
    "political_cost",
    "signatures",
    "russia_domestic",
    "issue_salience",
    "literature",
    "alliance_dates",
    "bluebook_wording",
    "corrections",
    "diet_resolutions",
    "foreign_minister_talks",
    "former_residents",
    "inducements",
    "instrument_readings",
    "instruments",
    "island_areas",
    "island_facts",
    "island_populations",
    "island_visits",
    "islands",
    "landings",
    "offers",
    "official_wording",
    "population_counts",
    "security_events",
    "summits",
    "surrender_dates",
    "us_documents",
    "us_positions",
    "us_requests",
    "visits",
    "belligerents",
    "cooperation_events",
)
ENCYCLOPAEDIAS = ("Wikipedia contributors", "Wikidata contributors", "Wikinews contributors")
OWN_PAGE = ("original", "archive")  # the page read was the publisher's, or a dated copy of it
PRIMARY = ("primary_document", "official_statistics")


def _witnesses(frame: pd.DataFrame, reach: Reach) -> pd.DataFrame:
    """For each row how many publishers speak, all encyclopaedias being one, and whether a primary one does.

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
        }
    )


def high_grades_are_earned(frame: pd.DataFrame, reach: Reach) -> Wrong:
    """One page, or copies of one report, are medium however good they look; so is one text read in part."""
    seen = _witnesses(frame, reach)
    whole = seen["primary"] & (frame["read"].eq("full") if "read" in frame else True)
    bare = frame["confidence"].eq("high") & seen["publishers"].lt(2) & ~whole
    for row, one in rows(frame, bare):
        yield row, f"high on {one['source_ids']}"


def encyclopaedias_are_low(frame: pd.DataFrame, reach: Reach) -> Wrong:
    """Articles anybody may edit copy each other, so two of them are no more than one."""
    seen = _witnesses(frame, reach)
    for row, one in rows(frame, frame["confidence"].ne("low") & seen["only_encyclopaedias"]):
        yield row, f"{one['confidence']} on {one['source_ids']}"


for _table in GRADED:
    rule(_table, "confidence", "high needs two independent publishers, or a primary document")(
        high_grades_are_earned
    )
    rule(_table, "confidence", "a row that rests on encyclopaedias alone is low")(encyclopaedias_are_low)
