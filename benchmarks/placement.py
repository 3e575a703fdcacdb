"""How long one placement takes, and how much faster columns are than one draw after the other.

    python -m benchmarks.placement

Prints the least of several runs in milliseconds. The specification asks for less than 20 for one
placement with its 2,000 draws; ours also weighs every sheet that is one tap away.
"""

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from afreflect.domain.mdpie import place, rules
from afreflect.domain.mdpie.doubt import DRAWS, draws, weigh
from afreflect.domain.mdpie.scoring import score
from benchmarks.population import Sheet, drawn

RUNS = 9


def main() -> None:
    """Prints the table."""
    sheet = next(one for one in drawn() if len(place(one.answers, one.situation).zones) == 1)
    scores = score(sheet.answers, sheet.situation)
    whole = least(lambda: place(sheet.answers, sheet.situation))
    columns = least(lambda: weigh(scores, sheet.situation))
    loop = least(lambda: one_by_one(sheet), runs=2)
    print(f"{'a placement':34}{whole:10.2f} ms")
    print(f"{'2,000 draws by columns':34}{columns:10.2f} ms")
    print(f"{'2,000 draws one after the other':34}{loop:10.2f} ms")
    print(f"{'columns are faster, times':34}{loop / columns:10.0f}")


def one_by_one(sheet: Sheet) -> list[float]:
    """The shares by asking the rules once for each draw."""
    scores, made = score(sheet.answers, sheet.situation), draws()
    found = []
    for at in range(DRAWS):
        drawn_scores = replace(
            scores,
            mindset=_clipped(scores.mindset, scores.se_mindset * made.mindset[at], 0, 100),
            data_quality=_clipped(
                scores.data_quality, scores.se_data_quality * made.data_quality[at], 0, 100
            ),
            acceptance=_moved(scores.acceptance, made.acceptance[at]),
            agency=_moved(scores.agency, made.agency[at]),
        )
        found.append(rules.weights(drawn_scores, sheet.situation))
    return list(np.mean(found, axis=0))


def _clipped(value: float | None, by: float, least_: float, most: float) -> float | None:
    return None if value is None else min(max(value + by, least_), most)


def _moved(answer: int | None, by: int) -> int | None:
    return None if answer is None else int(min(max(answer + by, 1), 6))


def least(way: Callable[[], object], runs: int = RUNS) -> float:
    """The least of several runs, in milliseconds."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        way()
        best = min(best, time.perf_counter() - start)
    return best * 1000


if __name__ == "__main__":
    main()
