"""Washington and the talks of 1955-56: the papers in order, what they speak for, and what Moscow said of the alliance."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from four_islands.data.words import words

MOTIVES, CODED, CODES, PUSHES, HEARD, NAMED = words(
    __file__, "MOTIVES", "CODED", "CODES", "PUSHES", "HEARD", "NAMED"
)
READERS = {"internal": "for Americans", "public": "for the press", "to-japan": "for Japan"}
WARNING = "1956-dulles-shigemitsu"
AIDE_MEMOIRE = "1956-aide-memoire"
ASIDE = ("1956-joint-chiefs", "1956-embassy-comments", "1956-dulles-allison")  # not in the storyboards
EXPLAINED = ("argument", "better_terms")  # reasons a paper may give for the warning
TROOPS = r"troops|forces|Okinawa"
ALLIANCE = r"alliance"
LATER = pd.Timestamp("1990-01-01")  # from here on the table of American positions has statements again


def summer(papers: pd.DataFrame) -> pd.DataFrame:
    """The papers from the warning to the aide-memoire, in order of time; on one day in the order of the volume."""
    days = papers.set_index("document_id")["dated_on"]
    between = papers["dated_on"].between(days[WARNING], days[AIDE_MEMOIRE])
    return papers[between].sort_values(["dated_on", "frus_number"]).reset_index(drop=True)


def story(papers: pd.DataFrame) -> pd.DataFrame:
    """The summer as scenes: day, who to whom, for whose eyes, a few words of the paper and their page.

    A paper without words of its own here gives what it says, in this book's words and without quotation marks.
    """
    scenes = summer(papers)
    words = scenes["short_title"] + ": “" + scenes["quoted"] + "”, p.\u00a0"
    return scenes[["dated_on", "source_ids"]].assign(
        lane=scenes["audience"].map(READERS),
        head=scenes["sender"] + " to " + scenes["addressee"],
        said=(words + scenes["printed_page"].astype(str)).fillna(scenes["says"]),
    )[["dated_on", "lane", "head", "said", "source_ids"]]


def codes(papers: pd.DataFrame) -> pd.DataFrame:
    """One line for each paper and motive with its code, in order of time, and whether the warning was still to come."""
    inorder = papers.sort_values(["dated_on", "frus_number"]).reset_index(drop=True)
    after = inorder["dated_on"] > inorder.set_index("document_id")["dated_on"][WARNING]
    parts = [
        inorder[["document_id", "dated_on", "short_title", "source_ids"]].assign(
            place=range(len(inorder)), motive=label, code=inorder[column], after=after
        )
        for column, label in MOTIVES.items()
    ]
    return pd.concat(parts, ignore_index=True)


def days_between(papers: pd.DataFrame, first: str, second: str) -> int:
    """Days from one paper to another; both must be known to the day."""
    pair = papers.set_index("document_id").loc[[first, second]]
    if set(pair["dated_on_precision"]) != {"day"}:
        raise ValueError(f"{first} and {second} are not both dated to the day")
    return int(pair["dated_on"].diff().dt.days.iloc[-1])


def moscow_on_alliance(dates: pd.DataFrame, offers: pd.DataFrame) -> pd.DataFrame:
    """What Moscow said that ties the islands to foreign troops, to bases or to the alliance, in order of time.

    `what` is `bases` where troops or bases are named and `alliance` where only the alliance is. A sample of what was
    found: years without a line are not years of silence.
    """
    spoken = dates[dates["side"].eq("Russia") & dates["topic"].eq("bases")]
    speaker = spoken["event"].str.extract(r"^(\w+)")[0]
    spoken = spoken.assign(said_on=spoken["dated_on"], speaker=speaker, what="bases", said=spoken["event"])
    ties = offers["condition"].str.contains(f"{TROOPS}|{ALLIANCE}", na=False)
    put = offers[offers["side"].eq("russia") & ties]
    what = put["condition"].str.contains(TROOPS).map({True: "bases", False: "alliance"})
    put = put.assign(said_on=put["made_on"], what=what, said=put["title"])
    columns = ["said_on", "speaker", "what", "said", "source_ids"]
    return pd.concat([spoken[columns], put[columns]]).sort_values("said_on").reset_index(drop=True)


def new_arms(events: pd.DataFrame) -> pd.DataFrame:
    """Weapons put on Etorofu or Kunashiri, each once; the rest of the chain and old garrisons are left out."""
    there = events["place"].str.contains("Etorofu|Kunashiri")
    return events[there & events["kind"].isin(["missiles", "aircraft"])].sort_values("happened_on")


def position_lanes(positions: pd.DataFrame) -> pd.DataFrame:
    """American positions in order of time, in lanes by the way they push, with whether Washington's words are its own."""
    inorder = positions.sort_values("stated_on").reset_index(drop=True)
    return pd.DataFrame(
        {
            "side": "United States",
            "statement": inorder["position_id"],
            "place": range(len(inorder)),
            "lane": inorder["on_settlement"].map(PUSHES),
            "heard": inorder["words"].where(inorder["words"].eq("reported"), "own"),
            "after": inorder["stated_on"] >= LATER,
            "dated_on": inorder["stated_on"],
            "when": inorder["stated_on"]
            .dt.strftime("%b %Y")
            .where(inorder["stated_on_precision"].ne("year"), inorder["stated_on"].dt.strftime("%Y")),
            "label": inorder["speaker"] + ": " + inorder["position"],
            "source_ids": inorder["source_ids"],
        }
    )


def facts(papers: pd.DataFrame, positions: pd.DataFrame, words: pd.DataFrame) -> SimpleNamespace:
    """The numbers of the chapter from the papers, the American positions and Moscow's words on the alliance."""
    coded = codes(papers)
    early = coded[~coded["after"] & coded["document_id"].ne(WARNING)]
    before = early.groupby(["motive", "code"]).size()
    okinawa, *_ = MOTIVES.values()
    later = positions["stated_on"] >= LATER
    since = positions[later]
    return SimpleNamespace(
        days=days_between(papers, WARNING, AIDE_MEMOIRE),
        before=early["document_id"].nunique(),
        okinawa_before=int(before.get((okinawa, "supports"), 0)),
        argued=int(papers["reason_given"].eq("argument").sum()),
        later=len(since),
        later_for=int(since["on_settlement"].eq("encourages").sum()),
        later_told=int(since["words"].eq("reported").sum()),
        moscow_late=int(words["said_on"].ge(LATER).sum()),
        moscow_first=int(words["said_on"].min().year),
    )
