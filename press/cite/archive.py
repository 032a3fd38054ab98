"""An edition as archives describe it: Zenodo, CodeMeta, RO-Crate. A DOI stands in them once there is one."""

from __future__ import annotations

import hashlib
from typing import Any

from babel.core import get_global

from press.cite.work import Edition

KINDS = {
    ".pdf": ("application/pdf", "The printed book"),
    ".epub": ("application/epub+zip", "The book for reading devices"),
    "-site.zip": ("application/zip", "The site: open book/index.html, no server and no network needed"),
    "-data.zip": ("application/zip", "The data: a Data Package of CSV tables, every row with its sources"),
    "-notebooks.zip": (
        "application/zip",
        "The notebooks with the package, the data and the environment they run with",
    ),
    "CITATION.cff": ("text/yaml", "How to cite the edition (Citation File Format)"),
    ".zenodo.json": ("application/json", "Description of the edition for Zenodo"),
    "codemeta.json": ("application/ld+json", "Description of the code (CodeMeta)"),
    "SHA256SUMS": ("text/plain", "Checksums of all files: sha256sum --check SHA256SUMS"),
}


def zenodo(of: Edition) -> dict[str, Any]:
    """The description that Zenodo reads."""
    related = [{"identifier": of.repository, "relation": "isDerivedFrom", "resource_type": "software"}]
    return {
        "title": of.title,
        "version": of.version,
        "upload_type": "publication",
        "publication_type": "book",
        "publication_date": of.released.isoformat(),
        "description": f"<p>{of.abstract}</p>",
        "creators": [{"name": name} for name in of.authors],
        "access_right": "open",
        "license": of.licences[0].id.lower(),
        "keywords": list(of.keywords),
        "language": three_letters(of.language),
        **({"doi": of.doi} if of.doi else {}),
        **({"related_identifiers": related} if of.repository else {}),
    }


def codemeta(of: Edition) -> dict[str, Any]:
    """The description of the code."""
    return {
        "@context": "https://w3id.org/codemeta/3.0",
        "@type": "SoftwareSourceCode",
        "name": of.title,
        "version": of.version,
        "description": of.abstract,
        "author": [{"@type": "Organization", "name": name} for name in of.authors],
        "datePublished": of.released.isoformat(),
        "license": ["https://spdx.org/licenses/" + licence.id for licence in of.licences],
        "keywords": list(of.keywords),
        "programmingLanguage": "Python",
        "developmentStatus": "active",
        **({"codeRepository": of.repository} if of.repository else {}),
        **({"url": of.site} if of.site else {}),
        **({"identifier": f"https://doi.org/{of.doi}"} if of.doi else {}),
    }


def crate(of: Edition, files: dict[str, bytes]) -> dict[str, Any]:
    """The RO-Crate of the bundle: what each file is, its size and checksum, whose it is and under which terms."""
    home = {"url": of.site or of.repository} if of.site or of.repository else {}
    authors = [
        {"@id": f"#author-{n}", "@type": "Organization", "name": name, **home}
        for n, name in enumerate(of.authors, 1)
    ]
    licences = [
        {"@id": terms.address, "@type": "CreativeWork", "name": terms.name, "description": terms.covers}
        for terms in of.licences
    ]
    kinds = KINDS | {
        terms.file: (legal_type(terms.file), f"Licence. {terms.covers}") for terms in of.licences
    }
    parts = [described(name, content, kinds) for name, content in sorted(files.items())]
    parts.append(described("SHA256SUMS", None, kinds))
    whole = {
        "@id": "./",
        "@type": "Dataset",
        "name": of.title,
        "description": of.abstract,
        "version": of.version,
        "datePublished": of.released.isoformat(),
        "inLanguage": of.language,
        "keywords": ", ".join(of.keywords),
        "author": alone([{"@id": author["@id"]} for author in authors]),
        "publisher": {"@id": authors[0]["@id"]},
        "license": alone([{"@id": licence["@id"]} for licence in licences]),
        "hasPart": [{"@id": part["@id"]} for part in parts],
        **({"identifier": f"https://doi.org/{of.doi}"} if of.doi else {}),
        **home,
    }
    descriptor = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    return {
        "@context": "https://w3id.org/ro/crate/1.1/context",
        "@graph": [descriptor, whole, *parts, *authors, *licences],
    }


def alone(values: list[Any]) -> Any:
    """A list, or its value where there is but one, as RO-Crate wants it."""
    return values[0] if len(values) == 1 else values


def three_letters(language: str) -> str:
    """The code of a language in three letters (ISO 639-2): `eng` for `en`."""
    return next(
        long
        for long, short in get_global("language_aliases").items()
        if short == language[:2] and len(long) == 3
    )


def legal_type(name: str) -> str:
    """The type of a licence's file."""
    return "text/markdown" if name.endswith(".md") else "text/plain"


def described(name: str, content: bytes | None, kinds: dict[str, tuple[str, str]]) -> dict[str, Any]:
    """One file of the bundle."""
    kind, words = next(
        ((kind, words) for ending, (kind, words) in kinds.items() if name == ending or name.endswith(ending)),
        ("application/octet-stream", name),
    )
    facts = (
        {}
        if content is None
        else {
            "contentSize": str(len(content)),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
    )
    return {"@id": name, "@type": "File", "name": name, "description": words, "encodingFormat": kind, **facts}
