"""Style sheets without the rules that no page of the book can use.

A rule stays if some page, or some script that the pages load, contains every class and id that one of its selectors
names. Selectors of elements, attributes and states always stay. Rules that draw a sign from the theme's icon font go:
the book does not serve it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|/\*.*?\*/|[{};]', re.S)
NAME = re.compile(r"[.#](-?[_a-zA-Z](?:\\.|[\w-])*)")
NESTED = ("@media", "@supports", "@layer", "@container")
PAGES = ("*.html", "go/fig-*.html", "book/**/*.html", "notebooks/**/*.html")
FOREIGN_FONT = re.compile(r"Font\\? ?Awesome|var\(--fa-", re.I)


def pages_of(site: Path) -> list[Path]:
    """The pages of a site that have its style."""
    return [page for pattern in PAGES for page in sorted(site.glob(pattern))]


def words(site: Path) -> set[str]:
    """Every class and id of the pages, and every word of the scripts, which may set some."""
    found: set[str] = set()
    for page in pages_of(site):
        for value in set(re.findall(r'\b(?:class|id)="([^"]*)"', page.read_text("utf-8"))):
            found.update(value.split())
    for script in (site / "_static").glob("*.js"):
        if script.name not in {"plotly.min.js", "hits.js"}:
            found.update(re.findall(r"[A-Za-z_][\w-]*", script.read_text("utf-8")))
    return found


def lean(sheet: str, used: set[str]) -> str:
    """The sheet with the rules that can apply."""
    return "".join(rule(head, body, used) for head, body in rules(sheet))


def rule(head: str, body: str | None, used: set[str]) -> str:
    """One rule, or nothing."""
    if body is None:
        return "" if "sourceMappingURL" in head else f"{head};"
    if head.startswith(NESTED):
        inside = lean(body, used)
        return f"{head}{{{inside}}}" if inside else ""
    if FOREIGN_FONT.search(body):
        return ""
    if head.startswith("@"):
        return f"{head}{{{body}}}"
    kept = [part for part in parts(head) if applies(part, used)]
    return f"{','.join(kept)}{{{body}}}" if kept and body.strip() else ""


def rules(sheet: str) -> Iterator[tuple[str, str | None]]:
    """The rules of a sheet in order: what stands before the braces, and what stands in them."""
    start, depth, opened, head = 0, 0, 0, ""
    for token in TOKEN.finditer(sheet):
        sign = token[0]
        if sign == "{":
            depth += 1
            if depth == 1:
                head, opened = sheet[start : token.start()], token.end()
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield bare(head), sheet[opened : token.start()]
                start = token.end()
        elif sign == ";" and depth == 0:
            yield bare(sheet[start : token.start()]), None
            start = token.end()


def bare(text: str) -> str:
    """Text without comments."""
    return re.sub(r"/\*.*?\*/", "", text, flags=re.S).strip()


def parts(selectors: str) -> list[str]:
    """The selectors of a list; commas in brackets do not part them."""
    found, depth, start = [], 0, 0
    for i, sign in enumerate(selectors):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            found.append(selectors[start:i].strip())
            start = i + 1
    return [*found, selectors[start:].strip()]


def applies(selector: str, used: set[str]) -> bool:
    """Whether the pages hold every class and id that the selector asks for."""
    plain = re.sub(r"\[[^\]]*\]", "", selector)
    while (shorter := re.sub(r":[\w-]+\([^()]*\)", "", plain)) != plain:
        plain = shorter
    names = [re.sub(r"\\(.)", r"\1", name) for name in NAME.findall(plain)]
    return all(name in used for name in names) and not any(re.match(r"fa-|fa[sbr]?$", n) for n in names)
