"""One metric before a commitment's start and since: how far apart, and whether chance does that.

The year before the start stands against everything since, on one definition. Both are samples of
their own, so that the difference has the interval of two independent ones. The days in which an act
can't show yet, its lag, count for neither. What lies before the start is a year at most: the same
seasons, and little of what was long ago.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from afreflect.domain import (
    difference,
    expectation,
    figure,
    months_since,
    needed,
    questions,
)
from afreflect.domain.exclusion import Exclusion
from afreflect.domain.expectation import Expectation
from afreflect.domain.interval import Interval
from afreflect.domain.metric import Metric, MetricResult, Point
from afreflect.domain.plan_events import CommitmentMade
from afreflect.domain.run_chart import LONGEST_SENTENCE
from afreflect.domain.target import TargetHistory

Direction = Literal["wanted", "against", "none"]
State = Literal["blocked", "not yet", "too few", "moved", "about the same"]
AFTERWARDS = timedelta(days=14)
"""How long after its start a commitment may be written down without a word on it."""
SHARES = {"median": 0.5, "p90": 0.9}
NOT_CAUSE = (
    "This tells whether it moved, not why. A figure that was unusual often comes back by itself."
)


@dataclass(frozen=True)
class Windows:
    """Which days count as before and which as since; each end is the first day that does not."""

    before_from: date
    start: date
    since_from: date

    @property
    def before(self) -> tuple[date, date]:
        """The first day before, and the first day no longer before."""
        return self.before_from, self.start


@dataclass(frozen=True)
class Sample:
    """A period's figure and, for levels, the single values behind it; their days as they are."""

    result: MetricResult
    values: tuple[float, ...] = ()

    @property
    def whole(self) -> Point:
        """The period as one point."""
        return self.result.whole


@dataclass(frozen=True)
class BeforeAfter:
    """What became of a metric since a commitment's start, in numbers and words.

    `change` is since minus before in the metric's unit, `low` to `high` its 95 % interval; None
    without two figures. `more` is about how many more cases since would tell a change of `size`.
    `before_days` and `since_days` are first and last days, None where nothing was compared.
    `signals` says what the months since look like against those before, `guessed` how the figure
    stands to the guess, `too_soon` what was left out of both because its outcome can't be known
    yet; all may be ''.
    `direction` is that of what moved: by the clinician's target, else by the metric's evidence.
    """

    metric: Metric
    state: State
    sentence: str
    before: Point | None = None
    since: Point | None = None
    change: float | None = None
    low: float | None = None
    high: float | None = None
    size: float | None = None
    more: int | None = None
    before_days: tuple[date, date] | None = None
    since_days: tuple[date, date] | None = None
    signals: str = ""
    guessed: str = ""
    late: str = ""
    too_soon: str = ""
    direction: Direction = "none"

    @property
    def has_figures(self) -> bool:
        """Whether both sides carry a figure."""
        return self.change is not None

    @property
    def days(self) -> str:
        """Which days stand on either side, as two sentences; '' where nothing was compared."""
        if self.before_days is None or self.since_days is None:
            return ""
        return f"Before: {_days(self.before_days)}. Since: {_days(self.since_days)}."

    @property
    def alt(self) -> str:
        """What the picture says to somebody who can't see it."""
        return f"{self.metric.title} before and since. {self.sentence}"

    @property
    def difference(self) -> str:
        """The difference with its interval in words; '' without two figures."""
        if self.change is None:
            return ""
        said = _apart(self.metric, self.before, self.since)
        if self.low is None or self.high is None:
            return said
        return f"{said} ({figure.say_move(self.low, self.high, self.metric)})"


def windows(made: CommitmentMade) -> Windows:
    """The days that a commitment sets against each other, its lag left out."""
    a_year_before = questions.months_after(made.start, -12)
    return Windows(a_year_before, made.start, made.start + timedelta(days=made.lag_days))


def blocked(metric: Metric, why: str) -> BeforeAfter:
    """No comparison, and why in a plain sentence."""
    return BeforeAfter(metric, "blocked", why)


def not_yet(metric: Metric, made: CommitmentMade, until: date) -> BeforeAfter:
    """No comparison yet: the data end, on their last day `until`, before anything can show."""
    since_from = windows(made).since_from
    said = f"Your data end on {figure.say_day(until)}."
    if since_from > made.start:
        said += f" It can show from {figure.say_day(since_from)} on."
    return BeforeAfter(
        metric, "not yet", f"{said} With the next extract, before and since stand here."
    )


def compare(
    metric: Metric,
    made: CommitmentMade,
    before: Sample,
    since: Sample,
    course: MetricResult,
    span: tuple[date, date],
    history: TargetHistory,
) -> BeforeAfter:
    """Before and since side by side.

    `course` is the metric by month (or wider) over both, `span` the first and the last day of the
    data. The size that matters is that of the clinician's target, else what they guessed.
    """
    one, two = before.whole, since.whole
    if not two.n:
        return not_yet(metric, made, span[1])
    days = windows(made)
    size = _size(metric, made, one, history)
    both = _shown(one, metric) and _shown(two, metric)
    interval = _interval(metric, before, since) if both else None
    low, high = interval or (None, None)
    comparable = min(one.n, two.n) >= metric.n_compare
    state = _state(interval if comparable else None, size)
    more = _more(metric, one, two, size) if state == "too few" else None
    return BeforeAfter(
        metric=metric,
        state=state,
        sentence=_sentence(metric, one, two, state, size, more),
        before=one,
        since=two,
        change=(two.value or 0.0) - (one.value or 0.0) if both else None,
        low=low,
        high=high,
        size=size,
        more=more,
        before_days=(max(days.before_from, span[0]), days.start - timedelta(days=1))
        if one.n
        else None,
        since_days=(days.since_from, span[1]),
        signals=months_since.sentence(metric, course, days.start, days.since_from, history),
        guessed=_guessed(metric, made, since.result),
        late=_late(made),
        direction=_direction(metric, one, two, history) if state == "moved" else "none",
    )


def too_soon(left: Exclusion, sides: tuple[MetricResult, MetricResult]) -> str:
    """How many cases were left out of both because it is too soon to tell; '' where none was."""
    found = sum(each.units for side in sides for each in side.left_out if each.because == left.id)
    if not found:
        return ""
    what = f"{figure.count(found)} {left.noun_one if found == 1 else left.noun}"
    return f"It is too soon to tell for {what} of the extract: out of both."


def rows(seen: BeforeAfter) -> tuple[tuple[str, str, str, str, str], ...]:
    """The picture as a table: which side, n, met, figure, interval."""
    return tuple(
        _row(name, point, seen.metric)
        for name, point in (("Before", seen.before), ("Since", seen.since))
        if point is not None
    )


def _row(name: str, point: Point, metric: Metric) -> tuple[str, str, str, str, str]:
    met = figure.met(point, metric)
    if not _shown(point, metric) or point.value is None:
        return name, figure.count(point.n), met, "too few", ""
    between = ""
    if point.low is not None and point.high is not None:
        between = figure.say_range(point.low, point.high, metric)
    return name, figure.count(point.n), met, figure.say(point.value, metric), between


def _days(days: tuple[date, date]) -> str:
    return f"{figure.say_day(days[0])} to {figure.say_day(days[1])}"


def _shown(point: Point, metric: Metric) -> bool:
    """Whether a side carries a figure; to compare the two takes `n_compare` in each."""
    return point.value is not None and point.n >= metric.n_show


def _interval(metric: Metric, before: Sample, since: Sample) -> Interval | None:
    one, two = before.whole, since.whole
    if metric.kind == "proportion":
        return difference.between_shares(two.met or 0, two.n, one.met or 0, one.n)
    if metric.kind == "rate":
        return difference.between_rates(
            two.met or 0, two.exposure or 0.0, one.met or 0, one.exposure or 0.0
        )
    if since.result.summary in SHARES:
        share = SHARES[since.result.summary]
        return difference.between_quantiles(since.values, before.values, share)
    return difference.between_means(since.values, before.values)


def _size(
    metric: Metric, made: CommitmentMade, before: Point, history: TargetHistory
) -> float | None:
    """The size of a change that is asked about, in the metric's unit, if any is known."""
    if history.current is not None:
        return history.current.smallest_change
    if made.guess is None or before.value is None:
        return None
    guessed = abs(figure.rounded(made.guess, metric) - figure.rounded(before.value, metric))
    return guessed or None


def _state(interval: Interval | None, size: float | None) -> State:
    if interval is None:
        return "too few"
    low, high = interval
    if not low <= 0 <= high:
        return "moved"
    if size is not None and -size < low and high < size:
        return "about the same"
    return "too few"


def _direction(metric: Metric, before: Point, since: Point, history: TargetHistory) -> Direction:
    one, two = before.value or 0.0, since.value or 0.0
    if history.current is not None:
        closer = history.current.away(one) - history.current.away(two)
        return "none" if closer == 0 else "wanted" if closer > 0 else "against"
    if metric.better not in ("higher", "lower"):
        return "none"
    return "wanted" if (two > one) == (metric.better == "higher") else "against"


def _more(metric: Metric, before: Point, since: Point, size: float | None) -> int | None:
    """About how many more cases since would tell; None where no number is known, or none would."""
    if before.n < metric.n_compare:
        return None
    to_compare = max(0, metric.n_compare - since.n)
    to_tell = None if size is None else needed.since(metric, before, since.n, size)
    return max(to_compare, to_tell or 0) or None


def _apart(metric: Metric, before: Point | None, since: Point | None) -> str:
    """The two figures' distance as far as they are said, with its side."""
    if before is None or since is None or before.value is None or since.value is None:
        return ""
    apart = figure.rounded(since.value, metric) - figure.rounded(before.value, metric)
    return figure.say_side(figure.say_difference(abs(apart), metric), apart, metric)


def _sentence(
    metric: Metric,
    before: Point,
    since: Point,
    state: State,
    size: float | None,
    more: int | None,
) -> str:
    """The one sentence, in at most 25 words (FR-14)."""
    said = _sayings(metric, before, since, state, size, more)
    return next((each for each in said if len(each.split()) <= LONGEST_SENTENCE), said[-1])


def _sayings(
    metric: Metric,
    before: Point,
    since: Point,
    state: State,
    size: float | None,
    more: int | None,
) -> tuple[str, ...]:
    """The sentence at several lengths, the fullest first."""
    if not before.n:
        return (f"No {metric.noun} in the year before you began: nothing to compare with.",)
    if before.n < metric.n_compare:
        return (
            f"Only {figure.say_cases(before.n, metric.noun)} in the year before you began: too few "
            "to compare with.",
        )
    about = "" if more is None else f"about {figure.count(needed.plain(more))} more"
    if not _shown(since, metric):
        n = figure.say_cases(since.n, metric.noun)
        return (f"{n} since you began: too few to tell; {about} would help.",)
    figures = (
        f"{figure.say(since.value or 0, metric)} since you began, "
        f"{figure.say(before.value or 0, metric)} before"
    )
    if state == "moved":
        apart = _apart(metric, before, since)
        return (f"{figures}: {apart}, more than chance usually allows.",)
    of_size = "" if size is None else figure.say_difference(size, metric)
    if state == "about the same":
        return (f"{figures}: not a change of {of_size}.",)
    if not about:
        what = f"a change of {of_size}" if of_size else "it from chance"
        return (f"{figures}: too few to tell {what}.",)
    noun = figure.noun_for(needed.plain(more or 0), metric.noun)
    if since.n < metric.n_compare or not of_size:
        return (f"{figures}: too few to tell; {about} {noun} would help.",)
    return (
        f"{figures}: too few to tell; {about} {noun} would tell a change of {of_size}.",
        f"{figures}: too few to tell; {about} would tell a change of {of_size}.",
        f"{figures}: too few to tell, {about} {noun}.",
    )


def _guessed(metric: Metric, made: CommitmentMade, since: MetricResult) -> str:
    """The guess made at the start beside the figure since."""
    if made.guess is None:
        return ""
    return expectation.gap(metric, Expectation(made.guess), since)


def _late(made: CommitmentMade) -> str:
    """A word where the start was chosen with the figures known."""
    written = made.at.date()
    if written - made.start <= AFTERWARDS:
        return ""
    return (
        f"You wrote this down on {figure.say_day(written)}, after it began: a start that is chosen "
        "with the figures known can flatter them."
    )
