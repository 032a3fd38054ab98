"""Citations on the pages: a line for every figure and table, a box for every page, and the files behind them.

A page asks for a citation with `<!--press:cite KEY-->`, where KEY is a figure's id, `data/TABLE`, a page's name or
`book`. The line is put in when the page is written, so that a new version changes no notebook.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from press.cite.forms import FORMS, plain
from press.cite.work import Edition, Work, edition, whole, whose
from press.config import HELP, built, report_at, settings
from press.files import write
from press.web.html import ASSETS
from press.web.nodes import esc

PLACE = re.compile(r"<!--press:cite ([^ >]+)-->")
FOLDER, DATA = "cite", "data"
BOX = (
    '<details class="press-citepage press-chrome" id="cite-this-page"><summary>Cite this page</summary>'
    '<p class="press-cite">{}</p></details>'
)


def works(app: Sphinx) -> dict[str, Work]:
    """Everything that can be cited, by the key a page asks with; made once a build."""
    known: dict[str, Work] | None = app.__dict__.get("press_works")
    if known is None:
        book = built(app.srcdir)
        of = edition(book)
        known = app.__dict__["press_works"] = collect(app, of, whose(of, book))
    return known


def collect(app: Sphinx, of: Edition, others: dict[str, dict[str, Any]]) -> dict[str, Work]:
    """The book, its pages, its figures and its tables; a figure is of those of whom its page is."""
    found, ours = {"book": whole(of)}, dict[str, Any](edition=of)
    for docname in sorted(app.env.found_docs):
        title = app.env.titles.get(docname)
        number = app.env.toc_secnumbers.get(docname, {}).get("") or ()
        if title is not None and docname != app.config.root_doc:
            place, count = docname.rsplit("/", 1)[-1], ".".join(str(n) for n in number)
            found[docname] = Work(
                "chapter",
                place,
                title.astext(),
                path=f"{docname}.html",
                number=count,
                **others.get(docname, ours),
            )
    for name, figure in sorted(app.env.__dict__.get("press_figures", {}).items()):
        meta = figure["meta"]
        if meta["title"]:
            place = f"go/fig-{name}.html"
            numbers = app.env.toc_fignumbers.get(figure["docname"], {}).get("figure", {})
            count = ".".join(map(str, numbers.get(f"fig-{name}", ())))
            found[name] = Work(
                "figure",
                f"fig-{name}",
                meta["title"],
                path=place,
                number=count,
                as_of=meta["as_of"],
                **others.get(figure["docname"], ours),
            )
    for table in tables(Path(app.srcdir)):
        anchor, key = f"data-{table['name'].replace('_', '-')}", f"{DATA}/{table['name']}"
        found[key] = Work(
            "table",
            anchor,
            table["title"],
            path=f"go/{anchor}.html",
            number=table["name"],
            as_of=table.get("asOf", ""),
            **others.get(key, ours),
        )
    return found


def tables(root: Path) -> list[dict[str, Any]]:
    """The tables as the data package describes them."""
    file = settings(root).data / "datapackage.json"
    return json.loads(file.read_text("utf-8"))["resources"] if file.is_file() else []


def stem(key: str, work: Work) -> str:
    """Where the citation files of a work stand on the site, without their endings."""
    if work.kind == "figure":
        return f"{ASSETS}/{key}"
    return key if work.kind == "table" else f"{FOLDER}/{key.replace('/', '-')}"


def line(key: str, work: Work, root: str) -> str:
    """A citation as a page shows it: the sentence, and the files for programs."""
    files = " ".join(
        f'<a class="press-file press-chrome" href="{root}{stem(key, work)}.{ending}" download>{label}</a>'
        for ending, (label, _) in FORMS.items()
    )
    credit = f' data-credit="{esc(work.credit)}"' if work.kind == "figure" else ""
    return f'<span class="press-citation"{credit}>{esc(plain(work))}</span> {files}'


def report(app: Sphinx, work: Work, root: str) -> str:
    """The way to report what is wrong in a figure or table; nothing where the book has no page that says how."""
    row = work.kind == "table"  # those mend a kept row who compiled it, a drawing whoever shows it
    form = report_at((work.edition if row else work.place).repository, work.number if row else work.key, root)
    if work.kind not in {"figure", "table"} or (
        form.startswith(root + HELP) and HELP not in app.env.found_docs
    ):
        return ""
    return f' <a class="press-file press-chrome" href="{esc(form)}">Report an error</a>'


def fill(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Put the citations into a page, the box with its own at its end, and the edition at its foot."""
    known, root = works(app), "../" * page.count("/")

    def one(match: re.Match[str]) -> str:
        if match[1] not in known:
            raise ExtensionError(f"{page}: there is no {match[1]!r} to cite")
        work = known[match[1]]
        return line(match[1], work, root) + report(app, work, root)

    body = PLACE.sub(one, context.get("body") or "")
    cited = "book" if page == app.config.root_doc else page
    if doctree is not None and cited in known:
        body += BOX.format(line(cited, known[cited], root))
        if "header_buttons" in context:
            button = {"type": "link", "url": "#cite-this-page", "tooltip": "Cite this page"}
            button |= {"icon": "fas fa-quote-left", "label": "cite-button"}
            context["header_buttons"].insert(0, button)
    if body:
        context["body"] = body
    context["theme_extra_footer"] = footer(app, page, root)


def footer(app: Sphinx, page: str, root: str) -> str:
    """Which edition this is, when the page was last changed, and the way to the citations."""
    of = works(app)["book"].edition
    changed = app.config.press_edition["changed"].get(page, "")
    day = f'<time datetime="{of.released}">{of.released.day} {of.released:%B %Y}</time>'
    parts = [f"Version {esc(of.version)}, {day}"]
    parts += [f'page last changed <time datetime="{changed}">{changed}</time>'] if changed else []
    known = [("book/cite", "How to cite"), ("book/changes", "Changes")]
    there = [(name, label) for name, label in known if name in app.env.found_docs]
    parts += [f'<a href="{root}{name}.html">{label}</a>' for name, label in there]
    return f'<p class="press-edition">{" · ".join(parts)}</p>'


class Citation(SphinxDirective):
    """`{press-cite} KEY`: the citation of something of the book, for pages about citing."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """A paragraph that is filled when the page is written."""
        place = f'<p class="press-cite press-shown"><!--press:cite {self.arguments[0]}--></p>'
        return [nodes.raw("", place, format="html")]


def write_files(app: Sphinx, error: Exception | None) -> None:
    """Write every citation in every form beside the pages."""
    if error is not None or app.builder.format != "html":
        return
    for key, work in works(app).items():
        for ending, (_, form) in FORMS.items():
            write(Path(app.outdir) / f"{stem(key, work)}.{ending}", form(work))


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`."""
    app.add_directive("press-cite", Citation)
    app.connect("html-page-context", fill, priority=800)
    app.connect("build-finished", write_files)
