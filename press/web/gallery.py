"""All figures of the book on one page, and a page for each, where its permanent address leads.

The page of a figure shows what its chapter shows of it, taken from the written chapter. A book can add what its figures
are filtered by besides part and form: whoever answers the event `press-facets` gives, for the id of a figure, the name
of a filter and pairs of a word and the address behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from press.cite.pages import works
from press.config import own
from press.kept import kept
from press.web.cards import THUMB
from press.web.html import ASSETS
from press.web.nodes import esc

PAGE, FOLDER = "figures", "go"
CARD = '<details class="press-card">'
Facets = dict[str, dict[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Shown:
    """A figure as the gallery lists it."""

    name: str
    number: str
    docname: str
    part: str
    form: str
    meta: dict[str, Any]
    facets: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    @property
    def page(self) -> str:
        """Its own page."""
        return f"{FOLDER}/fig-{self.name}"


def form(figure: dict[str, Any]) -> str:
    """What kind of chart it is, in a reader's words."""
    traces, layout = figure["data"], figure["layout"]
    if any(
        "scaleanchor" in axis for name, axis in layout.items() if "axis" in name and isinstance(axis, dict)
    ):
        return "map"
    if any(trace.get("type") in {"bar", "heatmap"} for trace in traces):
        return "bars" if any(trace["type"] == "bar" for trace in traces) else "grid"
    lines = [
        t for t in traces if "lines" in (t.get("mode") or "lines") and len({*(t.get("x") or ())} - {None}) > 4
    ]
    return "lines" if lines else "dots and spans"


def shelf(app: Sphinx) -> list[Shown]:
    """The figures with a title, in the order of the book."""
    store = app.env.__dict__.get("press_figures", {})
    facets: Facets = {}
    for answer in app.emit("press-facets"):
        facets |= answer
    found = []
    for part in app.config.external_site_map.root.subtrees:
        for docname in map(str, part.items):
            numbers = app.env.toc_fignumbers.get(docname, {}).get("figure", {})
            for name, figure in store.items():
                if figure["docname"] == docname and figure["meta"]["title"]:
                    number = ".".join(map(str, numbers.get(f"fig-{name}", ())))
                    kind = form(figure["figure"])
                    shown = Shown(
                        name, number, docname, part.caption or "", kind, figure["meta"], facets.get(name, {})
                    )
                    found.append(shown)
    return found


def gallery(shown: list[Shown]) -> str:
    """The page of all figures: filters, which a script brings to life, and thumbnails."""
    choices: dict[str, list[str]] = {"Part": [f.part for f in shown], "Form": sorted(f.form for f in shown)}
    for figure in shown:
        for facet, pairs in figure.facets.items():
            choices.setdefault(facet, []).extend(word for word, _ in pairs)
    filters = ""
    for facet, words in choices.items():
        options = "".join(f"<option>{esc(word)}</option>" for word in dict.fromkeys(filter(None, words)))
        filters += f'<label>{facet}<select data-filter="{facet.lower()}"><option value="">all</option>{options}</select></label>'
    return (
        '<section><h1>All figures</h1><div data-list="figures"><form class="press-filter" hidden>'
        f'<label>Search<input type="search" data-search></label>{filters}<output aria-live="polite" data-count></output></form>'
        f'<ul class="press-gallery">{"".join(map(item, shown))}</ul></div></section>'
    )


def item(figure: Shown) -> str:
    """One figure of the gallery."""
    marks = {"part": [figure.part], "form": [figure.form], "also": [figure.name, figure.meta["subtitle"]]}
    marks |= {facet.lower(): [word for word, _ in pairs] for facet, pairs in figure.facets.items()}
    data = " ".join(f'data-{name}="{esc("|".join(words))}"' for name, words in marks.items())
    return (
        f'<li data-item {data}><a href="{figure.page}.html"><img src="{ASSETS}/{figure.name}.thumb.webp" alt="" '
        f'width="{THUMB[0]}" height="{THUMB[1]}" loading="lazy" decoding="async">'
        f"<span>{numbered(figure)}{esc(figure.meta['title'])}</span></a></li>"
    )


def numbered(figure: Shown) -> str:
    """The number of a figure before its title."""
    return f"{figure.number} " if figure.number else ""


def landing(app: Sphinx, shown: list[Shown], at: int, drawn: str) -> str:
    """The page of one figure: the figure with its card open, where it stands, what it bears on, its neighbours."""
    figure, site = shown[at], app.config.html_baseurl
    title, home = app.env.titles[figure.docname].astext(), f"../{figure.docname}.html#fig-{figure.name}"
    about = [f'In the chapter <a href="{home}">{esc(title)}</a>.']
    for facet, pairs in figure.facets.items():
        links = ", ".join(f'<a href="../{address}">{esc(word)}</a>' for word, address in pairs)
        named = all(word.startswith(facet) for word, _ in pairs)  # such words say themselves what they are
        about.append(f"{links}." if named else f"{esc(facet)}: {links}.")
    steps = [f'<a href="../{PAGE}.html">All figures</a>']
    for word, other in (("Previous", at - 1), ("Next", at + 1)):
        if 0 <= other < len(shown):
            near = shown[other]
            steps.append(
                f'{word}: <a href="../{near.page}.html">{numbered(near)}{esc(near.meta["title"])}</a>'
            )
    embed = ""
    if site:
        image = f'<img src="{site}{ASSETS}/{figure.name}.svg" alt="{esc(figure.meta["alt"])}">'
        code = esc(f'<a href="{site}{figure.page}.html">{image}</a>')
        embed = (
            f'<details class="press-embed"><summary>Embed this figure</summary><pre>{code}</pre></details>'
        )
    framed = f"Figure {figure.number} of " if figure.number else "From "
    framed += f'<a href="{home}" target="_blank">{esc(works(app)["book"].edition.title)}</a>. {esc(own().figure_terms)}'
    return (
        f'<section class="press-landing"><h1>{esc(heading(figure))}</h1><p>{" ".join(about)}</p>'
        f"{drawn.replace(CARD, CARD[:-1] + ' open>')}{embed}"
        f'<p class="press-from">{framed}</p>'
        f'<ul class="press-steps">{"".join(f"<li>{step}</li>" for step in steps)}</ul></section>'
    )


def heading(figure: Shown) -> str:
    """What the page of a figure is called."""
    return f"Figure {figure.number}: {figure.meta['title']}" if figure.number else str(figure.meta["title"])


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The gallery and the pages of the figures; the chapters are written by now."""
    shown, chapters = shelf(app), dict[str, str]()
    title = works(app)["book"].edition.title
    about = f"All {len(shown)} figures of {title}: choose by part, by form or by what a figure bears on."
    yield (
        PAGE,
        {"title": "All figures", "body": gallery(shown), "about": about, "filtered": True},
        "page.html",
    )
    for at, figure in enumerate(shown):
        if figure.docname not in chapters:
            chapters[figure.docname] = Path(app.outdir, f"{figure.docname}.html").read_text("utf-8")
        drawn = re.search(rf'<figure[^>]* id="fig-{figure.name}".*?</figure>', chapters[figure.docname], re.S)
        if drawn:
            body = landing(app, shown, at, drawn[0])
            context = {"title": heading(figure), "body": body, "cited": figure.name}
            yield figure.page, context, "page.html"


def script(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """The filters' script, where there are filters."""
    if context.get("filtered"):
        app.add_js_file("filter.js", loading_method="defer")


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`."""
    app.add_event("press-facets")
    app.connect("html-collect-pages", kept(pages))
    app.connect("html-page-context", script)
