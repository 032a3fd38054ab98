"""The figure as the drawing sees it: traces with numbers on typed axes."""

import math
from dataclasses import dataclass, field
from typing import Any

from press.draw.axis import Axis, collect, matching, resolve_type
from press.draw.colour import COLORWAY
from press.draw.decode import Spec, get
from press.draw.errors import Unsupported
from press.draw.face import PLAIN, Face
from press.draw.values import NAN

_OTHER = {"x": "y", "y": "x"}


@dataclass
class Extreme:
    """A value that must be visible, with pixels kept free beyond it; `padded` adds Plotly's five percent.

    `pad` is kept free towards smaller values, `pad_high` (the same where it is not given) towards larger ones.
    """

    at: float
    pad: float = 0.0
    padded: bool = False
    pad_high: float | None = None
    end: str = ""  # "low" or "high" where it can only be that end of the range

    def beyond(self, length: float, share: float, *, is_high: bool) -> float:
        """The pixels kept free at one end of an axis of `length` pixels."""
        own = self.pad if self.pad_high is None or not is_high else self.pad_high
        return own + (share * length if self.padded else 0.0)


@dataclass
class Trace:
    """One trace: its place in the figure, its attributes, and its points as numbers."""

    index: int
    spec: Spec
    xaxis: Axis
    yaxis: Axis
    colour: str
    x: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)
    # Filled in by the trace kinds that compute where things go (bars, stacks).
    base: list[float] = field(default_factory=list)
    position: list[float] = field(default_factory=list)
    width: list[float] = field(default_factory=list)
    spacing: float = 1.0

    @property
    def kind(self) -> str:
        """The trace type, as Plotly names it."""
        return str(self.spec["type"])

    @property
    def path(self) -> str:
        """Where the trace stands in the figure."""
        return f"data[{self.index}]"

    @property
    def gid(self) -> str:
        """The name its artists carry in the drawing."""
        return f"trace-{self.index}"

    @property
    def is_horizontal(self) -> bool:
        """Whether bars grow along x."""
        return bool(self.get("orientation") == "h")

    def get(self, path: str, default: Any = None) -> Any:
        """An attribute of the trace."""
        return get(self.spec, path, default)


@dataclass
class Model:
    """Traces in the order they were given, and the axes by name."""

    traces: list[Trace]
    axes: dict[str, Axis]
    layout: Spec
    face: Face

    def get(self, path: str, default: Any = None) -> Any:
        """An attribute of the layout."""
        return get(self.layout, path, default)

    def on(self, axis: Axis) -> list[Trace]:
        """The traces drawn on an axis."""
        return [trace for trace in self.traces if axis in (trace.xaxis, trace.yaxis)]

    def panels(self) -> list[tuple[Axis, Axis]]:
        """Every pair of axes that carries a trace; at least one pair."""
        pairs = {(t.xaxis.name, t.yaxis.name): (t.xaxis, t.yaxis) for t in self.traces}
        return list(pairs.values()) or [(self.axes["x"], self.axes["y"])]


def build(data: list[Spec], layout: Spec, face: Face = PLAIN) -> Model:
    """Give every trace its axes, every axis its type, every cell its number."""
    axes = {
        key[0] + key[5:]: Axis(key[0] + key[5:], spec)
        for key, spec in layout.items()
        if key.startswith(("xaxis", "yaxis"))
    }
    colorway = layout.get("colorway") or COLORWAY
    traces: list[Trace] = []
    shown = 0
    for index, spec in enumerate(data):
        if spec.get("visible", True) is not True:
            continue
        colour = colorway[shown % len(colorway)]
        shown += 1  # those switched off take no colour
        if len(get(spec, "x") or get(spec, "y") or get(spec, "z") or []) == 0:
            continue
        pair = [
            axes.setdefault(name, Axis(name, {})) for name in (spec.get("xaxis", "x"), spec.get("yaxis", "y"))
        ]
        traces.append(Trace(index, spec, pair[0], pair[1], colour))
    model = Model(traces, axes, layout, face)
    _mark_orientation(model)
    _resolve_axes(model)
    for trace in traces:
        for axis in (trace.xaxis, trace.yaxis):
            if axis.type == "category" and trace.get(axis.name[0]) is None:
                raise Unsupported(f"{trace.path}.{axis.name[0]}", "is not given on an axis of names")
        if trace.kind != "heatmap":
            trace.x, trace.y = _points(trace)
    return model


def _mark_orientation(model: Model) -> None:
    """Bars without `orientation` lie down when only their x holds values, as Plotly decides."""
    for trace in model.traces:
        if trace.kind == "bar":
            lies = trace.spec.get("x") is not None and trace.spec.get("y") is None
            trace.spec.setdefault("orientation", "h" if lies else "v")


def _resolve_axes(model: Model) -> None:
    """Give every axis its type; the names of one axis are names of all that match it."""
    for axis in model.axes.values():
        if size := model.get("font.size"):
            axis.spec["tickfont"] = {"size": size} | (axis.get("tickfont") or {})
        if axis.get("anchor", "free") != "free" and axis.get("domain") and not model.on(axis):
            raise Unsupported(axis.path, "belongs to a panel without a trace")
        columns = [column(trace, axis.name[0]) for trace in model.on(axis)]
        is_strict = axis.get("autotypenumbers", model.get("autotypenumbers")) == "strict"
        resolve_type(axis, columns, is_strict=is_strict)
    for group in matching(model.axes):
        if group[0].type == "category" and len(group) > 1:
            members = [trace for trace in model.traces if trace.xaxis in group or trace.yaxis in group]
            collect(group[0], [column(trace, group[0].name[0]) for trace in members])
            for axis in group:
                axis.categories = group[0].categories


def column(trace: Trace, letter: str) -> list[Any]:
    """The raw cells of a trace along x or y; counted from `x0` in steps of `dx` where they are not given."""
    cells = trace.spec.get(letter)
    if cells is not None:
        return list(cells)
    other = trace.spec.get(_OTHER[letter])
    if trace.kind == "heatmap":
        grid = trace.spec.get("z") or [[]]
        other = grid if letter == "y" else grid[0]
    start, step = trace.spec.get(f"{letter}0", 0), trace.spec.get(f"d{letter}", 1)
    if not isinstance(start, int | float):
        raise Unsupported(f"{trace.path}.{letter}0", f"is {start!r}; give {letter} as a list")
    return [start + n * step for n in range(len(other or []))]


def _points(trace: Trace) -> tuple[list[float], list[float]]:
    cells = list(zip(column(trace, "x"), column(trace, "y"), strict=False))
    return [_value(trace, trace.xaxis, x) for x, _ in cells], [
        _value(trace, trace.yaxis, y) for _, y in cells
    ]


def _value(trace: Trace, axis: Axis, cell: Any) -> float:
    letter = axis.name[0]
    if trace.kind == "bar" and letter == ("x" if trace.is_horizontal else "y") and axis.type == "date":
        raise Unsupported(f"{trace.path}.{letter}", "measures the length of bars on an axis of dates")
    value = axis.number(cell, f"{trace.path}.{letter}")
    if axis.type == "log" and not math.isnan(value) and value <= 0:
        return NAN  # as on screen: no place on a log axis
    return value
