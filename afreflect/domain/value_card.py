"""What a clinician may want to be good at: values come before numbers."""

from collections.abc import Iterable
from dataclasses import dataclass

from afreflect.domain.metric import Metric


@dataclass(frozen=True)
class ValueCard:
    """One answer to "What would you want to be good at?", in the clinician's own terms."""

    id: str
    title: str
    text: str

    def metrics(self, catalogue: Iterable[Metric]) -> tuple[Metric, ...]:
        """The metrics that speak of this value, in the catalogue's order."""
        return tuple(metric for metric in catalogue if self.id in metric.values)
