"""Tables on a page: one style, the first column as row heads, numbers to the right, long ones folded after ten rows."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

SHOWN, SPARED = 10, 2  # rows shown of a long table; so few more are no reason to fold it
# Not in a fold, which is folded already.
SCROLLER = re.compile(
    r'(?<!</summary>)<div class="(?:table-scroll|pst-scrollable-table-container)">.*?</table>\s*</div>', re.S
)
DAY = re.compile(r"(?<=>)(\d{1,2}) ([A-Z][a-z]+) (\d{4})(?=</t[dh]>)")  # alone in its cell
NUMERIC = re.compile(r"[-–+−]?[\d,.]+ ?%?(?: \([\d,.]+ ?%\))?|–")


def laid(page: str) -> str:
    """HTML whose captions stay in view while a table scrolls, whose days do not break, whose long tables fold."""

    def one(found: re.Match[str]) -> str:
        body = found[0].partition("<tbody>")[2]
        rows = body.count("<tr")
        if rows <= SHOWN + SPARED:
            return found[0]
        more = f'<input type="checkbox"> Show all {rows} rows'
        return f'{found[0]}<p class="press-more press-chrome"><label>{more}</label></p>'

    page = re.sub(r"<caption>(.*?)</caption>", r"<caption><span>\1</span></caption>", page, flags=re.S)
    return SCROLLER.sub(one, DAY.sub("\\1\u00a0\\2\u00a0\\3", page))


class Heads(SphinxPostTransform):
    """Makes the first column of every table of a text its row heads, and sets columns of numbers to the right."""

    default_priority = 200
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Mark the columns."""
        for group in self.document.findall(nodes.tgroup):
            columns = list(group.findall(nodes.colspec))
            columns[0]["stub"] = 1
            head, body = group.next_node(nodes.thead), group.next_node(nodes.tbody)
            rows = [list(row.findall(nodes.entry)) for row in (body or nodes.tbody()).findall(nodes.row)]
            for at in range(1, len(columns)):
                cells = [row[at] for row in rows if at < len(row)]
                if cells and all(NUMERIC.fullmatch(cell.astext().strip()) for cell in cells):
                    tops = [
                        list(row.findall(nodes.entry)) for row in (head or nodes.thead()).findall(nodes.row)
                    ]
                    for cell in [*cells, *(row[at] for row in tops if at < len(row))]:
                        cell["classes"].append("number")


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`."""
    app.add_post_transform(Heads)
