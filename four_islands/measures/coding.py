"""Two codings of the same rows: how often they agree, where they differ, and the table with the second codes in it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from statsmodels.stats.inter_rater import cohens_kappa

BLANK = "blank"
OFFERS = {"islands": "number", "status": "kind", "side": "side"}  # the coded columns of `offers`, in words


def pairs(first: pd.DataFrame, second: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Every cell that both coded, one line each; a cell left empty is a code too.

    The id is the first column of `second`. `names` gives the coded columns and their words for readers; a row that
    only one of the two coded is left out.
    """
    key = second.columns[0]
    columns = [name for name in names if name in second]
    long = [frame.melt(key, columns, "column", "code").fillna({"code": BLANK}) for frame in (first, second)]
    both = long[0].merge(long[1], on=[key, "column"], suffixes=("_first", "_second"))
    return both.assign(column=both["column"].map(names))


def agreement(first: pd.DataFrame, second: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """How often two codings agree, by column, and Cohen's kappa, which takes off agreement by chance.

    Kappa is missing where both used one and the same code throughout, for then chance explains everything.
    """
    rows = []
    for column, cells in pairs(first, second, names).groupby("column", sort=False):
        codes = sorted({*cells["code_first"], *cells["code_second"]})
        counts = pd.crosstab(cells["code_first"], cells["code_second"]).reindex(
            index=codes, columns=codes, fill_value=0
        )
        kappa = cohens_kappa(counts.to_numpy(), return_results=False) if len(codes) > 1 else float("nan")
        agreed = float(cells["code_first"].eq(cells["code_second"]).mean())
        rows.append({"column": column, "rows": len(cells), "agreed": agreed, "kappa": kappa})
    return pd.DataFrame(rows)


def disagreements(first: pd.DataFrame, second: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The cells on which two codings differ, with both codes."""
    both = pairs(first, second, names)
    return both[both["code_first"].ne(both["code_second"])].reset_index(drop=True)


def recoded(first: pd.DataFrame, second: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The first table with the second codes in it, where there are any."""
    key = second.columns[0]
    again = first.set_index(key)
    again.loc[second[key], list(names)] = second.set_index(key)[list(names)]
    return again.reset_index()[list(first.columns)]
