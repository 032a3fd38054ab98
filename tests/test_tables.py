"""What a table shows is what the frame holds, and nothing in a cell can act."""

import pandas as pd
import pytest

from four_islands.pages.tables import table

FRAME = pd.DataFrame(
    {"who": ["<b>Abe</b>", "Sato"], "days": [2821.0, None], "on": pd.to_datetime(["2012-12-26", None])}
)


def test_cells_are_formatted_and_gaps_are_dashes() -> None:
    assert table(FRAME, formats={"days": ",.0f"}).cells() == [
        ["<b>Abe</b>", "2,821", "2012-12-26"],
        ["Sato", "–", "–"],
    ]


def test_markup_in_a_cell_is_shown_not_run() -> None:
    html = table(FRAME, caption="<i>x</i>").html()
    assert "&lt;b&gt;Abe&lt;/b&gt;" in html
    assert "<b>" not in html
    assert "<i>" not in html


def test_rows_and_columns_have_heads() -> None:
    html = table(FRAME).html()
    assert html.count('scope="col"') == 3
    assert html.count('scope="row"') == 2


def test_a_format_for_no_column_is_refused() -> None:
    with pytest.raises(KeyError, match="dayz"):
        table(FRAME, formats={"dayz": ".1f"})
