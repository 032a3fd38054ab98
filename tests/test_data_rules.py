"""Every rule of the subject refuses what it says it refuses: one false statement about the world for each."""

from __future__ import annotations

import doubled
import pytest

from four_islands.data import BrokenTableError, Tables
from four_islands.data.rules import RULES, witnesses
from four_islands.data.rules.age import TOLD
from four_islands.data.rules.evidence import DECLARED_DATES, EVENTS
from four_islands.data.rules.grades import DOUBTED, GRADED, LOWERED
from four_islands.data.schema import data_dir, table, tables

# (table, rule): the row, found by its cells, and what is written into it. DELETE takes the row out.
DELETE = {"": "delete"}
Cells = dict[str, str]
FALSE: dict[tuple[str, str], tuple[Cells, Cells]] = {
    ("premierships", "one premier a day"): ({"term_id": "JP13"}, {"started_on": "1974-12-01"}),
    ("premierships", "terms are numbered"): ({"term_id": "JP13"}, {"order_number": "41"}),
    ("premierships", "only the last term runs"): ({"term_id": "JP39"}, {"last_seen_on": ""}),
    ("premierships", "published days agree"): ({"term_id": "JP12"}, {"published_days": "868"}),
    ("premiership_exits", "every completed term has an exit"): ({"term_id": "JP12"}, DELETE),
    ("premiership_exits", "second reasons differ"): (
        {"exit_code": "illness"},
        {"exit_code_secondary": "illness"},
    ),
    ("acting_premiers", "acting premiers hand over"): ({"acting_id": "JA01"}, {"ended_on": "1980-07-07"}),
    ("cabinets", "lineups stand inside terms"): ({"lineup_id": "C043-0"}, {"started_on": "1945-08-07"}),
    ("cabinets", "lineups follow each other"): ({"lineup_id": "C045-0"}, {"ended_on": "1947-02-20"}),
    ("cabinets", "lineup ids agree"): ({"lineup_id": "C045-1"}, {"is_reshuffle": "false"}),
    ("leaders_ussr_russia", "one leader in fact"): (
        {"person_id": "khrushchev-nikita"},
        {"started_on": "1953-03-10"},
    ),
    ("g7_heads_of_government", "one head of government"): (
        {"spell_id": "DEU05"},
        {"started_on": "1974-05-01"},
    ),
    ("g7_heads_of_government", "successors follow"): ({"spell_id": "CAN02"}, {"started_on": "1948-11-16"}),
    ("g7_heads_of_government", "interims are short"): ({"spell_id": "CAN02"}, {"is_interim": "true"}),
    ("leaders_archigos", "successors follow"): ({"archigos_id": "JPN-1951"}, {"started_on": "1951-04-12"}),
    ("foreign_ministers", "the last day seen is a day of a source"): (
        {"last_seen_on": "2026-02-19"},
        {"last_seen_on": "2026-02-20"},
    ),
    ("leaders_ussr_russia", "the last day seen is a day of a source"): (
        {"last_seen_on": "2026-07-24"},
        {"last_seen_on": "2026-07-23"},
    ),
    ("premierships", "the last day seen is a day of a source"): (
        {"term_id": "JP39"},
        {"last_seen_on": "2026-10-06"},
    ),
    ("ldp_contests", "winners have more votes"): ({"contest_id": "LDP04"}, {"votes_winner": "32"}),
    ("national_elections", "elections fall in their term"): (
        {"election_id": "1949-01-23-lower"},
        {"pm_term_id": "JP07"},
    ),
    ("national_elections", "election ids agree"): (
        {"election_id": "1949-01-23-lower"},
        {"held_on": "1949-01-24"},
    ),
    ("national_elections", "parties fit the chamber"): (
        {"election_id": "1949-01-23-lower"},
        {"premier_party_seats": "500"},
    ),
    ("national_elections", "majorities are majorities"): (
        {"election_id": "1949-01-23-lower"},
        {"premier_party_seats": "200"},
    ),
    ("polls", "shares sum to 100"): (
        {"shares_complete": "true", "overlaps": "false", "unit": "percent"},
        {"value": "1"},
    ),
    ("polls", "shares stay under 100"): (
        {"question_id": "ann-2022-03.sanctions-level", "overlaps": "false"},
        {"value": "100"},
    ),
    ("polls", "completeness is shared"): (
        {"shares_complete": "true", "overlaps": "false", "answer_level": "option"},
        {"shares_complete": "false"},
    ),
    ("polls", "answers stand once"): ({"answer_level": "option"}, {"response_code": "(next)"}),
    ("polls", "question ids agree"): ({"answer_level": "option"}, {"question_id": "kyodo-2022-04.other"}),
    ("polls", "means are scores"): ({"unit": "mean_score_1_to_5"}, {"unit": "percent"}),
    ("polls", "series ask one question"): ({"series_id": "arms-2025"}, {"series_id": "aid-2025"}),
    ("polls", "shares do not jump"): ({"answer_id": "CA045"}, {"value": "71.4"}),
    ("poll_waves", "sample sizes are declared"): ({"sample_size_status": "stated"}, {"sample_size": ""}),
    ("poll_waves", "response rates agree"): (
        {"poll_id": "(with drawn_sample and response_rate_percent and sample_size)"},
        {"response_rate_percent": "12.3"},
    ),
    ("poll_waves", "countries agree"): ({"poll_id": "jiji-2022-04"}, {"country": "Russia"}),
    ("poll_waves", "poll ids agree"): (
        {"poll_id": "ann-2022-03"},
        {"fieldwork_started_on": "2021-03-19", "fieldwork_ended_on": "2021-03-20"},
    ),
    ("poll_waves", "answers are there"): ({"has_answers": "true"}, {"has_answers": "false"}),
    ("poll_series_breaks", "breaks name series"): ({"series_id": "all"}, {"series_id": "everything"}),
    ("scrambles", "countries fit the total"): (
        {"fiscal_year": "2016", "target": "china", "coverage": "full_year"},
        {"scrambles": "1200"},
    ),
    ("scrambles", "parts fit the year"): (
        {"target": "total", "coverage": "first_half", "fiscal_year": "2014"},
        {"scrambles": "1400"},
    ),
    ("un_ideal_points", "estimates stand inside"): ({"state": "Japan"}, {"ideal_point": "-5.5"}),
    ("un_ideal_points", "intervals are even"): (
        {"state": "Japan", "year": "2000", "votes": "all_votes"},
        {"interval_low": "-0.9"},
    ),
    ("un_ideal_points", "positions move slowly"): (
        {"state": "Russia", "year": "1970", "votes": "all_votes"},
        {"ideal_point": "2.5", "interval_low": "2.2", "interval_high": "2.8"},
    ),
    ("un_ideal_points", "intervals keep their width"): (
        {"state": "Japan", "year": "2000", "votes": "all_votes"},
        {"ideal_point": "0.7", "interval_low": "-0.8", "interval_high": "2.2"},
    ),
    ("capabilities", "deviations are relative"): (
        {"measure": "latent_gdp", "state": "Japan", "year": "1990"},
        {"value_sd": "100"},
    ),
    ("garrison_estimates", "garrisons are alike"): (
        {"estimate_id": "1991-four-islands"},
        {"troops": "3000"},
    ),
    ("capabilities", "indices are shares"): ({"measure": "cinc", "state": "Japan"}, {"value": "5.2876"}),
    ("capabilities", "series do not jump"): (
        {"measure": "cinc", "state": "Japan", "year": "1990"},
        {"value": "0.1"},
    ),
    ("joint_patrols", "patrols are numbered"): ({"patrol_id": "2021-11-air"}, {"official_number": "1"}),
    ("joint_patrols", "patrol ids agree"): ({"patrol_id": "2019-07-air"}, {"started_on": "2018-07-23"}),
    ("japan_official_totals", "measures reconcile with totals"): (
        {"total_id": "OT-20250912-freeze-banks-russia"},
        {"targets_count": "18"},
    ),
    ("japan_official_totals", "derived rows do not check themselves"): (
        {"total_id": "OT-20220321-ukraine"},
        {"role": "check"},
    ),
    ("japan_measures", "totals reconcile with measures"): (
        {"measure_id": "JP-20220412-01"},
        {"targets_count": "389"},
    ),
    ("japan_measures", "measures are dated by decision"): (
        {"measure_id": "JP-20220412-01"},
        {"dated_on": "2022-04-08", "round_id": "R20220408"},
    ),
    ("japan_measures", "announcements come first"): (
        {"measure_id": "JP-20220301-04"},
        {"announced_on": "2022-03-02"},
    ),
    ("japan_measures", "rounds are days"): ({"measure_id": "JP-20220412-01"}, {"round_id": "R20220413"}),
    ("japan_measures", "counts have units"): ({"measure_id": "JP-20220412-01"}, {"targets_unit": "bodies"}),
    ("russian_countermeasures", "steps are signed first"): (
        {"move_id": "RU-20220630"},
        {"decided_on": "2022-07-01"},
    ),
    ("russian_countermeasures", "decisions are dated"): (
        {"move_id": "RU-20220504"},
        {"decided_on": "2022-05-04"},
    ),
    ("russian_countermeasures", "step ids agree"): (
        {"move_id": "RU-20220926"},
        {"announced_on": "2022-09-22"},
    ),
    ("russian_countermeasures", "answers come after"): (
        {"move_id": "RU-20220307"},
        {"answers_on": "2022-04-08"},
    ),
    ("russian_countermeasures", "steps count something"): (
        {"move_id": "RU-20220307"},
        {"targets_count": "63"},
    ),
    ("peer_sanctions", "peers add up"): (
        {"record_id": "australia-2023-07-01-stock"},
        {"persons_count": "1101"},
    ),
    ("expulsions", "the g7 are seven"): ({"country": "Albania"}, {"is_g7": "true"}),
    ("trade", "trade periods agree"): ({"period": "fiscal_year"}, {"period": "calendar_year"}),
    ("trade", "trade adds up"): ({"flow_id": "TR-1958-cy-total-usd"}, {"value": "41"}),
    ("trade", "customs count in yen"): (
        {"authority": "dollar_conversion"},
        {"authority": "japan_customs"},
    ),
    ("trade", "values lie near the series"): ({"flow_id": "TR-1971-cy-total-usd"}, {"value": "87"}),
    ("trade_yearly", "totals stand alone"): ({"year": "1971", "flow": "exports"}, {"flow": "total"}),
    ("trade_yearly", "partners change in 1992"): ({"year": "1992", "flow": "exports"}, {"partner": "ussr"}),
    ("trade_yearly", "division is stated"): ({"method": "divided_by_1_1"}, {"published_value": "3252.7"}),
    ("trade_yearly", "flows do not jump"): (
        {"year": "1971", "partner": "ussr", "flow": "imports"},
        {"value": "49.7"},
    ),
    ("trade_yearly", "shares are small"): ({"year": "2016", "flow": "imports"}, {"value": "113000"}),
    ("comparison_cases", "case ids agree"): ({"case_id": "nor-ru-2010"}, {"signed_on": "2009-09-15"}),
    ("comparison_cases", "cases run in order"): (
        {"case_id": "nor-ru-2010"},
        {"leader_claimant_since": "2010-10-17"},
    ),
    ("comparison_cases", "power is the same"): ({"case_id": "jpn-chn-1978"}, {"cinc_holder": "0.120989"}),
    ("comparison_cases", "governments fit parliaments"): (
        {"case_id": "nor-ru-2010"},
        {"government_seats_claimant": "186"},
    ),
    ("comparison_cases", "positions have powers"): (
        {"case_id": "chn-ru-2004"},
        {"third_power_position": "supports"},
    ),
    ("japan_measures", "the largest is the largest"): (
        {"kind": "freeze_persons", "targets_count": "141"},
        {"summary": "The largest single list."},
    ),
    ("japan_measures", "the first is the first"): (
        {"kind": "freeze_persons", "dated_on": "2022-03-25"},
        {"summary": "First freeze of persons."},
    ),
    ("expulsions", "the only one is alone"): (
        {"wave": "skripal_2018", "country": "Italy"},
        {"expelled_count": "0"},
    ),
    ("cooperation_events", "first visits are first"): (
        {"kind": "visit"},
        {"summary": "Abe visits Russia, the first prime minister to do so in ten years."},
    ),
    ("sea", "extreme seasons are extreme"): ({"sea_id": "SE-63"}, {"note": "The smallest on record."}),
    ("trade_goods", "goods periods agree"): ({"period": "calendar_year"}, {"year": "2001"}),
    ("summits", "meetings fall in premierships"): ({"summit_id": "S001"}, {"held_on": "1957-10-19"}),
    ("summits", "premiers are named alike"): ({"summit_id": "S001"}, {"japan_leader": "Kishi"}),
    ("summits", "meetings fall in leaderships"): ({"summit_id": "S001"}, {"russia_leader": "Bulganin"}),
    ("summits", "persons are those of the terms"): (
        {"summit_id": "S001"},
        {"japan_person_id": "hatoyama-yukio"},
    ),
    ("summits", "counted meetings are summits"): ({"summit_id": "S001"}, {"counted": "false"}),
    ("summits", "pairs are numbered upwards"): ({"summit_id": "S016"}, {"pair_number": "2"}),
    ("summits", "venues agree"): ({"summit_id": "S005"}, {"country": "Russia"}),
    ("island_areas", "areas add up"): (
        {"series": "gsi-2022-with-rocks", "island_id": "four-islands"},
        {"area_km2": "5030"},
    ),
    ("island_populations", "residents add up"): (
        {"counted_on": "2022-01-01", "island_id": "etorofu"},
        {"residents": "6718"},
    ),
    ("islands", "parts of disputed places"): ({"island_id": "suisho"}, {"in_dispute": "false"}),
    ("former_residents", "generations are ordered"): (
        {"counted_on": "2022-03-31", "generation": "first"},
        {"living": "5747"},
    ),
    ("landings", "landings of 1945"): (
        {"island_id": "habomai"},
        {"landed_on": "1954-09-03", "occupied_on": ""},
    ),
    ("assertions", "claims are taken apart"): ({"assertion_id": "C48a"}, DELETE),
    ("assertions", "assertions are lettered"): ({"assertion_id": "C16b"}, DELETE),
    ("assertions", "assertions stand with their claim"): ({"assertion_id": "C16b"}, {"paragraph": "8"}),
    ("assertions", "arguments say why"): ({"assertion_id": "C27a"}, {"why": ""}),
    ("assertions", "counterfactuals are argued"): ({"assertion_id": "C23a"}, {"testable": "test"}),
    ("instruments", "instruments name claims"): ({"instrument_id": "1855-shimoda"}, {"essay_claims": "C99"}),
    ("corrections", "corrections name claims"): (
        {"correction_id": "after-surrender"},
        {"claim_ids": "C10;C99"},
    ),
    ("instruments", "instrument ids agree"): ({"instrument_id": "1855-shimoda"}, {"dated_on": "1858-02-07"}),
    ("offers", "offer ids agree"): ({"offer_id": "1955-london-offer"}, {"made_on": "1952-08-01"}),
    ("offers", "sides are states"): ({"offer_id": "1955-london-offer"}, {"state": "Russia"}),
    ("offers", "silence is no number"): ({"offer_id": "2003-action-plan"}, {"islands": "0"}),
    ("offers", "speakers are known"): ({"offer_id": "1998-kawana"}, {"person_ids": "hashimoto-seiko"}),
    ("inducements", "inducement ids agree"): (
        {"inducement_id": "1991-request"},
        {"announced_on": "1990-09-13"},
    ),
    ("us_positions", "position ids agree"): ({"position_id": "1955-legal-view"}, {"stated_on": "1956-01-01"}),
    ("us_documents", "document ids agree"): ({"document_id": "1955-legal-view"}, {"dated_on": "1956-07-01"}),
    ("garrison_estimates", "estimate ids agree"): (
        {"estimate_id": "1991-four-islands"},
        {"stands_for": "1992-01-01"},
    ),
    ("security_events", "event ids agree"): ({"event_id": "1955-straits"}, {"happened_on": "1956-01-01"}),
    ("airspace_violations", "violation ids agree"): (
        {"violation_id": "2023-10-31-nemuro"},
        {"from_on": "2022-10-31", "to_on": "2022-10-31"},
    ),
    ("airspace_violations", "no violation is left out"): ({"violation_id": "2020-10-02-shiretoko"}, DELETE),
    ("cabinet_approval", "no month is skipped"): ({"reading_id": "kyodo-2011-03-26"}, DELETE),
    ("sources", "archived pages say so"): (
        {"source_id": "tokyo-np-2024-10-28-election"},
        {"archive_url": ""},
    ),
    ("sources", "hosts have one licence"): (
        {"source_id": "mofa-1997-01-20-ikeda"},
        {"licence": "not stated"},
    ),
    ("official_wording", "wording ids agree"): (
        {"wording_id": "2009-cabinet-occupation"},
        {"said_on": "2008-11-24"},
    ),
    ("foreign_minister_talks", "ministers were in office"): ({"talk_id": "F02"}, {"held_on": "1971-01-01"}),
    ("instruments", "absences are read"): ({"instrument_id": "2003-action-plan"}, {"names_islands": "none"}),
    ("us_documents", "silent papers were read"): ({"document_id": "1955-legal-view"}, {"read": "excerpt"}),
    ("belligerents", "peace is made once"): ({"state_id": "burma"}, {"treaty_still_to_come": "true"}),
    ("map_lines", "lines are whole"): ({"line_id": "claim", "point_order": "2"}, DELETE),
    ("coastline", "outlines are whole"): ({"land_id": "etorofu", "point_order": "2"}, DELETE),
    ("foreign_ministers", "ministers follow each other"): ({"row_id": "FMJ10"}, {"started_on": "1962-07-28"}),
    ("foreign_ministers", "premiers among ministers are marked"): (
        {"row_id": "FMJ07"},
        {"was_premier_too": "false"},
    ),
    ("premierships", "people are named alike"): ({"term_id": "JP14"}, {"person_id": "fukuda-yasuo"}),
    ("acting_premiers", "people are named alike"): ({"acting_id": "JA01"}, {"name_given": "Masayosi"}),
    ("ldp_contests", "people are named alike"): ({"contest_id": "LDP14"}, {"person_id": "fukuda-yasuo"}),
    ("foreign_ministers", "people are named alike"): ({"row_id": "FMJ35"}, {"person_id": "kono-taro"}),
    ("leaders_ussr_russia", "people are named alike"): ({"row_id": "RU17"}, {"person_id": "medvedev-dmitry"}),
    ("persons", "roles are held"): ({"person_id": "kono-yohei"}, {"roles": "foreign_minister;premier"}),
    ("g7_heads_of_government", "g7 person ids agree"): ({"spell_id": "GBR13"}, {"person_id": "browne-gbr"}),
    ("premierships", "premierships agree with archigos"): ({"term_id": "JP12"}, {"archigos_id": "JPN-1974"}),
    ("leaders_ussr_russia", "leaders agree with archigos"): (
        {"row_id": "RU05"},
        {"started_on": "1982-11-12"},
    ),
    ("cabinet_approval", "readings fall in their term"): ({"reading_id": "nhk-2001-03"}, {"term_id": "JP28"}),
    ("cabinet_approval", "approval shares fit"): ({"reading_id": "nhk-2001-03"}, {"approve_percent": "29"}),
    ("cabinet_approval", "approval does not jump"): (
        {"reading_id": "nhk-2001-03"},
        {"approve_percent": "90", "disapprove_percent": ""},
    ),
    ("cabinet_approval", "respondents answered"): ({"respondents": "1036"}, {"respondents": "1000"}),
    ("cabinet_approval", "reading ids agree"): (
        {"reading_id": "nhk-2001-03"},
        {"fieldwork_started_on": "2001-02-01"},
    ),
    ("premier_moves", "moves have the days of their meeting"): (
        {"move_id": "kawana-1998"},
        {"moved_on": "1998-04-17"},
    ),
    ("seats_on_dates", "seats fit"): ({"count_id": "2000-06-25-lower"}, {"premier_party_seats": "223"}),
    ("seats_on_dates", "parties add up"): ({"count_id": "2000-06-02-lower"}, {"coalition_seats": "331"}),
    ("seats_on_dates", "houses have their size"): ({"count_id": "2000-06-02-lower"}, {"seats_total": "480"}),
    ("seats_on_dates", "empty houses are not counted"): (
        {"count_id": "2000-06-02-lower"},
        {"count_id": "2000-06-24-lower", "counted_on": "2000-06-24"},
    ),
    ("seats_on_dates", "results are those of the election"): (
        {"count_id": "1998-07-12-upper"},
        {"ldp_seats": "102", "premier_party_seats": "102", "coalition_seats": "102"},
    ),
    ("national_elections", "seats won are held"): (
        {"election_id": "1965-07-04-upper"},
        {"ldp_seats_won": "171"},
    ),
    ("seats_on_dates", "count ids agree"): ({"count_id": "1999-09-lower"}, {"counted_on_precision": "day"}),
    ("political_cost", "ids hold their year"): (
        {"act_id": "2016-12-16-nikai"},
        {"acted_on": "2016-12-17"},
    ),
    ("russia_domestic", "ids hold their year"): (
        {"act_id": "2018-11-29-sakhalin-duma"},
        {"acted_on": "2019-11-29"},
    ),
    ("signatures", "ids hold their year"): ({"signature_id": "2016-year"}, {"counted_on": "2017-01-01"}),
    ("russia_domestic", "counts share their event"): (
        {"act_id": "2019-01-20-moscow-news"},
        {"count_source": "press"},
    ),
    ("issue_salience", "ranks follow shares"): (
        {"answer_id": "yomiuri-2019-07-14-3"},
        {"share_percent": "20"},
    ),
    ("issue_salience", "single answers stay under 100"): (
        {"answer_id": "yomiuri-2019-07-14-1"},
        {"share_percent": "61"},
    ),
    ("coastline_region", "outlines are whole"): ({"land_id": "etorofu", "point_order": "2"}, DELETE),
    ("story_events", "story ids agree"): ({"event_id": "1884-shikotan-ainu"}, {"dated_on": "1885-01-01"}),
    ("story_events", "story days agree"): ({"event_id": "1855-shimoda"}, {"dated_on": "1855-01-26"}),
    ("coastline", "outlines have no spikes"): (
        {"land_id": "etorofu", "point_order": "9"},
        {"latitude": "41.95"},
    ),
    ("coastline_region", "outlines have no spikes"): (
        {"land_id": "etorofu", "point_order": "9"},
        {"latitude": "41.95"},
    ),
    ("map_lines", "outlines have no spikes"): (
        {"line_id": "claim", "point_order": "9"},
        {"latitude": "42.55"},
    ),
    ("islands", "islands lie in their outline"): ({"island_id": "etorofu"}, {"latitude": "44.053"}),
    ("island_areas", "sizes agree"): ({"island_id": "etorofu"}, {"area_km2": "2850.1"}),
    ("price_levels", "rates keep the product even"): ({"year": "1995"}, {"jpy_per_usd": "103.361"}),
    ("former_residents", "generations age"): (
        {"counted_on": "2021-03-31", "generation": "second"},
        {"mean_age_years": "51.8"},
    ),
    ("former_residents", "generations keep their size"): (
        {"counted_on": "2022-03-31", "generation": "first"},
        {"living": "4900"},
    ),
    ("visits", "visits add up"): ({"visit_id": "exchange-both"}, {"participants": "24489"}),
    ("us_documents", "documents stand in order"): ({"document_id": "1956-tosec-40"}, {"frus_number": "91"}),
    ("polls", "answers keep their side"): ({"answer_id": "RU010"}, {"answer_side": "negative"}),
    ("instruments", "eras have their years"): ({"instrument_id": "1875-st-petersburg"}, {"era": "cold-war"}),
    ("instruments", "nothing is affirmed beforehand"): (
        {"instrument_id": "1945-yalta"},
        {"affirms_1956": "names-declaration"},
    ),
    ("persons", "people serve their country"): ({"person_id": "kawaguchi-yoriko"}, {"country": "RUS"}),
    ("leaders_ussr_russia", "the dead hold no office"): (
        {"person_id": "gorbachev-mikhail"},
        {"exit_code": "death"},
    ),
    ("holders", "lands are held"): ({"spell_id": "kurils-1875"}, {"to_on": "1945-08-17"}),
}
ONE_ENCYCLOPAEDIA = "enwiki-mamoru-shigemitsu"
PRIMARY, OLDEST = "mofa-2025-10-22-motegi", "wikisource-japan-by-the-japanese-1904"
for graded in GRADED:
    FALSE[graded, "high grades are earned"] = {}, {"source_ids": ONE_ENCYCLOPAEDIA, "confidence": "high"}
    FALSE[graded, "encyclopaedias are low"] = {}, {"source_ids": ONE_ENCYCLOPAEDIA, "confidence": "medium"}
    low = {"source_ids": PRIMARY, "confidence": "low"}
    if graded not in LOWERED:
        FALSE[graded, "lower grades are explained"] = {}, low | {"note": ""}
    if graded not in DOUBTED:
        FALSE[graded, "primary documents are not low"] = {}, low
# A source of 1904 for the latest row of each table.
FALSE |= {
    (name, "sources come after"): (
        {column: max(Tables(data_dir()).cells(name)[column])},
        {"source_ids": OLDEST},
    )
    for column, names in TOLD.items()
    for name in names.split()
}
# A row of each table moved to a year in which its event did not happen.
FALSE |= {
    (name, "rows of an event agree"): (
        {"event_id": "(with event_id)"},
        {day: "1901-01-01"} | ({end: ""} if end else {}),
    )
    for name, (_, day, end) in EVENTS.items()
}
FALSE["island_visits", "rows of an event agree"] = ({}, {"event_id": "2010-11-01-kunashiri"})


FALSE |= {
    ("capabilities", "capabilities keep to their neighbours"): (
        {"year": "1990", "state": "Japan", "measure": "latent_gdp"},
        {"value": "4885.888"},
    ),
    ("price_levels", "prices keep to their neighbours"): ({"year": "1990"}, {"us_cpi": "143.658"}),
    ("un_ideal_points", "estimates stand amid their bounds"): (
        {"year": "1993", "state": "Japan", "votes": "final_passage"},
        {"ideal_point": "1.3179"},
    ),
    **doubled.statements(),
}


@pytest.fixture(scope="module")
def sound() -> Tables:
    return Tables(data_dir())


def changed(sound: Tables, name: str, where: Cells, write: Cells) -> Tables:
    """All tables, with one cell or row of one table changed."""
    columns = table(name).names
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*sound.cells(name).values(), strict=True)]
    row = next(number for number, row in enumerate(rows) if fits(row, where))
    if write is DELETE:
        del rows[row]
    else:
        rows[row].update({k: rows[row + 1][k] if v == "(next)" else v for k, v in write.items()})
    cells = {other: sound.cells(other) for other in tables()}
    return Tables(data_dir(), {**cells, name: {column: [row[column] for row in rows] for column in columns}})


def fits(row: Cells, where: Cells) -> bool:
    """Whether a row has the wanted cells; `(with a and b)` wants those columns filled."""
    return all(
        all(row[column] for column in cell[6:-1].split(" and "))
        if cell.startswith("(with ")
        else row[name] == cell
        for name, cell in where.items()
    )


@pytest.mark.parametrize(("name", "rule"), FALSE, ids=lambda word: word.replace(" ", "-"))
def test_a_false_statement_is_refused_by_the_rule_that_forbids_it(
    name: str, rule: str, sound: Tables
) -> None:
    with pytest.raises(BrokenTableError) as error:
        changed(sound, name, *FALSE[name, rule]).checked(name)
    assert rule in {finding.rule for finding in error.value.findings}, str(error.value)
    assert f"data/{name}.csv" in str(error.value)


def test_every_rule_has_a_false_statement_to_refuse() -> None:
    known = {(rule.table, rule.name) for rules in RULES.values() for rule in rules}
    assert known == set(FALSE) | {("sources", "sources are cited")}


def test_every_rule_guards_a_table_and_points_at_one_of_its_columns() -> None:
    for rules in RULES.values():
        for rule in rules:
            assert rule.column in table(rule.table).names
            assert rule.find.__doc__, f"{rule.name} does not say why"


def test_the_declared_difference_of_the_persons_frozen_is_still_twelve(sound: Tables) -> None:
    sound.checked("japan_official_totals")
    tables_ = changed(
        sound,
        "japan_official_totals",
        {"total_id": "OT-20250912-freeze-persons-russia"},
        {"targets_count": "1029"},
    )
    with pytest.raises(BrokenTableError, match="1029 stated, the measures sum to 1029"):
        tables_.checked("japan_official_totals")


def test_two_rows_of_one_event_must_be_equally_exact(sound: Tables) -> None:
    vague = {"dated_on": "1998-11-01", "dated_on_precision": "month"}
    tables_ = changed(sound, "instruments", {"instrument_id": "1998-moscow-declaration"}, vague)
    with pytest.raises(BrokenTableError, match="1998-moscow-declaration on 1998-11-01, S013 on 1998-11-12"):
        tables_.checked("instruments")


def test_an_event_named_by_one_row_alone_is_a_slip_of_the_pen(sound: Tables) -> None:
    tables_ = changed(sound, "offers", {"offer_id": "1998-kawana"}, {"event_id": "1998-04-18-kanawa"})
    with pytest.raises(BrokenTableError, match="1998-04-18-kanawa: no other row speaks of it"):
        tables_.checked("offers")


def test_a_row_that_loses_its_only_source_leaves_one_that_nobody_cites(sound: Tables) -> None:
    tables_ = changed(sound, "coastline", {"point_order": "(with point_order)"}, {"source_ids": PRIMARY})
    tables_.checked("sources")
    tables_ = changed(sound, "landings", {"island_id": "shikotan"}, {"source_ids": PRIMARY})
    with pytest.raises(BrokenTableError, match="no row rests on"):
        tables_.checked("sources")


def test_the_declaration_of_1956_stays_the_source_of_its_affirmations(sound: Tables) -> None:
    declaration = {"instrument_id": "1956-joint-declaration"}
    tables_ = changed(sound, "instruments", declaration, {"affirms_1956": "silent"})
    with pytest.raises(BrokenTableError, match="one row is the source"):
        tables_.checked("instruments")


def test_every_row_of_late_witnesses_is_still_one(sound: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows whose witnesses tell the day by now must leave the list."""
    late = set(witnesses.LATE)
    monkeypatch.setattr(witnesses, "LATE", set())
    told = " ".join(
        what
        for name, rules in RULES.items()
        for rule in rules
        if rule.find.__module__ == witnesses.__name__
        for _, what in rule.find(sound.typed(name), sound.typed)
    )
    assert {one for one in late if f"{one} on " in told} == late


def test_every_declared_difference_of_dates_is_still_one(sound: Tables) -> None:
    """Rows whose dates agree by now must leave the list."""
    for name, (key, day, _) in EVENTS.items():
        frame = sound.typed(name)
        for row in frame[frame[key].isin(DECLARED_DATES)].to_dict("records"):
            others = [
                one[f"{EVENTS[other][1]}_precision"]
                for other in EVENTS
                for one in sound.typed(other).to_dict("records")
                if one["event_id"] == row["event_id"] and one[EVENTS[other][0]] != row[key]
            ]
            assert row[f"{day}_precision"] not in others, row[key]
