"""Those who lived on the islands on 15 August 1945: the last exact count of the living, the same in every chapter.

Later counts are preliminary or use another wording of who counts; they would look like a fall or a rise.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Count:
    """One count of former residents."""

    living: int
    counted_on: pd.Timestamp
    mean_age: float


def last_count(former: pd.DataFrame) -> Count:
    """The last day on which their number and their mean age are both exact."""
    exact = former["living_precision"].eq("exact") & former["mean_age_precision"].eq("exact")
    last = former[exact & former["generation"].eq("first")].sort_values("counted_on").iloc[-1]
    return Count(int(last["living"]), last["counted_on"], float(last["mean_age_years"]))
