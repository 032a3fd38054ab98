"""What a module of tests is written with, in one import."""

from __future__ import annotations

from types import SimpleNamespace as Choices

from four_islands.claims.engine import Chapter, Choice
from four_islands.claims.outcome import Outcome, either, fails, holds, undecided
from four_islands.claims.tables import Tables

__all__ = ["Chapter", "Choice", "Choices", "Outcome", "Tables", "either", "fails", "holds", "undecided"]
