"""The directives of the two reference pages: `{chronology} 1945-1956` and `{cast} premiers`."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from four_islands.data.schema import DataError
from four_islands.pages import cast, chronology
from press.kept import files, note


def made_of(root: Path, *more: str) -> str:
    """The code that makes a page, and what else it reads, in short."""
    return files(root, Path(__file__).resolve().parents[1].name, *more)


class Reference(SphinxDirective):
    """A part of a page made from the tables; the page is made anew when a table changes."""

    required_arguments = 1

    def html(self, part: str) -> str:
        """The part as HTML."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """The part as it stands on the page."""
        note(self.env, made_of, "data")
        try:
            return [nodes.raw("", self.html(self.arguments[0]), format="html")]
        except DataError as error:
            raise self.error(str(error)) from error


class Chronology(Reference):
    """`{chronology} PERIOD`: the dated events of a period, one line each."""

    def html(self, part: str) -> str:
        """The lines of the period."""
        return chronology.html(part, "../" * self.env.docname.count("/"))


class Cast(Reference):
    """`{cast} GROUP`: the people of a group, one paragraph each."""

    def html(self, part: str) -> str:
        """The people of the group."""
        return cast.html(part)


def setup(app: Sphinx) -> None:
    """Register both with Sphinx."""
    app.add_directive("chronology", Chronology)
    app.add_directive("cast", Cast)
