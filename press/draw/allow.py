"""The attributes the drawing knows. Whatever is not listed here is refused by name, never skipped in silence."""

from typing import Any

from press.draw.decode import Spec, leaves
from press.draw.errors import Unsupported

# What only a screen can show, or what names things for programs. Prefixes: "hoverlabel" covers "hoverlabel.font.size".
_SCREEN = """
    hoverinfo hoverlabel hovertemplate hovertemplatefallback hovertext hoveron hoverongaps hoverformat xhoverformat
    yhoverformat zhoverformat customdata ids meta uid uirevision name type visible
    texttemplatefallback
"""
_FONT = "size color family weight style variant textcase lineposition"
_CELLS = "x y x0 dx y0 dy xaxis yaxis"
_TRACE = f"{_CELLS} opacity orientation showlegend legendgroup"
_SHADE = "colorscale cmin cmax cmid cauto reversescale"
_ERROR = "visible array arrayminus symmetric color thickness width"

_DRAWN: dict[str, str] = {
    "scatter": f"""
        {_TRACE} mode connectgaps fill fillcolor line.color line.width line.dash line.shape text textposition
        textfont[{_FONT}] marker.symbol marker.size marker.color marker.opacity marker.sizeref marker.sizemin
        marker.sizemode marker.line.color marker.line.width marker[{_SHADE}] error_x[{_ERROR}] error_y[{_ERROR}] cliponaxis
    """,
    "bar": f"""
        {_TRACE} base width offset offsetgroup alignmentgroup marker.color marker.opacity marker.line.color
        marker.line.width marker[{_SHADE}] marker.pattern[shape fgcolor bgcolor fillmode fgopacity] error_x[{_ERROR}]
        error_y[{_ERROR}] cliponaxis
    """,
    "heatmap": f"{_CELLS} z zmin zmax zmid zauto xgap ygap colorscale reversescale",
    "axis": f"""
        title.text title.font[{_FONT}] title.standoff title anchor autorange range rangemode type categoryarray
        categoryorder domain dtick exponentformat gridcolor griddash gridwidth linecolor linewidth matches nticks
        constrain scaleanchor scaleratio showgrid showline showticklabels side tick0 tickangle
        tickcolor tickfont[{_FONT}] tickformat ticklabelstandoff ticklen tickmode tickprefix ticks ticksuffix ticktext
        tickvals tickwidth autotypenumbers zeroline zerolinecolor zerolinewidth
    """,
    "annotation": f"""
        text x y xref yref xanchor yanchor xshift yshift align textangle font[{_FONT}] bgcolor bordercolor borderpad
        borderwidth opacity
    """,
    "shape": "x0 x1 y0 y1 xref yref layer line.color line.width line.dash fillcolor opacity",
    "legend": f"""
        x y xanchor yanchor orientation traceorder tracegroupgap font[{_FONT}] title.text title.font[{_FONT}] bgcolor
        bordercolor borderwidth
    """,
    "layout": f"""
        font[{_FONT}] colorway paper_bgcolor plot_bgcolor barmode bargap bargroupgap showlegend title.text
        title.subtitle.text title autotypenumbers
    """,
}
# Known to the screen only, or set by the house on paper (size, margins, place and look of the title).
_UNSEEN: dict[str, str] = {
    "scatter": "fillpattern.fillmode fillpattern.size fillpattern.solidity alignmentgroup offsetgroup marker.colorbar",
    "bar": "marker.colorbar",
    "heatmap": "colorbar",
    "axis": """automargin fixedrange showspikes spikecolor spikedash spikemode spikesnap spikethickness
        modebardisable unifiedhovertitle""",
    "annotation": """captureevents clicktoshow arrowcolor arrowhead arrowside arrowsize arrowwidth standoff startstandoff
        ax ay axref ayref""",
    "shape": "editable",
    "legend": "itemclick itemdoubleclick groupclick groupdoubleclick titleclick titledoubleclick",
    "layout": """autosize width height margin minreducedwidth minreducedheight hovermode hoverdistance hoversubplots
        hoversort hoveranywhere clickanywhere spikedistance dragmode clickmode selectdirection modebar newshape activeshape
        newselection activeselection editrevision selectionrevision datarevision transition title.font title.x title.y
        title.xanchor title.yanchor title.xref title.yref title.pad title.automargin title.subtitle.font
        uniformtext.minsize""",
}
# Accepted only where they say what happens anyway.
_NEUTRAL: dict[str, tuple[Any, ...]] = {
    "showarrow": (False,),
    "showscale": (False,),
    "marker.showscale": (False,),
    "marker.autocolorscale": (False,),
    "textposition": ("auto", "none", "inside", "outside"),  # of bars, which have no text
    "insidetextanchor": ("end", "middle", "start"),
    "error_x.type": ("data",),
    "error_y.type": ("data",),
    "mirror": (False,),
    "zsmooth": (False,),
    "transpose": (False,),
    "ticklabelposition": ("outside",),
    "xref": ("paper",),  # of the legend
    "yref": ("paper",),
    "barnorm": ("",),
    "layer": ("above traces",),
    "rangeslider.visible": (False,),
    "constraintoward": ("center", "middle"),
    "ticklabeloverflow": ("allow", "hide past div"),
    "valign": ("middle",),
    "marker.pattern.size": (8, 10),
    "marker.pattern.solidity": (0.2, 0.3),
    "zorder": (0,),
    "legendrank": (1000,),
    "showlegend": (False,),  # of shapes and heatmaps
    "autocolorscale": (False,),
    "uniformtext.mode": (False,),
    "legend": ("legend",),
    "xcalendar": ("gregorian",),
    "ycalendar": ("gregorian",),
    "calendar": ("gregorian",),
    "constraintext": ("both",),
    "fillpattern.shape": ("",),
    "line.simplify": (True, False),
    "showexponent": ("all",),
    "showtickprefix": ("all",),
    "showticksuffix": ("all",),
    "ticklabelmode": ("instant",),
    "ticklabelstep": (1,),
    "tickson": ("labels",),
    "label.text": ("",),
    "font.shadow": ("", "none"),
    "separators": (".,",),
    "barcornerradius": (0,),
    "marker.cornerradius": (0,),
    "updatemenus": ([],),
    "sliders": ([],),
    "images": ([],),
}


def _expand(names: str) -> frozenset[str]:
    """The paths a list names; `font[size color]` stands for `font.size font.color`."""
    found: set[str] = set()
    while "[" in names:
        before, _, rest = names.partition("[")
        inside, _, names = rest.partition("]")
        *others, prefix = before.split()
        found.update(others)
        found.update(f"{prefix}.{part}" for part in inside.split())
    return frozenset([*found, *names.split()])


_KNOWN = {kind: _expand(names) for kind, names in _DRAWN.items()}
IGNORED = {kind: _expand(_SCREEN) | _expand(names) for kind, names in _UNSEEN.items()}


def check(kind: str, spec: Spec, path: str) -> None:
    """Refuse an attribute of a trace or layout component that the drawing does not know."""
    for name, value in leaves(spec):
        if name in _KNOWN[kind] or _is_covered(name, IGNORED[kind]):
            continue
        if name not in _NEUTRAL:
            raise Unsupported(f"{path}.{name}")
        if value not in _NEUTRAL[name]:
            raise Unsupported(f"{path}.{name}", f"is {value!r}, which is not drawn in print")


def _is_covered(name: str, names: frozenset[str]) -> bool:
    parts = name.split(".")
    return any(".".join(parts[:count]) in names for count in range(1, len(parts) + 1))


def check_figure(data: list[Spec], layout: Spec) -> None:
    """Refuse whatever the drawing does not know, in traces, axes, shapes, annotations, legend and layout."""
    for number, trace in enumerate(data):
        _check_trace(trace, f"data[{number}]")
    rest: Spec = {}
    for name, value in layout.items():
        if name.startswith(("xaxis", "yaxis")):
            check("axis", value, f"layout.{name}")
        elif name in ("annotations", "shapes"):
            for number, item in enumerate(value):
                check(name[:-1], item, f"layout.{name}[{number}]")
                if name == "annotations" and item.get("visible", True) and item.get("showarrow", True):
                    raise Unsupported(
                        f"layout.{name}[{number}].showarrow", "is not False; arrows are not drawn"
                    )
        elif name == "legend":
            check("legend", value, "layout.legend")
        elif name != "updatemenus" or not all(map(_only_zooms, value)):  # paper shows the first view
            rest[name] = value
    check("layout", rest, "layout")


def _check_trace(trace: Spec, path: str) -> None:
    if trace["type"] not in ("scatter", "bar", "heatmap"):
        raise Unsupported(f"{path}.type", f"is {trace['type']!r}, which is not drawn in print")
    if trace.get("visible", True) == "legendonly":
        raise Unsupported(f"{path}.visible", "is 'legendonly', a state of the screen")
    if trace.get("visible", True) is True:
        check(trace["type"], trace, path)
        if trace["type"] == "heatmap" and trace.get("showscale", True):
            raise Unsupported(f"{path}.showscale", "is not False; a key of colours is not drawn")


def _only_zooms(menu: Spec) -> bool:
    """Whether the buttons of a menu do nothing but set the range of an axis, which changes no mark of the drawing."""
    return all(
        button.get("method") == "relayout"
        and all(name.endswith(".range") for change in button.get("args", []) for name in change)
        for button in menu.get("buttons", [])
    )


def supported() -> dict[str, list[str]]:
    """The attributes that are drawn, by component, for the table of what print supports."""
    return {kind: sorted(names) for kind, names in _KNOWN.items()}
