"""Areas: to zero, to the trace before, or a closed outline; and the paths of steps."""

import itertools
import math
from collections.abc import Sequence

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from press.draw.colour import rgba
from press.draw.errors import Unsupported
from press.draw.model import Trace
from press.draw.panel import Panel
from press.draw.scatter import line_colour, segments

Points = list[tuple[float, float]]

_FILLS = ("none", "tozeroy", "tozerox", "tonexty", "toself")
_DEFAULT_OPACITY = 0.5


def stepped(xs: Sequence[float], ys: Sequence[float], shape: str) -> Points:
    """The corners of a line through the points in Plotly's `shape`."""
    points = list(zip(xs, ys, strict=True))
    path: Points = points[:1]
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if shape == "hv":
            path.append((x1, y0))
        elif shape == "vh":
            path.append((x0, y1))
        elif shape == "hvh":
            path += [((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1)]
        path.append((x1, y1))
    return path


def draw_fill(trace: Trace, before: Trace | None, panel: Panel, order: float) -> None:
    """Fill the area of one trace, if it has one, under its line."""
    fill = trace.get("fill", "none")
    if fill not in _FILLS:
        raise Unsupported(f"{trace.path}.fill", f"is {fill!r}")
    if fill == "none":
        return
    outlines = _outlines(trace, before, fill)
    colour = rgba(
        trace.get("fillcolor") or line_colour(trace),
        f"{trace.path}.fillcolor",
        float(trace.get("opacity", 1)) * (1 if trace.get("fillcolor") else _DEFAULT_OPACITY),
    )
    vertices = [point for outline in outlines for point in [*outline, outline[0]]]
    codes = [
        code
        for outline in outlines
        for code in [Path.MOVETO, *[Path.LINETO] * (len(outline) - 1), Path.CLOSEPOLY]
    ]
    if not vertices:
        return
    area = PathPatch(
        Path(np.array(vertices), codes),
        facecolor=colour,
        edgecolor="none",
        linewidth=0,
        zorder=order,
        gid=f"{trace.gid}-fill",
    )
    panel.put(area)


def _outlines(trace: Trace, before: Trace | None, fill: str) -> list[Points]:
    shape = trace.get("line.shape", "linear")
    runs = [stepped(x, y, shape) for x, y in segments(trace)]
    if fill == "toself":
        return [run for run in runs if len(run) > 2]
    if fill == "tozeroy" or (fill == "tonexty" and before is None and not trace.base):
        floor = _floor(trace)
        return [[*run, (run[-1][0], floor), (run[0][0], floor)] for run in runs]
    if fill == "tozerox":
        return [[*run, (0.0, run[-1][1]), (0.0, run[0][1])] for run in runs]
    if trace.base:
        lower = [stepped(*_lower(trace, run), shape) for run in segments(trace)]
    else:
        assert before is not None
        lower = [stepped(x, y, before.get("line.shape", "linear")) for x, y in segments(before)]
    if len(lower) != len(runs):
        raise Unsupported(f"{trace.path}.fill", "fills to a line whose gaps are elsewhere")
    return [[*upper, *reversed(low)] for upper, low in zip(runs, lower, strict=True)]


def _lower(trace: Trace, run: tuple[list[float], list[float]]) -> tuple[list[float], list[float]]:
    """The lower edge of a stacked area along the same x."""
    floor = dict(zip(trace.x, trace.base, strict=True))
    return run[0], [floor[x] for x in run[0]]


def _floor(trace: Trace) -> float:
    """Zero; on a log axis the lower end of the range."""
    return 10 ** min(trace.yaxis.range) if trace.yaxis.type == "log" else 0.0


def stack(traces: list[Trace]) -> None:
    """Pile up traces of one `stackgroup`; all must stand on the same x."""
    groups: dict[tuple[str, str, str], list[Trace]] = {}
    for trace in traces:
        if trace.kind == "scatter" and trace.get("stackgroup"):
            key = (trace.xaxis.name, trace.yaxis.name, str(trace.get("stackgroup")))
            groups.setdefault(key, []).append(trace)
    for members in groups.values():
        below = [0.0] * len(members[0].x)
        for trace in members:
            _check_stack(trace, members[0])
            trace.base = list(below)
            below = [low + y for low, y in zip(below, trace.y, strict=True)]
            trace.position = list(below)
            trace.spec.setdefault("fill", "tonexty")


def _check_stack(trace: Trace, first: Trace) -> None:
    if trace.is_horizontal:
        raise Unsupported(f"{trace.path}.orientation", "is 'h'")
    if trace.x != first.x or any(math.isnan(y) for y in trace.y):
        raise Unsupported(f"{trace.path}.stackgroup", "stacks traces whose x differ or that have gaps")
