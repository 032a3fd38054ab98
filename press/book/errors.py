"""What can go wrong on the way to paper."""

from lxml.html import HtmlElement

from press.config import PressError

TEXT_SHOWN = 70


class PrintError(PressError):
    """A page that cannot be printed whole. The message names the page and the element."""


def describe(element: HtmlElement) -> str:
    """An element as a message shows it: tag, id, classes and the start of its text."""
    name = str(element.tag)
    if element.get("id"):
        name += f" id={element.get('id')!r}"
    if element.get("class"):
        name += f" class={element.get('class')!r}"
    text = " ".join(element.text_content().split())
    return f"<{name}> {text[:TEXT_SHOWN]!r}" if text else f"<{name}>"
