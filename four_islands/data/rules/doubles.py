"""What a table says twice must agree: a day or a name within an id, a name and its id, a fact and its sources.

A wrong digit or a mistyped letter in one place then contradicts the other. Each list below names what holds.
"""

from __future__ import annotations

import re
from collections import Counter

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, day, rule
from four_islands.data.schema import SOURCES

DAYS = {  # table: the id that holds a day, and the day
    "airspace_violations": ("violation_id", "from_on"),
    "cabinet_approval": ("reading_id", "fieldwork_started_on"),
    "diet_resolutions": ("resolution_id", "adopted_on"),
    "island_visits": ("visit_id", "visited_on"),
    "issue_salience": ("answer_id", "asked_on"),
    "national_elections": ("election_id", "held_on"),
    "peer_sanctions": ("record_id", "as_of_on"),
    "political_cost": ("act_id", "acted_on"),
    "russia_domestic": ("act_id", "acted_on"),
    "seats_on_dates": ("count_id", "counted_on"),
}
NAMED = {  # table: the id, and the columns whose words it holds
    "assertions": ("assertion_id", "claim_id"),
    "cabinet_approval": ("reading_id", "pollster"),
    "cabinets": ("lineup_id", "cabinet_number"),
    "diet_resolutions": ("resolution_id", "house"),
    "foreign_ministers": ("person_id", "name_family name_given"),
    "g7_heads_of_government": ("spell_id", "country"),
    "issue_salience": ("answer_id", "poll_key"),
    "joint_patrols": ("patrol_id", "kind"),
    "ldp_contests": ("person_id", "winner_family winner_given"),
    "leaders_ussr_russia": ("person_id", "name_family name_given"),
    "national_elections": ("election_id", "chamber"),
    "peer_sanctions": ("record_id", "peer basis"),
    "persons": ("person_id", "name_family name_given"),
    "poll_series_breaks": ("break_id", "survey_id"),
    "poll_waves": ("poll_id", "survey_id"),
    "polls": ("question_id", "poll_id series_id"),
    "population_counts": ("count_id", "topic"),
    "premierships": ("person_id", "name_family name_given"),
    "russia_china": ("tie_id", "from_year"),
    "seats_on_dates": ("count_id", "chamber"),
    "trade": ("flow_id", "flow year"),
    "trade_goods": ("goods_id", "product year"),
}
SAME = {  # table: what is the same whenever something else is, as `this: that that`
    "assertions": "claim_id: paragraph",
    "belligerents": "how_ended: has_peace_treaty treaty_still_to_come",
    "cabinets": "cabinet_number: term_id",
    "capabilities": "source_ids: measure, measure: source_ids",
    "claims": "paragraph: section",
    "comparison_cases": "pair_id: category claimant",
    "expulsions": "country: is_g7, as_of_on: wave",
    "foreign_minister_talks": "format: held, japan_minister: japan_person_id, russia_minister: russia_person_id, "
    "russia_person_id: russia_minister",
    "g7_cabinets_parlgov": "premier: country, premier_party_code: country premier_party",
    "g7_heads_of_government": "country: office",
    "island_visits": "office: office_rank",
    "issue_salience": "poll_key: pollster population question_en answer_format asked_on asked_on_precision, response_en: issue",
    "japan_measures": "kind: targets_unit",
    "ldp_contests": "person_id: winner_family winner_given winner_ja, winner_ja: person_id, pm_term_id: person_id",
    "leaders_archigos": "exit_code: is_censored",
    "leaders_ussr_russia": "office: record_type, name_family: person_id, person_id: name_family "
    "name_given name_ru, name_ru: person_id",
    "offers": "speaker: side, person_ids: side, speaker: person_ids, person_ids: speaker",
    "poll_waves": "population: country, pollster: sponsor",
    "polls": "answer_level: unit, question_en: target, "
    "question_id: country target question_en unit, series_id: target unit, response_en: response_code",
    "russia_china": "indicator: unit, unit: indicator",
    "russian_countermeasures": "kind: targets_unit",
    "sanctions_weight": "measure: measures_of",
    "sea": "place: scope",
    "seats_on_dates": "coalition: premier_party",
    "trade_yearly": "authority: unit, source_ids: unit authority",
    "summits": "place: venue, country: venue, japan_term_id: japan_leader, japan_leader: japan_person_id, "
    "japan_person_id: japan_leader, russia_leader: russia_person_id, russia_person_id: russia_leader, "
    "russia_term_id: russia_leader russia_office",
}
TOLD = {  # table: the day of what its sources tell, which cannot come after all of them
    "alliance_dates": "dated_on",
    "comparison_facts": "happened_on",
    "cooperation_events": "happened_on",
    "foreign_minister_talks": "held_on",
    "inducements": "announced_on",
    "instruments": "dated_on",
    "island_facts": "dated_on",
    "island_visits": "response_on",
    "japan_measures": "decided_on",
    "japan_official_totals": "as_of_on",
    "measures_before_2014": "dated_on",
    "offers": "made_on",
    "official_wording": "said_on",
    "political_cost": "acted_on",
    "poll_waves": "published_on",
    "premier_moves": "moved_on",
    "russian_countermeasures": "announced_on",
    "seats_on_dates": "counted_on",
    "story_events": "dated_on",
    "us_positions": "stated_on",
}


def plain(text: object) -> str:
    """Words as an id writes them."""
    return re.sub(r"[^a-z0-9]+", "-", str(text).lower())


for _table, (_key, _day) in DAYS.items():

    @rule(_table, _day, "the day within an id is the day of the row")
    def ids_tell_the_day(frame: pd.DataFrame, reach: Reach, key: str = _key, at: str = _day) -> Wrong:
        """An id is given once and stays, so a day that moved away from it was mistyped."""
        exact = frame[f"{at}_precision"].eq("day") if f"{at}_precision" in frame else frame[at].notna()
        held = frame[key].astype(str).str.extract(r"((?:18|19|20)\d\d-\d\d-\d\d)")[0]
        for row in frame.index[exact & held.notna() & frame[at].notna()]:
            if held[row] != day(frame[at][row]):
                yield row, f"{frame[key][row]} on {day(frame[at][row])}"


for _table, (_key, _columns) in NAMED.items():

    @rule(_table, _key, "an id holds the words of the columns it is made of")
    def ids_hold_their_words(
        frame: pd.DataFrame, reach: Reach, key: str = _key, names: str = _columns
    ) -> Wrong:
        """A name or code that does not stand in the id belongs to another row, or one of the two is mistyped."""
        for name in names.split():
            for row, (value, held) in enumerate(zip(frame[name], frame[key], strict=True)):
                if pd.notna(value) and pd.notna(held) and plain(value) not in plain(held):
                    yield row, f"{held} with {name} {value}"


for _table, _pairs in SAME.items():

    @rule(_table, re.split(r"[:, ]+", _pairs)[1], "what goes together once goes together always")
    def one_goes_with_one(frame: pd.DataFrame, reach: Reach, pairs: str = _pairs) -> Wrong:
        """Two values beside the same one: a slip in one of the rows; the commoner is taken for right."""
        for this, others in (pair.split(": ") for pair in pairs.split(", ")):
            for other in others.split():
                both = frame[[this, other]].dropna()
                usual = both.groupby(this)[other].agg(lambda found: Counter(found).most_common(1)[0][0])
                for row, (held, value) in zip(both.index, both.itertuples(index=False), strict=True):
                    if value != usual[held]:
                        yield row, f"{this} {held} with {other} {value}, elsewhere {usual[held]}"


for _table, _day in TOLD.items():

    @rule(
        _table,
        _day,
        "nothing is told before it happens: the day is not later than the last of the row's sources",
    )
    def nothing_comes_after_its_sources(frame: pd.DataFrame, reach: Reach, at: str = _day) -> Wrong:
        """A source of an unknown day ends the comparison; one of a month counts to its end."""
        published = reach(SOURCES).set_index("source_id")["published_on"].to_dict()
        for row, (ids, moment) in enumerate(zip(frame["source_ids"], frame[at], strict=True)):
            days = [str(published.get(name) or "") for name in ids.split(";")]
            if pd.notna(moment) and all(len(d) > 3 for d in days):
                last = max(d + "-99" * (len(d) < 10) for d in days)
                if day(moment) > last:
                    yield row, f"{day(moment)}, and the last source is of {last}"
