"""What the chapter on tenure says: who stayed how long, why premiers went, and when the two sides signed something."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from four_islands.data.words import words
from four_islands.measures import leaders, tenure
from four_islands.measures.summits import joint_texts

DAYS_PER_MONTH = tenure.DAYS_PER_YEAR / 12
FIFTH_REPUBLIC = "1958-06-01"  # from when a French leader had the powers of the new constitution in view
LDP_FOUNDED = "1955-11-15"
CROWDED = ("1987-11-06", "2012-12-26")  # from Takeshita to the return of Abe
NO_JOINT_TEXT = [
    "2005-tokyo-summit",
    "2018-singapore",
]  # papers without the islands, an agreement without a paper
NAMED_TEXTS = (
    1956,
    1973,
    1993,
    2003,
    2013,
)  # years of joint texts that stand in the figure, for the text speaks of them
REASONS = words(__file__, "REASONS")


def everyone(premierships: pd.DataFrame, moscow: pd.DataFrame, g7: pd.DataFrame) -> pd.DataFrame:
    """Leaders of eight countries begun since the surrender, with their days; in Moscow those who led in fact."""
    lists = [leaders.japan(premierships), leaders.russia(moscow), leaders.g7(g7)]
    return tenure.with_days(tenure.since(pd.concat(lists, ignore_index=True)))


def constitutions(spells: pd.DataFrame) -> pd.DataFrame:
    """The same with France as two countries: premiers to 1958, presidents since."""
    early = spells["started_on"].lt(FIFTH_REPUBLIC)
    to_1958 = early.map({True: "France to 1958", False: "France since 1958"})
    return spells.assign(country=spells["country"].mask(spells["country"].eq("France"), to_1958))


def compared(spells: pd.DataFrame) -> pd.DataFrame:
    """Each country's mean years within the horizon, and how far above Japan's that is, with its interval."""
    groups = dict(list(constitutions(spells).groupby("country", sort=False)))
    rows = []
    for country, group in groups.items():
        gap = tenure.difference(group, groups["Japan"])
        rows.append((country, len(group), tenure.mean_time(group).years, gap.years, gap.low, gap.high))
    columns = ["country", "leaders", "mean_years", "longer_by", "low", "high"]
    return pd.DataFrame(rows, columns=columns).sort_values("mean_years").reset_index(drop=True)


def as_table(others: pd.DataFrame) -> pd.DataFrame:
    """`compared` as readers see it; Japan itself has nothing to be compared with."""
    mean, low, high = (others[name].map("{:+.1f}".format) for name in ("longer_by", "low", "high"))
    longer, interval = (said.str.replace("-", "\N{MINUS SIGN}") for said in (mean, low + " to " + high))
    own = others["country"].eq("Japan")
    rows = others[["country", "leaders", "mean_years"]].rename(columns={"mean_years": "first eight years"})
    more = {"more than Japan": longer.mask(own), "95% interval": interval.mask(own)}
    return rows.assign(**more)


def texts_under(spells: pd.DataFrame, instruments: pd.DataFrame) -> pd.DataFrame:
    """The joint texts on the islands with the premier of the day and the days of his term."""
    return held_under(joint_texts(instruments).sort_values("dated_on"), spells)


def held_under(texts: pd.DataFrame, spells: pd.DataFrame) -> pd.DataFrame:
    """Texts with the premier of their day and the days of his term."""
    inside = texts.merge(spells, how="cross", suffixes=("", "_leader"))
    held = inside["dated_on"].between(inside["started_on"], inside["seen_on"])
    inside = inside.assign(is_named=inside["dated_on"].dt.year.isin(NAMED_TEXTS))
    columns = ["dated_on", "short_title", "leader", "tenure_days", "is_named", "source_ids"]
    return inside[held][columns].reset_index(drop=True)


def _bands_part(spells: pd.DataFrame, upper: str, lower: str) -> float:
    """The years after which the band of one survival curve first lies above that of another; infinite if never."""
    curves = tenure.survival(spells[spells["country"].isin([upper, lower])])
    one, other = (curves[curves["country"].eq(name)] for name in (upper, lower))
    for years in sorted(curves["years"].unique()):
        if tenure.surviving(one, years)["low"] > tenure.surviving(other, years)["high"]:
            return float(years)
    return float("inf")


def reasons(exits: pd.DataFrame, premierships: pd.DataFrame) -> pd.DataFrame:
    """Why completed premierships ended: for each reason how many, and the names in order of time.

    Who shares a family name has the given name too; who served twice has the year of leaving.
    """
    terms = premierships.assign(
        shared=premierships.groupby("name_family")["person_id"].transform("nunique").gt(1),
        again=premierships["person_id"].duplicated(keep=False),
    )
    named = exits.merge(terms, on="term_id").sort_values("ended_on")
    given, year = " " + named["name_given"], named["ended_on"].dt.strftime(" (%Y)")
    named["who"] = named["name_family"] + given.where(named["shared"], "") + year.where(named["again"], "")
    groups = named.groupby("exit_code")["who"]
    table = pd.DataFrame({"premiers": groups.size(), "names": groups.agg(", ".join)}).rename(index=REASONS)
    return table.rename_axis("reason").sort_values("premiers", ascending=False).reset_index()


def facts(
    spells: pd.DataFrame,
    premierships: pd.DataFrame,
    *,
    lineups: pd.DataFrame,
    exits: pd.DataFrame,
    elections: pd.DataFrame,
    instruments: pd.DataFrame,
) -> SimpleNamespace:
    """All of them from the tables; `spells` are those of `everyone`."""
    by_country = dict(list(spells.groupby("country")))
    japan, moscow = by_country["Japan"], by_country["USSR/Russia"]
    done = japan.loc[japan["is_complete"], "tenure_days"]
    long = tenure.LONG_YEARS * tenure.DAYS_PER_YEAR
    texts = texts_under(japan, instruments)
    others = held_under(instruments[instruments["instrument_id"].isin(NO_JOINT_TEXT)], japan)
    wider = pd.concat([texts, others])
    merged = japan[japan["started_on"].ge(LDP_FOUNDED)].merge(
        premierships[["term_id", "ldp_status"]], left_on="spell_id", right_on="term_id"
    )
    ldp_days = merged.loc[merged["ldp_status"].eq("yes"), "tenure_days"].sum()
    votes = elections["held_on"].drop_duplicates().sort_values().diff().dt.days.dropna()
    return SimpleNamespace(
        completed=len(done),
        under_one=int(done.lt(tenure.YEAR_DAYS).sum()),
        under_two=int(done.lt(2 * tenure.YEAR_DAYS).sum()),
        long_share=tenure.share_of_time_long(japan),
        tokyo=tenure.mean_time(japan),
        moscow=tenure.mean_time(moscow),
        moscow_leaders=len(moscow),
        bands_overlap=round(_bands_part(spells, "USSR/Russia", "Japan")),
        more_in_moscow=tenure.difference(moscow, japan),
        more_in_italy=tenure.difference(by_country["Italy"], japan),
        crowd=int(japan["started_on"].between(CROWDED[0], CROWDED[1], inclusive="left").sum()),
        crowd_years=(pd.Timestamp(CROWDED[1]) - pd.Timestamp(CROWDED[0])).days / tenure.DAYS_PER_YEAR,
        texts=len(texts),
        texts_expected=len(texts) * tenure.share_of_time_long(japan),  # in long terms, by the days they cover
        wider=len(wider),  # with what is not counted as a joint text on the islands
        wider_long=int(wider["tenure_days"].ge(long).sum()),
        wider_expected=round(len(wider) * tenure.share_of_time_long(japan)),
        texts_in_long_terms=int(texts["tenure_days"].ge(long).sum()),
        exits=len(exits),
        exits_over_moscow=int(exits["linked_to_russia_policy"].sum()),
        exits_disputed=int((exits["exit_code_secondary"].notna() | exits["alt_exit_code"].notna()).sum()),
        ldp_share=float(ldp_days / merged["tenure_days"].sum()),
        months_between_votes=float(votes.median() / DAYS_PER_MONTH),
        lineup_days=float((lineups["ended_on"] - lineups["started_on"]).dt.days.median()),
    )
