"""An axis: its type, its categories, its range, and where a value falls on the page."""

import math
from dataclasses import dataclass, field
from typing import Any

from press.draw.decode import Spec, get
from press.draw.errors import Unsupported
from press.draw.values import NAN, axis_type, date, date_text, number, spoken

_TYPES = ("linear", "log", "date", "category")


@dataclass(frozen=True)
class Tick:
    """A mark on an axis and its label; `at` is in axis units (the exponent, on a log axis)."""

    at: float
    label: str


@dataclass
class Axis:
    """One x or y axis. Positions inside are plain numbers: milliseconds, category numbers, log10 of values."""

    name: str  # "x", "x2", "y" ...
    spec: Spec
    type: str = "linear"
    categories: list[str] = field(default_factory=list)
    range: tuple[float, float] = (0.0, 1.0)
    ticks: list[Tick] = field(default_factory=list)
    # Where bars stand side by side, ticks come no closer than they do, and stand on them: their distance and a place.
    bar_step: float | None = None
    bar_first: float = 0.0
    start: float = 0.0  # pixels of the page where the range begins
    length: float = 1.0  # pixels; negative where values grow upwards

    @property
    def path(self) -> str:
        """The name of the layout attribute."""
        return f"layout.{self.name[0]}axis{self.name[1:]}"

    @property
    def is_x(self) -> bool:
        """Whether this is a horizontal axis."""
        return self.name[0] == "x"

    @property
    def domain(self) -> tuple[float, float]:
        """The part of the plot area the axis spans."""
        low, high = self.get("domain", [0, 1])
        return float(low), float(high)

    def get(self, path: str, default: Any = None) -> Any:
        """An attribute of the axis."""
        return get(self.spec, path, default)

    def stand(self, step: float, first: float) -> None:
        """Keep ticks as far apart as bars are; bars in other steps, or at other places, free them again."""
        if self.bar_step is None:
            self.bar_step, self.bar_first = step, first
        elif self.bar_step:
            offset = abs(first - self.bar_first)
            if step and _divides(step, self.bar_step) and _divides(step, offset):
                self.bar_step, self.bar_first = step, first
            elif not step or not _divides(self.bar_step, step) or not _divides(self.bar_step, offset):
                self.bar_step = 0.0

    def number(self, value: Any, path: str) -> float:
        """A cell of data, a range end or a shape corner as a value of this axis (not its logarithm)."""
        if self.type == "date":
            return date(value, path)
        if self.type == "category":
            return self._category(value)
        return number(value, path)

    def _category(self, value: Any) -> float:
        if value is None:
            return NAN
        name = spoken(value)
        if name in self.categories:
            return float(self.categories.index(name))
        return float(value) if isinstance(value, int | float) else NAN

    def place(self, value: float) -> float:
        """A value in axis units: its logarithm on a log axis."""
        if self.type != "log":
            return value
        return math.log10(value) if value > 0 else NAN

    def coordinate(self, value: Any, path: str) -> float:
        """Where a shape or annotation says it is; on a log axis annotations and ranges hold exponents."""
        return number(value, path) if self.type == "log" else self.number(value, path)

    def pixel(self, at: float) -> float:
        """The page pixel of a place in axis units."""
        low, high = self.range
        return self.start + (at - low) / (high - low) * self.length

    def contains(self, at: float) -> bool:
        """Whether a place lies inside the range (a hair of tolerance for rounding)."""
        low, high = sorted(self.range)
        slack = (high - low) * 1e-9
        return low - slack <= at <= high + slack

    def text(self, value: float) -> str | float:
        """A value as the figure's author wrote it: date text, category name or number."""
        if self.type == "date":
            return date_text(value)
        if self.type == "category" and value == round(value) and 0 <= value < len(self.categories):
            return self.categories[round(value)]
        return float(f"{round(value, 12):.12g}")  # without the noise of moving bars about


def _divides(step: float, whole: float) -> bool:
    return abs(whole / step - round(whole / step)) < 1e-6


def resolve_type(axis: Axis, columns: list[list[Any]], *, is_strict: bool = False) -> None:
    """Decide the type of `axis` from its attributes or from the cells drawn on it."""
    kind = axis.get("type", "-")
    if kind == "-":
        ends = axis.get("range") or []
        cells = next((column for column in columns if any(cell is not None for cell in column)), ends)
        kind = axis_type(cells, axis.path, is_strict=is_strict)
    if kind not in _TYPES:
        raise Unsupported(f"{axis.path}.type", f"is {kind!r}")
    axis.type = kind
    if kind == "category":
        collect(axis, columns)


def collect(axis: Axis, columns: list[list[Any]]) -> None:
    """Categories in the order Plotly gives them: those listed, then as they come."""
    order = axis.get("categoryorder", "array" if axis.get("categoryarray") else "trace")
    listed = [spoken(item) for item in axis.get("categoryarray", [])] if order == "array" else []
    seen = dict.fromkeys(spoken(cell) for column in columns for cell in column if cell is not None)
    if order in ("category ascending", "category descending"):
        listed = sorted(seen, reverse=order.endswith("descending"))
    elif order not in ("trace", "array"):
        raise Unsupported(f"{axis.path}.categoryorder", f"is {order!r}")
    axis.categories = list(dict.fromkeys([*listed, *seen]))


def matching(axes: dict[str, Axis]) -> list[list[Axis]]:
    """Axes in groups that have one range."""
    groups: dict[str, list[Axis]] = {}
    for name, axis in axes.items():
        chain = [name]
        while (target := axes[chain[-1]].get("matches")) is not None:
            if target not in axes or axes[target].type != axis.type or target in chain:
                raise Unsupported(f"{axis.path}.matches", f"is {target!r}")
            chain.append(target)
        groups.setdefault(chain[-1], []).append(axis)
    return list(groups.values())
