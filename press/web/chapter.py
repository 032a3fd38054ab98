"""A chapter as a page to read: how long it takes, and its code out of the way until a reader asks for it.

Each cell keeps its place and says what it makes; the cells that only prepare stand in one fold at the end. A switch
under the title shows them all; until then they are not displayed, and so for nobody who listens either.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.web.cover import summary
from press.web.html import raw
from press.web.meta import figures_of
from press.web.nodes import esc, press_figure

SWITCH = (
    '<button type="button" class="press-switch" data-act="code" aria-pressed="false">Show the code</button>'
)
FIGURES = (
    '</nav><div class="page-toc tocsection onthispage" id="press-figures">Figures</div>'
    '<nav class="page-toc" aria-labelledby="press-figures"><ul class="nav section-nav flex-column">{}</ul>'
)
SETTING_UP = "The other code of this chapter: what it reads and prepares"


class Code(SphinxPostTransform):
    """Sets the folds of myst-nb aside, and names and gathers the code of a notebook's page."""

    default_priority = 198  # before myst-nb folds what is tagged `hide-input`
    formats = ("html",)

    def run(self, **_: object) -> None:
        """Go through the cells, then write the line under the title."""
        cells = [n for n in self.document.findall(nodes.container) if "input" in str(n.get("hide_mode", ""))]
        setting_up = []
        for cell in cells:
            del cell["hide_mode"]
            source, *outputs = cell.children
            source["classes"].append("press-code")  # type: ignore[index]
            if outputs:
                name = nodes.paragraph("", f"The code of the {made(outputs)} below", classes=["press-chrome"])
                source.insert(0, name)  # type: ignore[attr-defined]
            else:
                setting_up.append(source)
                cell.parent.remove(cell)
        section = next(iter(self.document.findall(nodes.section)), None)
        if section is None or not cells:
            return
        if setting_up:
            fold = f'<details class="press-code above-input"><summary>{SETTING_UP}</summary>'
            section += [raw(fold), *setting_up, raw("</details>")]
        section.insert(1, raw(f'<p class="press-head press-chrome">{self.length()} · {SWITCH}</p>'))

    def length(self) -> str:
        """How long it takes to read, and how many figures there are."""
        figures = sum(1 for _ in self.document.findall(press_figure))
        shown = f" · {figures} figure{'s' if figures > 1 else ''}" if figures else ""
        path = Path(self.env.srcdir, f"{self.env.docname}.ipynb")
        time = f"About {summary(path).time}" if path.is_file() else ""
        return f"{time}{shown}"


def made(outputs: list[nodes.Node]) -> str:
    """What kind of thing a cell's outputs are."""
    for output in outputs:
        for node in output.findall():
            if isinstance(node, press_figure):
                return "figure"
            if isinstance(node, nodes.raw) and "<table" in node.astext():
                return "table"
    return "text"


def margin(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """List the figures of a page under its contents, in the column that a wide screen has beside the text."""
    contents, links = context.get("generate_toc_html"), ""
    numbers = app.env.toc_fignumbers.get(page, {}).get("figure", {})
    for meta in figures_of(app, page) if doctree is not None else []:
        name = f"fig-{meta['id']}"
        said = f"{'.'.join(map(str, numbers.get(name, ())))} {meta['title']}"
        links += f'<li class="nav-item"><a class="nav-link" href="#{name}">{esc(said.strip())}</a></li>'
    if contents and links:
        context["generate_toc_html"] = lambda: Markup(contents()) + Markup(FIGURES.format(links))  # noqa: S704


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`."""
    app.add_post_transform(Code)
    app.connect("html-page-context", margin, priority=900)
