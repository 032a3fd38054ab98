"""A source as a figure names it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One source of a figure: enough to name it under the figure and to link to it.

    `url` may be empty where no address is known; the figure then names the source without a link.
    """

    id: str
    publisher: str
    title: str
    published_on: str = ""
    url: str = ""
    tier: str = ""
    language: str = ""
    licence: str = ""

    @property
    def label(self) -> str:
        """Publisher and year, as a source line names it: two publishers with "and", for a semicolon parts two sources."""
        year, publisher = self.published_on[:4], self.publisher.replace("; ", " and ")
        return f"{publisher} ({year})" if year else publisher
