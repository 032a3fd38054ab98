"""What prints and what is refused, tried out: `python tests/draw_table.py` writes it into the README of `press.draw`."""

from pathlib import Path

from draw_examples import SUPPORTED
from draw_refusals import REFUSED
from drawings import draw

from press.draw import Unsupported
from press.draw.allow import supported
from press.draw.decode import Spec

TARGET = Path(__file__).parents[1] / "press" / "draw" / "README.md"
MARK = "<!-- From here on written by tests/draw_table.py: every line was tried. -->\n"


def refusal(spec: Spec) -> str:
    """The message with which a figure is refused; empty if it prints."""
    try:
        draw(spec, width=6, height=4)
    except Unsupported as error:
        return str(error)
    return ""


def table() -> str:
    """The whole text of the README: what people wrote, and the tables."""
    lines = ["\n## Prints\n", "| kind | what the example shows |", "| --- | --- |"]
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
    return TARGET.read_text("utf-8").partition(MARK)[0] + MARK + "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(table(), "utf-8")
