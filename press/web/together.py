"""What a sentence must not say twice: the name of an author before a source that gives it again."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform


class YearAlone(SphinxPostTransform):
    """Leaves of a source the year where its author stands just before it: `Rotnem [Rotnem, 2007]` says the name twice."""

    default_priority = 150  # after sources have their words
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Go through the sources that the page names."""
        for source in self.document.findall(nodes.inline):
            links = list(source.findall(nodes.reference)) if "bibtex-citation" in source["classes"] else []
            place = source.parent.index(source) if len(links) == 1 else 0
            before = source.parent[place - 1].astext().rstrip() if place else ""
            name, _, year = links[0].astext().rpartition(", ") if before else ("", "", "")
            first, some, _ = name.partition(" et al.")
            others = r"(?:, [^\W\d]\w+)*,? and [^\W\d]\w+" if some else ""
            if name and re.search(rf"(?<!\w){re.escape(first)}{others}(?:['’]s?)?$", before):
                links[0].children = [nodes.Text(year)]


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`."""
    app.add_post_transform(YearAlone)
