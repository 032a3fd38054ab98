"""What followed dates beside what followed false ones: one mark on a grey bar, a row for each thing that was counted."""

from __future__ import annotations

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

ROW_PIXELS, HEAD_PIXELS, FOOT_PIXELS = 42, 32, 62
NAME_UP, MARK_UP, BAR = 0.78, 0.3, 0.3  # of a row, from its foot
PAST = 5  # pixels by which the line of the usual shows above and below a bar
COLOUR, BAND = "#0b7a55", "#d0d0d0"
TWICE = 2.0  # times the usual: the axis goes so far, and further where a mark or a bar does
HALVES = {"none": 0, "half": 0.5, "as usual": 1, "half more": 1.5, "twice": 2}
TICKS = {"none": 0, "as usual": 1, "twice": 2, "three times": 3, "four times": 4}


@form
def calendars(rows: pd.DataFrame, about: About, *, across: str) -> Chart:
    """Rows by `sign` under headings by `dating`, in the order of the frame, on an axis where the usual is 1.

    `value` is the mark, `low` and `high` the ends of the bar; a mark right of its bar is more than chance would bring. A
    `verdict`, if there is one, stands beside the name.
    """
    heads = rows["dating"].ne(rows["dating"].shift())
    height = ROW_PIXELS * len(rows) + HEAD_PIXELS * int(heads.sum())
    figure, top = style.base(height + FOOT_PIXELS), float(height)
    said = style.told(
        rows, "{dating}<br>{sign}: {value:.2f} times the usual<br>beats {beaten:.0%} of the false dates"
    )
    for row, is_first, words in zip(rows.to_dict("records"), heads, said, strict=True):
        if is_first:
            pen.write_at_edge(figure, top - HEAD_PIXELS / 2, f"<b>{row['dating']}</b>", yanchor="middle")
            top -= HEAD_PIXELS
        top -= ROW_PIXELS
        y, half = top + MARK_UP * ROW_PIXELS, BAR / 2 * ROW_PIXELS
        pen.area(figure, (row["low"], row["high"]), (y - half, y + half), BAND)
        ends = (y - half - PAST, y + half + PAST)  # the line across leaves out the words between the bars
        pen.stroke(figure, (1, 1), ends, style.INK, dash="dot", layer="above")
        pen.points(figure, [row["value"]], [y], COLOUR, [words], symbol="diamond", size=12, name=row["sign"])
        name = f"{row['sign']}: <b>{row['verdict']}</b>" if "verdict" in row else row["sign"]
        pen.write_at_edge(figure, top + NAME_UP * ROW_PIXELS, name, yanchor="middle")
    last = max(TWICE, float(rows[["value", "high"]].max().max()))
    ticks = style.named(TICKS if last > TWICE else HALVES)
    figure.update_layout(
        xaxis={"range": [-0.065 * last, 1.065 * last], "title": {"text": across}} | ticks,
        yaxis=style.unseen(0, height),
        margin=style.margin(t=2, r=14),
    )
    return about.chart(figure, rows, style.told(rows, "{dating}, {sign}: {value:.2f} (bar to {high:.2f})"))
