"""Evidence: the figures behind a conversation, frozen as they were seen.

A later extract or a later definition never rewrites what was reflected on: the fingerprints of both
stand with it.
"""

from afreflect.domain import figure
from afreflect.domain.extract import Extract
from afreflect.domain.occasion import OccasionBegun
from afreflect.domain.run_chart import RunChart
from afreflect.domain.target import Target


def frozen(read: RunChart, extract: Extract, target: Target | None) -> OccasionBegun:
    """The beginning of a conversation about what a chart shows now.

    The figure is None where the whole period holds too few cases for one.
    """
    metric, whole = read.metric, read.whole
    now = None if read.neutral else read.process.now
    return OccasionBegun(
        metric_id=metric.id,
        metric_title=metric.title,
        metric_version=metric.version,
        definition_sha256=metric.sha256,
        extract_sha256=extract.sha256,
        since=extract.since,
        until=extract.until,
        n=whole.n,
        value=whole.value,
        low=whole.low,
        high=whole.high,
        sentence=read.sentence,
        target=figure.say_target(target, metric) if target else "",
        signal=now.words if now else "",
    )


def at_target(begun: OccasionBegun, target: Target | None) -> bool:
    """Whether the figure of the evidence lies where its clinician wants it."""
    return target is not None and begun.value is not None and target.reached_by(begun.value)
