"""The letters of a text as one outline, where Matplotlib writes a reference for each.

A browser builds a small tree for every `<use>`: a drawing with a thousand letters took a phone's processor twice as long
as the same outlines in one path a text. All steps but the first are relative, so that letters that come again are
written the same and compress well.
"""

import re

_GLYPH = re.compile(r'<path id="([^"]+)"(?: d="([^"]*)")? transform="scale\(0\.015625\)"/>')
_TEXT = re.compile(r'(<g style="[^"]*" transform="[^"]*scale\([\d.]+ -[\d.]+\)">)(.*?)</g>', re.DOTALL)
_LETTER = re.compile(r'<use xlink:href="#([^"]+)"(?: transform="translate\(([-\d.]+) ([-\d.]+)\)")?/>')
_DEFS = re.compile(r"</?defs>")
_UNIT = 0.015625  # of Matplotlib's outlines; its advances are in the units of the text
_STEP = re.compile(r"[MLQCz]|-?[\d.]+")
_NUMBERS = {"M": 2, "L": 2, "Q": 4, "C": 6, "z": 0}


def joined(svg: str) -> str:
    """Matplotlib's SVG with each text as one path. Raises `ValueError` if it writes letters in another way than known:
    none may be lost."""
    glyphs = dict(_GLYPH.findall(svg))
    svg = _TEXT.sub(
        lambda text: f'{text[1]}<path transform="scale({_UNIT})" d="{_path(text[2], glyphs)}"/></g>', svg
    )
    left = next((name for name in glyphs if f'"#{name}"' in svg or f'id="{name}"' in svg), None)
    if left:
        raise ValueError(f"this Matplotlib writes the letter {left} in a way that press.draw does not know")
    return svg


def _path(text: str, glyphs: dict[str, str]) -> str:
    if rest := _DEFS.sub("", _GLYPH.sub("", _LETTER.sub("", text))).strip():
        raise ValueError(f"this Matplotlib writes a text in a way that press.draw does not know: {rest[:80]}")
    steps, here, start = [], (0, 0), (0, 0)
    for name, right, up in _LETTER.findall(text):
        at = round(float(right or 0) / _UNIT), round(float(up or 0) / _UNIT)
        known = _STEP.findall(glyphs[name])
        while known:
            step = known.pop(0)
            numbers, known = known[: _NUMBERS[step]], known[_NUMBERS[step] :]
            places = [round(float(number)) + at[i % 2] for i, number in enumerate(numbers)]
            steps.append(step.lower() + " ".join(str(place - here[i % 2]) for i, place in enumerate(places)))
            here = (places[-2], places[-1]) if places else start
            start = here if step == "M" else start
    return "".join(steps).replace(" -", "-")
