"""The sources of the figures, for paper: on the screen they stand folded under each figure."""

from __future__ import annotations

import html as htmllib

from lxml import html
from lxml.html import HtmlElement

from press.book.addresses import readable

TITLE = "Sources of the figures"
LEAD = (
    "The line under a figure names its main sources. Here are all of them with their addresses, numbered; "
    "the first list says which figure rests on which."
)


def page(articles: list[HtmlElement]) -> HtmlElement | None:
    """A page with every source that a figure names, each once, and the figures that rest on it. None without figures."""
    figures: list[tuple[str, list[tuple[str, str]]]] = []
    for article in articles:
        for figure in article.xpath(".//figure[.//ul[contains(@class, 'press-sources')]]"):
            number = " ".join("".join(figure.xpath(".//span[@class='caption-number']//text()")).split())
            items = [source(item) for item in figure.xpath(".//ul[contains(@class, 'press-sources')]/li")]
            if number and items:
                figures.append((number, items))
    if not figures:
        return None
    places = {
        item: n
        for n, item in enumerate(sorted({i for _, items in figures for i in items}, key=by_name), start=1)
    }
    lines = "".join(
        f"<p><strong>{htmllib.escape(number)}</strong> {spans(sorted(places[item] for item in items))}</p>"
        for number, items in figures
    )
    entries = "".join(f"<li><p>{entry(*item)}</p></li>" for item in places)
    return html.document_fromstring(
        f'<article><section id="figure-sources"><h1>{TITLE}</h1><p>{LEAD}</p><h2>By figure</h2>'
        f'<div class="by-figure">{lines}</div><h2>The sources</h2><ol class="credits">{entries}</ol></section></article>'
    ).find(".//article")


def source(item: HtmlElement) -> tuple[str, str]:
    """A source of a figure's card: its words and its address."""
    links = item.xpath(".//a/@href")
    return " ".join(item.text_content().split()), str(links[0]) if links else ""


def by_name(item: tuple[str, str]) -> tuple[str, str]:
    """The order of the sources."""
    return item[0].casefold(), item[1]


def entry(words: str, address: str) -> str:
    """A source with its address."""
    link = f' <a href="{htmllib.escape(address)}">{htmllib.escape(readable(address))}</a>' if address else ""
    return f"{htmllib.escape(words)}{link}"


def spans(numbers: list[int]) -> str:
    """Numbers with runs joined: 1, 4 to 6, 9 as "1, 4–6, 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}\N{EN DASH}{run[-1]}" for run in runs)
