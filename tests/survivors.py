"""Wrong cells that no rule stops: why none can see it, and what becomes of it; or that this is not known."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from four_islands.data.rules.witnesses import days_in, numbers_in
from four_islands.data.schema import SOURCE_IDS, SOURCES, table

Cell = dict[str, Any]
Cells = dict[str, dict[str, list[str]]]
WHY = {  # kind of value, and whether a rule stops a larger slip in the same cell
    ("number", True): "a number within its bounds: ten times as much would be stopped",
    ("number", False): "a number that only its source tells, and nothing bounds",
    ("date", True): "a day off within its order: a year off would be stopped",
    ("date", False): "a day that only its source tells, and nothing bounds",
    ("category", True): "a category that contradicts nothing, where another would",
    ("category", False): "a category that stands for itself: a judgement, or what only its source tells",
    ("text", True): "another text of its column that contradicts nothing, where others would",
    ("text", False): "words that only their source tells",
}
BECOMES = ("`make moved` lists it", "a cell of a chapter stops", "no chapter shows it")
UNEXPLAINED = "unexplained"
APART = ", a day apart in other rows"
OWN = ("confidence", "note", SOURCE_IDS)  # columns that speak of their own row
AGAIN = "_second_coding"  # tables that differ from the first on purpose
FIGURES = 2  # a number of fewer figures stands everywhere


def larger(cells: Cells, cell: Cell) -> list[str]:
    """Larger slips: ten times the number, a year more or less, what else stands in the column."""
    old = cell["old"]
    if cell["kind"] == "number":
        return [f"{float(old) * 10:g}" if "." in old else f"{old}0"]
    if cell["kind"] == "date":
        return [later(old, days) for days in (-365, 365)]
    return sorted({*cells[cell["table"]][cell["column"]]} - {"", old, cell["new"]})[:8]


def witness(cells: Cells, cell: Cell) -> str:
    """Where else the book tells what the cell should say: its row's words or sources, a row of the same thing."""
    name, column, old, at = cell["table"], cell["column"], cell["old"], cell["line"] - 2
    own = {other: values[at] for other, values in cells[name].items()}
    is_small = cell["kind"] == "number" and len(old.replace(".", "").strip("0")) <= FIGURES
    if column in OWN or is_small or name.endswith(AGAIN):
        return ""
    cited, is_day = set(own.get(SOURCE_IDS, "").split(";")), cell["kind"] == "date"
    if cell["kind"] in {"number", "date"} and tells(words(cells, name, own, cited), cell):
        return "its own words or sources"
    for other, values in cells.items():
        if other == name or other.endswith(AGAIN) or SOURCE_IDS not in values:
            continue
        ids = [key for key in values if key.endswith("_id") and key != column and own.get(key)]
        said = [one for one in values if one == column or (is_day and one.endswith("_on"))]
        for row, sources in enumerate(values[SOURCE_IDS]):
            akin = any(values[key][row] == own[key] for key in ids) or (
                is_day and cited & {*sources.split(";")}
            )
            if akin and (found := next((one for one in said if values[one][row] == old), "")):
                apart = is_day and differ(set(cells[name][column]) - {old}, set(values[found]))
                return f"{other}.{found}{APART * bool(apart)}"
    return ""


def differ(own: set[str], theirs: set[str]) -> bool:
    """Whether two columns that tell the same days are a day apart in other rows."""
    near = ({later(day, -1), later(day, 1)} for day in own - theirs - {""})
    return any(days & theirs for days in near)


def later(day: str, days: int) -> str:
    """So many days after a day."""
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


def words(cells: Cells, name: str, own: dict[str, str], cited: set[str]) -> str:
    """What a row and its sources say in words."""
    said = [
        own[column.name] for column in table(name).columns if column.type == "string" and not column.codes
    ]
    known = cells[SOURCES]
    rows = [row for row, source in enumerate(known["source_id"]) if source in cited]
    return " ".join([*said, *(known[part][row] for row in rows for part in ("title", "url", "published_on"))])


def tells(text: str, cell: Cell) -> bool:
    """Whether a text names the number, or the day and not also the wrong one."""
    if cell["kind"] == "date":
        days = {str(day) for day in days_in(text)}
        return cell["old"] in days and cell["new"] not in days
    return abs(float(cell["old"])) in numbers_in(text)


def why(cell: Cell) -> str:
    """Why no rule can see it."""
    told = cell.get("told", "")
    if since := cell.get("since"):  # noted in `bench/torture.json` by whoever wrote the rule
        return f"a rule written after it was found stops it: {since}"
    if cell.get("column", "").endswith("url"):
        return "an address: `make links`, which runs every week, asks whether it answers"
    if told.endswith(APART) and becomes(cell):
        return "a day that two tables tell, whose days lie a day apart in other rows too"
    if told and not told.endswith(APART):
        return f"{UNEXPLAINED}: the book tells it twice, and no rule compares the two"
    if not becomes(cell):
        what = (
            "a chapter shows it, and nothing lists it" if cell.get("judged") else "no chapter was run with it"
        )
        return f"{UNEXPLAINED}: {what}"
    return WHY[cell["kind"], bool(cell["wider"])]


def becomes(cell: Cell) -> str:
    """What becomes of it; empty where that is not known, or nothing."""
    stops = " " in cell["shown"]
    known = [bool(cell["moved"]), stops, bool(cell.get("judged") and not cell["shown"])]
    return next((what for what, is_so in zip(BECOMES, known, strict=True) if is_so), "")


def page(cells: list[Cell]) -> str:
    """The survivors by reason and by what becomes of them, and each in a line."""
    found = [cell for cell in cells if not cell["rules"]]
    counts = Counter((why(cell), becomes(cell)) for cell in found)
    reasons = sorted(
        {reason for reason, _ in counts}, key=lambda reason: (reason.startswith(UNEXPLAINED), reason)
    )
    lines = [
        ":::{table} Why no rule stopped them",
        "| why no rule sees it | survivors | listed as moved, or a cell stops | no chapter shows it |",
        "| --- | --- | --- | --- |",
    ]
    for reason in reasons:
        listed, stops, hidden = (counts[reason, end] for end in BECOMES)
        lines.append(
            f"| {reason} | {listed + stops + hidden + counts[reason, '']} | {listed + stops} | {hidden} |"
        )
    lines += [
        ":::",
        "",
        f":::{{dropdown}} Each of the {len(found)} survivors",
        ":class-container: press-chrome",  # pages of cells are for a screen
    ]
    for reason in reasons:
        lines += ["", f"{reason[0].upper()}{reason[1:]}:", ""]
        lines += [line(cell) for cell in found if why(cell) == reason]
    return "\n".join([*lines, ":::"])


def line(cell: Cell) -> str:
    """One survivor: where, from what to what, and where it shows."""
    old, new = (cell[value].replace("`", "'") for value in ("old", "new"))
    told = f"; told by {cell['told']}" if cell.get("told") else ""
    shown = f"; shown in {cell['shown'].partition(' ')[0]}" if cell["shown"] else ""
    return f"- `{cell['table']}.{cell['column']}`, line {cell['line']}: `{old}` → `{new}`{told}{shown}"
