"""Rows of several tables as the events of one timeline: whose they are, in which lane, on which day, in which words."""

from __future__ import annotations

import pandas as pd


def in_lanes(*parts: tuple[str, str, pd.DataFrame, str, str]) -> pd.DataFrame:
    """Of each part the side, the lane, its rows, and their columns of the day and of the words."""
    frames = [
        pd.DataFrame({"side": side, "lane": lane, "dated_on": rows[day], "label": rows[label]}).assign(
            source_ids=rows["source_ids"]
        )
        for side, lane, rows, day, label in parts
    ]
    return pd.concat(frames, ignore_index=True)
