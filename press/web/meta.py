"""What a page says of itself to programs: Highwire and Dublin Core for reference managers, schema.org for search
engines, Open Graph for link previews. Data only: no page runs a script for it.
"""

from __future__ import annotations

import hashlib
import io
import re
from html import unescape
from pathlib import Path
from typing import Any

from docutils import nodes
from PIL import Image
from sphinx.application import Sphinx

from press.cite.forms import undivided
from press.cite.pages import DATA, tables, works
from press.cite.work import Edition, Work
from press.config import built
from press.files import write
from press.web.cards import CARD, titled
from press.web.html import ASSETS, inert_json
from press.web.nodes import esc

CARDS = "cards"  # the folder of the pictures that shared links show
SHORTEST, LONGEST = 60, 300  # characters of a description
# Of the pages that Sphinx makes without a source.
MADE = {
    "genindex": "The index of {}: its subjects, and the pages and sections where each of them is treated.",
    "search": "Search the text of {}: every page and every heading that has the words you look for.",
}
FILES = {".csv": "text/csv", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
DATASET_LONGEST = 4900  # search engines refuse the description of a dataset above 5,000


def describe(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Add the page's own description to its head."""
    known = works(app)
    cited = "book" if page == app.config.root_doc else context.get("cited", page)
    work = known.get(cited)
    if work is None or (doctree is None and "cited" not in context):
        text = context.get("about") or MADE.get(page, "{}").format(known["book"].edition.title)
        context["metatags"] = (
            context.get("metatags", "") + f'\n<meta name="description" content="{esc(text)}" />\n'
        )
        return
    if work.kind == "figure":
        figures = [app.env.__dict__["press_figures"][cited]["meta"]]
        text = shortened(figures[0]["alt"])
    elif doctree is None:
        figures, text = [], context["about"]
    else:
        figures, text = figures_of(app, page), summary(work, doctree)
    data = [] if work.kind == "table" else [schema(work, text, figures)]
    shown = {
        key
        for key in known
        if key.startswith(f"{DATA}/") and (key == cited or f'id="{known[key].key}"' in context["body"])
    }
    data += datasets(app, shown, context["body"]) if shown else []
    tags = [f'<meta name="{name}" content="{esc(value)}" />' for name, value in named(work, text)]
    tags += [
        f'<meta property="{name}" content="{esc(value)}" />' for name, value in cards(work, text, figures)
    ]
    tags.append('<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/" />')
    tags.append(
        f'<script type="application/ld+json">{inert_json({"@context": "https://schema.org", "@graph": data})}</script>'
    )
    context["metatags"] = context.get("metatags", "") + "\n".join(["", *tags, ""])


def figures_of(app: Sphinx, page: str) -> list[dict[str, Any]]:
    """What the figures of a page say of themselves, in the order of the page."""
    store = app.env.__dict__.get("press_figures", {}).values()
    return [figure["meta"] for figure in store if figure["docname"] == page and figure["meta"]["title"]]


def write_cards(app: Sphinx, error: Exception | None) -> None:
    """Write the cards of the book and of the chapters: that of their first figure, under their own title."""
    if error is not None or app.builder.format != "html":
        return
    known, out, cache = works(app), Path(app.outdir), Path(app.srcdir) / "_build" / ".figures"
    kicker = known["book"].edition.title
    first = {
        work.key: figures_of(app, name)[0]["id"] for name, work in known.items() if figures_of(app, name)
    }
    cover = built(app.srcdir).paper.get("cover") or next(iter(first.values()), "")
    titles = {work.key: work.title for work in known.values()}
    for key, figure in {**first, **({"book": cover} if cover else {})}.items():
        drawn = (out / ASSETS / f"{figure}.card.png").read_bytes()
        name = hashlib.sha256(drawn + f"{titles[key]}|{kicker}".encode()).hexdigest()[:24]
        if not (cache / f"{name}.png").is_file():
            image = Image.open(io.BytesIO(drawn)).convert("RGB")
            write(cache / f"{name}.png", titled(image, titles[key], kicker if key != "book" else ""))
        write(out / CARDS / f"{key}.png", (cache / f"{name}.png").read_bytes())


def summary(work: Work, doctree: nodes.document) -> str:
    """The first paragraphs of a page's running text, cut at a word."""
    if work.kind == "book":
        return work.edition.abstract
    text = ""
    for paragraph in doctree.findall(nodes.paragraph):
        if len(text) >= SHORTEST:
            break
        above: Any = paragraph.parent
        if isinstance(above, nodes.section) or "cell_output" in above.get("classes", []):
            text = " ".join(f"{text} {paragraph.astext()}".split())
    text = (
        unescape(
            re.sub(r"<small\b.*?</small>|<[^>]+>", "", text)
        )  # asides of a name are no part of the sentence
        or f"{work.title} of {work.edition.title}. {work.edition.abstract}"
    )
    return shortened(text)


def shortened(text: str) -> str:
    """A description that ends with a word."""
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def named(work: Work, text: str) -> list[tuple[str, str]]:
    """Highwire and Dublin Core tags, and the description."""
    of = work.edition
    day = of.released.isoformat()
    own = work.place.at(work.path) if work.path else of.site
    tags = [
        ("description", text),
        ("twitter:card", "summary_large_image"),
        ("citation_title", work.title),
        *(("citation_author", collective(name)) for name in of.authors),
        ("citation_pdf_url", of.at(f"{of.stem}.pdf") if work.kind == "book" else ""),
        ("citation_publication_date", day.replace("-", "/")),
        ("citation_language", of.language[:2]),
        ("citation_publisher", ", ".join(of.authors)),
        ("citation_inbook_title", of.title if work.kind == "chapter" else ""),
        ("citation_edition", of.version),
        ("citation_keywords", "; ".join(of.keywords)),
        ("citation_doi", work.doi),
        ("citation_public_url", own),
        ("DCTERMS.title", work.title),
        *(("DCTERMS.creator", name) for name in of.authors),
        ("DCTERMS.issued", day),
        ("DCTERMS.language", of.language),
        ("DCTERMS.type", "Dataset" if work.kind == "table" else "Text"),
        ("DCTERMS.license", of.licences[0].address),
        ("DCTERMS.isPartOf", of.title if work.kind == "chapter" else ""),
        ("DCTERMS.hasVersion", of.version),
        ("DCTERMS.identifier", own),
    ]
    return [(name, value) for name, value in tags if value]


def collective(name: str) -> str:
    """A name with a comma is a group's: without the comma, but for one at its end, readers of names keep it whole."""
    return f"{undivided(name)}," if "," in name else name


def cards(work: Work, text: str, figures: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Open Graph tags; a preview needs full addresses, so picture and address wait for the site to have one."""
    of = work.place
    tags = [
        ("og:title", work.title),
        ("og:type", "book" if work.kind == "book" else "article"),
        ("og:site_name", of.title),
        ("og:locale", of.language.replace("-", "_")),
        ("og:description", text),
        ("og:url", of.at(work.path) if work.path else of.site),
    ]
    if of.site:
        own = (
            f"{ASSETS}/{figures[0]['id']}.card"
            if work.kind == "figure"
            else f"{CARDS}/{work.key if figures else 'book'}"
        )
        tags += [
            ("og:image", of.at(f"{own}.png")),
            ("og:image:alt", figures[0]["alt"] if figures else of.title),
        ]
        tags += zip(("og:image:width", "og:image:height"), map(str, CARD), strict=True)
    return [(name, value) for name, value in tags if value]


def schema(work: Work, text: str, figures: list[dict[str, Any]]) -> dict[str, Any]:
    """A page as schema.org describes it."""
    of = work.place
    if work.kind == "book":
        return book(of)
    root = "../" * work.path.count("/")
    return filled(
        {
            "@type": "Chapter" if work.number else "WebPage",
            "@id": of.at(work.path),
            "url": of.at(work.path),
            "name": work.title,
            "headline": work.title,
            "position": work.number,
            "abstract": text,
            "inLanguage": of.language,
            "isPartOf": {"@type": "Book", "name": of.title, "url": of.site, "version": of.version}
            if of.site
            else {"@type": "Book", "name": of.title, "version": of.version},
            "hasPart": [
                {
                    "@type": "ImageObject",
                    "@id": f"#fig-{meta['id']}",
                    "name": meta["title"],
                    "caption": meta["alt"],
                    "contentUrl": of.at(f"{ASSETS}/{meta['id']}.png") or f"{root}{ASSETS}/{meta['id']}.png",
                    "version": work.edition.version,
                    "license": of.licences[0].address,
                }
                for meta in figures
            ],
            **common(work.edition),
        }
    )


def book(of: Edition) -> dict[str, Any]:
    """The whole as schema.org describes it."""
    return filled(
        {
            "@type": "Book",
            "@id": of.address,
            "url": of.site or of.repository,
            "name": of.title,
            "abstract": of.abstract,
            "bookFormat": "https://schema.org/EBook",
            "inLanguage": of.language,
            "keywords": list(of.keywords),
            "identifier": f"https://doi.org/{of.doi}" if of.doi else "",
            **common(of),
        }
    )


def common(of: Edition) -> dict[str, Any]:
    """What every part shares."""
    return {
        "author": [{"@type": "Organization", "name": name} for name in of.authors],
        "datePublished": of.released.isoformat(),
        "version": of.version,
        "license": [licence.address for licence in of.licences],
        "isAccessibleForFree": True,
    }


def datasets(app: Sphinx, shown: set[str], body: str) -> list[dict[str, Any]]:
    """Tables as schema.org describes data, for search engines of data, each with the files that the page offers."""
    known, found = works(app), []
    of = known["book"].edition
    for table in tables(Path(app.srcdir)):
        key = f"{DATA}/{table['name']}"
        if key not in shown:
            continue
        sums = {".csv": {"sha256": table["hash"].removeprefix("sha256:")}}
        dataset = {
            "@type": "Dataset",
            "@id": of.at(known[key].path) or f"../{known[key].path}",
            "url": of.at(known[key].path),
            "name": f"{table['title']} ({known[key].edition.title})",
            "description": " ".join(table["description"].split())[:DATASET_LONGEST],
            "identifier": table["name"],
            "keywords": list(of.keywords),
            "dateModified": table.get("asOf", ""),
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": kind,
                    "contentUrl": of.at(key + ending) or f"../{key}{ending}",
                    **sums.get(ending, {}),
                }
                for ending, kind in FILES.items()
                if table["name"] + ending in body
            ],
            **{k: v for k, v in common(of).items() if k != "author"},
            "license": table["licenses"][0].get("path", table["licenses"][0]["name"]),
            "creator": common(known[key].edition)["author"],
            "isBasedOn": {"@type": "Book", "name": before.title} if (before := known[key].after) else "",
        }
        found.append(filled(dataset))
    return found


def filled(mapping: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {key: value for key, value in mapping.items() if value not in ("", [], None)}


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`."""
    app.connect("html-page-context", describe, priority=700)
    app.connect("build-finished", write_cards, priority=600)
