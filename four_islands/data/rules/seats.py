"""Seats on dates: no more than the house has, the government's at least its premier's party, and no count of an empty house."""

from __future__ import annotations

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, day, rows, rule, told

EMPTY_DAYS = 16  # a lower house is dissolved at least this long before its election


@rule(
    "seats_on_dates", "coalition_seats", "a party fits into its government, and a government into its house"
)
def seats_fit(counts: pd.DataFrame, reach: Reach) -> Wrong:
    """A premier of the LDP has the seats of the LDP."""
    wrong = counts["coalition_seats"] < counts["premier_party_seats"]
    for column in ("ldp_seats", "premier_party_seats", "coalition_seats"):
        wrong = wrong.fillna(False) | (counts[column] > counts["seats_total"]).fillna(False)
    wrong |= counts["premier_party"].eq("LDP") & counts["ldp_seats"].ne(counts["premier_party_seats"])
    return told(counts, wrong, "{count_id}: {coalition_seats} of {seats_total}")


@rule("seats_on_dates", "coalition", "the seats named for each party of a government add up to its seats")
def parties_add_up(counts: pd.DataFrame, reach: Reach) -> Wrong:
    """Only where every party of the list has a number."""
    for row, one in rows(counts, counts["coalition_seats"].notna()):
        numbers = [part.rsplit(" ", 1)[-1] for part in one["coalition"].split("; ")]
        if all(number.isdigit() for number in numbers):
            total = sum(map(int, numbers))
            if total != one["coalition_seats"]:
                yield row, f"{one['count_id']}: parts sum to {total}, not {one['coalition_seats']}"


@rule(
    "seats_on_dates",
    "seats_total",
    "a house has as many seats as its last election filled, the upper house perhaps its next",
)
def houses_have_their_size(counts: pd.DataFrame, reach: Reach) -> Wrong:
    """A second reading of the size; the upper house changes it in halves, so it may have that of the vote to come."""
    votes = reach("national_elections").dropna(subset=["seats_total"]).sort_values("held_on")
    upper, elections = (votes[votes["chamber"].eq(one)] for one in ("upper", "lower"))
    for row, one in rows(counts, counts["chamber"].eq("upper")):
        known = [*upper[upper["held_on"] <= one["counted_on"]].tail(1)["seats_total"]]
        known += [*upper[upper["held_on"] > one["counted_on"]].head(1)["seats_total"]]
        if one["seats_total"] not in known:
            yield row, f"{one['count_id']}: {one['seats_total']}, the votes before and after have {known}"
    for row, one in rows(counts, counts["chamber"].eq("lower")):
        last = elections[elections["held_on"] <= one["counted_on"]].iloc[-1]
        if last["seats_total"] != one["seats_total"]:
            yield (
                row,
                f"{one['count_id']}: {one['seats_total']}, {last['election_id']} has {last['seats_total']}",
            )


@rule("seats_on_dates", "counted_on", "nobody counts a lower house that is dissolved")
def empty_houses_are_not_counted(counts: pd.DataFrame, reach: Reach) -> Wrong:
    """The eve of the vote stands for the day of dissolution in many lists."""
    votes = reach("national_elections").query("chamber == 'lower'")["held_on"]
    for row, one in rows(counts, counts["chamber"].eq("lower")):
        ahead = (votes - one["counted_on"]).dt.days
        if ahead.between(1, EMPTY_DAYS - 1).any():
            yield row, f"{one['count_id']} counted on {day(one['counted_on'])}"


@rule("seats_on_dates", "count_id", "a count's id holds its day, as far as it is known, and its chamber")
def count_ids_agree(counts: pd.DataFrame, reach: Reach) -> Wrong:
    """The id says what the columns say."""
    length = counts["counted_on_precision"].map({"day": 10, "month": 7, "year": 4})
    days = counts["counted_on"].dt.strftime("%Y-%m-%d")
    for row, one in counts.iterrows():
        number = int(str(row))
        if one["count_id"] != f"{days[number][: length[number]]}-{one['chamber']}":
            yield number, f"{one['count_id']} counted on {days[number]}"


@rule("seats_on_dates", "ldp_seats", "a result is that of the election of the day")
def results_are_those_of_the_election(counts: pd.DataFrame, reach: Reach) -> Wrong:
    """A second reading, where the table of elections has the seats of the LDP."""
    elections = reach("national_elections").set_index("election_id")
    for row, one in rows(counts, counts["basis"].eq("result")):
        vote = elections.loc[one["count_id"]]
        theirs = vote["ldp_seats_after"] if one["chamber"] == "upper" else vote["premier_party_seats"]
        if pd.notna(theirs) and theirs != one["ldp_seats"]:
            yield row, f"{one['count_id']}: {one['ldp_seats']} here, {theirs} in the table of elections"


@rule("national_elections", "ldp_seats_won", "the seats won are among those held after the vote")
def seats_won_are_held(elections: pd.DataFrame, reach: Reach) -> Wrong:
    """Half of the upper house is elected at a time, so the rest is held already."""
    wrong = elections["ldp_seats_won"] >= elections["ldp_seats_after"]
    return told(elections, wrong, "{election_id}: {ldp_seats_won} won, {ldp_seats_after} held")
