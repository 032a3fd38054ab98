"""A headless Firefox for the tests, driven through WebDriver BiDi: the browser's own protocol, with no driver between."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import time
from pathlib import Path
from typing import Any

from websocket import WebSocket, create_connection  # comes with JupyterLab

WAIT_SECONDS = 60
READY = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


class Firefox:
    """One window; `open` a page, `run` a script in it."""

    def __init__(self, program: str, profile: Path) -> None:
        command = [
            program,
            "--headless",
            "--no-remote",
            "--profile",
            str(profile),
            "--remote-debugging-port",
            "0",
        ]
        log = profile / "said.txt"
        with log.open("w") as said:
            self.process = subprocess.Popen(command, stdout=said, stderr=said)
        until = time.monotonic() + WAIT_SECONDS
        while not (found := READY.search(log.read_text("utf-8", "replace"))):
            assert self.process.poll() is None, f"Firefox ended: {log.read_text('utf-8', 'replace')}"
            assert time.monotonic() < until, "Firefox does not listen"
            time.sleep(0.1)
        self.socket: WebSocket = create_connection(
            f"{found[1]}/session", timeout=WAIT_SECONDS, suppress_origin=True
        )
        self.numbers = itertools.count(1)
        self.asked, self.said = list[str](), list[str]()  # by the page, once these events are subscribed to
        self.ask("session.new", capabilities={})
        self.window = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **what: Any) -> dict[str, Any]:
        """Send a command and wait for its answer; what the page asked for and said in between is kept."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": what}))
        while (answer := json.loads(self.socket.recv())).get("id") != number:
            if answer.get("method") == "network.beforeRequestSent":
                self.asked.append(answer["params"]["request"]["url"])
            elif answer.get("method") == "log.entryAdded":
                self.said.append(str(answer["params"]["text"]))
        assert answer["type"] == "success", f"{method}: {answer.get('message')}"
        return dict(answer["result"])

    def size(self, width: int, height: int) -> None:
        """Give the page a size in CSS pixels."""
        self.ask(
            "browsingContext.setViewport", context=self.window, viewport={"width": width, "height": height}
        )

    def open(self, address: str) -> None:
        """Open a page and wait until it is loaded."""
        self.ask("browsingContext.navigate", context=self.window, url=address, wait="complete")

    def run(self, script: str) -> Any:
        """What an expression gives, waited for; it has to be of the kinds that JSON knows."""
        answer = self.ask(
            "script.evaluate",
            expression=f"Promise.resolve({script}).then(JSON.stringify)",
            target={"context": self.window},
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer.get("exceptionDetails", {}).get("text")
        return json.loads(answer["result"]["value"])

    def close(self) -> None:
        """End the session and the browser."""
        self.socket.close()
        self.process.terminate()
        self.process.wait(WAIT_SECONDS)
