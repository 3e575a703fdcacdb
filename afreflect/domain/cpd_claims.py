"""What an entry may suggest to a college, what it still lacks there, and what to look at twice.

Everything here is a suggestion: what counts is decided by the college.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from afreflect.domain import figure
from afreflect.domain.cpd import CHECK, Ask, Category, Regime, Rule
from afreflect.domain.cpd_cycle import Span, cycle_of, deadline, year_of
from afreflect.domain.cpd_log import CollegeChosen, LogEntryWritten
from afreflect.domain.cpd_minutes import MOST_MINUTES_A_DAY, credits_for, hours, said, said_minutes

NO_STANDARD = "none available"
"""What an entry says where a measure has no published standard, so that it was not forgotten."""


@dataclass(frozen=True)
class Suggestion:
    """One category that an entry suggests, with its hours and, where there are any, credits.

    `amount` counts in the category's unit; None for what only a provider can credit. `notes` are
    sentences it must not be shown without.
    """

    regime_id: str
    category: Category
    rule: Rule
    minutes: int
    hours: Decimal
    amount: Decimal | None
    notes: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What is suggested: "Suggested: Section 3, 2.25 credits (45 min at 3 an hour)."."""
        if self.amount is None:
            return f"Suggested: {self.category.name}. It carries no credit by itself."
        spent = said_minutes(self.minutes)
        if self.category.unit == "hours":
            return f"Suggested: {self.category.name}, {_counted(self.amount, 'hour')} ({spent})."
        rate = said(self.category.per_hour)
        return (
            f"Suggested: {self.category.name}, {_counted(self.amount, 'credit')} "
            f"({spent} at {rate} an hour)."
        )


def _counted(amount: Decimal, unit: str) -> str:
    return f"{said(amount)} {unit}" if amount == 1 else f"{said(amount)} {unit}s"


def suggestions(entry: LogEntryWritten, regime: Regime) -> tuple[Suggestion, ...]:
    """The categories that an entry may go under, never one that only a programme can give."""
    instead = {each.otherwise for each in regime.categories if each.otherwise}
    found: list[Suggestion] = []
    for category in regime.categories:
        if not category.self_made or category.id in instead:
            continue
        if why := _why_not(entry, category):
            if category.otherwise:
                other = regime.category(category.otherwise)
                found += _suggested(entry, regime, other, (f"Not {category.name}: {why}",))
        else:
            found += _suggested(entry, regime, category, ())
    return tuple(found)


def not_suggested(entry: LogEntryWritten, regime: Regime) -> tuple[str, ...]:
    """What is not suggested and why, each as one sentence."""
    said_of = []
    for category in regime.categories:
        if not category.self_made:
            said_of.append(f"{category.name}: {category.note}")
        elif why := _why_not(entry, category):
            said_of.append(f"{category.name}: {why}")
    return tuple(said_of)


def lacking(entry: LogEntryWritten, regime: Regime) -> tuple[Ask, ...]:
    """What the college wants to find and does not; what makes it stronger stands last."""
    absent = [ask for ask in regime.asks if not _is_there(entry, ask)]
    return tuple(sorted(absent, key=lambda ask: ask.level != "must"))


def _is_there(entry: LogEntryWritten, ask: Ask) -> bool:
    """Whether an entry holds what is asked; that there is no standard is no comparison."""
    held = [name for name in ask.fields if has(entry, name)]
    if not ask.any_of:
        return len(held) == len(ask.fields)
    if entry.standard.strip() == NO_STANDARD and "standard" in held:
        held.remove("standard")
    return bool(held)


def is_complete(entry: LogEntryWritten, regime: Regime) -> bool:
    """Whether everything that the college asks for is there."""
    return not any(ask.level == "must" for ask in lacking(entry, regime))


def has(entry: LogEntryWritten, name: str) -> bool:
    """Whether an entry holds something in a field; "feedback" is a response to these findings."""
    if name == "feedback":
        return entry.has_feedback
    if name == "remeasure":
        return entry.remeasure_n is not None and bool(entry.remeasure_result.strip())
    if name == "minutes":
        return entry.minutes.total > 0
    value = getattr(entry, name)
    return bool(value.strip()) if isinstance(value, str) else value is not None


def warnings(
    entry: LogEntryWritten,
    others: Iterable[LogEntryWritten],
    regime: Regime,
    chosen: CollegeChosen | None,
    today: date,
) -> tuple[str, ...]:
    """What to look at twice before handing in, each as one sentence."""
    others = tuple(others)
    return (
        *_old(regime, today),
        *_dates(entry, regime, chosen, today),
        *_long_days(entry, others),
        *_twice(entry, others, regime),
        *_provisional(entry),
    )


def overlaps(
    found: Iterable[LogEntryWritten], regime_id: str
) -> tuple[tuple[LogEntryWritten, LogEntryWritten], ...]:
    """Pairs of entries that use the same minutes for one college: a minute counts there once."""
    mine = [each for each in found if regime_id in each.regime_ids]
    return tuple(
        (one, other)
        for one, other in combinations(mine, 2)
        if one.entry_id != other.entry_id
        and (
            one.noticed_ids & other.noticed_ids
            or (one.occasion_id and one.occasion_id == other.occasion_id and _meet(one, other))
        )
    )


def _meet(one: LogEntryWritten, other: LogEntryWritten) -> bool:
    return one.first <= other.last and other.first <= one.last


def too_long(found: Sequence[LogEntryWritten]) -> Span | None:
    """The first stretch of days with more than twelve hours on each; None where there is none.

    Minutes may lie anywhere in an entry's days, so entries within a stretch are counted together.
    """
    for first in sorted({each.first for each in found}):
        for last in sorted({each.last for each in found if each.last >= first}):
            within = Span(first, last)
            inside = [e.minutes.total for e in found if e.first in within and e.last in within]
            if sum(inside) > MOST_MINUTES_A_DAY * within.days:
                return within
    return None


def standard_note(regimes: Iterable[Regime], has_standard: bool) -> str:
    """Said when a measure without a published standard is chosen (check 16); '' otherwise."""
    asking = [each.college for each in regimes if each.wants_standard]
    if has_standard or not asking:
        return ""
    return (
        f"No published standard is known for this measure. {_listed(asking)} "
        f"{'asks' if len(asking) == 1 else 'ask'} for a comparison with one: your own target "
        f'stands beside it, and "{NO_STANDARD}" is an answer.'
    )


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _why_not(entry: LogEntryWritten, category: Category) -> str:
    """Why an entry does not go under a category; '' where it may."""
    if category.least_n and (entry.n is None or entry.n < category.least_n):
        return f"it asks for {category.least_n} cases or more, and this has {entry.n or 'none'}."
    if category.remeasured and not entry.has_same_measure_again:
        return "it asks for the same measure before and after, and this has it once."
    if "standard" in category.needs and entry.standard.strip() == NO_STANDARD:
        return "it asks for a published standard, and there is none for this measure."
    if any(not has(entry, name) for name in category.needs):
        return category.missing
    return ""


def _suggested(
    entry: LogEntryWritten, regime: Regime, category: Category, notes: tuple[str, ...]
) -> list[Suggestion]:
    minutes = entry.minutes.of(category.steps)
    if not minutes and category.unit != "packet":
        return []
    amount = None
    if category.unit != "packet":
        amount = credits_for(minutes, category.per_hour, regime.rounding)
    rule = regime.rule(category.rule)
    if category.note:
        notes = (*notes, category.note)
    if category.strongest_with and not has(entry, category.strongest_with):
        notes = (*notes, f"Strongest with a colleague's feedback. {CHECK}.")
    if not rule.verified:
        notes = (*notes, f"{CHECK}: this rule could not be checked at its source.")
    spent = hours(minutes, regime.rounding)
    return [Suggestion(regime.id, category, rule, minutes, spent, amount, notes)]


def _old(regime: Regime, today: date) -> tuple[str, ...]:
    if not regime.is_old(today):
        return ()
    read = figure.say_day(regime.read_on)
    return (f"These rules were read on {read}, more than a year ago. {CHECK}.",)


def _dates(
    entry: LogEntryWritten, regime: Regime, chosen: CollegeChosen | None, today: date
) -> tuple[str, ...]:
    """Across two years, outside of the cycle in hand, after the day to report, before a rule."""
    appraisal = chosen.appraisal if chosen else None
    year = year_of(regime.cycle, entry.last, appraisal)
    said_of = []
    if entry.last > today:
        said_of.append(
            f"It ends on {figure.say_day(entry.last)}, which is still to come: only what was done "
            "counts."
        )
    if entry.first not in year:
        said_of.append(
            f"It begins in one year and ends in the next, which starts on "
            f"{figure.say_day(year.first)}: it counts in the later one. {CHECK}."
        )
    if chosen is not None:
        cycle = cycle_of(regime.cycle, today, chosen.started, chosen.appraisal)
        if entry.last not in cycle:
            said_of.append(
                f"It lies outside of your cycle, {figure.say_day(cycle.first)} to "
                f"{figure.say_day(cycle.last)}."
            )
    due = deadline(regime.cycle, year)
    if due is not None and due < today:
        said_of.append(f"The day to report this year by was {figure.say_day(due)}. {CHECK}.")
    for rule in {each.rule.id: each.rule for each in suggestions(entry, regime)}.values():
        if rule.effective_from and entry.last < rule.effective_from:
            said_of.append(
                f"The rule for it holds from {figure.say_day(rule.effective_from)}; this was "
                f"earlier. {CHECK}."
            )
    return tuple(said_of)


def _long_days(entry: LogEntryWritten, others: Sequence[LogEntryWritten]) -> tuple[str, ...]:
    beside = [each for each in others if each.entry_id != entry.entry_id]
    span = too_long([entry, *beside])
    if span is None or (entry.last < span.first or entry.first > span.last):
        return ()
    when = figure.say_day(span.first)
    if span.days > 1:
        when += f" to {figure.say_day(span.last)}"
    return (f"More than 12 hours a day, {when}: are these minutes right?",)


def _twice(
    entry: LogEntryWritten, others: Sequence[LogEntryWritten], regime: Regime
) -> tuple[str, ...]:
    beside = [each for each in others if each.entry_id != entry.entry_id]
    pairs = [other for one, other in overlaps([entry, *beside], regime.id) if one is entry]
    said_of = [
        f"It uses the same minutes as “{each.title or 'another entry'}”: a minute counts once."
        for each in pairs
    ]
    if len(entry.regime_ids) > 1 and regime.id in entry.regime_ids:
        said_of.append("It is used for another college as well. Many allow that; say so if asked.")
    return tuple(said_of)


def _provisional(entry: LogEntryWritten) -> tuple[str, ...]:
    if entry.provisional_until is None:
        return ()
    return (f"Provisional until {figure.say_day(entry.provisional_until)}: it goes out with that.",)
