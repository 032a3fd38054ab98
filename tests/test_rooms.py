"""Which room may import from which: read from the imports themselves, those inside functions too."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# What a room may take from, besides itself. Rooms that are not listed may take from everywhere in their package.
MAY = {
    "four_islands.data": {"press.figure", "press.config", "press.inherited", "press.readers"},
    "four_islands.measures": {"four_islands.data"},
    "four_islands.claims": {"four_islands.data", "four_islands.measures", "four_islands.prose"},
    "four_islands.charts": {"four_islands.data", "four_islands.measures", "press.figure"},
    "four_islands.prose": set(),
    "press.draw": set(),
    "press.figure": {"press.draw", "press.fonts"},
}
PACKAGES = {
    "four_islands": {
        "four_islands",
        "press.figure",
        "press.config",
        "press.inherited",
        "press.kept",
        "press.readers",
    },
    "press": {"press"},
}


def room(name: str) -> str:
    """The first two parts of a module's name: `four_islands.measures.tenure` is in `four_islands.measures`."""
    return ".".join(name.split(".")[:2])


def imports(path: Path) -> set[str]:
    """Rooms of our own packages that a module takes from."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {room(alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            bare = node.module in PACKAGES
            found |= {room(f"{node.module}.{alias.name}" if bare else node.module) for alias in node.names}
    return {name for name in found if name.split(".")[0] in PACKAGES}


MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
}


@pytest.mark.parametrize("name", MODULES)
def test_a_module_takes_only_from_the_rooms_its_own_room_may_see(name: str) -> None:
    mine, taken = room(name), imports(MODULES[name])
    allowed = {mine, *MAY[mine]} if mine in MAY else PACKAGES[name.split(".", maxsplit=1)[0]]
    wrong = {other for other in taken if not any(other == a or other.startswith(f"{a}.") for a in allowed)}
    assert not wrong, f"{name} imports from {sorted(wrong)}; {mine} may see {sorted(allowed)}"
