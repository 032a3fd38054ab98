"""The smaller statements of a chapter in one fold: a reader sees how they came out, and opens what she wants to know."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from four_islands.prose import in_words

FOLD = '<details class="verdict-more"><summary>{}</summary>'


class Smaller(SphinxPostTransform):
    """Folds two or more brief claims that follow each other; one alone, or one between two paragraphs, stays in the text."""

    default_priority = 199  # after `press.web.chapter.Code` has freed the cells of their folds
    formats = ("html",)

    def run(self, **_: object) -> None:
        """Put each run of such cells between the two ends of a fold."""
        for section in list(self.document.findall(nodes.section)):
            runs = [list(run) for is_brief, run in groupby(section.children, key=brief) if is_brief]
            for run in runs:
                if len(run) > 1:
                    told = FOLD.format(summary([headline(cell) for cell in run]))
                    section.insert(section.index(run[0]), nodes.raw("", told, format="html"))
                    section.insert(section.index(run[-1]) + 1, nodes.raw("", "</details>", format="html"))


def brief(cell: nodes.Node) -> bool:
    """Whether a part of a section is the cell of one brief claim."""
    return isinstance(cell, nodes.container) and any("verdict-brief" in c["classes"] for c in boxes(cell))


def boxes(cell: nodes.container) -> list[nodes.container]:
    """The claims' boxes in a cell."""
    return [c for c in cell.findall(nodes.container) if "verdict" in c["classes"]]


def headline(cell: nodes.container) -> str:
    """How the claim of a cell came out, in the words of its box."""
    return str(boxes(cell)[0]["headline"])


def summary(headlines: list[str]) -> str:
    """How many statements came out in which way, the most frequent first."""
    parts = [
        f"{in_words(count)} {words.replace(', the rest', ' and otherwise')}"
        for words, count in Counter(headlines).most_common()
    ]
    return f"Smaller statements of the essay: {', '.join(parts)}"


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `four_islands.pages`."""
    app.add_post_transform(Smaller)
