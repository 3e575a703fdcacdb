"""Trust: how far the data can carry a conclusion about one metric, and what would raise it.

Nine components, D1 to D9, each from 0 to 1 or unknown. Weights, scales and caps are our own choice
and nobody has validated them. Two sources speak for the things they look at: incomplete and
inconsistent data wrecked trust in audits, and plans that can be acted on went with engagement
(Kamhawy 2020, and the qualitative studies of audit that docs/trust.md names).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from afreflect.domain import trust_parts
from afreflect.domain.ledger import Event
from afreflect.domain.metric import Metric
from afreflect.domain.target import TargetHistory
from afreflect.domain.trust_facts import Facts
from afreflect.domain.trust_parts import Component

VERSION = "1.0"
OURS = (
    f"The nine parts, their weights and their limits are ours (version {VERSION}), and nobody has "
    "validated them."
)
CAPPED_AT = 40
CAPS = {"D1": 0.5, "D4": 0.3}
"""Below this share of complete rows, or of rows that are one's own doing, quality ends at 40."""


@dataclass(frozen=True)
class Trust:
    """How far the data can carry a conclusion about one metric: never about a person."""

    metric_id: str
    components: tuple[Component, ...]
    version: str = VERSION

    def __getitem__(self, component_id: str) -> Component:
        return next(part for part in self.components if part.id == component_id)

    @property
    def value(self) -> float | None:
        """Dc: the weighted mean of the known components, from 0 to 1; None where none is known."""
        known = [(part.weight, part.value) for part in self.components if part.value is not None]
        weights = sum(weight for weight, _ in known)
        return sum(weight * value for weight, value in known) / weights if known else None

    @property
    def held_down_by(self) -> tuple[str, ...]:
        """The components that are so low that no other makes up for them."""
        return tuple(
            part.id
            for part in self.components
            if part.id in CAPS and part.value is not None and part.value < CAPS[part.id]
        )

    @property
    def quality(self) -> int | None:
        """The quality of the data behind the metric in whole points of 100, after the caps."""
        if self.value is None:
            return None
        points = round(100 * self.value)
        return min(points, CAPPED_AT) if self.held_down_by else points

    @property
    def unknown(self) -> tuple[Component, ...]:
        """What the data don't tell."""
        return tuple(part for part in self.components if part.value is None)

    @property
    def next_steps(self) -> tuple[Component, ...]:
        """The parts of which something known can be raised, the largest rise first."""
        able = [part for part in self.components if part.rise > 0 and part.value is not None]
        return tuple(sorted(able, key=lambda part: -part.rise))

    def with_value(self, component_id: str, value: float | None) -> "Trust":
        """The same with one component at another value."""
        parts = tuple(
            replace(part, value=value) if part.id == component_id else part
            for part in self.components
        )
        return replace(self, components=parts)


def read(
    metric: Metric,
    facts: Facts,
    ledger: Iterable[Event] = (),
    history: TargetHistory | None = None,
) -> Trust:
    """The trust that the facts allow.

    Of the ledger only expected counts are looked at: they speak of the data. Of the targets only
    the least of the smallest changes that ever mattered, which can lower precision and never raise
    it: no part of trust rises because of what somebody says of themselves.
    """
    bare = Trust(metric.id, trust_parts.components(metric, facts, tuple(ledger), history))
    return replace(bare, components=tuple(_with_rise(bare, part) for part in bare.components))


def _with_rise(bare: Trust, part: Component) -> Component:
    """The component with what its raising would do, by computing everything again."""
    now, then = bare.quality, bare.with_value(part.id, part.reach).quality
    if part.reach is None or now is None or then is None:
        return part
    return replace(part, rise=max(0, then - now))


def sentence(trust: Trust) -> str:
    """The answer to "How far can this data carry me?", in one sentence or two."""
    if trust.quality is None:
        return "We can't tell: nothing is known yet about the data behind this measure."
    said = f"{_how_far(trust.quality)}: data quality for this measure is {trust.quality} of 100."
    if trust.held_down_by:
        first = trust[trust.held_down_by[0]]
        return f"{said} It stays there as long as this is so: {first.why[0].lower()}{first.why[1:]}"
    return said


def _how_far(quality: int) -> str:
    if quality >= 75:
        return "A good way"
    return "Part of the way" if quality >= 50 else "Not far yet"
