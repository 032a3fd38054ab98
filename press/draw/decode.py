"""From a Plotly figure to plain lists and dictionaries, with its template applied."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import plotly.graph_objects as go
from plotly.io.json import to_json_plotly

from press.draw.errors import Unsupported

Spec = dict[str, Any]

# What a template says about subplots the drawing does not know; a figure without them never reads it.
_FOREIGN = """geo polar scene ternary mapbox map smith colorscale coloraxis hoverlabel
    imagedefaults sliderdefaults updatemenudefaults"""
# Lists whose members take their defaults from one entry of the template.
_DEFAULTS = {"annotations": "annotationdefaults", "shapes": "shapedefaults"}


def plain(figure: Spec | go.Figure) -> tuple[list[Spec], Spec]:
    """The traces and the layout of `figure` as plain JSON values, packed arrays unpacked."""
    text = figure.to_json() if isinstance(figure, go.Figure) else to_json_plotly(figure)
    parsed = unpack(json.loads(text))
    if parsed.get("frames"):
        raise Unsupported("frames", "(an animation) cannot be drawn on paper")
    layout: Spec = parsed.get("layout") or {}
    template = layout.pop("template", None) or {}
    if isinstance(template, str):
        template = json.loads(_named_template(template))
    data = [without_none(trace) for trace in parsed.get("data") or []]
    return _traces(data, template.get("data") or {}), _layout(
        without_none(layout), template.get("layout") or {}
    )


def _named_template(name: str) -> str:
    import plotly.io

    try:
        return str(to_json_plotly(plotly.io.templates[name]))
    except KeyError:
        raise Unsupported("layout.template", f"is {name!r}") from None


def unpack(value: Any) -> Any:
    """Replace Plotly's packed arrays (`dtype`, `bdata`, `shape`) by lists."""
    if isinstance(value, list):
        return [unpack(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "bdata" in value and "dtype" in value:
        array = np.frombuffer(
            base64.b64decode(value["bdata"]), dtype=np.dtype(value["dtype"]).newbyteorder("<")
        )
        if shape := value.get("shape"):
            array = array.reshape([int(n) for n in str(shape).split(",")])
        return _holes_as_none(array.tolist())
    return {key: unpack(item) for key, item in value.items()}


def _holes_as_none(value: Any) -> Any:
    if isinstance(value, list):
        return [_holes_as_none(item) for item in value]
    return None if isinstance(value, float) and not np.isfinite(value) else value


def without_none(spec: Spec) -> Spec:
    """`spec` without attributes set to null, which mean "not given"; holes inside arrays stay."""
    return {k: without_none(v) if isinstance(v, dict) else v for k, v in spec.items() if v is not None}


def merged(base: Any, over: Any) -> Any:
    """`over` on top of `base`: dictionaries join, anything else replaces."""
    if isinstance(base, dict) and isinstance(over, dict):
        return base | {key: merged(base[key], item) if key in base else item for key, item in over.items()}
    return over


def _traces(data: list[Spec], templates: Spec) -> list[Spec]:
    seen: dict[str, int] = {}
    result = []
    for trace in data:
        kind = trace.get("type", "scatter")
        offered = templates.get(kind) or [{}]
        nth = seen.get(kind, 0)
        seen[kind] = nth + 1
        kind = "scatter" if kind == "scattergl" else kind  # the same points, drawn by the graphics card
        result.append(merged(without_none(offered[nth % len(offered)]), trace) | {"type": kind})
    return result


def _layout(layout: Spec, template: Spec) -> Spec:
    template = {k: v for k, v in template.items() if k not in _FOREIGN.split()}
    axes = {k for k in layout if k.startswith(("xaxis", "yaxis"))} | {"xaxis", "yaxis"}
    for axis in axes:
        own = template.get(axis) or template.get(axis[:5]) or {}
        layout[axis] = merged(without_none(own), layout.get(axis) or {})
    for name, default in _DEFAULTS.items():
        common = without_none(template.pop(default, None) or {})
        own = layout.get(name) or []
        extra = [item for item in template.pop(name, None) or [] if not item.get("templateitemname")]
        layout[name] = [merged(common, without_none(item)) for item in [*extra, *own]]
    rest = {k: v for k, v in template.items() if not k.startswith(("xaxis", "yaxis"))}
    return dict(merged(without_none(rest), layout))


def get(spec: Spec, path: str, default: Any = None) -> Any:
    """The attribute at a dotted `path`, or `default` where it is not given."""
    value: Any = spec
    for key in path.split("."):
        if not isinstance(value, dict) or value.get(key) is None:
            return default
        value = value[key]
    return value


def leaves(spec: Spec, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every attribute that holds a value, with its dotted path."""
    for key, value in spec.items():
        path = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from leaves(value, f"{path}.")
        elif value is not None:
            yield path, value


def at(value: Any, index: int, default: Any = None) -> Any:
    """The entry of a per-point attribute for one point; a single value holds for all points."""
    if isinstance(value, list):
        value = value[index] if index < len(value) else None
    return default if value is None else value
