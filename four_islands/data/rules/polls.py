"""What the publics said: shares that sum to 100, samples that are stated or declared missing."""

from __future__ import annotations

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, rule, told

LEFT_BLANK = 1.5  # percent of a mail survey who return the form without an answer to the question, at most

_GROUP = ["question_id", "subgroup"]


def _sums(answers: pd.DataFrame, complete: bool) -> pd.DataFrame:
    """The exclusive shares of each question and subgroup: their sum, their number, and how far rounding may move it.

    Rounded shares may sum away from 100 by half the last printed digit of each: five whole percentages by 2.5.
    """
    shares = answers[
        answers["unit"].eq("percent") & ~answers["overlaps"] & answers["shares_complete"].eq(complete)
    ]
    shares = shares.assign(fraction=shares["value"].mod(1), row=shares.index)
    sums = shares.groupby(_GROUP).agg(
        total=("value", "sum"),
        number=("value", "size"),
        fraction=("fraction", "max"),
        poll_id=("poll_id", "first"),
        row=("row", "first"),
    )
    half = sums["fraction"].gt(0).map({True: 0.05, False: 0.5})
    return sums.assign(rounding=half * sums["number"] + 1e-9)


def _named(sums: pd.DataFrame) -> Wrong:
    for question, one in sums.reset_index().groupby("row").first().iterrows():
        what = f"{one['question_id']} / {one['subgroup']}: {one['number']} shares sum to {one['total']:g}"
        yield int(str(question)), what


@rule("polls", "value", "the exclusive shares of one complete question sum to 100 within rounding")
def shares_sum_to_100(answers: pd.DataFrame, reach: Reach) -> Wrong:
    """Mail surveys print no line for those who left the question blank, so their shares may also fall short."""
    sums = _sums(answers, complete=True)
    modes = reach("poll_waves").set_index("poll_id")["mode_code"]
    blank = sums["poll_id"].map(modes).eq("mail").map({True: LEFT_BLANK, False: 0.0})
    missing = 100 - sums["total"]
    yield from _named(sums[(missing < -sums["rounding"]) | (missing > sums["rounding"] + blank)])


@rule("polls", "value", "the exclusive shares of a question never sum to more than 100 within rounding")
def shares_stay_under_100(answers: pd.DataFrame, reach: Reach) -> Wrong:
    """A question of which only some answers were published cannot exceed the whole either."""
    sums = _sums(answers, complete=False)
    yield from _named(sums[sums["total"] - 100 > sums["rounding"]])


@rule(
    "polls", "shares_complete", "all answers of one question and subgroup are complete, or none is said to be"
)
def completeness_is_shared(answers: pd.DataFrame, reach: Reach) -> Wrong:
    """Completeness belongs to the question, not to the answer."""
    mixed = answers.groupby(_GROUP)["shares_complete"].transform("nunique").gt(1)
    return told(answers, mixed, "{question_id} / {subgroup} says both")


@rule("polls", "response_code", "one answer stands once in a question and subgroup")
def answers_stand_once(answers: pd.DataFrame, reach: Reach) -> Wrong:
    """A doubled row would be counted twice."""
    again = answers.duplicated([*_GROUP, "response_code", "answer_level"])
    return told(answers, again, "{question_id} / {subgroup} / {response_code} again")


@rule("polls", "answer_side", "an answer to a series takes the same side in every poll")
def answers_keep_their_side(answers: pd.DataFrame, reach: Reach) -> Wrong:
    """What is for a treaty in one year is for it in the next."""
    same = ["series_id", "response_code"]
    count = answers.groupby([*same, "answer_side"])["answer_id"].transform("size")
    most = count.groupby([answers[name] for name in same]).transform("max")
    leading = answers.assign(side=answers["answer_side"].where(count.eq(most))).groupby(same)["side"]
    odd = count.lt(most) | leading.transform("nunique").gt(
        1
    )  # where as many say the one, either may be wrong
    return told(answers, odd, "{answer_id}: {response_code} is {answer_side}, and not in other polls")


@rule("polls", "question_id", "a question's id is its poll, a dot and its series")
def question_ids_agree(answers: pd.DataFrame, reach: Reach) -> Wrong:
    """The id says what the columns say."""
    stems = answers["poll_id"] + "." + answers["series_id"]
    agrees = pd.Series(
        [
            one == stem or one.startswith((f"{stem}.", f"{stem}-"))
            for one, stem in zip(answers["question_id"], stems, strict=True)
        ],
        index=answers.index,
    )
    return told(answers, ~agrees, "{question_id} for {stems}", stems=stems)


@rule("polls", "unit", "means are scores from 1 to 5, everything else is a percentage")
def means_are_scores(answers: pd.DataFrame, reach: Reach) -> Wrong:
    """A mean is not a share."""
    mean = answers["answer_level"].eq("mean")
    score = answers["unit"].eq("mean_score_1_to_5")
    wrong = (mean != score) | (score & ~answers["value"].between(1, 5))
    return told(answers, wrong, "{answer_level} of {value} {unit}")


@rule("poll_waves", "country", "a poll in one country has answers from that country alone")
def countries_agree(waves: pd.DataFrame, reach: Reach) -> Wrong:
    """A poll in more than one says `several`."""
    asked = reach("polls").groupby("poll_id")["country"].agg(lambda each: "|".join(sorted(set(each))))
    said = waves["poll_id"].map(asked).fillna(waves["country"])
    wrong = waves["country"].ne("several") & waves["country"].ne(said)
    return told(waves, wrong, "{poll_id}: {country}, its answers {said}", said=said)


@rule("poll_waves", "sample_size", "a poll states its sample size or declares that it is not stated")
def sample_sizes_are_declared(waves: pd.DataFrame, reach: Reach) -> Wrong:
    """A percentage without a sample size gets no interval, so the blank must be meant."""
    wrong = waves["sample_size"].isna() != waves["sample_size_status"].eq("not_stated")
    return told(waves, wrong, "{poll_id}: size {sample_size}, status {sample_size_status}")


@rule("poll_waves", "response_rate_percent", "sample size, people drawn and response rate agree")
def response_rates_agree(waves: pd.DataFrame, reach: Reach) -> Wrong:
    """Valid answers over people drawn give the printed rate, which has one decimal or none."""
    rate = 100 * waves["sample_size"] / waves["drawn_sample"]
    whole = waves["response_rate_percent"].mod(1).eq(0)
    far = (rate - waves["response_rate_percent"]).abs() > whole.map({True: 0.55, False: 0.1}).astype(
        "Float64"
    )
    return told(
        waves, far, "{sample_size} of {drawn_sample} is {rate:.1f}%, not {response_rate_percent}", rate=rate
    )


@rule("poll_waves", "poll_id", "a poll's id holds the year of its fieldwork")
def poll_ids_agree(waves: pd.DataFrame, reach: Reach) -> Wrong:
    """The id says what the columns say; a year of fieldwork may run into the next."""
    year = waves["poll_id"].str.extract(r"-((?:19|20)\d\d)(?:-|$)")[0].astype("Float64")
    first, last = waves["fieldwork_started_on"].dt.year, waves["fieldwork_ended_on"].dt.year
    wrong = (year < first) | (year > last.fillna(first))
    return told(waves, wrong, "{poll_id}: fieldwork from {fieldwork_started_on}")


@rule("poll_waves", "has_answers", "a poll has answers in the table polls if and only if it says so")
def answers_are_there(waves: pd.DataFrame, reach: Reach) -> Wrong:
    """A deleted question shows here."""
    there = waves["poll_id"].isin(set(reach("polls")["poll_id"]))
    return told(waves, there != waves["has_answers"], "{poll_id} says {has_answers}")


@rule(
    "poll_series_breaks",
    "series_id",
    "a break names a survey, and a series or all of them, that the tables hold",
)
def breaks_name_series(breaks: pd.DataFrame, reach: Reach) -> Wrong:
    """A break of nothing would never be drawn."""
    surveys, series = set(reach("poll_waves")["survey_id"]), {*reach("polls")["series_id"], "all"}
    wrong = ~breaks["survey_id"].isin(surveys) | ~breaks["series_id"].isin(series)
    return told(breaks, wrong, "{survey_id} / {series_id}")
