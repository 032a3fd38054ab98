"""What a treaty would have met at home in November 2018: seats, the party's calendar, resolutions of the Diet."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

SINGAPORE = pd.Timestamp("2018-11-14")
LOWER, UPPER = "2018-lower", "2018-10-23-upper"  # the counts nearest to that day
NEXT_CONTEST = "LDP41"  # September 2021, when Abe's term as head of his party would have ended


def at_singapore(seats: pd.DataFrame, contests: pd.DataFrame, resolutions: pd.DataFrame) -> SimpleNamespace:
    """Seats of the coalition, the next contest in Abe's party, and the resolutions found."""
    house = seats.set_index("count_id").to_dict("index")
    following = contests[contests["contest_id"].eq(NEXT_CONTEST)].iloc[0]
    return SimpleNamespace(
        lower=int(house[LOWER]["coalition_seats"]),
        lower_seats=int(house[LOWER]["seats_total"]),
        upper=int(house[UPPER]["coalition_seats"]),
        upper_seats=int(house[UPPER]["seats_total"]),
        days_to_next=(following["held_on"] - SINGAPORE).days,
        resolutions=len(resolutions),
        last_resolution=int(resolutions["adopted_on"].max().year),
    )
