"""A source is not older than what it tells: a source mistaken for another, or a day moved past its only witness."""

from __future__ import annotations

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, rule

# The day of a row that all its sources come after. Other days are announced before they come, or stand beside a source
# for another part of the row.
TOLD = {
    "dated_on": "alliance_dates island_facts measures_before_2014 us_documents",
    "happened_on": "comparison_facts security_events",
    "started_on": "acting_premiers cabinets g7_cabinets_parlgov joint_patrols leaders_archigos",
    "stated_on": "us_positions us_requests",
    "counted_on": "former_residents island_populations population_counts seats_on_dates signatures",
    "acted_on": "political_cost russia_domestic",
    "from_on": "airspace_violations holders visits",
    "fieldwork_ended_on": "cabinet_approval poll_waves",
    "moved_on": "premier_moves",
    "adopted_on": "diet_resolutions",
    "announced_on": "inducements japan_measures",
    "asked_on": "issue_salience",
    "held_on": "national_elections",
    "said_on": "official_wording",
    "as_of_on": "japan_official_totals",
    "fell_on": "surrender_dates",
    "opened_on": "windows_in_literature",
    "stands_for": "garrison_estimates",
    "period_ends_on": "trade trade_goods",
    "year": "capabilities economic_ties price_levels trade_yearly un_ideal_points",
}

for _day, _tables in TOLD.items():
    for _table in _tables.split():

        @rule(_table, _day, "no source of a row was published before what the row tells")
        def sources_come_after(frame: pd.DataFrame, reach: Reach, day: str = _day) -> Wrong:
            """As exactly as the source is dated: of a source with a year only, the year."""
            published = reach("sources").set_index("source_id")["published_on"].fillna("")
            for row, (told, cell) in enumerate(zip(frame[day], frame["source_ids"], strict=True)):
                for source in cell.split(";") if pd.notna(told) else ():
                    known = published[source]
                    if known < str(told)[: len(known)]:
                        yield row, f"{str(told)[:10]}, and {source} is of {known}"
