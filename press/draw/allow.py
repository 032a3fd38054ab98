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
_BAR = """x y len thickness xpad ypad title.text title.font.size title.font.color outlinewidth
    outlinecolor ticklen tickvals ticktext tickmode tickformat ticksuffix tickprefix dtick tick0 nticks
    tickfont.size tickfont.color"""
_SCALE = "colorscale cmin cmax cmid cauto reversescale showscale"
_ERROR = "visible type array arrayminus value valueminus symmetric color thickness width copy_ystyle"
_CELLS = "x y x0 dx y0 dy xaxis yaxis opacity text"
_TRACE = f"{_CELLS} orientation showlegend legendgroup"

_DRAWN: dict[str, str] = {
    "scatter": f"""
        {_TRACE} mode connectgaps fill fillcolor line.color line.width line.dash line.shape textposition textfont[{_FONT}]
        texttemplate marker.symbol marker.size marker.color marker.opacity marker.sizeref marker.sizemin marker.sizemode
        marker[{_SCALE}] marker.coloraxis marker.colorbar[{_BAR}] marker.line.color marker.line.width
        error_x[{_ERROR}] error_y[{_ERROR}] stackgroup cliponaxis
    """,
    "bar": f"""
        {_TRACE} base width offset offsetgroup textposition textangle textfont[{_FONT}] insidetextfont[{_FONT}]
        outsidetextfont[{_FONT}] insidetextanchor marker.color marker.opacity marker.line.color marker.line.width
        marker[{_SCALE}] marker.coloraxis marker.colorbar[{_BAR}] alignmentgroup
        marker.pattern[shape fgcolor bgcolor fillmode fgopacity] error_x[{_ERROR}] error_y[{_ERROR}] texttemplate
        cliponaxis
    """,
    "box": f"""
        {_TRACE} boxpoints alignmentgroup offsetgroup whiskerwidth fillcolor line.color line.width marker.color marker.size
        marker.symbol marker.opacity
    """,
    "heatmap": f"""
        {_CELLS} z zmin zmax zmid zauto coloraxis xgap ygap colorscale reversescale texttemplate textfont[{_FONT}]
        showscale colorbar[{_BAR}]
    """,
    "coloraxis": f"{_SCALE} colorbar[{_BAR}]",
    "axis": f"""
        title.text title.font[{_FONT}] title.standoff title anchor autorange range rangemode type categoryarray
        categoryorder domain dtick exponentformat gridcolor griddash gridwidth linecolor linewidth matches mirror nticks
        overlaying position constrain scaleanchor scaleratio separatethousands showgrid showline showticklabels side
        tick0 tickangle tickcolor tickfont[{_FONT}] tickformat ticklabelstandoff ticklen tickmode
        tickprefix ticks ticksuffix ticktext tickvals tickwidth autotypenumbers zeroline zerolinecolor zerolinewidth
    """,
    "annotation": f"""
        text x y xref yref xanchor yanchor xshift yshift ax ay axref ayref align textangle font[{_FONT}] bgcolor
        bordercolor borderpad borderwidth opacity showarrow arrowcolor arrowhead arrowside arrowsize arrowwidth standoff
        startstandoff width height
    """,
    "shape": """
        x0 x1 y0 y1 x0shift x1shift xref yref layer line.color line.width line.dash fillcolor opacity
    """,
    "legend": f"""
        x y xanchor yanchor orientation traceorder tracegroupgap itemsizing font[{_FONT}] title.text
        title.font[{_FONT}] bgcolor bordercolor borderwidth
    """,
    "layout": f"""
        font[{_FONT}] colorway paper_bgcolor plot_bgcolor barmode bargap bargroupgap boxgap boxgroupgap boxmode
        showlegend title.text title.subtitle.text title autotypenumbers
    """,
}
# Known to the screen only, or set by the house on paper (size, margins, place and look of the title).
_UNSEEN: dict[str, str] = {
    "scatter": "fillpattern.fillmode fillpattern.size fillpattern.solidity alignmentgroup offsetgroup",
    "bar": "",
    "box": "textfont",
    "heatmap": "",
    "coloraxis": "",
    "axis": """automargin fixedrange showspikes spikecolor spikedash spikemode spikesnap spikethickness
        modebardisable unifiedhovertitle""",
    "annotation": "captureevents clicktoshow",
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
    "colorbar.orientation": ("v",),
    "marker.colorbar.orientation": ("v",),
    "colorbar.lenmode": ("fraction",),
    "marker.colorbar.lenmode": ("fraction",),
    "stackgaps": ("infer zero",),
    "groupnorm": ("",),
    "notched": (False,),
    "boxmean": (False,),
    "quartilemethod": ("linear",),
    "sizemode": ("quartiles",),
    "zsmooth": (False,),
    "transpose": (False,),
    "ticklabelposition": ("outside",),
    "xsizemode": ("scaled",),
    "ysizemode": ("scaled",),
    "xref": ("paper",),  # of the legend
    "yref": ("paper",),
    "barnorm": ("",),
    "layer": ("above traces",),
    "rangeslider.visible": (False,),
    "constraintoward": ("center", "middle"),
    "ticklabeloverflow": ("allow", "hide past div"),
    "valign": ("middle",),
    "itemwidth": (30,),
    "indentation": (0,),
    "marker.pattern.size": (8, 10),
    "marker.pattern.solidity": (0.2, 0.3),
    "zorder": (0,),
    "jitter": (0,),
    "pointpos": (0,),
    "legendrank": (1000,),
    "showlegend": (False,),  # of shapes and heatmaps
    "autocolorscale": (False,),
    "marker.autocolorscale": (False,),
    "colorbar.ticks": ("",),
    "marker.colorbar.ticks": ("",),
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
    "colorbar.title.side": ("top",),
    "marker.colorbar.title.side": ("top",),
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
        if trace["type"] not in ("scatter", "bar", "box", "heatmap"):
            raise Unsupported(f"data[{number}].type", f"is {trace['type']!r}, which is not drawn in print")
        if trace.get("visible", True) == "legendonly":
            raise Unsupported(f"data[{number}].visible", "is 'legendonly', a state of the screen")
        if trace.get("visible", True) is True:
            check(trace["type"], trace, f"data[{number}]")
    rest: Spec = {}
    for name, value in layout.items():
        if name.startswith(("xaxis", "yaxis")):
            check("axis", value, f"layout.{name}")
        elif name.startswith("coloraxis"):
            check("coloraxis", value, f"layout.{name}")
        elif name in ("annotations", "shapes"):
            for number, item in enumerate(value):
                check(name[:-1], item, f"layout.{name}[{number}]")
        elif name == "legend":
            check("legend", value, "layout.legend")
        elif name == "updatemenus" and all(map(_only_zooms, value)):
            continue  # paper shows the first view
        else:
            rest[name] = value
    check("layout", rest, "layout")


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
