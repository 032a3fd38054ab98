"""Font size, weight and colour as Plotly inherits them: from the figure, overridden closer to the text."""

from typing import Any

from press.draw.colour import Rgba, rgba
from press.draw.decode import Spec
from press.draw.errors import Unsupported
from press.draw.model import Model
from press.draw.text import Block, block
from press.draw.values import spoken

_SIZE, _COLOUR = 12.0, "#444"


def styled(
    text: Any,
    model: Model,
    font: Spec | None,
    path: str,
    *,
    grow: float = 1.0,
    room: float = 0.0,
    opacity: float = 1.0,
) -> Block:
    """Lay out `text` in the font a component asks for, else in the figure's; `grow` enlarges the inherited size."""
    font = font or {}
    text = spoken(text)
    for name in ("style", "variant", "textcase", "lineposition"):
        if font.get(name, "normal") not in ("normal", "none"):
            raise Unsupported(f"{path}.{name}", f"is {font[name]!r}")
    weight = font.get("weight", model.get("font.weight", "normal"))
    size = float(font.get("size") or model.get("font.size", _SIZE) * grow)
    colour: Rgba = rgba(font.get("color") or model.get("font.color", _COLOUR), f"{path}.color", opacity)
    is_bold = weight == "bold" or (isinstance(weight, int) and weight >= 600)
    return block(text, size, colour, bold=is_bold, room=room, path=path, face=model.face)
