"""What a reader needs who opens the book in the middle: four lines, written once and shown in every chapter."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from docutils.nodes import Element

NOTE_MIME = "application/vnd.four-islands.note+json"
TITLE = "New to the dispute? What you need to know"
LINES = (
    "The dispute is over four islands, or island groups, between Hokkaido and the Kuril chain. Two are large: "
    "Etorofu (in Russian Iturup) and Kunashiri (Kunashir). Two are small: Shikotan and the Habomai group. Japan calls "
    "them the Northern Territories, Russia the Southern Kurils.",
    "Soviet troops landed on them in August and September 1945. In the peace treaty of San Francisco (1951) Japan gave "
    "up “the Kuril Islands” without saying which they are; Moscow did not sign.",
    "In the Joint Declaration of 1956 both ended the state of war, and Moscow promised to hand over the two small ones "
    "once a peace treaty was concluded. In 1960 it tied that promise to the departure of American troops from Japan.",
    "The essay this book tests is “Peace without a Peace Treaty” (Oxford Political Review, 2022). It says that "
    "Japanese politics, the alliance with the United States and the balance of power each stood in the way.",
)


@dataclass(frozen=True)
class Note:
    """A box of a few lines beside the text."""

    title: str
    lines: tuple[str, ...]
    own: tuple[str, ...] = ()

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        text = "\n".join([f"**{self.title}**", "", *(f"- {line}" for line in (*self.lines, *self.own))])
        return {
            NOTE_MIME: {"title": self.title, "lines": list(self.lines), "own": list(self.own)},
            "text/markdown": text,
            "text/plain": text,
        }


def primer(*more: str) -> Note:
    """The four lines every chapter shows, and at most two of the chapter's own."""
    if len(more) > 2:
        raise ValueError(f"a chapter adds at most two lines to what one needs to know, not {len(more)}")
    return Note(TITLE, LINES, more)


class NoteRenderer:
    """Renders a note as an open fold; a `myst_nb.mime_renderers` entry point."""

    mime_priority_overrides: ClassVar[list[tuple[str, str, int]]] = [("*", NOTE_MIME, 1)]

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[Element] | None:
        """The nodes of the fold; None for any other MIME type."""
        if data.mime_type != NOTE_MIME:
            return None
        from docutils import nodes  # only the page needs it; a chapter runs where it is not installed

        note = data.content if isinstance(data.content, dict) else json.loads(data.string)
        items = nodes.bullet_list()
        items.extend(nodes.list_item("", nodes.paragraph("", line)) for line in note["lines"])
        # open, since who starts here needs it; who reads on may fold it
        head = f'<details class="primer" open><summary>{escape(note["title"])}</summary>'
        own = [nodes.paragraph("", line, classes=["primer-own"]) for line in note["own"]]
        return [nodes.raw("", head, format="html"), items, nodes.raw("", "</details>", format="html"), *own]
