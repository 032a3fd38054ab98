"""Sources in sentences and in their list: an author is not named twice, and the list follows what pages cite."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
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


def listing(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages that list sources, to be written again where pages cite others than before: their text has not changed."""
    cite = env.get_domain("cite")
    cited = sorted({one.key for ref in cite.citation_refs for one in ref.targets})  # type: ignore[attr-defined]
    if getattr(env, "press_cited", None) == cited:
        return []
    env.press_cited = cited  # type: ignore[attr-defined]
    return [listed.docname for listed in cite.bibliographies]  # type: ignore[attr-defined]


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`."""
    app.add_post_transform(YearAlone)
    app.connect("env-updated", listing)
