"""A trail of papers: one column a paper in order of time, one lane a question, one mark for what the paper says on it.

A line divides the papers of before an act from those of after it, which can explain it but not have brought it about.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

LANE_PIXELS = 64
DAY_PIXELS = 56  # of the upright names of the days below the lanes
NAME_AT = 0.34  # of a lane, above its marks
LOOKS = {  # strong, middle, contrary, quiet: each with its own marker, none the colour of a country
    "supports": ("#5a3e1b", "circle", 12),
    "mixed": ("#a8803f", "diamond", 11),
    "against": ("#6b5b95", "square", 11),
    "silent": ("#8c8c8c", "circle", 4),
}


@form
def trail(coded: pd.DataFrame, words: Mapping[str, str], about: About, *, divide: tuple[str, str]) -> Chart:
    """`coded` has `motive`, `place` (of the paper), `code` (a key of `words`), `after`, `dated_on`, `short_title`.

    `divide` names the papers on the left and on the right of the line.
    """
    height = style.from_top(coded["motive"])
    figure = style.base(LANE_PIXELS * len(height) + 130 + DAY_PIXELS)
    for code, word in words.items():
        colour, symbol, size = LOOKS[code]
        of = coded[coded["code"].eq(code)]
        if of.empty:
            continue
        at = of["place"].tolist(), of["motive"].map(height).tolist()
        said = style.told(of, "{dated_on:%-d %b %Y}<br>{short_title}<br>{motive}: {word}", word=word)
        pen.points(figure, *at, colour, said, symbol=symbol, size=size, name=word)
    for lane, y in height.items():
        pen.write(figure, -0.5, y + NAME_AT, f"<b>{lane}</b>", xanchor="left")
    between = int(coded[~coded["after"]]["place"].max()) + 0.5
    for y in height.values():  # at the marks only, so that no line runs through a name
        pen.stroke(figure, (between, between), (y - 0.2, y + 0.2), style.INK, width=1.5, layer=None)
    for text, anchor, shift in ((divide[0], "right", -6), (divide[1], "left", 6)):
        pen.write(figure, between, len(height) - 0.22, text, style.FAINT, xanchor=anchor, xshift=shift)
    last = int(coded["place"].max())
    firsts = coded.drop_duplicates("place").sort_values("place")
    new_year = ~firsts["dated_on"].dt.year.duplicated()
    days = firsts["dated_on"].dt.strftime("%-d %b") + firsts["dated_on"].dt.strftime(" %Y").where(
        new_year, ""
    )
    figure.update_layout(
        xaxis={"range": [-0.8, last + 0.8], "fixedrange": True, "tickangle": -90}
        | {"tickvals": firsts["place"].tolist(), "ticktext": days.tolist()},
        yaxis=style.unseen(-0.5, len(height) + 0.02) | {"fixedrange": True},
        margin=style.margin(t=56, b=28 + DAY_PIXELS),
        showlegend=True,
        legend=style.LEGEND,
    )
    counts = coded.groupby(["motive", "code"], sort=False).size().reset_index(name="papers")
    told = [f"{c['motive']}: {c['papers']} papers, {words[c['code']]}" for c in counts.to_dict("records")]
    return about.chart(figure, coded, told)
