"""Words and short lists that a module keeps beside its code, in the `.yml` of its name: text to write, not to reckon with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def words(module: str, *names: str) -> Any:
    """Entries of the `.yml` beside a module, given by its `__file__`; of one name the entry itself."""
    kept = yaml.safe_load(Path(module).with_suffix(".yml").read_text("utf-8"))
    return kept[names[0]] if len(names) == 1 else [kept[name] for name in names]
