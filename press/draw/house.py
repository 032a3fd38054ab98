"""The house look: the finding in bold above the plot, the measure in grey below it, the source line at the foot."""

from press.draw.colour import Rgba, rgba
from press.draw.face import Face
from press.draw.page import Page
from press.draw.text import block
from press.draw.words import Words

_INK: Rgba = rgba("#1a1a1a")
_GREY: Rgba = rgba("#595959")
_NARROW = 480.0  # pixels; narrower pages get a smaller heading
_GAP = 10.0
_BELOW = 3.0  # pixels that the tails of the last line reach below its box


def dress(page: Page, face: Face, title: str, subtitle: str, footer: str, *, own: str = "") -> list[Words]:
    """The words above and below the figure, broken to the width of the page, which grows by their bands.

    `own` is the title a figure brings itself, in Plotly's markup: it stands in the figure's own height.
    """
    is_narrow = page.width < _NARROW
    words: list[Words] = []
    top = 0.0
    for text, size, colour, bold in (
        (_escaped(title) or own, 15 if is_narrow else 17, _INK, True),
        (_escaped(subtitle), 12.5 if is_narrow else 13.5, _GREY, False),
    ):
        if text:
            laid = block(text, size, colour, bold=bold, room=page.width - 2, face=face, path="title")
            words.append(Words(laid, 1, top))
            top += laid.height + 3
    page.head = top + _GAP if words else 0.0
    page.height += 0.0 if own else page.head
    if footer:
        laid = block(_escaped(footer), 11, _GREY, room=page.width - 2, face=face, path="footer")
        page.foot = laid.height + _GAP + _BELOW
        page.height += page.foot
        words.append(Words(laid, 1, page.height - laid.height - _BELOW))
    return words


def _escaped(text: str) -> str:
    """Headings are plain text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
