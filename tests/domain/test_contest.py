"""An objection that is run: the sentence, the difference and the conclusion."""

from dataclasses import replace
from datetime import date

import pytest

from afreflect.domain import contest, interval
from afreflect.domain.contest import Run, WithAndWithout
from afreflect.domain.metric import Metric, MetricResult, Point
from afreflect.domain.request import request
from afreflect.domain.target import Target
from afreflect.storage.catalogue import catalogue
from afreflect.storage.exclusions import exclusions, fitting
from tests.domain.examples import RETURNS as COMING_BACK
from tests.domain.examples import WAIT

RETURNS = replace(COMING_BACK, n_show=100, better="neither")


def point(n: int, met: int) -> Point:
    low, high = interval.wilson(met, n) or (None, None)
    return Point(None, n, met, met / n if n else None, low, high)


def result(point: Point, summary: str = "proportion") -> MetricResult:
    return MetricResult("r", "1", "", "", summary, "all", (), point)


def run(n: int, met: int, kept: int, kept_met: int, measure: Metric = RETURNS) -> Run:
    everything, stays = result(point(n, met)), result(point(kept, kept_met))
    return Run(measure, everything, stays, (), (), "planned returns", "planned return")


def aim(low: float | None, high: float | None) -> Target:
    return Target(low, high, 0.01, date(2027, 6, 30), "mine", date(2026, 1, 1))


def seen(n: int, met: int, kept: int, kept_met: int, target: Target | None = None):
    return contest.compare(run(n, met, kept, kept_met), target)


def test_the_sentence_of_the_specification():
    """FR-14: what goes, what becomes of the figure, and whether the conclusion stays."""
    found = seen(672, 41, 631, 0)
    assert found.sentence == (
        "Leaving out 41 planned returns: 6.1 % becomes 0.0 %. Your conclusion changes."
    )
    assert seen(672, 41, 671, 40).sentence == (
        "Leaving out 1 planned return: 6.1 % becomes 6.0 %. Your conclusion stays."
    )


def test_nothing_to_leave_out_leaves_the_conclusion():
    found = seen(672, 41, 672, 41)
    assert found.sentence == "No planned returns among your 672 discharges."
    assert (found.conclusion, found.left_out) == ("stays", 0)


def test_nothing_left_or_too_few_is_an_answer():
    """FR-10: no figure where too few stand behind it, with or without."""
    assert seen(120, 10, 0, 0).sentence == (
        "Leaving out 120 planned returns leaves nothing to measure."
    )
    found = seen(120, 10, 99, 5)
    assert found.sentence == (
        "Leaving out 21 planned returns leaves 99 discharges: too few for a figure, which needs "
        "100."
    )
    assert found.conclusion == "too few"
    assert not found.has_figures
    assert contest.difference_in_words(found) == "too few to say"
    assert [row[3] for row in contest.rows(found)] == ["8.3 %", "too few"]
    assert seen(0, 0, 0, 0).sentence == "There are no discharges to leave anything out of."


@pytest.mark.parametrize(
    "counts, conclusion",
    [
        ((1000, 60, 950, 55), "stays"),
        ((1000, 60, 900, 20), "changes"),
        ((1000, 60, 110, 9), "too few"),
    ],
)
def test_without_a_target_chance_decides(counts: tuple[int, int, int, int], conclusion: str):
    """Stays inside the range with them; changes outside of it where chance can't explain it."""
    assert seen(*counts).conclusion == conclusion


@pytest.mark.parametrize(
    "target, conclusion, why",
    [
        (aim(None, 0.10), "stays", "the whole range lies where you want it."),
        (aim(None, 0.01), "stays", "the whole range lies where you do not want it."),
        (aim(None, 0.035), "changes", "without them the whole range lies where you want it."),
        (aim(0.0, 0.06), "changes", "With them the range reaches both sides of your target's edge"),
        (aim(0.05, None), "changes", "without them the whole range lies where you do not want it."),
    ],
)
def test_with_a_target_its_side_decides(target: Target, conclusion: str, why: str):
    """FR-09: the own target is what the figure is held against."""
    found = seen(1000, 60, 900, 20, target)
    assert found.conclusion == conclusion
    assert why in found.why


def test_a_figure_on_both_sides_of_the_target_before_and_after_concludes_nothing_new():
    found = seen(1000, 60, 950, 52, aim(None, 0.055))
    assert found.conclusion == "stays"
    assert found.why == "With and without them the range reaches both sides of your target's edge."


@pytest.mark.parametrize(
    "better, target, direction",
    [
        ("neither", None, "none"),
        ("lower", None, "wanted"),
        ("higher", None, "against"),
        ("neither", aim(None, 0.03), "wanted"),
        ("lower", aim(0.07, None), "against"),
        ("neither", aim(0.0, 0.06), "wanted"),
    ],
)
def test_only_a_wanted_direction_gives_the_move_a_side(
    better: str, target: Target | None, direction: str
):
    """Quiet where nothing is wanted; the clinician's own target goes before the evidence's."""
    measure = replace(RETURNS, better=better)
    assert contest.compare(run(1000, 60, 900, 20, measure), target).direction == direction


def test_the_difference_is_said_as_far_apart_as_the_figures_are():
    found = seen(1000, 60, 900, 20)
    assert contest.shift_in_words(found) == "3.8 percentage points lower"
    assert contest.difference_in_words(found) == "3.8 percentage points lower (2.9 to 4.8 lower)"
    both = contest.difference_in_words(seen(1000, 60, 950, 57))
    assert both.startswith("0.0 percentage points (")
    assert both.endswith(" higher)")


def test_a_duration_moves_with_its_own_interval():
    stay, go = tuple(float(m) for m in range(60, 160)), tuple(float(m) for m in range(300, 330))
    whole, kept = Point(None, 130, None, 124.5, 115, 136), Point(None, 100, None, 109.5, 100, 120)
    found = contest.compare(
        Run(WAIT, result(whole, "median"), result(kept, "median"), stay, go, "stays", "stay")
    )
    assert found.change == -15
    assert found.low is not None
    assert found.high is not None
    assert found.low < -15 < found.high < 0
    assert "becomes 1 h 50" in found.sentence


def longest(measure: Metric, noun: str) -> WithAndWithout:
    whole = Point(None, 14_812, None, 844.0, 820.0, 860.0)
    if measure.kind == "proportion":
        whole = point(14_812, 4_001)
    kept = replace(whole, n=13_500, value=(whole.value or 0) * 1.001)
    summary = measure.summaries[0]
    return contest.compare(
        Run(measure, result(whole, summary), result(kept, summary), (), (), noun, noun)
    )


@pytest.mark.parametrize("measure", catalogue(), ids=lambda each: each.id)
def test_no_sentence_is_longer_than_25_words(measure: Metric):
    """FR-14."""
    for each in fitting(measure).values():
        found = longest(measure, each.noun)
        for ending in ("stays", "changes", "too few"):
            said = contest._sentence(
                Run(measure, result(found.everything), result(found.kept), (), (), each.noun, ""),
                found.everything,
                found.kept,
                ending,
            )
            assert len(said.split()) <= 25, said


def test_a_request_names_the_measure_and_what_is_lacking_and_nobody():
    """FR-38: a note to the data owner, without a patient and without a figure."""
    measure = next(each for each in catalogue() if each.id == "admission")
    period = date(2025, 1, 1), date(2025, 12, 31)
    note = request(measure, "Is it the\nsite's policy?", "the site of each visit", period)
    assert "“Admission”" in note
    assert "“Is it the site's policy?”" in note
    assert "would have to tell the site of each visit" in note
    assert "1 Jan 2025 to 31 Dec 2025" in note
    assert measure.sha256[:12] in note
    assert "%" not in note
    assert "Do you know where" in request(measure, "Why?", "", (None, None))


def test_every_exclusions_own_words_make_a_sentence():
    for each in exclusions().values():
        said = contest._sentence(
            replace(run(1000, 60, 999, 59), noun=each.noun, noun_one=each.noun_one),
            point(1000, 60),
            point(999, 59),
            "stays",
        )
        assert said.startswith(f"Leaving out 1 {each.noun_one}: ")
