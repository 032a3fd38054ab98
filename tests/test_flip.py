"""Edit a cell and the verdict follows its rule: chapters run again on copies of the tables with single cells changed."""

import ast
import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from four_islands.claims.ledger import outputs
from four_islands.claims.verdict import VERDICT_MIME, Verdict

ROOT = Path(__file__).parent.parent
Edit = tuple[str, dict[str, str], dict[str, str]]  # table, the row or rows meant, the cells to change

# Chapter -> the cells changed in its tables, and the verdict that the rule of each claim then demands.
DOCTORED: dict[str, tuple[list[Edit], dict[str, str]]] = {
    "01_islands": (
        [
            *(
                ("landings", {"island_id": name}, {"landed_on": "1945-09-03"})
                for name in ("etorofu", "kunashiri", "shikotan")
            ),
            (
                "belligerents",
                {"state_id": "ussr"},
                {"has_peace_treaty": "true", "treaty_still_to_come": "false"},
            ),
            ("island_areas", {"series": "press-2016", "island_id": "etorofu"}, {"area_km2": "2100"}),
            ("island_areas", {"series": "press-2016", "island_id": "four-islands"}, {"area_km2": "3936"}),
            ("island_facts", {"topic": "fish"}, {"confidence": "low"}),
            ("island_facts", {"topic": "minerals"}, {"confidence": "low"}),
        ],
        {"C04": "contradicted", "C05": "mixed", "C10": "supported", "C14": "contradicted"},
    ),
    "02_instruments": (
        [
            ("instruments", {"instrument_id": "1945-yalta"}, {"names_islands": "all-four"}),
            ("instruments", {"instrument_id": "2001-irkutsk"}, {"affirms_1956": "general"}),
            ("belligerents", {"state_id": "poland"}, {"treaty_still_to_come": "true"}),
            (
                "belligerents",
                {"state_id": "ussr"},
                {"has_peace_treaty": "true", "treaty_still_to_come": "false"},
            ),
        ],
        {"C06": "contradicted", "C09": "contradicted", "C16": "contradicted", "C46": "contradicted"},
    ),
    "04_counterparts": (
        [
            ("instruments", {"instrument_id": name}, {"parties": "Russia"})
            for name in (
                "1991-gorbachev-kaifu",
                "1993-tokyo-declaration",
                "1997-krasnoyarsk",
                "1998-moscow-declaration",
                "2000-joint-statement",
                "2001-irkutsk",
            )
        ],
        {"C20": "supported with a caveat"},
    ),
    "05_affinity": (
        [
            (
                "polls",
                {
                    "poll_id": "cao-diplomacy-2021-09",
                    "response_code": "feel_affinity_net",
                    "series_id": "cao-affinity-russia",
                },
                {"value": "3"},
            ),
            (
                "polls",
                {
                    "poll_id": "cao-diplomacy-2021-09",
                    "response_code": "good_net",
                    "series_id": "cao-relations-russia",
                },
                {"value": "5"},
            ),
        ],
        {"C24": "contradicted", "C45": "mixed"},
    ),
    "06_formulas": (
        [
            ("polls", {"series_id": "accept-russian-sovereignty"}, {"value": "40"}),
            ("polls", {"answer_id": "CB003"}, {"value": "62"}),
            (
                "polls",
                {
                    "series_id": "northern-territories-participate",
                    "answer_level": "net",
                    "answer_side": "negative",
                },
                {"value": "35"},
            ),
            (
                "polls",
                {
                    "series_id": "talks-on-1956-declaration",
                    "response_code": "approve",
                    "subgroup": "total",
                    "poll_id": "jnn-2018-12",
                },
                {"value": "45"},
            ),
        ],
        {"C11": "supported", "C12": "contradicted", "C17": "contradicted", "C22": "supported"},
    ),
    "07_solidarity": (
        [
            (
                "polls",
                {"series_id": "china-worry", "poll_id": "kyodo-2022-03", "answer_side": "positive"},
                {"value": "40"},
            ),
            (
                "polls",
                {"answer_id": "UA068"},
                {
                    "series_id": "sanctions-support",
                    "question_id": "kyodo-2022-04.sanctions-support",
                    "response_code": "support",
                },
            ),
        ],
        {"C25": "supported", "C26": "mixed"},
    ),
    "08_washington": (
        [
            ("us_documents", {"document_id": "1956-dulles-shigemitsu"}, {"bears_on_okinawa": "silent"}),
            ("us_documents", {"bears_on_separation": "mixed"}, {"bears_on_separation": "supports"}),
            ("alliance_dates", {"date_id": "2018-putin"}, {"side": "Japan"}),
            ("alliance_dates", {"date_id": "1960-treaty"}, {"dated_on": "1957-01-01"}),
            ("offers", {"offer_id": "1955-japan-four"}, {"made_on": "1955-12-15"}),
        ],
        {"C30": "mixed", "C31": "mixed", "C32": "contradicted", "C33": "supported", "C34": "supported"},
    ),
    "09_sanctions": (
        [
            ("expulsions", {"expulsion_id": "EX-2018-japan"}, {"expelled_count": "2"}),
            (
                "peer_sanctions",
                {"record_id": "eu-2014-11-29-stock"},
                {"bodies_count": "268", "total_count": "400"},
            ),
            (
                "peer_sanctions",
                {"record_id": "united-states-2014-01-01-additions-in-year"},
                {"total_count": "300"},
            ),
        ],
        {"C35": "supported", "C43": "contradicted"},
    ),
    "10_countermeasures": (
        [
            ("russian_countermeasures", {"kind": "talks_ended"}, {"stated_reason": "security"}),
            ("us_requests", {"kind": "denies_loophole"}, {"kind": "asks_to_close_exemption"}),
        ],
        {"C02": "contradicted", "C37": "supported"},
    ),
    "12_offers": (
        [
            ("offers", {"offer_id": "2000-mori-kawana"}, {"reply": "Putin: a basis for talks"}),
            ("offers", {"offer_id": "1976-gromyko-tokyo"}, {"islands": "2", "status": "made"}),
            (
                "bluebook_wording",
                {"edition_year": "2019", "phrase": "japans_sovereignty"},
                {"is_used": "true"},
            ),
        ],
        {"C21": "mixed", "C40": "supported", "C42": "mixed"},
    ),
    "13_summits": (
        [("instruments", {"instrument_id": "2018-singapore"}, {"kind": "treaty"})],
        {"C39": "contradicted"},
    ),
    "15_windows": (
        [
            (
                "summits",
                {"summit_id": "S075"},
                {
                    "held_on": "2022-09-07",
                    "place": "Moscow",
                    "country": "Russia",
                    "venue": "russia",
                    "mode": "in_person",
                    "occasion_kind": "visit",
                    "counted": "true",
                },
            ),
            ("capabilities", {"year": "2022", "state": "Russia", "measure": "cinc"}, {"value": "0.03"}),
        ],
        {"C03": "mixed", "C47": "mixed"},
    ),
}


def edit(folder: Path, table: str, where: dict[str, str], change: dict[str, str]) -> None:
    """Change cells of the rows meant, and nothing else."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, columns = list(reader), list(reader.fieldnames or [])
    meant = [row for row in rows if all(row[name] == value for name, value in where.items())]
    assert meant, f"no row of {table} is {where}"
    for row in meant:
        assert set(change) <= set(row)
        row.update(change)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def run(chapter: str) -> dict[str, Verdict]:
    """The verdicts of a chapter, its code cells run in order as a reader would run them."""
    names: dict[str, Any] = {"__name__": chapter}
    found = {}
    for cell in json.loads((ROOT / "notebooks" / f"{chapter}.ipynb").read_text("utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        tree = ast.parse("".join(cell["source"]))
        end = tree.body[-1]
        last = end.value if isinstance(end, ast.Expr) else None
        if last:
            tree.body.pop()
        exec(compile(tree, chapter, "exec"), names)
        shown = eval(compile(ast.Expression(last), chapter, "eval"), names) if last else None
        if isinstance(shown, Verdict):
            found[shown.claim] = shown
    return found


@pytest.mark.parametrize("chapter", DOCTORED)
def test_an_edited_cell_turns_the_verdict_as_its_rule_says(
    chapter: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits, wanted = DOCTORED[chapter]
    shutil.copytree(ROOT / "data", tmp_path / "data")
    for table, where, change in edits:
        edit(tmp_path / "data", table, where, change)
    monkeypatch.setenv("FOUR_ISLANDS_DATA", str(tmp_path / "data"))
    found = run(chapter)
    assert {claim: found[claim].verdict for claim in wanted} == wanted


def test_every_doctored_verdict_differs_from_the_published_one() -> None:
    published = {
        found["claim"]: found["verdict"]
        for _, found in outputs(sorted((ROOT / "notebooks").glob("*.ipynb")), VERDICT_MIME)
    }
    wanted = {claim: verdict for _, verdicts in DOCTORED.values() for claim, verdict in verdicts.items()}
    assert len(wanted) >= 12
    assert [claim for claim, verdict in wanted.items() if published[claim] == verdict] == []
