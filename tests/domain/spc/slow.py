"""The rules again, one point after the other, as a person would apply them with a pencil."""

from itertools import groupby, pairwise
from statistics import median

from scipy.stats import binom

LIMIT, NEAR = 2.66, 2.66 * 2 / 3


def xmr(values: list[float], screened: bool) -> tuple[float, float]:
    """The centre and the mean moving range."""
    steps = [abs(b - a) for a, b in pairwise(values)]
    mean = sum(steps) / len(steps)
    calm = [step for step in steps if step < 3.267 * mean]
    if screened and calm and sum(calm) > 0:
        mean = sum(calm) / len(calm)
    return sum(values) / len(values), mean


def nhs(values: list[float], centre: float, step: float, beyond_counts: bool) -> list[str]:
    """The named rule of each point under Making Data Count's rules."""
    n = len(values)
    side = [(value > centre) - (value < centre) for value in values]
    beyond = [step > 0 and abs(value - centre) > LIMIT * step for value in values]
    near = [
        step > 0 and abs(value - centre) > NEAR * step and (beyond_counts or not out)
        for value, out in zip(values, beyond, strict=True)
    ]
    names = ["none"] * n
    for first in range(n - 6):
        if abs(sum(side[first : first + 7])) == 7:
            names[first : first + 7] = ["shift"] * 7
    for first in range(n - 2):
        if abs(sum(side[first : first + 3])) == 3 and sum(near[first : first + 3]) >= 2:
            for at in range(first, first + 3):
                names[at] = "two in three" if near[at] else names[at]
    for first in range(n - 6):
        part = values[first : first + 7]
        if all(b > a for a, b in pairwise(part)) or all(b < a for a, b in pairwise(part)):
            names[first : first + 7] = ["trend"] * 7
    return ["point beyond limit" if out else name for out, name in zip(beyond, names, strict=True)]


def anhoej(values: list[float]) -> tuple[int, int, int, int]:
    """Useful points, longest run, crossings, fewest crossings of a run chart."""
    centre = median(values)
    side = [value > centre for value in values if value != centre]
    runs = [len(list(group)) for _, group in groupby(side)]
    fewest = int(binom.ppf(0.05, len(side) - 1, 0.5)) if len(side) > 1 else 0
    return len(side), max(runs, default=0), max(len(runs) - 1, 0), fewest
