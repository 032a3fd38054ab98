"""What prints and what is refused, tried out: `python -m press.draw.support` writes SUPPORT.md beside this file.

With `--check` it writes nothing and fails if the file says something else.
"""

import sys
from pathlib import Path

from press.draw import Unsupported, draw
from press.draw.allow import supported
from press.draw.decode import Spec
from press.draw.examples import SUPPORTED
from press.draw.refusals import REFUSED

TARGET = Path(__file__).with_name("SUPPORT.md")
_HEAD = """# What `press.draw` prints, and what it refuses

Written by `python -m press.draw.support`; every line below was tried. A figure that asks for anything else raises
`Unsupported`, which names the trace or the attribute. A test draws some three hundred figures here and in a browser
and compares bars, boxes, cells, points and their colours, ranges, tick labels, error bars, arrows and legends: what it
does not compare (widths of strokes, places of words) rests on the eye.

Paper differs from the screen in these points, on purpose: margins are found from the real extent of the words;
`font.family` is always the book's sans, which has Latin, Cyrillic and Japanese; a figure's own title is set as the
book sets headings; words and markers at the edge of the plot are drawn whole; where labels of a category axis collide
they break into lines before they turn, and where labels of another axis collide there are fewer of them; an annotation
wider than the page breaks into lines; a legend stands clear of the labels of the axes; a single point or bar on a date
axis gets a day of room instead of Plotly's millisecond; beside boxes no pixels are kept for outliers; patterns have one
grain. Hover text, buttons for zooming and other attributes that only a screen can show are left out.

"""


def refusal(spec: Spec) -> str:
    """The message with which a figure is refused; empty if it prints."""
    try:
        draw(spec, width=6, height=4)
    except Unsupported as error:
        return str(error)
    return ""


def table() -> str:
    """The whole text of SUPPORT.md."""
    lines = [_HEAD, "## Prints\n", "| kind | what the example shows |", "| --- | --- |"]
    for name, example in SUPPORTED.items():
        draw(example(), width=6, height=4)
        lines.append(f"| {name} | {(example.__doc__ or '').strip()} |")
    lines += ["\n## Refused\n", "| what | message |", "| --- | --- |"]
    for name, spec in REFUSED.items():
        message = refusal(spec)
        if not message:
            raise AssertionError(f"{name} was expected to be refused, but printed")
        lines.append(f"| {name} | {message.replace('|', chr(92) + '|')} |")
    lines.append("\n## Attributes that are drawn\n")
    for kind, names in supported().items():
        lines.append(f"- **{kind}**: {', '.join(f'`{name}`' for name in names)}")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the table, or check it."""
    text = table()
    if "--check" not in arguments:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(f"{TARGET.name} is out of date; run: python -m press.draw.support\n")
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
