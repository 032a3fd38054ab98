"""What the assignments share: reading a table, and checks that say what to look at when an answer is wrong.

This file travels with every assignment. It needs pandas and nothing of the book.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

DATA = Path("data")


def table(name: str) -> pd.DataFrame:
    """A table of the book as a frame; columns that end in `_on` are dates, a blank cell is missing."""
    path = DATA / f"{name}.csv"
    if not path.exists():
        raise FileNotFoundError(
            f"{path} was not found in {Path.cwd()}. Open the notebook from the folder of the assignment, where `data` is."
        )
    frame = pd.read_csv(path)
    for column in frame.columns:
        if str(column).endswith("_on"):
            frame[column] = pd.to_datetime(frame[column], format="ISO8601")
    return frame


def saved_as(name: str) -> str:
    """The file of this notebook under whatever name it was saved; its checks are read from there."""
    found = [path for path in Path().glob("*.ipynb") if f'"{name}"' in path.read_text(encoding="utf-8")]
    if not found:
        raise FileNotFoundError(
            f"{name}.ipynb is not in {Path.cwd()}. Open the notebook from its own folder."
        )
    return str(max(found, key=lambda path: (path.stem == name, path.stat().st_mtime)))


def told(value: Any) -> str:
    """A value in a few words on one line; never a table as it prints."""
    if isinstance(value, pd.DataFrame):
        return f"a table of {len(value)} rows and {value.shape[1]} columns"
    if isinstance(value, pd.Series | pd.Index):
        return f"a column of {len(value)} values"
    text = " ".join(repr(value).split())
    return text if len(text) <= 80 else f"{text[:76]} ..."


def given(value: Any, name: str) -> Any:
    """The answer, if there is one."""
    if value is Ellipsis:
        raise AssertionError(
            f"{name} has no answer yet. Put your answer where the three dots are and run the cell."
        )
    if value is None:
        raise AssertionError(
            f"{name} has no answer yet: nothing of that name has a value. "
            "Did you name it otherwise, or did an error in its cell stop it?"
        )
    return value


def number(value: Any, name: str) -> float:
    """The answer as a number."""
    value = given(value, name)
    try:
        found = float(value)
    except (TypeError, ValueError):
        raise AssertionError(f"{name} should be one number, but it is {told(value)}.") from None
    assert not math.isnan(found), f"{name} is missing (NaN). Is a blank cell of the table in your sum?"
    return found


def close(
    value: Any, right: float, name: str, slips: Mapping[str, float] | None = None, *, within: float = 0.05
) -> None:
    """Pass if the number is right; if it is the result of a known slip, say which.

    `slips` maps a hint to the number that somebody gets who makes this slip.
    """
    found = number(value, name)
    if abs(found - right) <= within:
        return
    for hint, wrong in (slips or {}).items():
        if abs(found - wrong) <= within:
            raise AssertionError(f"{name}: {hint}")
    raise AssertionError(
        f"{name} is {found:g}, which the table does not give. Do it by hand for two rows first."
    )


def same(value: Any, right: Any, name: str, slips: Mapping[str, Any] | None = None) -> None:
    """As `close`, for answers that are not one number."""
    found = given(value, name)
    if hasattr(found, "tolist"):  # a column compares value by value, and has no truth of its own
        raise AssertionError(f"{name} should be a {type(right).__name__}, but it is {told(found)}.")
    if found == right:
        return
    for hint, wrong in (slips or {}).items():
        if found == wrong:
            raise AssertionError(f"{name}: {hint}")
    is_list = isinstance(right, list | tuple) and type(found) is type(right) and len(found) == len(right)
    if is_list and all(found.count(each) == right.count(each) for each in right):
        raise AssertionError(f"{name} has the right values, not in the order asked.")
    raise AssertionError(f"{name} is {told(found)}, which the table does not give.")


def plainly(text: str) -> str:
    """A title without the tags that set it bold or break its line."""
    return " ".join(re.sub(r"<[^<>]*>", " ", text).split())


def numbers(values: Any, name: str, wanted: str) -> list[float | None]:
    """Where the points of a trace lie along one axis."""
    try:
        return [None if pd.isna(each) else float(each) for each in values]
    except (TypeError, ValueError):
        raise AssertionError(f"{name} of a trace should be {wanted}; it is {told(values)}.") from None


def drawing(figure: Any) -> dict[str, Any]:
    """What a Plotly figure shows, as plain data: its words, whether it starts at nought, and the points of each trace."""
    figure = given(figure, "figure")
    assert hasattr(figure, "to_plotly_json"), f"figure should be a Plotly figure, but it is {told(figure)}."
    layout, up = figure.layout, figure.layout.yaxis
    traces = [
        {
            "x": numbers(trace.x, "x", "the fiscal years as numbers, such as 2016"),
            "y": numbers(trace.y, "y", "numbers of scrambles, and None where a year is missing"),
            "has_line": trace.type == "scatter" and "lines" in (trace.mode or "lines"),
            "joins_gaps": trace.type == "scatter" and bool(trace.connectgaps),
        }
        for trace in figure.data
    ]
    starts = up.range[0] <= 0 if up.range else up.rangemode in ("tozero", "nonnegative")
    return {
        "title": plainly(layout.title.text or ""),
        "x_title": layout.xaxis.title.text or "",
        "y_title": up.title.text or "",
        "from_nought": starts or all(trace.type == "bar" for trace in figure.data),
        "traces": traces,
    }


def pair(value: Any, name: str) -> tuple[float, float]:
    """The answer as a lower and an upper bound."""
    value = given(value, name)
    is_pair = (
        isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping) and len([*value]) == 2
    )
    assert is_pair, f"{name} should be two numbers (low, high), but it is {told(value)}."
    low, high = value
    return number(low, f"{name}, first number"), number(high, f"{name}, second number")


def result(function: Callable[..., Any] | None, name: str, *arguments: Any) -> Any:
    """What the student's function returns; an error inside it is told in one line."""
    function = given(function, name)
    assert callable(function), f"{name} should be a function; do not give its name to something else."
    try:
        value = function(*arguments)
    except Exception as error:
        if type(error).__name__ == "TimeoutError":  # in marking an error comes over by its name alone
            raise AssertionError(
                f"{name} ran too long and was stopped; is there a loop without an end?"
            ) from None
        raise AssertionError(f"{name} stopped with {type(error).__name__}: {error}") from None
    if value is None:
        raise AssertionError(
            f"{name} has no answer yet: it returns nothing. "
            "If it prints the answer, let it `return` the answer instead."
        )
    return given(value, f"what {name} returns")
