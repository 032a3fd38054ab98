"""The rules in the open: each with the day it was last changed and why, in `book/rules.lock`.

    python -m four_islands.claims.lock 2026-11-26 "counted by person as well"

writes a new line for every rule that differs from the lock. A test refuses a rule that is not in it as it stands, so
no rule can change in silence after its outcome is known.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from four_islands.claims.ledger import judged
from four_islands.claims.outcome import ClaimError
from four_islands.data.schema import data_dir

COLUMNS = ("assertion", "digest", "since", "why")
Lock = dict[str, dict[str, str]]


def digest(assertion: Mapping[str, Any]) -> str:
    """Twelve hexadecimal digits that change with the rule and with its choices."""
    text = json.dumps([assertion["rule"], assertion["choices"]], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read(text: str) -> Lock:
    """The lock by assertion. Raises `ClaimError` for a line that has not four cells."""
    found: Lock = {}
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
        if None in row or None in row.values():
            raise ClaimError(
                f"book/rules.lock, line {number}: it must have {', '.join(COLUMNS)}; put a reason with a comma in quotation marks"
            )
        found[row["assertion"]] = row
    return found


def changed(rules: Mapping[str, Mapping[str, Any]], lock: Lock) -> list[str]:
    """The assertions whose rule is not the one of the lock, and those of the lock that have no rule any more."""
    now = {name: digest(a) for name, a in rules.items() if a["rule"]}
    differ = [name for name, value in now.items() if lock.get(name, {}).get("digest") != value]
    return sorted({*differ, *(set(lock) - set(now))})


def renewed(rules: Mapping[str, Mapping[str, Any]], lock: Lock, since: str, why: str) -> str:
    """The lock as text, with a new day and reason where a rule has changed."""
    differ, out = set(changed(rules, lock)), io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for name in sorted(name for name, a in rules.items() if a["rule"]):
        fresh = dict(zip(COLUMNS, (name, digest(rules[name]), since, why), strict=True))
        writer.writerow(fresh if name in differ else lock[name])
    return out.getvalue()


def main(arguments: Sequence[str]) -> int:
    """Renew the lock; the day and the reason are given, never guessed."""
    since, why = arguments
    date.fromisoformat(since)
    root = data_dir().parent
    file = root / "book" / "rules.lock"
    rules = judged(sorted((root / "notebooks").glob("*.ipynb")))
    lock = read(file.read_text("utf-8")) if file.is_file() else {}
    file.write_text(renewed(rules, lock, since, why), "utf-8")
    print(f"{file.name}: {len(changed(rules, lock))} rules changed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
