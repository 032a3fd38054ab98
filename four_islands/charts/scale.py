"""Positions on one scale over time: two sides above one another, a marker for each position, its fill for its force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

LANE_PIXELS = 46
HEAD_PIXELS = 28
SIDE_LANES = 0.9  # lanes of room above the first lane of each side, for its name
DAY = "%Y-%m-%d"


@dataclass(frozen=True, slots=True)
class Force:
    """How a group of acts is drawn: a marker, filled or open, and its word in the key."""

    word: str
    symbol: str
    is_filled: bool = True


def scale(
    rows: pd.DataFrame,
    lanes: Mapping[str, str],
    forces: Mapping[str, Force],
    sides: Mapping[str, str],
    about: About,
    *,
    span: tuple[str, str],
    named: Mapping[str, str] | None = None,
    marks: Sequence[tuple[str, str]] = (),
) -> Chart:
    """One marker a position: `rows` has `side`, `lane`, `force`, `made_on`, `shown` (the date in words), `label`, `key`.

    `lanes` gives the lanes from the bottom, `sides` the panels from the top with the country whose colour they take;
    `named` gives a few positions, by key, a word in the figure. `marks` are days drawn across everything.
    """
    count = len(lanes)
    block = count + SIDE_LANES
    total = block * len(sides)
    figure = style.base(round(LANE_PIXELS * total + HEAD_PIXELS + 40))
    for when, text in marks:
        figure.add_shape(type="line", x0=when, x1=when, y0=-0.5, y1=total - 0.6, layer="below",
                         line={"color": style.FAINT, "width": 1, "dash": "dot"})  # fmt: skip
        figure.add_annotation(x=when, y=total - 0.62, text=text, showarrow=False, yanchor="bottom", xanchor="center",
                              font={"size": style.SMALL, "color": style.FAINT})  # fmt: skip
    for s, (side, country) in enumerate(sides.items()):
        base = block * (len(sides) - 1 - s)
        cue = style.cue(country)
        figure.add_annotation(x=0, xref="paper", y=base + count - 0.12, text=f"<b>{side}</b>", showarrow=False, xanchor="left",
                              yanchor="middle", font={"size": style.FONT_SIZE + 1, "color": cue.colour})  # fmt: skip
        for i, (lane, word) in enumerate(lanes.items()):
            y = base + i
            figure.add_shape(type="line", x0=0, x1=1, xref="paper", y0=y, y1=y, layer="below",
                             line={"color": style.RULE, "width": 1})  # fmt: skip
            figure.add_annotation(x=0, xref="paper", y=y + 0.26, text=word, showarrow=False, xanchor="left", yanchor="middle",
                                  font={"size": style.SMALL, "color": style.FAINT})  # fmt: skip
            for force, look in forces.items():
                part = rows[
                    rows["side"].eq(side) & rows["lane"].eq(lane) & rows["force"].eq(force)
                ].sort_values("made_on")
                if part.empty:
                    continue
                figure.add_scatter(
                    x=part["made_on"].dt.strftime(DAY).tolist(), y=[y] * len(part), mode="markers",
                    name=f"{side}, {word}, {look.word}",
                    marker={"symbol": look.symbol, "size": 11, "color": cue.colour if look.is_filled else "#ffffff",
                            "line": {"color": cue.colour, "width": 1.8}},
                    hovertext=[f"{shown}<br>{_folded(label)}" for shown, label in zip(part["shown"], part["label"], strict=True)],
                    hoverinfo="text",
                )  # fmt: skip
    for key, text in (named or {}).items():
        row = rows[rows["key"].eq(key)].iloc[0]
        s = list(sides).index(row["side"])
        y = block * (len(sides) - 1 - s) + list(lanes).index(row["lane"])
        figure.add_annotation(x=f"{row['made_on']:{DAY}}", y=y + 0.27, text=text, showarrow=False,
                              yanchor="middle", xanchor="center", font={"size": style.SMALL, "color": style.INK})  # fmt: skip
    key_text = "   ".join(
        f"{'●' if look.symbol == 'circle' and look.is_filled else '○' if look.symbol == 'circle' else '×'} {look.word}"
        for look in forces.values()
    )
    figure.add_annotation(x=0, xref="paper", y=total - 0.15, text=key_text, showarrow=False, xanchor="left", yanchor="bottom",
                          font={"size": style.SMALL, "color": style.FAINT})  # fmt: skip
    figure.update_layout(
        xaxis={"type": "date", "range": list(span), "dtick": "M120", "tickformat": "%Y", "tick0": "1960-01-01"},
        yaxis={"visible": False, "range": [-0.5, total + HEAD_PIXELS / LANE_PIXELS]},
        margin={"l": 8, "r": 8, "t": 4, "b": 8},
    )  # fmt: skip
    return about.chart(
        figure,
        rows.reset_index(drop=True),
        [
            f"{shown}, {side}, {lanes[lane]}: {label}"
            for shown, side, lane, label in zip(
                rows["shown"], rows["side"], rows["lane"], rows["label"], strict=True
            )
        ],
    )


def _folded(text: str, width: int = 46) -> str:
    """Text in lines short enough for a hover box on a telephone."""
    import textwrap

    return "<br>".join(textwrap.wrap(text, width))
