"""Figures and their rows as plain values: no packed arrays, no types that only one library knows."""

from __future__ import annotations

import base64
import csv
import io
import json
import math
from datetime import date
from typing import Any

import pandas as pd


def rows_as_json(rows: pd.DataFrame) -> dict[str, Any]:
    """A frame as column names and rows of plain values; dates as ISO text, missing values as null."""
    return {
        "columns": [str(c) for c in rows.columns],
        "data": [[cell(v) for v in row] for row in rows.itertuples(index=False)],
    }


def rows_as_csv(rows: dict[str, Any]) -> str:
    """The plotted rows (as `rows_as_json` gives them) as CSV text.

    A cell that a spreadsheet would run as a formula is led by an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows["columns"])
    for row in rows["data"]:
        writer.writerow(["'" + v if isinstance(v, str) and v[:1] in "=+@\t\r" and v else v for v in row])
    return out.getvalue()


def cell(value: Any) -> str | int | float | bool | None:
    """One value of a frame as JSON knows it."""
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, pd.Timestamp | date):
        text = value.isoformat()
        return text.removesuffix("T00:00:00")
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 10)
    return value if isinstance(value, str | int | bool) else str(value)


def plain(obj: Any) -> Any:
    """Plotly JSON without packed arrays, so that files can be compared and read by eye."""
    from plotly.utils import PlotlyJSONEncoder

    return unpack(json.loads(json.dumps(obj, cls=PlotlyJSONEncoder)))


def unpack(obj: Any) -> Any:
    """Replace Plotly's base64 arrays (`dtype`, `bdata`) by lists."""
    if isinstance(obj, dict):
        if set(obj) >= {"dtype", "bdata"}:
            import numpy as np

            array = np.frombuffer(base64.b64decode(obj["bdata"]), dtype=obj["dtype"])
            if "shape" in obj:
                array = array.reshape([int(n) for n in str(obj["shape"]).split(",")])
            rows: list[Any] = list(array)
            return [cell(v) for v in rows] if array.ndim == 1 else [[cell(v) for v in row] for row in rows]
        return {key: unpack(value) for key, value in obj.items()}
    if isinstance(obj, list):
        return [unpack(value) for value in obj]
    return obj
