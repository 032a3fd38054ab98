"""Print beside screen: a browser's Plotly, given the same plot area, finds the same ranges and writes the same ticks."""

import json
import re
from pathlib import Path
from typing import Any

import plotly
import pytest

from press.draw import draw
from press.draw.decode import merged
from press.draw.examples import SUPPORTED
from press.draw.values import date

pytestmark = pytest.mark.browser
SCRIPT = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
WIDTH, HEIGHT = 595, 400
# Words at data points widen automatic ranges by their own width, and the browser has other fonts.
ROUGH = {"annotations": 0.02}
ROUNDING = 0.004  # of the range: pixels are whole on the screen

READ = """async (figure) => {
  const place = document.getElementById('figure');
  Plotly.purge(place);
  await Plotly.newPlot(place, figure.data, figure.layout, {staticPlot: true});
  const found = {};
  for (const [key, axis] of Object.entries(place._fullLayout)) {
    if (!/^[xy]axis/.test(key) || !axis._id) continue;
    const ticks = axis.visible && axis.showticklabels ? axis._vals.map(tick => tick.text) : [];
    found[axis._id] = {range: axis.range, type: axis.type, ticks: ticks.filter(text => text)};
  }
  return found;
}"""


@pytest.fixture(scope="module")
def page(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    host = tmp_path_factory.mktemp("screen") / "host.html"
    host.write_text(f'<meta charset="utf-8"><div id="figure"></div><script src="{SCRIPT.as_uri()}"></script>')
    page = browser.new_page()
    page.goto(host.as_uri())
    return page


def numbers(ends: list[Any]) -> list[float]:
    return [date(end, "") if isinstance(end, str) else float(end) for end in ends]


@pytest.mark.parametrize("name", SUPPORTED)
def test_ranges_types_and_ticks_are_those_of_the_screen(page, name):
    figure = json.loads(SUPPORTED[name]().to_json())
    drawing = draw(figure, width=WIDTH / 96, height=HEIGHT / 96)
    area = drawing.page
    axes = {key: {"automargin": False} for key in figure["layout"] if re.match("[xy]axis", key)}
    figure["layout"] = merged(figure["layout"], axes | {
        "width": WIDTH, "height": HEIGHT, "xaxis": {"automargin": False}, "yaxis": {"automargin": False},
        "margin": {"l": area.left, "r": area.right, "t": area.top, "b": area.bottom, "autoexpand": False},
    })  # fmt: skip
    screen = page.evaluate(READ, figure)
    used = {axis.name: axis for pair in drawing.model.panels() for axis in pair}
    assert set(used) == set(screen)
    for axis_name, axis in used.items():
        seen = screen[axis_name]
        low, high = numbers(seen["range"])
        assert axis.type == seen["type"]
        assert axis.range == pytest.approx((low, high), abs=ROUGH.get(name, ROUNDING) * abs(high - low))
        ticks = [re.sub("</?small>", "", tick.label) for tick in axis.ticks if tick.label]
        assert sorted(ticks) == sorted(seen["ticks"]) or not axis.get("showticklabels", True)
