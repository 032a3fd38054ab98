"""The chapters as the cover offers them: by parts, each with its question, the answer in a sentence, how long it takes.

A notebook says which cells these are by the tags `question` and `answer`; its first figure is its picture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import readers
from press.config import built
from press.figure.chart import PLOTLY_MIME
from press.kept import note
from press.web.cards import THUMB
from press.web.edition import forms
from press.web.html import ASSETS, picture, raw, split
from press.web.nodes import esc

WORDS_A_MINUTE = 220
SHORT = 40  # characters; a sentence this short does not answer alone
ROLE = re.compile(r"\{\w+(?::\w+)*\}`([^`<]*?)\s*(?:<[^`]*)?`")
PLACE = "<!--press:number {}-->"
NUMBER = re.compile(PLACE.format(r"([^ ]+)"))


@dataclass(frozen=True)
class Summary:
    """A chapter in brief. `figure` is the id of its first figure; empty texts where its notebook has none."""

    title: str
    question: str
    answer: str
    minutes: int
    figure: str

    @property
    def time(self) -> str:
        """How long it takes to read, in words."""
        return f"{self.minutes} minute{'s' if self.minutes > 1 else ''}"


def summary(path: Path) -> Summary:
    """What a notebook says of itself."""
    texts: list[str] = []
    said = {"question": "", "answer": ""}
    for cell in readers.notebook(path)["cells"]:
        shown = []
        for output in cell.get("outputs", []):
            shown.append(joined(output.get("data", {}).get("text/markdown", "")))
        text = joined(cell["source"]) if cell["cell_type"] == "markdown" else "\n\n".join(shown)
        texts.append(text)
        for tag in set(said) & set(cell["metadata"].get("tags", [])):
            said[tag] = said[tag] or text
    first, *more = re.split(r"(?<=[.?!])\s+(?=[A-Z])", plain(said["answer"]))
    return Summary(
        title=plain(texts[0].partition("\n")[0]),
        question=plain(said["question"].partition("\n")[0]),
        answer=" ".join([first, *more[: len(first) < SHORT]]),
        minutes=max(1, round(sum(len(text.split()) for text in texts) / WORDS_A_MINUTE)),
        figure=next((split(content, "")[0]["id"] for content in charts(path)), ""),
    )


def charts(path: Path) -> list[dict[str, Any]]:
    """The figures of a notebook, as Plotly's JSON."""
    data = [o.get("data", {}) for c in readers.notebook(path)["cells"] for o in c.get("outputs", [])]
    return [bundle[PLOTLY_MIME] for bundle in data if PLOTLY_MIME in bundle]


def headed(root: Path, name: str) -> str:
    """The first heading of a page, or its name."""
    lines = (root / f"{name}.md").read_text("utf-8").splitlines()
    return next((line for line in lines if line.startswith("# ")), name)


def brief(root: Path, name: str) -> Summary:
    """What a chapter says of itself."""
    return summary(root / f"{name}.ipynb")


def drawn(root: Path, name: str) -> tuple[str, dict[str, Any], dict[str, Any]] | None:
    """The page of a figure, what is said of it, and the figure; nothing where there is none."""
    for path in built(root).chapters:
        for meta, figure in (split(content, "") for content in charts(path)):
            if meta["id"] == name:
                return f"{path.parent.name}/{path.stem}", meta, figure
    return None


def joined(source: str | list[str]) -> str:
    """The text of a cell or an output."""
    return source if isinstance(source, str) else "".join(source)


def plain(text: str) -> str:
    """Markdown as running text, without headings."""
    text = re.sub(r"(?m)^#+ .*\n+(?=.)|^#+ ", "", text)
    return " ".join(re.sub(r"[*`]", "", ROLE.sub(lambda m: "" if "cite" in m[0] else m[1], text)).split())


class Chapters(SphinxDirective):
    """`{press-chapters}`: the parts of the book, its chapters as cards, its other pages as links."""

    def run(self) -> list[nodes.Node]:
        """Raw HTML; paper has its own contents."""
        out = []
        for part in self.config.external_site_map.root.subtrees:
            items = "".join(self.card(str(name)) for name in part.items)
            out.append(
                f'<h3 class="press-part">{esc(part.caption or "")}</h3><ul class="press-gallery">{items}</ul>'
            )
        return [raw(f'<div class="press-chrome press-chapters">{"".join(out)}</div>')]

    def card(self, name: str) -> str:
        """A chapter with its picture, or a page by its name alone."""
        root, path = "../" * self.env.docname.count("/"), Path(self.env.srcdir, f"{name}.ipynb")
        link = f'href="{root}{name}.html"'
        if not path.is_file():
            title = note(self.env, headed, name)
            return f'<li class="press-plain"><a {link}>{PLACE.format(name)}{esc(plain(title))}</a></li>'
        it = note(self.env, brief, name)
        image = (
            f'<img src="{root}{ASSETS}/{it.figure}.thumb.webp" alt="" width="{THUMB[0]}" height="{THUMB[1]}" '
            'loading="lazy" decoding="async">'
            if it.figure
            else ""
        )
        return (
            f"<li><a {link}>{image}<strong>{PLACE.format(name)}{esc(it.title)}</strong></a>"
            f"<p>{esc(it.question)}</p><p>{esc(it.answer)}</p><p>{it.time}</p></li>"
        )


class Picture(SphinxDirective):
    """`{book-picture} ID`: a figure of the book as a picture that leads to its chapter; paper shows it there only."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The drawing, as large as the chapter has it."""
        root, name = "../" * self.env.docname.count("/"), self.arguments[0]
        found = note(self.env, drawn, name)
        if found is None:
            raise self.error(f"{name!r} is not a figure of the book")
        page, meta, figure = found
        image = picture(meta, figure, root).replace('loading="lazy"', 'fetchpriority="high"')
        link = f"{root}{page}.html#fig-{name}"
        return [raw(f'<div class="book-picture press-chrome"><a href="{esc(link)}">{image}</a></div>')]


class Doors(SphinxDirective):
    """`{press-doors} PAGE words; PAGE words`: the ways into the book as buttons, with PDF and EPUB where they are made."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Links in a row."""
        root = "../" * self.env.docname.count("/")
        pairs = [door.strip().split(" ", 1) for door in self.arguments[0].split(";")]
        stem = built(self.env.srcdir).stem
        pairs += [[f"{stem}.{kind}", kind.upper()] for kind in note(self.env, forms)]
        links = "".join(f'<a href="{root}{page}">{esc(words)}</a>' for page, words in pairs)
        return [raw(f'<p class="press-doors press-chrome">{links}</p>')]


def fill(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Put in the numbers of chapters and figures."""

    def number(match: re.Match[str]) -> str:
        page, bare, figure = match[1].partition("#")
        figures = app.env.toc_fignumbers.get(page, {}).get("figure", {})
        found = figures.get(figure) if figure else app.env.toc_secnumbers.get(page, {}).get("")
        return f"{'.'.join(map(str, found))}{'' if bare else '. '}" if found else ""

    context["body"] = NUMBER.sub(number, context.get("body") or "")


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`."""
    app.add_directive("press-chapters", Chapters)
    app.add_directive("press-doors", Doors)
    app.add_directive("book-picture", Picture)
    app.connect("html-page-context", fill, priority=650)
