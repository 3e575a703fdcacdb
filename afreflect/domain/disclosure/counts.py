"""Counts of cases in a group's view: small ones withheld, the rest coarse (K-02, K-05, K-07)."""

SMALL = 8
"""Counts below this are withheld; none at all counts as small too."""
BASE = 5
LEAST_FOR_BOTH = 20
"""Cases below which a share and its count never stand together (K-07)."""
WITHHELD = None


def rounded(count: int) -> int | None:
    """A count to the nearest 5; None where it is below 8, zero included (K-02)."""
    if count < 0:
        raise ValueError("A count is not below zero.")
    return WITHHELD if count < SMALL else BASE * ((count + BASE // 2) // BASE)


def share_of_rounded(part: int, whole: int) -> float | None:
    """A share worked out from rounded parts; None where either is withheld (K-07)."""
    above, below = rounded(part), rounded(whole)
    return None if above is None or below is None else min(above / below, 1.0)
