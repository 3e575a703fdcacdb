"""Centre, limits and signals of series of points, for one series or for thousands at once."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from afreflect.domain.spc.assurance import ASSURANCES, Assurance, assured, last_known
from afreflect.domain.spc.kinds import Figures, Kind, Limits, limits, needs_sizes
from afreflect.domain.spc.rules import RULE_SETS, SIGNALS, Codes, Runs, look
from afreflect.domain.spc.stretches import Column, Mask, Places, Stretches, cut

TRIAL_BELOW = 20
"""Points in a baseline below which its limits are trial limits, which further points will move."""
Better = Literal["higher", "lower", "neither"]
Direction = Literal["improvement", "concern", "neither"]
DIRECTIONS: tuple[Direction, ...] = ("neither", "improvement", "concern")
_WANTED: dict[Better, int] = {"higher": 1, "lower": -1, "neither": 0}
_COUNTS = ("p", "pprime", "u", "uprime", "c", "g")
NO_SIZES = "This kind of chart needs a denominator: name its column, or choose another kind."
NO_SUBGROUPS = "This kind of chart needs several values at each date: choose another kind."
UNUSED_SIZES = "This kind of chart takes no denominator: leave it out, or choose another kind."
SIZE_BELOW_ZERO = "A denominator can't be below zero: check its column."
BELOW_ZERO = "A count can't be below zero: check the values, or choose the chart xmr."
NO_TIME = "Times between events must be above zero: check the values, or choose the chart g."
MORE_THAN_ALL = "A part can't be larger than its whole: check the two columns, or choose a u chart."


class NotCharted(ValueError):
    """Figures of which no such chart can be drawn; the text is a sentence for the user."""


@dataclass(frozen=True)
class Chart:
    """What a chart shows, a column each, one entry a point in the order given.

    `value` is the plotted figure, NaN where it is missing. A run chart has no limits: they are NaN.
    `signal` holds places in SIGNALS, `toward` 1 for a signal in the wanted direction, -1 against
    it, and 0 where there is no signal or no direction is wanted. `up` is 1 for a signal towards
    higher figures and -1 towards lower ones. `stretch` numbers the stretches that share a centre.
    `n_baseline` is how many points a point's limits rest on. `runs` is there under Anhøj's rules.
    """

    kind: Kind
    rules: str
    value: Column
    lines: Limits
    signal: Codes
    toward: Codes
    up: Codes
    stretch: Places
    n_baseline: Places
    runs: Runs | None

    @cached_property
    def signals(self) -> tuple[str, ...]:
        """The named rule of each point, or "none"."""
        return tuple([SIGNALS[code] for code in self.signal.tolist()])

    @cached_property
    def directions(self) -> tuple[Direction, ...]:
        """Whether each point's signal is an improvement, a concern or neither."""
        return tuple([DIRECTIONS[way] for way in self.toward.tolist()])

    @property
    def trial(self) -> Mask:
        """Where the limits are trial limits, resting on too few points to stay."""
        return self.n_baseline < TRIAL_BELOW

    def assurance(self, low: float | None, high: float | None) -> Assurance:
        """Whether the process as it is now will lie in a wanted range; of one series alone."""
        if not len(self.value):
            return ""
        at = last_known(self.lines.lower, self.lines.upper, np.zeros(1, np.intp))
        return ASSURANCES[assured(self.lines.lower[at], self.lines.upper[at], low, high)[0]]


def chart(  # noqa: PLR0913
    kind: Kind,
    values: ArrayLike,
    sizes: ArrayLike | None = None,
    spreads: ArrayLike | None = None,
    *,
    series: NDArray | None = None,
    rebased: Mask | None = None,
    left_out: Mask | None = None,
    fix: int | None = None,
    centre: float | None = None,
    exact: bool = False,
    rules: str = "nhs",
    screened: bool | None = None,
    better: Better = "neither",
) -> Chart:
    """A chart of points in their order in time; the points of each series stand side by side.

    `values` are counts where `sizes` are the denominators of p and u charts, cases or time between
    events for g and t, means for X̄. Values over sizes are plotted on run and XmR charts too.
    `spreads` are the standard deviations within subgroups of `sizes` values, for X̄ and s. NaN is
    missing: it is no neighbour, ends a row, and is no signal. `series` differs from one series to
    the next; `rebased` marks points at which a new baseline begins; `fix` keeps to the first so
    many points of each; `left_out` marks points with a known cause, which are drawn and which no
    centre rests on. `screened` leaves out moving ranges beyond their own limit; None does what
    the rule set's authors do on an XmR chart. `centre` replaces the computed one;
    `exact` takes a g chart's limits from its distribution, not from three sigma. Raises NotCharted
    for figures of which no such chart can be drawn, KeyError for an unknown rule set.
    """
    rule_set = RULE_SETS[rules]
    figures, stretches = _figures(kind, values, sizes, spreads, (series, rebased, left_out, fix))
    figures = replace(
        figures,
        screened=(rule_set.screened and kind == "xmr") if screened is None else screened,
        sigma=rule_set.sigma,
        centre=centre,
        exact=exact,
    )
    if not stretches.n:
        return _empty(kind, rules)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        lines = limits(kind, figures)
        found = look(rule_set, figures.value, lines, stretches, left_out)
    counted = stretches.lengths
    if figures.counted is not None:
        counted = stretches.total(figures.counted.astype(np.intp))
    return Chart(
        kind=kind,
        rules=rules,
        value=figures.value,
        lines=lines,
        signal=found.signal,
        toward=found.toward * np.int8(_WANTED[better]),
        up=found.toward,
        stretch=stretches.of,
        n_baseline=stretches.spread(counted),
        runs=found.runs,
    )


def _figures(
    kind: Kind,
    values: ArrayLike,
    sizes: ArrayLike | None,
    spreads: ArrayLike | None,
    cuts: tuple[NDArray | None, Mask | None, Mask | None, int | None],
) -> tuple[Figures, Stretches]:
    """The plotted figure and what its limits need; refuses what can't be charted."""
    value, size, spread = _column(values), _column(sizes), _column(spreads)
    assert value is not None, "values are always given"
    _refuse(kind, value, size, spread)
    series, rebased, left_out, fix = cuts
    n = len(value)
    stretches = cut(series, rebased, n, fix) if n else Stretches(np.zeros(0, np.intp), 0)
    if kind == "s":
        value = _there(spread)
    elif size is not None and kind != "xbar":
        value = np.divide(value, size, out=np.full(n, np.nan), where=size > 0)
    if kind == "mr" and n:
        value = np.abs(stretches.steps(value))
    known = np.isfinite(value)
    counted = None if known.all() else known
    if counted is not None:
        value = np.where(known, value, np.nan)
    if stretches.baseline is not None:
        counted = stretches.baseline & known
    if left_out is not None:
        counted = (known if counted is None else counted) & ~left_out
    return Figures(value, size, spread, stretches, counted, screened=False, sigma=0.0), stretches


def _refuse(kind: Kind, value: Column, size: Column | None, spread: Column | None) -> None:
    if needs_sizes(kind) and size is None:
        raise NotCharted(NO_SIZES)
    if kind in ("xbar", "s") and (size is None or spread is None or not (size > 1).any()):
        raise NotCharted(NO_SUBGROUPS)
    if kind in ("c", "g", "t") and size is not None:
        raise NotCharted(UNUSED_SIZES)
    if size is not None and (size < 0).any():
        raise NotCharted(SIZE_BELOW_ZERO)
    if kind in _COUNTS and (value < 0).any():
        raise NotCharted(BELOW_ZERO)
    if kind == "t" and (value <= 0).any():
        raise NotCharted(NO_TIME)
    if kind in ("p", "pprime") and size is not None and (value > size).any():
        raise NotCharted(MORE_THAN_ALL)


def _column(numbers: ArrayLike | None) -> Column | None:
    return None if numbers is None else np.asarray(numbers, dtype=np.float64)


def _there(column: Column | None) -> Column:
    assert column is not None, "_refuse has seen to it that the column is there"
    return column


def _empty(kind: Kind, rules: str) -> Chart:
    none, codes, places = np.zeros(0), np.zeros(0, np.int8), np.zeros(0, np.intp)
    lines = Limits(none, none, none, none, none)
    return Chart(kind, rules, none, lines, codes, codes, codes, places, places, None)
