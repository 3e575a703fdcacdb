"""A log entry drafted from what was already written, so that nobody types anything twice.

How a first look landed, placement and mindset stay out: what is private goes nowhere by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from afreflect.domain import commitment, cpd_log, event_fields, figure, occasion, questions
from afreflect.domain.commitment import Commitment
from afreflect.domain.cpd_claims import NO_STANDARD
from afreflect.domain.cpd_cycle import on_the_day
from afreflect.domain.cpd_log import LogEntryWritten, MinutesNoticed
from afreflect.domain.cpd_minutes import Minutes
from afreflect.domain.extract import Extract
from afreflect.domain.ledger import Event
from afreflect.domain.metric import Metric
from afreflect.domain.occasion import OccasionBegun
from afreflect.domain.own_voice import as_mine
from afreflect.domain.run_chart import RunChart
from afreflect.domain.target import Target

TOOL = "afreflect"
ANSWERS = {
    "what": "P30",
    "so_what": "P31",
    "now_what": "P32",
    "went_well": "P33",
    "could_be_better": "P34",
    "share": "P35",
    "next_learning": "P36",
}
"""Which prompt of a conversation speaks to which field of an entry."""


@dataclass(frozen=True)
class Seen:
    """One measure as it stands on the screen: its chart, extract, target, and why it was chosen."""

    read: RunChart
    extract: Extract
    target: Target | None = None
    why: str = ""
    of_sample: bool = False


def draft(
    ledger: Iterable[Event], seen: Seen, regimes: Sequence[str], today: date, zone: tzinfo
) -> LogEntryWritten:
    """A first version about one measure, from its figures, the conversation, the plan, the minutes.

    Where there was a conversation, its frozen figures are used, as they were reflected on. `today`
    is the clinician's own, and `zone` that of their clock.
    """
    events, metric = tuple(ledger), seen.read.metric
    begun = next(iter(reversed(occasion.occasions(events, metric.id))), None)
    entry = LogEntryWritten(
        entry_id=event_fields.new_id(),
        first=today,
        last=today,
        regimes=",".join(regimes),
        occasion_id=begun.id if begun else "",
        metric_id=metric.id,
        metric_version=metric.version,
        definition_sha256=commitment.counting_sha256(metric),
        extract_sha256=begun.extract_sha256 if begun else seen.extract.sha256,
        rows=seen.extract.rows_mine if _is_of_now(begun, seen) else 0,
        title=f"{metric.title} in my own practice",
        question=metric.question,
        measures=as_mine(f"{metric.title}. Counted: {metric.met} Out of: {metric.eligible}"),
        audit_tool=f"{TOOL}, definition {metric.version} of “{metric.title}”",
        data_source=_source(events, seen, of_now=_is_of_now(begun, seen)),
        standard=standard(metric),
        provisional_until=questions.provisional_until(events, metric.id, today),
    )
    entry = _with_minutes(entry, cpd_log.unused(events, metric.id), begun, zone)
    entry = _with_words(_with_figures(entry, seen, begun), events, begun, seen.why)
    return _planned(entry, events)


def _with_minutes(
    entry: LogEntryWritten,
    spent: Sequence[MinutesNoticed],
    begun: OccasionBegun | None,
    zone: tzinfo,
) -> LogEntryWritten:
    """The minutes noticed by step, and the days on which they were."""
    days = [each.on for each in spent] or ([on_the_day(begun.at, zone)] if begun else [entry.last])
    return with_minutes(
        replace(
            entry,
            first=min(days),
            last=max(days),
            noticed=",".join(each.id for each in spent),
        ),
        cpd_log.counted(spent),
    )


def with_minutes(entry: LogEntryWritten, minutes: Minutes) -> LogEntryWritten:
    """An entry with these minutes in place of its own."""
    return replace(
        entry,
        minutes_data=minutes.data,
        minutes_reflect=minutes.reflect,
        minutes_feedback=minutes.feedback,
        minutes_discuss=minutes.discuss,
        minutes_plan=minutes.plan,
        minutes_remeasure=minutes.remeasure,
    )


def standard(metric: Metric) -> str:
    """The published standards of a measure with their sources, or that there is none."""
    said = [
        f"{each.text}: {figure.say(each.value, metric)} ({each.source})"
        for each in metric.standards
    ]
    return "; ".join(said) or NO_STANDARD


def _with_figures(
    entry: LogEntryWritten, seen: Seen, begun: OccasionBegun | None
) -> LogEntryWritten:
    """What was seen: the conversation's frozen figures, or those of now."""
    metric, target = seen.read.metric, seen.target
    since, until = seen.extract.since, seen.extract.until
    if begun is not None:
        since, until = begun.since, begun.until
    days = [figure.say_start(day, "month") for day in (since, until) if day is not None]
    wanted = f"{figure.say_target(target, metric)}, because {target.reason}" if target else ""
    return replace(
        entry,
        period=" to ".join(dict.fromkeys(days)),
        n=begun.n if begun else seen.read.whole.n,
        own_target=wanted,
        result=as_mine(begun.sentence if begun else seen.read.sentence),
    )


def _is_of_now(begun: OccasionBegun | None, seen: Seen) -> bool:
    """Whether the entry's figures are those of the extract in hand, and not of an earlier one."""
    return begun is None or begun.extract_sha256 == seen.extract.sha256


def _source(events: tuple[Event, ...], seen: Seen, *, of_now: bool) -> str:
    """Where the numbers came from and what they leave out; no count of another extract's rows."""
    extract, metric = seen.extract, seen.read.metric
    noun = extract.mine_are if extract.rows_mine == 1 else f"{extract.mine_are}s"
    parts = [f"An extract of my own practice, {figure.count(extract.rows_mine)} {noun}."]
    if not of_now:
        parts = ["An extract of my own practice, as it was when I thought it over."]
    if seen.of_sample:
        parts = ["Synthetic sample data: nobody's practice."]
    if metric.exclusions:
        parts.append(as_mine(f"Left out: {'; '.join(metric.exclusions)}."))
    if of_now:
        parts += [as_mine(each) for each in seen.read.beside]
    open_ones = [each for each in questions.questions(events, metric.id) if each.settled is None]
    parts += [f"Questioned: {each.asked.words}" for each in open_ones if each.asked.words.strip()]
    return " ".join(parts)


def _with_words(
    entry: LogEntryWritten, events: tuple[Event, ...], begun: OccasionBegun | None, why: str
) -> LogEntryWritten:
    """What was written in the conversation, each in the field that it speaks to."""
    written = occasion.answers(events, begun.id) if begun else {}
    entry = _answered(entry, written)
    return entry if entry.so_what else _chosen_because(entry, why.strip())


def _chosen_because(entry: LogEntryWritten, why: str) -> LogEntryWritten:
    return replace(entry, so_what=f"I chose this because it matters to me: {why}") if why else entry


def _answered(entry: LogEntryWritten, written: Mapping[str, str]) -> LogEntryWritten:
    for name, prompt in ANSWERS.items():
        if prompt in written:
            entry = replace(entry, **{name: written[prompt]})
    return entry


def _planned(entry: LogEntryWritten, events: tuple[Event, ...]) -> LogEntryWritten:
    """The entry with the latest commitment about its measure, and what came of it."""
    about = [
        each for each in commitment.commitments(events) if each.made.metric_id == entry.metric_id
    ]
    if not about:
        return entry
    latest = about[-1]
    entry = replace(
        entry,
        plan=f"{latest.sentence} {latest.why}".strip(),
        now_what=entry.now_what or latest.sentence,
        barrier=entry.barrier or commitment.BARRIERS[latest.made.barrier],
        objective=entry.objective or latest.made.to_learn,
        review_on=latest.look_again,
    )
    return _looked_again(entry, latest)


def _looked_again(entry: LogEntryWritten, latest: Commitment) -> LogEntryWritten:
    look = latest.last
    if look is None:
        return entry
    entry = replace(_answered(entry, latest.said_after(look)), outcome=look.words)
    if look.since is None:
        return entry
    return replace(
        entry,
        remeasure_definition_sha256=latest.made.definition_sha256,
        remeasure_n=look.since_n,
        remeasure_result=as_mine(look.sentence),
    )
