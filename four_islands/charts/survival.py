"""Survival curves: the share of leaders still in office, with bands and the number still there."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Real

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart, ChartError

PLOT_HEIGHT = 380
ROW = 0.075  # height of one line of numbers at risk, in shares of the survival axis
BESIDE = 3.8  # years at which a curve that comes down to nought has its name
BANDED = 2  # bands for the first two curves; more would hide each other


@form
def survival(
    curves: pd.DataFrame, about: About, *, until: float = 12, at_risk: Sequence[float] = (0, 2, 4, 8)
) -> Chart:
    """Steps of the curves of `four_islands.measures.tenure.survival`, the first two with their 95 per cent bands.

    Below the curves stand the leaders still at risk, that is those on whom the curve at this age rests.
    """
    if not isinstance(until, Real) or not until > 0:
        raise ChartError(
            f"survival(...): until is {until!r}; give a number of years above nought, as until=5"
        )
    shown = curves[curves["years"].le(until)]
    countries = list(shown["country"].unique())
    figure = style.base(PLOT_HEIGHT + 90)
    for i, country in enumerate(countries):
        curve = _extended(shown[shown["country"].eq(country)], curves, country, until)
        cue = style.cue(country)
        if i < BANDED:
            for name, fill in (
                ("low", {}),
                ("high", {"fill": "tonexty", "fillcolor": style.fade(cue.colour)}),
            ):
                band = {"line_shape": "hv", "name": f"{country}, {name}"} | fill
                pen.path(figure, curve["years"], curve[name], cue.colour, 0, **band)
        said = style.told(curve, "{country}: {share:.0%} after {years:.1f} years<br>{at_risk} at risk")
        look = {"line_shape": "hv", "line_dash": cue.dash if i < BANDED else "dot", "name": country}
        width = 2.5 if i < BANDED else 1.75
        pen.path(figure, curve["years"], curve["share"], cue.colour, width, said=said, **look)
    bottom = -ROW * (len(countries) + 1.6)
    _labels(figure, shown, countries, until, bottom)
    _risk(figure, curves, countries, at_risk, until)
    figure.add_hline(y=0, line={"color": "#8c8c8c", "width": 1})
    figure.update_layout(
        xaxis={"title": {"text": "years since taking office"}, "range": [-0.2, until], "dtick": 2},
        yaxis={"range": [bottom, 1.02], "tickvals": [0, 0.25, 0.5, 0.75, 1], "tickformat": ".0%"},
    )
    return about.chart(figure, shown, _marks(shown, countries))


def _extended(shown: pd.DataFrame, curves: pd.DataFrame, country: str, until: float) -> pd.DataFrame:
    """The curve carried to the right edge where it goes on beyond it."""
    if not curves.loc[curves["country"].eq(country), "years"].gt(until).any():
        return shown
    return pd.concat([shown, shown.tail(1).assign(years=until)], ignore_index=True)


def _labels(
    figure: go.Figure, shown: pd.DataFrame, countries: list[str], until: float, bottom: float
) -> None:
    """Name a curve at its end, or beside it where nobody is left: the higher of those above, the others below."""
    ends = shown.groupby("country")["share"].last()
    going = [name for name in countries if ends[name] > 0]
    labels = [pen.EndLabel(until, float(ends[name]), name, style.cue(name).colour) for name in going]
    pen.end_labels(figure, labels, y_range=(bottom, 1.02), plot_height=PLOT_HEIGHT, room=108)
    beside = shown[shown["years"].le(BESIDE)].groupby("country")["share"].last()
    gone = beside[ends[beside.index].eq(0)].sort_values(ascending=False)
    for i, (country, share) in enumerate(gone.items()):
        name, up = str(country), i == 0
        at = {"yanchor": "bottom" if up else "top", "yshift": 2 if up else -2}
        at |= {"xanchor": "left" if up else "right"}  # away from where the falling curve still stands higher
        pen.write(figure, BESIDE, float(share), name, style.cue(name).colour, **at)


def _risk(
    figure: go.Figure, curves: pd.DataFrame, countries: list[str], ages: Sequence[float], until: float
) -> None:
    """Write the numbers at risk under the axis, one line a country, in its colour and with its name."""
    pen.write(figure, 0, -ROW * 0.8, "leaders still there", style.FAINT, xanchor="left", xshift=-8)
    for line, country in enumerate(countries, start=1):
        curve = curves[curves["country"].eq(country)]
        y, colour = -ROW * (line + 0.8), style.cue(country).colour
        pen.write(figure, until, y, country, colour, side="left", xshift=6)
        for age in ages:
            later = curve[curve["years"].ge(age)]
            number = 0 if later.empty else int(later.iloc[0]["at_risk"])
            pen.write(figure, age, y, str(number), colour)


def _marks(shown: pd.DataFrame, countries: list[str]) -> list[str]:
    """The share still in office after two and after four years."""
    two, four = (shown[shown["years"].le(years)].groupby("country")["share"].last() for years in (2, 4))
    return [f"{name}: {two[name]:.0%} after 2 years and {four[name]:.0%} after 4 years" for name in countries]
