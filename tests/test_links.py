"""The link check, against a small server on this machine."""

import csv
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from press.run.links import DEAD, OK, UNDECIDED, addresses, ask, check, report

ROOT = Path(__file__).parent.parent


class Site(BaseHTTPRequestHandler):
    asked: dict[str, int]

    def do_GET(self) -> None:
        self.server.asked[self.path] = count = self.server.asked.get(self.path, 0) + 1  # type: ignore[attr-defined]
        code = {"/gone": 410, "/missing": 404, "/refused": 403, "/busy": 503}.get(self.path, 200)
        if self.path == "/flaky":
            code = 404 if count == 1 else 200
        self.send_response(code)
        self.end_headers()

    def log_message(self, *words: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    running.asked = {}  # type: ignore[attr-defined]
    Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()


def test_only_what_is_surely_gone_counts_as_gone(server: str) -> None:
    wanted = {
        "/": OK,
        "/gone": DEAD,
        "/missing": DEAD,
        "/refused": UNDECIDED,
        "/busy": UNDECIDED,
        "/flaky": OK,
    }
    answers = {a.address: a.state for a in check([server + path for path in wanted], pause=0)}
    assert answers == {server + path: state for path, state in wanted.items()}


def test_a_closed_port_and_a_bad_address_are_undecided() -> None:
    assert ask("http://127.0.0.1:9/", wait=1).state == UNDECIDED
    assert ask("http://[bad/", wait=1).state == UNDECIDED


def test_letters_that_no_address_may_hold_are_quoted(server: str) -> None:
    assert ask(f"{server}/島?q=択捉").state == OK


def test_the_report_names_the_sources_to_repair(server: str) -> None:
    address = f"{server}/gone"
    text = report(check([address], pause=0), {address: ["mofa-1", "mofa-2"]})
    assert "1 addresses: 1 gone" in text
    assert "`mofa-1, mofa-2`" in text
    assert "archive_url" in text


def test_every_address_of_the_sources_is_asked() -> None:
    found = addresses(ROOT)
    with (ROOT / "data" / "sources.csv").open(encoding="utf-8") as file:
        assert {row["url"] for row in csv.DictReader(file)} - {""} <= set(found)
    assert all(address.startswith(("http://", "https://")) for address in found)
