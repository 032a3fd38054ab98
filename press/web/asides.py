"""Who and what a chapter names: at the first mention a link, and on a wide screen a line in the margin.

The lines are the book's own: the first sentence of an entry of a glossary, and what answers the event `press-asides`
with name, HTML and address. For those who listen the link serves alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.web.html import raw
from press.web.nodes import esc

Aside = tuple[str, str]  # what stands in the margin, and the address behind it
APART = (nodes.reference, nodes.literal, nodes.title, nodes.caption, nodes.strong)


def glossary(env: BuildEnvironment) -> dict[str, Aside]:
    """The terms of the book that are written in its own letters, each with the first sentence on it."""
    found = {}
    objects = env.domaindata["std"]["objects"]
    for page in sorted({place for (kind, _), (place, _) in objects.items() if kind == "term"}):
        for item in env.get_doctree(page).findall(nodes.definition_list_item):
            for term in item.findall(nodes.term):
                name, said = term.astext(), item[-1].astext().replace("\n", " ")
                first = re.split(r"(?<=\.) ", said)[0].rstrip(".")
                if term["ids"] and re.match(r"[A-Za-z]", name):
                    found[name] = f"<b>{esc(name)}</b> {esc(first)}.", f"{page}.html#{term['ids'][0]}"
    return found


def collect(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Keep the lines; where one has changed, all chapters are written anew."""
    before, now = env.__dict__.get("press_asides"), glossary(env)
    for answer in app.emit("press-asides"):
        now |= {name: (line, address) for name, line, address in answer}
    env.__dict__["press_asides"] = now
    return [] if before == now else [page for page in sorted(env.found_docs) if is_chapter(env, page)]


def is_chapter(env: BuildEnvironment, page: str) -> bool:
    """Whether a page is a notebook."""
    return Path(env.srcdir, f"{page}.ipynb").is_file()


class Asides(SphinxPostTransform):
    """Ties the first mention of each name in the running text of a chapter."""

    default_priority = 260  # after the paragraphs that have a drawing beside them
    formats = ("html",)

    def run(self, **_: object) -> None:
        """Go through the text in order."""
        known = dict(self.env.__dict__.get("press_asides", {}))
        if not known or not is_chapter(self.env, self.env.docname):
            return
        self.root = "../" * self.env.docname.count("/")
        for text in list(running(self.document)):
            names = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
            parts, end = [], 0
            for found in re.finditer(rf"\b(?:{names})\b", text.astext()):
                if found[0] in known:
                    parts += [
                        nodes.Text(text[end : found.start()]),
                        *self.tied(found[0], *known.pop(found[0])),
                    ]
                    end = found.end()
            if parts:
                text.parent.replace(text, [*parts, nodes.Text(text[end:])])

    def tied(self, name: str, line: str, address: str) -> list[nodes.Node]:
        """A name with its link and its line."""
        link = f'<a class="press-told" href="{esc(self.root + address)}">{esc(name)}</a>'
        return [raw(f'{link}<small class="press-aside press-chrome" aria-hidden="true">{line}</small>')]


def running(document: nodes.document) -> Iterator[nodes.Text]:
    """The pieces of plain paragraphs: not in boxes, lists, tables or links, nor beside a drawing that stays."""
    for paragraph in document.findall(nodes.paragraph):
        above = paragraph.parent
        apart = isinstance(above, nodes.container) and "cell_output" not in above["classes"]
        if apart or not isinstance(above, (nodes.section, nodes.container)):
            continue
        if any("press-steps" in box.get("classes", []) for box in ancestors(paragraph)):
            continue
        for text in paragraph.findall(nodes.Text):
            if not any(isinstance(box, APART) for box in ancestors(text)):
                yield text


def ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    """What a node stands in, from the inside."""
    while (node := node.parent) is not None:
        yield node


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`."""
    app.add_event("press-asides")
    app.connect("env-updated", collect)
    app.add_post_transform(Asides)
