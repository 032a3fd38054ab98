"""What and who is argued over: the parts of a place add up to the place."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, day, rows, rule, told

# The total of 2021 takes in the rocks around the islands, its parts do not (6.1 square kilometres apart).
WITH_ROCKS = {("gsi-2021", "four-islands"): 6.5}


def _sums(
    frame: pd.DataFrame, by: list[str], value: str, places: pd.DataFrame
) -> Iterator[tuple[int, str, float, float, int]]:
    """Every printed total with the sum of its parts, where each direct part or all of its own parts is printed."""
    parts: dict[str, list[str]] = {}
    for place, whole in zip(places["island_id"], places["part_of_id"], strict=True):
        parts.setdefault(whole, []).append(place)
    for group, printed in frame.groupby(by):
        values = printed.set_index("island_id")[value]
        for place, row in zip(printed["island_id"], printed.index, strict=True):
            leaves = _leaves(place, parts, set(values.index))
            if leaves:
                label = group[0] if isinstance(group, tuple) else group
                yield int(row), str(label), float(values[place]), float(values[leaves].sum()), len(leaves)


def _leaves(place: str, parts: dict[str, list[str]], printed: set[str]) -> list[str]:
    """The printed places that make up a place; empty where one of them is missing."""
    found: list[str] = []
    for part in parts.get(place, []):
        below = [part] if part in printed else _leaves(part, parts, printed)
        if not below:
            return []
        found += below
    return found


@rule("island_areas", "area_km2", "the islands of one series sum to its total within rounding")
def areas_add_up(areas: pd.DataFrame, reach: Reach) -> Wrong:
    """Half a square kilometre for each rounded part and the total, a twentieth for each exact one."""
    places = reach("islands").query("kind != 'rock'")
    for row, series, total, summed, count in _sums(areas, ["series"], "area_km2", places):
        half = 0.5 if areas.at[row, "area_precision"] == "rounded" else 0.05
        allowed = WITH_ROCKS.get((series, str(areas.at[row, "island_id"])), half * (count + 1) + 1e-9)
        if abs(total - summed) > allowed:
            place = areas["island_id"][row]
            yield row, f"{series}: {place} {total:g}, its parts sum to {summed:g}"


@rule("island_populations", "residents", "the residents of the islands sum to the total of the same day")
def residents_add_up(people: pd.DataFrame, reach: Reach) -> Wrong:
    """Heads are counted, not rounded: the sum is exact. Rocks have no residents, and today the Habomai have none."""
    places = reach("islands").query("kind != 'rock'")
    russian = places[~places["island_id"].isin(["habomai"]) & places["part_of_id"].ne("habomai")]
    for kind, group in people.groupby("resident_kind"):
        known = places if kind == "japanese-1945" else russian
        for row, _, total, summed, _ in _sums(group, ["counted_on"], "residents", known):
            if total != summed:
                place = people["island_id"][row]
                yield row, f"{place} {total:g}, its parts sum to {summed:g}"


@rule("islands", "in_dispute", "a part of a disputed place is disputed")
def parts_of_disputed_places(places: pd.DataFrame, reach: Reach) -> Wrong:
    """The claim covers a group with all its islets."""
    whole = places["part_of_id"].map(places.set_index("island_id")["in_dispute"])
    wrong = whole.notna() & whole.ne(places["in_dispute"])
    return told(places, wrong, "{island_id} is a part of {part_of_id}")


@rule(
    "former_residents",
    "living",
    "the first generation only grows smaller, and a younger generation is younger",
)
def generations_are_ordered(people: pd.DataFrame, reach: Reach) -> Wrong:
    """Nobody is added to those who lived on the islands in 1945."""
    first = people[people["generation"].eq("first") & people["living"].notna()].sort_values("counted_on")
    wrong = first["living"] > first["living"].shift()
    yield from told(first, wrong, "{living} living, more than at the count before")
    order = ["first", "second", "third", "fourth"]
    for _, group in people[people["mean_age_years"].notna()].groupby("counted_on"):
        ages = group.assign(rank=group["generation"].map(order.index)).sort_values("rank")["mean_age_years"]
        for row in ages.index[ages.diff().gt(0).fillna(False)]:
            yield int(row), f"older than the generation before on {day(people['counted_on'][row])}"


@rule("former_residents", "mean_age_years", "in a year a generation grows a year older")
def generations_age(people: pd.DataFrame, reach: Reach) -> Wrong:
    """The old die first, so the mean rises a little slower; figures without decimals are half a year off."""
    for _, line in people.dropna(subset=["mean_age_years"]).sort_values("counted_on").groupby("generation"):
        years, step = _years(line), line["mean_age_years"].diff()
        broken = (step < 0.4 * years - 0.1) | (step > 1.3 * years + 0.1)
        yield from told(line, broken, "{generation} on {counted_on}: {step:.2f} years older", step=step)


@rule(
    "former_residents", "living", "in a year a generation shrinks by a tenth or grows by six per cent at most"
)
def generations_keep_their_size(people: pd.DataFrame, reach: Reach) -> Wrong:
    """Beyond that a count is of other people."""
    for _, line in people.dropna(subset=["living"]).sort_values("counted_on").groupby("generation"):
        years, share = _years(line), line["living"] / line["living"].shift() - 1
        broken = (share < -0.1 * years) | (share > 0.06 * years)
        yield from told(line, broken, "{generation} on {counted_on}: {share:+.0%}", share=share)


def _years(line: pd.DataFrame) -> pd.Series:
    """The years since the count before."""
    return line["counted_on"].diff().dt.days / 365.25


@rule("visits", "participants", "both directions add up, and a programme's trips carry equally many")
def visits_add_up(visits: pd.DataFrame, reach: Reach) -> Wrong:
    """Those from Japan and from the islands make up the exchange; groups keep their size for decades."""
    whole = visits["statistic"].eq("participants-both")
    for row, one in rows(visits, whole):
        parts = visits[visits["programme"].eq(one["programme"]) & ~whole]["participants"].sum()
        if parts != one["participants"]:
            yield row, f"{one['visit_id']}: {one['participants']}, the parts sum to {parts}"
    size = visits["participants"] / visits["trips"]
    middle = size.groupby(visits["programme"]).transform("median")
    yield from told(visits, (size / middle - 1).abs().gt(0.05), "{visit_id}: {size:.1f} a trip", size=size)
    ordered = visits.dropna(subset=["until_year", "participants"]).sort_values("until_year")
    before = ordered.groupby("programme")["participants"].shift()
    yield from told(
        ordered, ordered["participants"] < before, "{visit_id}: fewer than {before}", before=before
    )


@rule("landings", "landed_on", "the landings ran from the acceptance of surrender to a month after it")
def landings_of_1945(landings: pd.DataFrame, reach: Reach) -> Wrong:
    """All fell between 15 August and 15 September 1945."""
    first, last = pd.Timestamp("1945-08-15"), pd.Timestamp("1945-09-15")
    ends = landings["occupied_on"].fillna(landings["landed_on"])
    wrong = (landings["landed_on"] < first) | (ends > last) | (ends < landings["landed_on"])
    return told(landings, wrong, "{island_id} from {landed_on}")
