"""The chart behind an entry: of the figures that were seen, or a sentence on why there is none."""

from dataclasses import replace
from datetime import date

import pytest

from afreflect.domain import course, cpd_chart, ledger, run_chart
from afreflect.domain.course import CourseKept
from afreflect.domain.cpd_log import LogEntryWritten
from afreflect.domain.run_chart import RunChart
from afreflect.domain.target import Target, TargetHistory
from tests.domain.cpd_examples import WHOLE
from tests.domain.examples import PATIENTS, RETURNS, WAIT, rates, returns

RESULT = returns([(5, 100), (9, 110), (1, 7), (7, 90)] * 3)
KEPT = course.kept(RESULT)
ENTRY = replace(
    WHOLE,
    metric_id=RETURNS.id,
    metric_version=RETURNS.version,
    extract_sha256=RESULT.extract_sha256,
    n=RESULT.whole.n,
)
AIM = Target(None, 0.05, 0.01, date(2027, 6, 1), "they stay well", date(2026, 11, 1))
LATER = replace(AIM, high=0.02, since=date(2026, 12, 1))


def seen(
    *events: CourseKept,
    entry: LogEntryWritten = ENTRY,
    history: TargetHistory = TargetHistory(),  # noqa: B008 - frozen
    live: RunChart | None = None,
) -> RunChart | str:
    return cpd_chart.seen(events, entry, RETURNS, history, live)


def test_what_was_kept_draws_the_very_same_chart():
    drawn = seen(KEPT)
    assert isinstance(drawn, RunChart)
    assert drawn.points == run_chart.read(RETURNS, RESULT, TargetHistory()).points
    assert drawn.sentence == run_chart.sentence(RETURNS, RESULT)
    assert drawn.process == run_chart.read(RETURNS, RESULT, TargetHistory()).process
    assert ledger.from_value(ledger.as_value(KEPT)) == KEPT


def test_a_rate_is_kept_with_what_it_was_counted_over():
    measured = rates([(100, 104.0), (95, 96.0), (118, 112.0)] * 4)
    course_kept = ledger.from_value(ledger.as_value(course.kept(measured)))
    found = course.found((course_kept,), PATIENTS, measured.extract_sha256, None)
    assert found is not None
    assert (found.whole, found.points) == (measured.whole, measured.points)


def test_the_same_course_is_kept_once():
    assert course.is_kept((KEPT,), course.kept(RESULT))
    assert not course.is_kept((KEPT,), course.kept(returns([(5, 100)] * 12)))


def test_of_two_courses_that_of_the_entrys_own_cases_counts():
    """Cases were set aside after the entry was written: its chart stays the one that was seen."""
    fewer = course.kept(returns([(4, 90)] * 12))
    drawn = seen(KEPT, fewer)
    assert isinstance(drawn, RunChart)
    assert drawn.whole.n == ENTRY.n


def test_only_a_target_of_that_day_stands_in_it():
    drawn = seen(KEPT, history=TargetHistory((AIM, LATER)))
    assert isinstance(drawn, RunChart)
    assert [stretch.target for stretch in drawn.targets] == [AIM]


def test_without_a_kept_course_the_extract_at_hand_is_drawn():
    live = run_chart.read(RETURNS, RESULT, TargetHistory())
    assert seen(live=live) is live


@pytest.mark.parametrize(
    "events, entry, why",
    [
        ((), ENTRY, cpd_chart.GONE),
        ((replace(KEPT, extract_sha256="other"),), ENTRY, cpd_chart.GONE),
        ((replace(KEPT, points="[[1]]"),), ENTRY, cpd_chart.GONE),
        ((replace(KEPT, points="no list"),), ENTRY, cpd_chart.GONE),
        ((KEPT,), replace(ENTRY, n=3), cpd_chart.GONE),
        (
            (replace(KEPT, metric_version="0.9"),),
            replace(ENTRY, metric_version="0.9"),
            cpd_chart.REDEFINED,
        ),
        ((course.kept(returns([(1, 4)] * 12)),), replace(ENTRY, n=48), cpd_chart.NO_COURSE),
    ],
)
def test_where_there_is_none_a_sentence_says_why(
    events: tuple[CourseKept, ...], entry: LogEntryWritten, why: str
):
    assert seen(*events, entry=entry) == why


def test_a_measure_that_is_not_known_here_has_no_chart():
    assert cpd_chart.seen((KEPT,), ENTRY, None, TargetHistory(), None) == cpd_chart.NO_MEASURE
    assert cpd_chart.seen((KEPT,), ENTRY, WAIT, TargetHistory(), None) == cpd_chart.GONE
