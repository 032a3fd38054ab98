"""Text templates: `%{y:.1f} %` and the like, for labels at points, bars and cells."""

import re
from typing import Any

from press.draw.axis import Axis
from press.draw.decode import at
from press.draw.errors import Unsupported
from press.draw.model import Trace, column
from press.draw.tickformat import format_date, format_number
from press.draw.values import is_number, spoken

_PART = re.compile(r"%\{([^:}|]+)(?::([^}|]+))?\}")


def texts(trace: Trace, count: int) -> list[Any]:
    """The words of every point: its `text`, or its `texttemplate` filled in."""
    template = trace.get("texttemplate")
    given = trace.get("text")
    if not template:
        return [at(given, n, "") for n in range(count)]
    columns = {letter: column(trace, letter) for letter in "xy"} | {"text": given or ""}
    return [
        fill(trace, at(template, n, ""), {name: at(values, n, "") for name, values in columns.items()})
        for n in range(count)
    ]


def fill(trace: Trace, template: str, values: dict[str, Any]) -> str:
    """Put the values of one point into a template."""
    path = f"{trace.path}.texttemplate"

    def part(match: re.Match[str]) -> str:
        name, spec = match[1], match[2] or ""
        if name not in values:
            raise Unsupported(path, f"asks for {name!r}")
        axis = {"x": trace.xaxis, "y": trace.yaxis}.get(name)
        return _written(values[name], spec, axis, path)

    return _PART.sub(part, template)


def _written(value: Any, spec: str, axis: Axis | None, path: str) -> str:
    if axis is not None and axis.type == "date" and not isinstance(value, int | float):
        if not spec:
            raise Unsupported(path, "shows a date without saying how")
        return format_date(axis.number(value, path), spec.removeprefix("|"), path)
    if spec:
        return format_number(float(value), spec, path) if is_number(value) else str(value)
    return spoken(value)
