"""A figure too large for a page of the printed book: for that it has a second drawing, on a leaf that folds out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from press.figure.chart import Chart


@dataclass(frozen=True)
class FoldOut(Chart):
    """A chart with a drawing, `fold`, for a leaf of a page's height and twice its width; pages and EPUB have the other."""

    fold: go.Figure | None = None

    @property
    def meta(self) -> dict[str, Any]:
        """What travels with the figure, its drawing for the leaf included."""
        return super().meta | ({"fold": self.fold.to_plotly_json()} if self.fold else {})
