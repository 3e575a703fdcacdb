"""Whether a group may be shown after others, so that no difference tells of the few (K-06)."""

from collections.abc import Sequence

from afreflect.domain.disclosure.model import LEAST_FOR_NUMBERS, Release

LEAST_APART = 5
"""People by which two groups that are shown for one measure differ at least."""
MOST_SHARING = 1
"""Earlier pictures of one measure and time with which a group may have anybody in common.

Two that differ by enough pin nobody when they are solved together; of many that overlap, somebody
was left less than a rounding step.
"""
MOST_TRIES = 2
"""Groups of nearly the same people that are tried and refused, after which none is shown.

Each refusal tells that the people shown before were not quite these: trying one group after the
other would tell who they were.
"""


def may_follow(now: Release, earlier: Sequence[Release]) -> bool:
    """Whether a group may be shown in numbers after what was shown and what was refused."""
    before = [
        each
        for each in earlier
        if each.metric_id == now.metric_id and len(each.members) >= LEAST_FOR_NUMBERS
    ]
    shown = [each for each in before if each.shown]
    tried = {each.members for each in before if not each.shown and _nearly(now, each)}
    sharing = [each for each in shown if _overlap(now, each) and now.members & each.members]
    return (
        not any(_too_near(now, each) for each in shown)
        and len(sharing) <= MOST_SHARING
        and len(tried) < MOST_TRIES
    )


def _too_near(now: Release, before: Release) -> bool:
    """Whether the difference of two releases could tell of the few who differ."""
    if now.members == before.members:
        return _overlap(now, before)
    return _nearly(now, before)


def _nearly(now: Release, before: Release) -> bool:
    return len(now.members ^ before.members) < LEAST_APART


def _overlap(now: Release, before: Release) -> bool:
    return now.since < before.until and before.since < now.until
