"""Survival curves: the share of leaders still in office, with bands and the number still at risk."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

PLOT_HEIGHT = 380
ROW = 0.075  # height of one line of numbers at risk, in shares of the survival axis
BANDED = 2  # bands for the first two curves; more would hide each other


def survival(
    curves: pd.DataFrame,
    about: About,
    *,
    until: float = 12,
    at_risk: Sequence[float] = (0, 2, 4, 8),
) -> Chart:
    """Steps of the curves of `four_islands.measures.tenure.survival`, the first two with their 95 per cent bands.

    Below the curves stand the leaders still at risk, that is those on whom the curve at this age rests.
    """
    shown = curves[curves["years"].le(until)]
    countries = list(shown["country"].unique())
    figure = style.base(PLOT_HEIGHT + 90)
    for i, country in enumerate(countries):
        curve = _extended(shown[shown["country"].eq(country)], curves, country, until)
        cue = style.cue(country)
        if i < BANDED:
            for name, opacity in (("low", 0.0), ("high", style.BAND_OPACITY)):
                figure.add_scatter(
                    x=curve["years"],
                    y=curve[name],
                    mode="lines",
                    line={"width": 0, "shape": "hv", "color": cue.colour},
                    fill="tonexty" if opacity else None,
                    fillcolor=style.fade(cue.colour, opacity) if opacity else None,
                    hoverinfo="skip",
                    name=f"{country}, {name}",
                )
        figure.add_scatter(
            x=curve["years"],
            y=curve["share"],
            mode="lines",
            name=country,
            line={"shape": "hv", "color": cue.colour, "dash": cue.dash, "width": 2.5 if i < BANDED else 1.75},
            hovertext=[
                f"{country}: {share:.0%} after {years:.1f} years<br>{risk} at risk"
                for share, years, risk in zip(curve["share"], curve["years"], curve["at_risk"], strict=True)
            ],
            hoverinfo="text",
        )
    bottom = -ROW * (len(countries) + 1.6)
    _labels(figure, shown, countries, until, bottom)
    _risk(figure, curves, countries, at_risk)
    figure.add_hline(y=0, line={"color": "#8c8c8c", "width": 1})
    figure.update_layout(
        xaxis={"title": {"text": "years since taking office"}, "range": [-0.2, until], "dtick": 2},
        yaxis={"range": [bottom, 1.02], "tickvals": [0, 0.25, 0.5, 0.75, 1], "tickformat": ".0%"},
    )
    return about.chart(figure, shown.reset_index(drop=True), _marks(shown, countries))


def _extended(shown: pd.DataFrame, curves: pd.DataFrame, country: str, until: float) -> pd.DataFrame:
    """The curve carried to the right edge where it goes on beyond it."""
    if not curves.loc[curves["country"].eq(country), "years"].gt(until).any():
        return shown
    return pd.concat([shown, shown.tail(1).assign(years=until)], ignore_index=True)


def _labels(
    figure: go.Figure, shown: pd.DataFrame, countries: list[str], until: float, bottom: float
) -> None:
    ends = [shown[shown["country"].eq(country)].iloc[-1] for country in countries]
    labels = [
        style.EndLabel(until, float(end["share"]), country, style.cue(country).colour)
        for country, end in zip(countries, ends, strict=True)
    ]
    style.end_labels(figure, labels, y_range=(bottom, 1.02), plot_height=PLOT_HEIGHT, room=108)


def _risk(figure: go.Figure, curves: pd.DataFrame, countries: list[str], ages: Sequence[float]) -> None:
    """Write the numbers at risk under the axis, one line a country, in its colour."""
    write = figure.add_annotation
    write(
        x=0,
        y=-ROW * 0.8,
        text="still at risk",
        showarrow=False,
        xanchor="left",
        xshift=-8,
        font={"size": style.SMALL, "color": style.FAINT},
    )
    for line, country in enumerate(countries, start=1):
        curve = curves[curves["country"].eq(country)]
        for age in ages:
            later = curve[curve["years"].ge(age)]
            number = 0 if later.empty else int(later.iloc[0]["at_risk"])
            write(
                x=age,
                y=-ROW * (line + 0.8),
                text=str(number),
                showarrow=False,
                font={"size": style.SMALL, "color": style.cue(country).colour},
            )


def _marks(shown: pd.DataFrame, countries: list[str]) -> list[str]:
    """The share still in office after two and after four years."""
    found = []
    for country in countries:
        curve = shown[shown["country"].eq(country)]
        after = [
            f"{curve.loc[curve['years'].le(years), 'share'].iloc[-1]:.0%} after {years} years"
            for years in (2, 4)
        ]
        found.append(f"{country}: {' and '.join(after)}")
    return found
