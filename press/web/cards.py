"""A figure in small: its thumbnail, and the card that a shared link shows, 1200 by 630 pixels as the services ask for."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont, ImageOps

from press.fonts import sans, sans_bold

THUMB, CARD = (400, 260), (1200, 630)
EDGE, COLUMN = 48, 400  # margin, and width of the words beside the picture
KICKER, TITLE = 24, 42  # sizes of type
INK, FAINT = "#1b1b1b", "#666666"


def opened(png: bytes) -> Image.Image:
    """A drawing on white."""
    image = Image.open(io.BytesIO(png)).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def window(image: Image.Image, width: int, height: int) -> Image.Image:
    """The upper part of a picture in a frame: as wide as the frame, or whole where it is low."""
    shown = ImageOps.scale(image, width / image.width, Image.Resampling.LANCZOS)
    frame = Image.new("RGB", (width, height), "white")
    frame.paste(
        shown.crop((0, 0, width, min(height, shown.height))), (0, max(0, (height - shown.height) // 2))
    )
    return frame


def thumb(png: bytes) -> bytes:
    """A drawing as a thumbnail."""
    out = io.BytesIO()
    window(opened(png), *THUMB).save(out, "WEBP", quality=60, method=6)
    return out.getvalue()


def card(png: bytes, title: str, kicker: str) -> bytes:
    """Words at the left, a drawing at the right."""
    canvas = Image.new("RGB", CARD, "white")
    left = COLUMN + 2 * EDGE
    canvas.paste(window(opened(png), CARD[0] - left - EDGE, CARD[1] - 2 * EDGE), (left, EDGE))
    return titled(canvas, title, kicker)


def titled(canvas: Image.Image, title: str, kicker: str) -> bytes:
    """The card with other words: what the left column held is painted over."""
    pen = ImageDraw.Draw(canvas)
    pen.rectangle((0, 0, COLUMN + 1.5 * EDGE, CARD[1]), "white")
    pen.rectangle((0, 0, EDGE // 3, CARD[1]), "#0d3b66")
    small, size, lines = ImageFont.truetype(str(sans()), KICKER), TITLE, [""]
    while True:
        font = ImageFont.truetype(str(sans_bold()), size)
        lines = folded(title, font)
        if len(lines) * size * 1.25 <= CARD[1] - 2 * EDGE - 4 * KICKER:
            break
        size -= 2
    pen.text((EDGE, EDGE), "\n".join(lines), INK, font, spacing=size * 0.1)
    words = folded(kicker, small)
    pen.text((EDGE, CARD[1] - EDGE - len(words) * KICKER * 1.3), "\n".join(words), FAINT, small)
    out = io.BytesIO()
    canvas.quantize(96, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def folded(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Text in lines of the column."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= COLUMN or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
