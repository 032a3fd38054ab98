"""One thing, several names: whoever searches for one of them finds the pages that use another.

`[tool.press] aliases` lists the names. The index that Sphinx wrote for the search in the browser is completed: each
page in which one name of a group occurs is entered under all of them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

from press.config import settings
from press.files import write

HEAD, TAIL = "Search.setIndex(", ")"


def complete(index: dict[str, Any], aliases: tuple[tuple[str, ...], ...]) -> dict[str, Any]:
    """The index with every page of a group of names under each of the names."""
    language = SearchEnglish({})
    terms = dict(index["terms"])
    for names in aliases:
        stems = [language.stem(word.lower()) for name in names for word in language.split(name)]
        found = sorted({page for stem in stems for page in pages(terms, stem)})
        if found:
            terms |= {stem: found if len(found) > 1 else found[0] for stem in stems}
    return {**index, "terms": terms}


def pages(terms: dict[str, Any], stem: str) -> set[int]:
    """The pages with a word; a name in ideographs stands without spaces, so it may be a part of a longer run."""
    runs = [stem] if stem.isascii() else [term for term in terms if stem in term]
    found = [terms[run] for run in runs if run in terms]
    return {page for entry in found for page in (entry if isinstance(entry, list) else [entry])}


def finish(app: Sphinx, error: Exception | None) -> None:
    """Complete the index that the build wrote."""
    file = Path(app.outdir) / "searchindex.js"
    if error is not None or app.builder.format != "html" or not file.is_file():
        return
    index = json.loads(file.read_text("utf-8").removeprefix(HEAD).removesuffix(TAIL))
    done = complete(index, settings(Path(app.srcdir)).aliases)
    write(file, HEAD + json.dumps(done, ensure_ascii=True, sort_keys=True, separators=(", ", ": ")) + TAIL)


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`."""
    app.connect("build-finished", finish)
