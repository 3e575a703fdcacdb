"""Evidence: a chart's figures, frozen, so that no later change rewrites what was talked about."""

from datetime import date

from afreflect.domain import figure
from afreflect.domain.occasion import OccasionBegun
from afreflect.domain.run_chart import RunChart


def frozen(read: RunChart, since: date | None, until: date | None) -> OccasionBegun:
    """The beginning of a conversation about what a chart shows of an extract's days."""
    whole, result = read.whole, read.result
    return OccasionBegun(
        metric_id=read.metric.id,
        metric_title=read.metric.title,
        metric_version=result.version,
        definition_sha256=result.metric_sha256,
        extract_sha256=result.extract_sha256,
        since=since,
        until=until,
        n=whole.n,
        value=whole.value,
        low=whole.low,
        high=whole.high,
        sentence=read.sentence,
        target=figure.say_target(read.targets[-1].target, read.metric) if read.targets else "",
        signal=read.process.sentence if read.has_series else "",
    )


def is_of(begun: OccasionBegun, extract_sha256: str, definition_sha256: str) -> bool:
    """Whether a conversation was begun on this extract, with the measure defined as it is now."""
    return (begun.extract_sha256, begun.definition_sha256) == (extract_sha256, definition_sha256)
