"""Areas: to zero, to the trace before, or a closed outline; and the paths of steps."""

import itertools
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

_FILLS = ("none", "tozeroy", "tonexty", "toself")
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
    outlines = _outlines(trace, before, fill) if fill != "none" else []
    if not outlines:
        return
    own = trace.get("fillcolor")
    opacity = float(trace.get("opacity", 1)) * (1 if own else _DEFAULT_OPACITY)
    colour = rgba(own or line_colour(trace), f"{trace.path}.fillcolor", opacity)
    vertices = np.array([point for outline in outlines for point in [*outline, outline[0]]])
    codes = [code for o in outlines for code in [Path.MOVETO, *[Path.LINETO] * (len(o) - 1), Path.CLOSEPOLY]]
    look = {"facecolor": colour, "edgecolor": "none", "linewidth": 0}
    panel.put(PathPatch(Path(vertices, codes), zorder=order, gid=f"{trace.gid}-fill", **look))


def _outlines(trace: Trace, before: Trace | None, fill: str) -> list[Points]:
    shape = trace.get("line.shape", "linear")
    runs = [stepped(x, y, shape) for x, y in segments(trace)]
    if fill == "toself":
        return [run for run in runs if len(run) > 2]
    if fill == "tozeroy" or before is None:
        # To zero; on a log axis to the lower end of the range.
        floor = 10 ** min(trace.yaxis.range) if trace.yaxis.type == "log" else 0.0
        return [[*run, (run[-1][0], floor), (run[0][0], floor)] for run in runs]
    lower = [stepped(x, y, before.get("line.shape", "linear")) for x, y in segments(before)]
    if len(lower) != len(runs):
        raise Unsupported(f"{trace.path}.fill", "fills to a line whose gaps are elsewhere")
    return [[*upper, *reversed(low)] for upper, low in zip(runs, lower, strict=True)]
