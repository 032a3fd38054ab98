"""A text that passes by while a figure stays: each paragraph lights the marks of the figure that it speaks of.

In a text, {lights}`at Kawana <offers-scale: 18 Apr 1998; 4 Sep 2000>` ties words to the marks of a figure whose values
begin so. The paragraphs of a section from the first such words to the last are one block, beside which `steps.js` sets
the drawing where there is room. Without a script, on paper and for whoever wants no motion they are paragraphs.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxRole

from press.web.html import raw
from press.web.nodes import esc

TIED = re.compile(r"(?s)(.+?)\s*<([\w-]+):\s*(.+)>")
MARK = 'class="press-lit"'


class Lights(SphinxRole):
    """The role: words, the figure, the beginnings of what its marks say."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The words, tied."""
        found = TIED.fullmatch(self.text)
        if found is None:
            message = "lights: write `words <figure: what a mark says; what another says>`"
            return [], [self.inliner.reporter.error(message, line=self.lineno)]
        words, figure, said = found.groups()
        tag = f'<span {MARK} data-figure="{esc(figure)}" data-lights="{esc(said)}">'
        return [raw(tag), nodes.Text(words), raw("</span>")], []


class Steps(SphinxPostTransform):
    """Makes one block of the paragraphs from the first tied words of a section to the last."""

    default_priority = 250  # after the cells that only prepare have gone
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Go through the sections."""
        for section in list(self.document.findall(nodes.section)):
            places = [at for at, child in enumerate(section.children) if tied(child)]
            if places:
                first, last = places[0], places[-1] + 1
                block = nodes.container("", *section.children[first:last], classes=["press-steps"])
                section.children[first:last] = []
                section.insert(first, block)


def tied(child: nodes.Node) -> bool:
    """Whether a child of a section, no section itself, has words tied to a figure."""
    return not isinstance(child, nodes.section) and any(
        MARK in piece.astext() for piece in child.findall(nodes.raw)
    )


def script(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """The script, where there are steps."""
    if MARK in (context.get("body") or ""):
        app.add_js_file("steps.js", loading_method="defer")


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`."""
    app.add_role("lights", Lights())
    app.add_post_transform(Steps)
    app.connect("html-page-context", script)
