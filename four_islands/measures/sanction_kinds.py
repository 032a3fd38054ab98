"""Which kinds of measure Japan took after which event, from the Afghan war of 1979 to the Ukrainian one.

Two tables with two vocabularies are brought to one: the measures since 2014, a full list, and those of 1980 to 1983,
a list of finds. A dot in the early columns is sure, a gap there only says that nothing was found.
"""

from __future__ import annotations

import pandas as pd

from four_islands.data.words import words
from four_islands.measures.sanctions import on_russia

FAMILIES = words(__file__, "FAMILIES")
EARLY = {"afghanistan": "Afghan<br>war 1980", "poland": "Poland<br>1982", "kal_007": "airliner<br>1983"}
CRIMEA, WAR, LATER = "Crimea<br>2014", "invasion<br>2022", "war<br>2023–25"
TWOFOLD = {"MB-23": "Exports: goods"}  # a step that names two kinds: its second, beside the one of the table
OCCASIONS = [*EARLY.values(), CRIMEA, WAR, LATER]


def early_measures(early: pd.DataFrame) -> pd.DataFrame:
    """Japan's own steps against the Soviet Union before 2014; statements, summaries and others' steps are left out."""
    own = early["actor"].eq("japan") & early["target"].eq("soviet_union")
    return early[own & early["record_type"].eq("measure")]


def with_family(measures: pd.DataFrame, early: pd.DataFrame) -> pd.DataFrame:
    """Every measure of both tables with its family and its occasion: family, occasion, dated_on, source_ids."""
    new = {kind: family for family, (kinds, _) in FAMILIES.items() for kind in kinds}
    old = {kind: family for family, (_, kinds) in FAMILIES.items() for kind in kinds}
    late, first = on_russia(measures), early_measures(early)
    year = late["dated_on"].dt.year
    occasion = pd.Series(LATER, index=late.index).mask(year.eq(2022), WAR).mask(year.lt(2022), CRIMEA)
    columns = ["family", "occasion", "dated_on", "source_ids"]
    first = first.assign(family=first["kind"].map(old), occasion=first["occasion"].map(EARLY))
    second = first.assign(family=first["early_id"].map(TWOFOLD)).dropna(subset=["family"])
    late = late.assign(family=late["kind"].map(new), occasion=occasion)
    return pd.concat([first[columns], second[columns], late[columns]], ignore_index=True)


def by_family(measures: pd.DataFrame, early: pd.DataFrame) -> pd.DataFrame:
    """How many measures of each family fell to each occasion, zeros too: family, occasion, measures_count."""
    both = with_family(measures, early)
    every = pd.MultiIndex.from_product([list(FAMILIES), OCCASIONS], names=["family", "occasion"])
    counted = both.groupby(["family", "occasion"]).size().reindex(every, fill_value=0)
    return counted.rename("measures_count").reset_index()
