"""Contributors whom no file names: how near two groups may be to each other at the worst (K-06).

An extract of one's own practice may name nobody. Such a contributor is known again by their account
or by their own app, and only within one way of contributing: in another way the same person bears
another digest, or their name's. Two groups of one period are therefore held to be as near as they
can be.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from afreflect.domain.disclosure import Asked, Release

MARK = "~"
"""How the digest begins of somebody whom no file names."""


@dataclass(frozen=True)
class _Who:
    """A contributor: whether a file names them, and if not, the way in which they contributed."""

    digest: str

    @property
    def is_named(self) -> bool:
        return not self.digest.startswith(MARK)

    @property
    def way(self) -> str:
        return "" if self.is_named else self.digest.split(MARK)[1]

    def may_be(self, other: "_Who") -> bool:
        """Whether two that differ may be one person."""
        if self.is_named and other.is_named:
            return False
        return self.is_named or other.is_named or self.way != other.way


def in_way(digest: str, way: str) -> str:
    """A digest that says in which way somebody contributed, where no file names them."""
    return f"{MARK}{way}{digest}" if digest.startswith(MARK) else digest


def nearest(before: Release, now: Iterable[str], asked: Asked) -> Release:
    """An earlier release as near to a group as it may be; as it is for a period of its own."""
    if before.metric_id != asked.metric_id:
        return before
    if before.since >= asked.until or asked.since >= before.until:
        return before
    members = frozenset(now)
    new = sorted(members - before.members)
    gone = sorted(before.members - members)
    same = _matched(new, gone)
    return replace(before, members=frozenset(same.get(who, who) for who in before.members))


def _matched(new: list[str], gone: list[str]) -> dict[str, str]:
    """For as many of those who are gone as can be, who of the new ones they may be."""
    taken: dict[str, str] = {}

    def place(who: str, tried: set[str]) -> bool:
        for other in gone:
            if other in tried or not _Who(who).may_be(_Who(other)):
                continue
            tried.add(other)
            if other not in taken or place(taken[other], tried):
                taken[other] = who
                return True
        return False

    for who in new:
        place(who, set())
    return taken
