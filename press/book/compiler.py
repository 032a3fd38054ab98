"""Compile one Typst document, in a process of its own: what the compiler remembers goes with it.

Run by `press.book.pdf` with a request in JSON on standard input (`source`, `root`, `fonts`, `timestamp`, `out`);
answers in JSON: the warnings, or the error with its diagnostic; or, without `out`, the marks that say where things stand.
"""

import json
import sys
from pathlib import Path
from typing import Any

import typst


def main() -> None:
    """Compile the request on standard input."""
    request: dict[str, Any] = json.load(sys.stdin)
    compiler: Any = typst.Compiler(  # type: ignore[misc]
        input=request["source"].encode("utf-8"),
        root=request["root"],
        font_paths=request["fonts"],
        ignore_system_fonts=True,
    )
    try:
        if not request["out"]:
            sys.stdout.write(f'{{"spots": {compiler.query("<spot>", field="value")}}}')
            return
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=request["timestamp"]
        )
    except typst.TypstError as error:
        json.dump({"error": error.message, "diagnostic": error.diagnostic}, sys.stdout)
        return
    Path(request["out"]).write_bytes(pdf)
    json.dump({"warnings": [warning.diagnostic for warning in warnings]}, sys.stdout)


if __name__ == "__main__":
    main()
