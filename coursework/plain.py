"""Values as plain data, so that what a submission computed can be judged in a process that never ran it.

JSON with a tag for each type, and no pickle: reading back runs no code of whoever wrote it. What has no plain form
comes back as a `Thing` that knows its type's name and nothing else.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

DTYPE = re.compile(r"bool|str|string|boolean|u?int\d+|U?Int\d+|float\d+|Float\d+")
TIME = re.compile(r"(datetime64|timedelta64)\[(s|ms|us|ns)\]")
NAME = re.compile(r"[^\W\d]\w{0,60}")
LONGEST = 50_000_000  # bytes of one value


@dataclass(frozen=True)
class Thing:
    """Something that is neither number, text, date, list nor table."""

    type: str

    def __repr__(self) -> str:
        return f"a {self.type}"


@dataclass(frozen=True)
class Function:
    """A function of the submission; only the submission's own process can call it."""


def kind(error: BaseException) -> str:
    """The name of an error as Python's own pages have it: since 3.13 a cell that breaks off raises a private one."""
    return next(each.__name__ for each in type(error).__mro__ if not each.__name__.startswith("_"))


def dump(value: Any) -> str:
    """A value as one line of text."""
    return json.dumps(_out(value))


def load(text: str | bytes) -> Any:
    """The value again. Raises `ValueError` for text that holds none."""
    if len(text) > LONGEST:
        raise ValueError("the value is too large")
    try:
        return _in(json.loads(text))
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        OverflowError,
        RecursionError,
        AttributeError,
    ) as error:
        raise ValueError(f"not a value: {type(error).__name__}") from None


def _out(value: Any) -> Any:  # noqa: PLR0911 - one line for each type
    if isinstance(value, np.generic) and not isinstance(value, np.datetime64 | np.timedelta64):
        value = value.item()
    if value is None or type(value) in (bool, int, float, str):
        return value
    if value is ...:
        return ["ellipsis"]
    if value is pd.NaT or value is pd.NA:
        return ["nat" if value is pd.NaT else "na"]
    if isinstance(value, list | tuple | set | frozenset):
        kind = "list" if isinstance(value, list) else "tuple" if isinstance(value, tuple) else "set"
        return [kind, [_out(each) for each in value]]
    if isinstance(value, dict):
        return ["dict", [[_out(key), _out(each)] for key, each in value.items()]]
    if isinstance(value, pd.DataFrame):
        columns = [[_out(name), _column(value.iloc[:, at])] for at, name in enumerate(value.columns)]
        return ["frame", columns, _column(value.index.to_series())]
    if isinstance(value, pd.Series):
        return ["series", _out(value.name), _column(value), _column(value.index.to_series())]
    if isinstance(value, pd.Index | np.ndarray):
        return ["array", [_out(each) for each in value.tolist()]]
    if isinstance(value, pd.Timedelta | np.timedelta64):
        return ["span", str(pd.Timedelta(value).value)]
    if hasattr(value, "isoformat") or isinstance(value, np.datetime64):
        return ["time", pd.Timestamp(value).isoformat()]
    if callable(value):
        return ["function"]
    return ["thing", type(value).__name__]


def _column(series: pd.Series) -> list[Any]:
    kind = str(series.dtype)
    if TIME.fullmatch(kind):
        return [kind, series.to_numpy().view("int64").tolist()]
    if DTYPE.fullmatch(kind):
        return [kind, [_out(None if pd.isna(each) else each) for each in series.tolist()]]
    return ["object", [_out(each) for each in series.astype(object).tolist()]]


def _in(data: Any) -> Any:  # noqa: PLR0911
    if not isinstance(data, list):
        if isinstance(data, dict):
            raise TypeError
        return data
    kind, *rest = data
    if kind in {"list", "tuple", "set"}:
        return {"list": list, "tuple": tuple, "set": set}[kind](_in(each) for each in rest[0])
    if kind == "dict":
        return {_in(key): _in(each) for key, each in rest[0]}
    if kind == "frame":
        index = _read(rest[1])
        columns = [pd.Series(_read(column), index=index) for _, column in rest[0]]
        frame = pd.concat(columns, axis=1) if columns else pd.DataFrame(index=index)
        frame.columns = pd.Index([_in(name) for name, _ in rest[0]])
        return frame
    if kind == "series":
        return pd.Series(_read(rest[1]), index=_read(rest[2]), name=_in(rest[0]))
    if kind == "array":
        return np.array([_in(each) for each in rest[0]])
    if kind == "thing":
        return Thing(rest[0] if NAME.fullmatch(rest[0]) else "value of another kind")
    single = {"ellipsis": ..., "nat": pd.NaT, "na": pd.NA, "function": Function()}
    if kind in single:
        return single[kind]
    return pd.Timedelta(int(rest[0]), "ns") if kind == "span" else pd.Timestamp(rest[0])


def _read(column: list[Any]) -> pd.Index:
    kind, values = column
    if TIME.fullmatch(kind):
        return pd.Index(np.array(values, "int64").view(kind))
    if DTYPE.fullmatch(kind):
        return pd.Index(pd.array([_in(each) for each in values], dtype=kind), dtype=kind)
    return pd.Index([_in(each) for each in values], dtype="object")
