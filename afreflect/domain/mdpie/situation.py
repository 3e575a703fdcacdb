"""From the trust in a measure's data to what a placement needs to know of them."""

from afreflect.domain.mdpie.model import Part, Situation, Validity
from afreflect.domain.metric import Metric
from afreflect.domain.trust import Trust
from afreflect.domain.trust_parts import PARTS


def situation_of(
    trust: Trust,
    metric: Metric,
    n: int,
    *,
    at_target: bool = False,
    keeps: bool = False,
    known_objection: bool = False,
    validity: Validity = "",
) -> Situation:
    """What `practice.trust(metric)` says, and what was decided, as the rules take it.

    `n` is how many cases stood behind the figure that was looked at. Computed quality is the
    weighted mean of the known components; the caps are the rules' own to apply.
    """
    share = trust["D4"].value
    return Situation(
        n=n,
        n_show=metric.n_show,
        share_mine=None if share is None else share / PARTS[metric.attribution],
        attribution=metric.attribution,
        computed_quality=trust.value,
        unknown_components=len(trust.unknown),
        ideas=trust["D8"].value or 0.0,
        completeness=trust["D1"].value,
        attribution_share=share,
        at_target=at_target,
        keeps=keeps,
        known_objection=known_objection,
        validity=validity,
        parts=tuple(
            Part(part.id, part.name, part.weight, part.value, part.why) for part in trust.components
        ),
    )
