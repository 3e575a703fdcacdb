"""How fast limits and signals are computed, against two other packages in the same run.

    python -m venv /tmp/others && /tmp/others/bin/pip install -r benchmarks/requirements.txt \\
        -r requirements.txt
    /tmp/others/bin/python -m benchmarks.spc

Prints, for each size, the least of several runs in milliseconds, and how many times faster than the
fastest of the others we are. Everyone draws an individuals chart with limits and run rules: ours
with each rule set, shewhart with its default, qikit with its own two ways. Every way is given the
same numbers in the form that it takes without any conversion.
"""

import importlib
import time
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from afreflect.domain import spc

SIZES = ((281, 36), (1, 1_000), (1, 10_000))
SEED = 36
RUNS = 9
LONGEST = 2.0
"""Seconds after which a way is not run again."""

Way = Callable[[], object]


def main() -> None:
    """Prints the table."""
    warnings.simplefilter("ignore")
    qikit, shewhart = _other("qikit"), _other("shewhart")
    if qikit is None or shewhart is None:
        raise SystemExit("Install benchmarks/requirements.txt first, as the first lines here say.")
    print(f"{'milliseconds':16}", *(f"{f'{series} x {points}':>14}" for series, points in SIZES))
    found = [_of_size(qikit, shewhart, *size) for size in SIZES]
    for name in found[0]:
        print(f"{name:16}", *(f"{taken[name]:14.3f}" for taken in found))
    for rules in spc.RULE_SETS:
        own = f"ours, {rules}"
        ratios = [
            min(ms for name, ms in taken.items() if not name.startswith("ours")) / taken[own]
            for taken in found
        ]
        print(f"{'times faster':16}", *(f"{ratio:14.1f}" for ratio in ratios), f" ({rules})")


def _of_size(qikit: Any, shewhart: Any, series: int, points: int) -> dict[str, float]:
    figures = np.random.default_rng(SEED).normal(50.0, 8.0, (series, points))
    flat, which = figures.ravel(), np.repeat(np.arange(series), points)
    ways: dict[str, Way] = {f"ours, {rules}": _ours(flat, which, rules) for rules in spc.RULE_SETS}
    ways["shewhart"] = _each(figures, shewhart.imr)
    ways["qikit, anhoej"] = _each(figures, lambda y: qikit.qic(y=y, chart="i"))
    ways["qikit, weco"] = _each(figures, lambda y: qikit.qic(y=y, chart="i", method="weco"))
    return {name: least(way) for name, way in ways.items()}


def _ours(flat: NDArray, which: NDArray, rules: str) -> Way:
    return lambda: spc.chart("xmr", flat, series=which, rules=rules)


def _each(figures: Sequence[NDArray] | NDArray, draw: Callable[[NDArray], object]) -> Way:
    return lambda: [draw(one) for one in figures]


def least(way: Way) -> float:
    """The least of several runs, in milliseconds."""
    best, begun = float("inf"), time.perf_counter()
    for _ in range(RUNS):
        start = time.perf_counter()
        way()
        best = min(best, time.perf_counter() - start)
        if time.perf_counter() - begun > LONGEST:
            break
    return best * 1000


def _other(package: str) -> Any:
    try:
        return importlib.import_module(package)
    except ImportError:
        return None


if __name__ == "__main__":
    main()
