"""A number near its neighbours and within its bounds, and a word with its letters in order: slips of one key."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, rule
from four_islands.data.schema import data_dir, table, tables

# How far, as a share, a value stood at most from the middle of the years before and after it.
FARTHEST = {
    ("latent_gdp", ""): 0.06,
    ("cinc", "China"): 0.26,
    ("cinc", ""): 0.15,
    ("cinc", "Japan"): 0.07,
    ("cinc", "United States"): 0.08,
    ("market_gdp", ""): 0.36,
    ("market_gdp", "United States"): 0.06,
    ("market_gdp", "China"): 0.17,
    ("market_gdp", "Japan"): 0.17,
}
FARTHEST_YEN = 0.05  # of Japan's product in yen, where the rate of the dollar has no part
FARTHEST_SD = 0.091  # of the spread of an estimate
FARTHEST_PRICES = 0.03
WORD = re.compile(r"[A-Za-zЀ-ӿ]{3,}")
TURNED = re.compile(r"\b[a-z][A-Z][a-z]\w*")
TWINS = {
    "form",
    "from",
    "trial",
    "trail",
    "quiet",
    "quite",
    "united",
    "untied",
    "angle",
    "angel",
    "lest",
    "lets",
    "paris",
    "unclear",
    "jnp",
    "hub",
    "ist",
}
TWINS |= {"apir", "aera", "godo"}  # names of publishers


def far(line: pd.DataFrame, value: str, bound: float) -> Wrong:
    """The values that stand farther from the middle of both neighbours than the bound."""
    line = line.dropna(subset=[value]).sort_values("year")
    before, after = line[value].shift(1), line[value].shift(-1)
    middle = (before * after) ** 0.5
    years = line["year"].shift(-1) - line["year"].shift(1)
    broken = years.eq(2) & (line[value] / middle - 1).abs().gt(bound)
    for row in line.index[broken.fillna(False).astype(bool)]:
        yield (
            row,
            f"{line[value][row]:g} in {line['year'][row]}, the middle of its neighbours is {middle[row]:.4g}",
        )


@rule("capabilities", "value", "a value stands as near the middle of its neighbours as all do")
def capabilities_keep_to_their_neighbours(values: pd.DataFrame, reach: Reach) -> Wrong:
    """A step is real; a spike of one year beyond all on record is a mistyped digit."""
    for (measure, state), line in values.groupby(["measure", "state"]):
        bound = FARTHEST.get((str(measure), str(state))) or FARTHEST[str(measure), ""]
        yield from far(line, "value", bound)
        yield from far(line, "value_sd", FARTHEST_SD)


@rule("price_levels", "us_cpi", "a value stands as near the middle of its neighbours as all do")
def prices_keep_to_their_neighbours(levels: pd.DataFrame, reach: Reach) -> Wrong:
    """A step is real; a spike of one year beyond all on record is a mistyped digit."""
    yield from far(levels, "us_cpi", FARTHEST_PRICES)


@rule(
    "price_levels", "jpy_per_usd", "Japan's product, turned into yen, keeps to the middle of its neighbours"
)
def rates_keep_the_product_even(levels: pd.DataFrame, reach: Reach) -> Wrong:
    """The rate leaps and the product in dollars with it: turned back, both readings together run even."""
    product = (
        reach("capabilities").query("measure == 'market_gdp' and state == 'Japan'").set_index("year")["value"]
    )
    yield from far(
        levels.assign(yen=levels["jpy_per_usd"] * levels["year"].map(product)), "yen", FARTHEST_YEN
    )


@rule("un_ideal_points", "ideal_point", "an estimate stands in the middle of its interval")
def estimates_stand_amid_their_bounds(points: pd.DataFrame, reach: Reach) -> Wrong:
    """The posterior is close to symmetric: on record the mean is within 5 per cent of the width from the middle."""
    low, high = points["interval_low"], points["interval_high"]
    off = (points["ideal_point"] - (high + low) / 2).abs() / (high - low)
    for row in points.index[off.gt(0.05).fillna(False).astype(bool)]:
        yield row, f"{points['ideal_point'][row]} between {low[row]} and {high[row]}"


@cache
def vocabulary() -> frozenset[str]:
    """The words of the descriptions of all tables, and those that stand in the tables three times.

    A table that is not in UTF-8 is refused, with its place, when it is loaded itself; here it only lends its words.
    """
    described, told = (
        Counter(word.lower() for path in paths for word in WORD.findall(path.read_text("utf-8", "replace")))
        for paths in (sorted((data_dir() / "schema").glob("*.yml")), sorted(data_dir().glob("*.csv")))
    )
    return frozenset([*described, *(word for word, count in told.items() if count > 2)])


def prose(name: str) -> list[str]:
    """The columns of a table that hold running text."""
    columns = table(name).columns
    return [
        c.name
        for c in columns
        if c.type == "string"
        and not (c.codes or c.pattern.strip(".{}0123456789,") or c.name.endswith(("_id", "_ids")))
    ]


def meant(word: str, known: frozenset[str]) -> str:
    """The known word that two neighbouring letters in each other's place would make of this one."""
    turned = (word[:i] + b + a + word[i + 2 :] for i, (a, b) in enumerate(pairwise(word)) if a != b)
    return next((other for other in turned if other in known), "")


for _table in tables():
    if prose(_table):

        @rule(
            _table, prose(_table)[0], "no word is another with two neighbouring letters in each other's place"
        )
        def letters_keep_their_places(frame: pd.DataFrame, reach: Reach, name: str = _table) -> Wrong:
            """The commonest slip in typing: `Mosocw` once, and `Moscow` elsewhere or in the description of a table."""
            texts = [(row, str(cell)) for c in prose(name) for row, cell in enumerate(frame[c].fillna(""))]
            found = [(word.lower(), row) for row, text in texts for word in WORD.findall(text)]
            counts = Counter(word for word, _ in found)
            written = {word for _, text in texts for word in WORD.findall(text)}
            known = vocabulary() | {word for word, count in counts.items() if count > 1}
            for word, row in found:
                once = counts[word] == 1 and word not in vocabulary() and word not in TWINS
                if once and (right := meant(word, known)):
                    yield row, f"{word} for {right}"
            yield from (
                (row, word)
                for row, text in texts
                for word in TURNED.findall(text)
                if word.capitalize() in written  # `mOscow`, and not a name such as vLex
            )
