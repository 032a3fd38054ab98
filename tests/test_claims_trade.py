"""What the essay says on trade: each rule on frames made by hand, branch by branch, then on the book's own tables."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from four_islands.claims.tables import Tables
from four_islands.claims.trade import chapter
from four_islands.data import load
from four_islands.data.schema import Table
from four_islands.measures import quarrels, trade


def about(name: str) -> Table:
    return Table(
        name, name, "One row.", "", "2026-01-01", (), ("id",), searched_until="2026-01-01", is_census=True
    )


def series(values: dict[int, float], share: float = 0.01) -> dict[str, pd.DataFrame]:
    """Trade by year in dollars of one price level, every year the same share of Japan's trade."""
    rows = [
        {
            "year": year,
            "partner": partner,
            "flow": flow,
            "value": amount / 2,
            "unit": "usd_million",
            "value_precision": "exact",
            "authority": "unnamed_table",
            "source_ids": "s",
        }
        for year, value in values.items()
        for partner, amount in (
            ("ussr" if year < 1992 else "russia", value),
            ("world", max(value, 1.0) / share),
        )
        for flow in ("exports", "imports")
    ]
    levels = pd.DataFrame({"year": range(1956, 2026), "us_cpi": 100.0, "jpy_per_usd": 100.0})
    return {"trade_yearly": pd.DataFrame(rows), "price_levels": levels}


def flat(**changes: float) -> dict[int, float]:
    """A hundred million dollars in every year, but for some: `flat(y1984=50)`."""
    return dict.fromkeys(range(1956, 2026), 100.0) | {int(k[1:]): v for k, v in changes.items()}


QUARRELS = {
    "measures_before_2014": pd.DataFrame(
        {
            "actor": "japan",
            "target": "soviet_union",
            "record_type": "measure",
            "occasion": ["afghanistan", "poland", "kal_007"],
            "dated_on": pd.to_datetime(["1980-01-01", "1982-02-23", "1983-09-09"]),
        }
    ),
    "japan_measures": pd.DataFrame({"announced_on": pd.to_datetime(["2014-03-18", "2022-02-25"])}),
}
NO_TRADE_TABLE = {"trade": pd.DataFrame({"year": []})}


def outcome(assertion: str, frames: dict[str, pd.DataFrame], **choices: str) -> tuple[str, str]:
    out = chapter.run(assertion, Tables(frames, about), **choices)
    return out.outcome, out.sentence


def traded(values: dict[int, float], share: float = 0.01, **choices: str) -> tuple[str, str]:
    return outcome("C07a", series(values, share) | NO_TRADE_TABLE, **choices)


def test_a_year_without_trade_breaks_the_chain() -> None:
    assert traded(flat()) == (
        "holds",
        "From 1957 on the two countries traded in every year; "
        "where the value is known, it was at least 1.0 per cent of Japan's trade.",
    )
    assert traded(flat(y1970=0.0)) == ("fails", "In 1970 there was no trade.")


def test_a_year_nobody_gave_leaves_it_open_unless_its_change_was_published() -> None:
    gap = {year: value for year, value in flat().items() if year != 1970}
    assert traded(gap) == ("open", "For 1970 no value was found; Japan's customs have it.")
    known = series(gap) | {"trade": pd.DataFrame({"year": [1970]})}
    assert outcome("C07a", known)[0] == "holds"


def after_quarrels(values: dict[int, float], **choices: str) -> tuple[str, str]:
    return outcome("C07b", series(values) | QUARRELS, **choices)


SLUMPS = flat(y1984=40.0, y1985=40.0, y2015=40.0, y2016=40.0)


def test_trade_is_alive_while_half_of_it_is_left() -> None:
    assert after_quarrels(flat(y1984=60.0, y1985=60.0)) == (
        "holds",
        "After the worst of the quarrels before 2022 more than half of the trade was still there.",
    )
    assert after_quarrels(SLUMPS) == (
        "fails",
        "After the worst of the quarrels before 2022 less than half of it was left.",
    )


def test_trade_is_hurt_when_most_quarrels_bring_a_fall_that_ordinary_years_do_not() -> None:
    assert after_quarrels(flat(), sense="unhurt") == (
        "holds",
        "After the quarrels before 2022 trade fell no more than in ordinary years.",
    )
    # Poland (1982) and the airliner (1983) look at 1984, Crimea at 2015 and 2016: three of four.
    assert after_quarrels(SLUMPS, sense="unhurt") == (
        "fails",
        "After most quarrels before 2022 in which Tokyo took measures trade fell deeper than in nine of ten ordinary years.",
    )
    assert after_quarrels(SLUMPS, sense="unhurt", over="all")[0] == "open"


def test_the_years_of_a_quarrel_are_no_ordinary_years() -> None:
    years = trade.by_year(*series(SLUMPS).values()).set_index("year")
    plain = quarrels.ordinary(years, "value", 1, [1983, 2014])
    assert not {1982, 1983, 1984, 2013, 2014, 2015} & set(plain.index)
    assert quarrels.change_after(years, "value", 1991, 1) is None  # another partner


def test_tokyo_acted_in_1980_1982_1983_2014_and_2022() -> None:
    found = quarrels.with_measures(load("measures_before_2014"), load("japan_measures"))
    assert list(found) == [1980, 1982, 1983, 2014, 2022]


def events(*kinds: str, day: str) -> pd.DataFrame:
    return pd.DataFrame({"kind": list(kinds), "happened_on": pd.Timestamp(day)})


def firms(last: int) -> pd.DataFrame:
    return pd.DataFrame({"indicator": "japanese_firms_in_russia", "year": [2008, 2021], "value": [300, last]})


@pytest.mark.parametrize(
    ("sign", "frames", "says"),
    [
        ("offers", {"cooperation_events": events("offer", "visit", day="2016-05-06")}, "holds"),
        ("offers", {"cooperation_events": events("visit", day="2016-05-06")}, "fails"),
        ("offers", {"cooperation_events": events("offer", day="2013-05-06")}, "fails"),
        ("firms", {"economic_ties": firms(300)}, "holds"),
        ("firms", {"economic_ties": firms(299)}, "fails"),
        ("constant", series(flat(y2015=60.0)), "holds"),
        ("constant", series(flat(**{f"y{y}": 40.0 for y in range(2015, 2022)})), "fails"),
    ],
)
def test_business_went_on_if_offers_firms_or_half_of_the_trade_did(
    sign: str, frames: dict[str, pd.DataFrame], says: str
) -> None:
    assert outcome("C35b", frames, sign=sign)[0] == says


def yen(**amounts: float) -> dict[str, pd.DataFrame]:
    rows = [
        {
            "flow": "exports",
            "year": int(k[1:]),
            "value": v,
            "measure": "value",
            "period": "calendar_year",
            "unit": "jpy_billion",
            "authority": "japan_customs",
            "revision": None,
        }
        for k, v in amounts.items()
    ]
    return {"trade": pd.DataFrame(rows)}


def ban(**changes: str) -> dict[str, pd.DataFrame]:
    """One ban on goods by Tokyo against Russia."""
    row = {
        "record_type": "decision",
        "kind": "export_goods",
        "target_area": "russia",
        "in_force_on": "2022-06-17",
    }
    table = pd.DataFrame([row | changes])
    return {"japan_measures": table.assign(in_force_on=pd.to_datetime(table["in_force_on"]))}


def gas(tonnes: float) -> dict[str, pd.DataFrame]:
    row = {"product": "lng", "measure": "volume", "period": "calendar_year", "year": 2022, "value": tonnes}
    return {"trade_goods": pd.DataFrame([row])}


@pytest.mark.parametrize(
    ("frames", "choices", "says"),
    [
        (
            {"cooperation_events": events("suspension", day="2022-03-11")},
            {},
            ("holds", "Within weeks Tokyo put its own plan of cooperation on hold."),
        ),
        (
            {"cooperation_events": events("suspension", day="2022-10-11")},
            {},
            ("fails", "Tokyo went on with its plan of cooperation."),
        ),
        (
            ban(),
            {"sign": "bans"},
            ("holds", "Within months Tokyo forbade goods in the trade with Russia."),
        ),
        *(
            (ban(**other), {"sign": "bans"}, ("fails", "Tokyo forbade no goods in the trade with Russia."))
            for other in (
                {"in_force_on": "2014-09-24"},
                {"target_area": "belarus"},
                {"kind": "visa"},
                {"record_type": "announcement"},
            )
        ),
        (
            yen(y2021=100, y2022=49),
            {"sign": "exports"},
            ("holds", "By 2022 Japan sold to Russia less than half of what it had in 2021."),
        ),
        (
            yen(y2021=100, y2022=70),
            {"sign": "exports"},
            ("fails", "In 2022 Japan still sold to Russia more than half of what it had in 2021."),
        ),
        (
            yen(y2021=100, y2022=49),
            {"sign": "both"},
            ("holds", "By 2022 Japan traded with Russia less than half of what it had in 2021."),
        ),
        (
            gas(6.9),
            {"sign": "gas"},
            ("fails", "Japan stayed in the project on Sakhalin and went on buying its gas."),
        ),
        (gas(0.0), {"sign": "gas"}, ("holds", "Japan stopped buying Russian gas.")),
        (
            gas(6.9),
            {"sign": "gas", "until": "2024"},
            ("open", "How much gas Japan bought in 2024 was not found."),
        ),
    ],
)
def test_politics_entered_business_where_plan_goods_or_gas_ended(
    frames: dict[str, pd.DataFrame], choices: dict[str, str], says: tuple[str, str]
) -> None:
    assert outcome("C68a", frames, **choices) == says


@pytest.mark.parametrize(
    ("assertion", "expected"),
    [
        ("C07a", ("holds", {"holds": 2})),
        ("C07b", ("open", {"holds": 12, "open": 7, "fails": 5})),
        ("C35b", ("holds", {"holds": 10})),
        ("C68a", ("open", {"fails": 6, "holds": 4})),
    ],
)
def test_on_the_tables_of_the_book(assertion: str, expected: tuple[str, Any]) -> None:
    judged = chapter.judge(assertion)
    assert (judged.outcome.outcome, judged.counts) == expected
