"""Do the addresses of the sources still answer? `python -m press.run.links [--report FILE]`.

Asks every address of `data/sources.csv` and `book/references.bib`, politely: one question at a time for each host. An
address counts as gone only when the server says so (404, 410) or its name does not exist, twice. What refuses
programs, is slow or stumbles is listed as undecided and is no failure. Needs nothing but Python.
"""

from __future__ import annotations

import argparse
import csv
import re
import socket
import ssl
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from press.config import ROOT

AGENT = "Mozilla/5.0 (compatible; link check of a data book; once a week)"
GONE = {404, 410}
WAIT_SECONDS, PAUSE_SECONDS, HOSTS = 20.0, 1.0, 16
OK, UNDECIDED, DEAD = "ok", "undecided", "gone"


@dataclass(frozen=True)
class Answer:
    """What an address said: `ok`, `gone` or `undecided`, and in which words."""

    address: str
    state: str
    words: str = ""


def addresses(root: Path) -> dict[str, list[str]]:
    """Every address, with the names of the sources and references that give it."""
    found: dict[str, list[str]] = {}
    sources = root / "data" / "sources.csv"
    if sources.is_file():
        with sources.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["url"].startswith(("http://", "https://")):
                    found.setdefault(row["url"], []).append(row["source_id"])
    references = root / "book" / "references.bib"
    text = references.read_text("utf-8") if references.is_file() else ""
    for entry in re.split(r"(?m)^@", text)[1:]:
        key = entry.split("{", 1)[-1].split(",", 1)[0]
        for address in re.findall(r"(?m)^\s*url\s*=\s*[{\"](https?://[^}\"]+)", entry):
            found.setdefault(address, []).append(key)
    return found


def ask(address: str, *, wait: float = WAIT_SECONDS) -> Answer:
    """Ask one address once."""
    safe = quote(address, safe=":/?#[]@!$&'()*+,;=%~")
    try:
        request = urllib.request.Request(safe, headers={"User-Agent": AGENT, "Accept": "*/*"})  # noqa: S310 - see addresses
        with urllib.request.urlopen(request, timeout=wait) as reply:  # noqa: S310
            return Answer(address, OK, str(reply.status))
    except urllib.error.HTTPError as error:
        return Answer(address, DEAD if error.code in GONE else UNDECIDED, str(error.code))
    except urllib.error.URLError as error:
        unknown = isinstance(error.reason, socket.gaierror) and error.reason.errno == socket.EAI_NONAME
        return Answer(address, DEAD if unknown else UNDECIDED, str(error.reason))
    except (OSError, ssl.SSLError, ValueError) as error:
        return Answer(address, UNDECIDED, str(error) or type(error).__name__)


def ask_twice(address: str, pause: float) -> Answer:
    """Ask again before an address is called gone."""
    first = ask(address)
    if first.state != DEAD:
        return first
    time.sleep(pause)
    return ask(address)


def check(wanted: Iterable[str], *, pause: float = PAUSE_SECONDS) -> list[Answer]:
    """Ask all addresses: hosts beside each other, the addresses of one host one after another."""
    hosts: dict[str, list[str]] = {}
    for address in wanted:
        hosts.setdefault(address.split("/")[2], []).append(address)

    def one_host(listed: list[str]) -> list[Answer]:
        answers = []
        for address in listed:
            answers.append(ask_twice(address, pause))
            time.sleep(pause)
        return answers

    with ThreadPoolExecutor(max_workers=HOSTS) as pool:
        return sorted(
            (a for part in pool.map(one_host, hosts.values()) for a in part), key=lambda a: a.address
        )


def report(answers: list[Answer], names: dict[str, list[str]]) -> str:
    """The result for people, in Markdown."""
    gone = [a for a in answers if a.state == DEAD]
    unsure = [a for a in answers if a.state == UNDECIDED]
    lines = [f"{len(answers)} addresses: {len(gone)} gone, {len(unsure)} undecided.", ""]
    for title, group in (("Gone", gone), ("Undecided (no failure)", unsure)):
        if group:
            lines += [f"## {title}", ""]
            lines += [f"- `{', '.join(names[a.address])}` <{a.address}> ({a.words})" for a in group]
            lines += [""]
    if gone:
        lines.append(
            "For each source that is gone: find an archived copy and write it into `archive_url` of `data/sources.csv`."
        )
    return "\n".join(lines).rstrip() + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Check everything; 1 when an address is gone."""
    parser = argparse.ArgumentParser(prog="python -m press.run.links", description=__doc__)
    parser.add_argument("--report", type=Path, help="write the result to this file as well")
    chosen = parser.parse_args(arguments)
    names = addresses(ROOT)
    answers = check(names)
    text = report(answers, names)
    print(text)
    if chosen.report:
        chosen.report.write_text(text, "utf-8")
    return int(any(answer.state == DEAD for answer in answers))


if __name__ == "__main__":
    sys.exit(main())
