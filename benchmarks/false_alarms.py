"""How often pure chance raises a signal: 10,000 stable series of each kind of chart and rule set.

    python -m benchmarks.false_alarms [SERIES]

Prints, for series of 24 and of 36 points, how many series in a hundred have a signal; then how many
are said to follow the time of year, without a season and with one. The seed is fixed. Limits are
taken from the series itself, as on a first chart of one's own months.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from afreflect.domain import spc
from afreflect.domain.spc.choice import YEAR, seasonal

SERIES = 10_000
LENGTHS = (24, 36)
SEED = 20_231_101
CASES = 40
"""Cases a month: what one physician sees of one condition."""
SUBGROUP = 8

Columns = tuple[NDArray, NDArray | None, NDArray | None]


@dataclass(frozen=True)
class Chance:
    """A stable process and the chart that is drawn of it."""

    name: str
    kind: spc.Kind
    draw: Callable[[Generator, int], Columns]
    exact: bool = False


def _sized(generator: Generator, n: int) -> NDArray:
    return generator.integers(CASES // 2, CASES * 3 // 2, n, endpoint=True).astype(float)


def _shares(generator: Generator, n: int) -> Columns:
    sizes = _sized(generator, n)
    return generator.binomial(sizes.astype(int), 0.2).astype(float), sizes, None


def _rates(generator: Generator, n: int) -> Columns:
    sizes = _sized(generator, n)
    return generator.poisson(0.2 * sizes).astype(float), sizes, None


def _ratings(generator: Generator, n: int) -> Columns:
    marks = generator.normal(4.0, 0.6, (n, SUBGROUP))
    return marks.mean(axis=1), np.full(n, float(SUBGROUP)), marks.std(axis=1, ddof=1)


def _gaps(generator: Generator, n: int) -> Columns:
    return generator.geometric(0.05, n).astype(float) - 1, None, None


def _normal(generator: Generator, n: int) -> Columns:
    return generator.normal(50.0, 8.0, n), None, None


PROCESSES = [
    Chance("run, of normal figures", "run", _normal),
    Chance("XmR, of normal figures", "xmr", _normal),
    Chance("p, 20 % of 20 to 60 cases", "p", _shares),
    Chance("p', 20 % of 20 to 60 cases", "pprime", _shares),
    Chance("u, 0.2 of 20 to 60 hours", "u", _rates),
    Chance("u', 0.2 of 20 to 60 hours", "uprime", _rates),
    Chance("c, 8 events a month", "c", lambda g, n: (g.poisson(8.0, n).astype(float), None, None)),
    Chance("g, one case in 20", "g", _gaps),
    Chance("g, the same, exact limits", "g", _gaps, exact=True),
    Chance("t, 30 days between events", "t", lambda g, n: (g.exponential(30.0, n), None, None)),
    Chance("X-bar, 8 ratings each", "xbar", _ratings),
    Chance("s, 8 ratings each", "s", _ratings),
]


def alarmed(chance: Chance, rules: str, length: int, series: int = SERIES) -> float:
    """The share of stable series in which a rule set sees at least one signal."""
    generator = np.random.default_rng(SEED)
    values, sizes, spreads = chance.draw(generator, series * length)
    which = np.repeat(np.arange(series), length)
    drawn = spc.chart(
        chance.kind, values, sizes, spreads, series=which, rules=rules, exact=chance.exact
    )
    return float((drawn.signal.reshape(series, length) > 0).any(axis=1).mean())


def seasons_seen(length: int, wave: float, series: int = SERIES) -> float:
    """The share of series that are said to follow the year.

    `wave` is the height of a yearly wave above its middle, in standard deviations of what chance
    adds; it begins anywhere in the year.
    """
    generator = np.random.default_rng(SEED)
    at = np.arange(length)
    months = (at % YEAR + 1).astype(np.float64)
    begins = generator.uniform(0, 2 * np.pi, (series, 1))
    figures = wave * np.sin(2 * np.pi * at / YEAR + begins)
    figures += generator.normal(0.0, 1.0, (series, length))
    return float(np.mean([seasonal(one, months) for one in figures]))


def main(series: int = SERIES) -> None:
    """Prints the table."""
    names = [f"{rules} {length}" for rules in spc.RULE_SETS for length in LENGTHS]
    print(f"{'% of stable series with a signal':34}", *(f"{name:>11}" for name in names))
    for chance in PROCESSES:
        shares = [
            alarmed(chance, rules, length, series) for rules in spc.RULE_SETS for length in LENGTHS
        ]
        print(f"{chance.name:34}", *(f"{100 * share:11.1f}" for share in shares))
    for wave in (0.0, 1.0, 1.5, 2.0):
        shares = [seasons_seen(length, wave, series) for length in LENGTHS]
        said = f"called seasonal, wave of {wave} sd"
        print(f"{said:34}", *(f"{100 * share:11.1f}" for share in shares))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
