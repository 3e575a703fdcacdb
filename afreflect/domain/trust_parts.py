"""The nine components of trust, one function each: its value, why, and what would raise it."""

from dataclasses import dataclass
from datetime import date
from math import ceil, sqrt

from afreflect.domain import figure
from afreflect.domain.field_names import name
from afreflect.domain.ledger import Event, Expected
from afreflect.domain.metric import Metric, Point
from afreflect.domain.target import TargetHistory
from afreflect.domain.trust_facts import Facts

WEIGHTS = {
    "D1": 0.15,
    "D2": 0.10,
    "D3": 0.10,
    "D4": 0.15,
    "D5": 0.15,
    "D6": 0.10,
    "D7": 0.10,
    "D8": 0.10,
    "D9": 0.05,
}
PARTS = {"individual": 1.0, "shared": 0.7, "team": 0.4}
"""How much of a metric one clinician answers for, at most, by its attribution."""
FRESH, STALE = 45, 365
"""Days: as good as new up to the first, worth nothing for the present from the second on."""
REPEATS = 8
"""Months that a series needs before its own course can be told."""
LEAST_PRECISE = 0.001
"""However small the change that matters: a million times the cases are as good as out of reach."""
EVIDENCE = {"guideline": 1.0, "consensus": 0.5, "none": 0.0}


@dataclass(frozen=True)
class Component:
    """One part of trust: what it is, how far it goes, why, and what would raise it.

    `value` runs from 0 to 1; None is unknown, which is not zero. `reach` is the value that would
    come of `what_would_raise_it`; both say nothing where nobody can raise it. `rise` is by how many
    points of 100 the quality would rise then, found by computing it again; for an unknown part it
    is the most that can come of it.
    """

    id: str
    name: str
    value: float | None
    why: str
    what_would_raise_it: str = ""
    reach: float | None = None
    rise: int = 0

    @property
    def weight(self) -> float:
        """Its part of the whole, among all nine."""
        return WEIGHTS[self.id]


def components(
    metric: Metric, facts: Facts, ledger: tuple[Event, ...], history: TargetHistory | None
) -> tuple[Component, ...]:
    """All nine, in their order."""
    return (
        _completeness(facts),
        _timeliness(facts),
        _ascertainment(facts, expected(ledger, metric.id)),
        _attribution(metric, facts),
        _precision(metric, facts.whole, _smallest_change(history)),
        _definition(metric, facts),
        _evidence(metric),
        _ideas(metric),
        _consistency(facts),
    )


def expected(ledger: tuple[Event, ...], metric_id: str) -> Expected | None:
    """The count that another source gave last; None where none was, or where none is named."""
    counts = [
        event
        for event in ledger
        if isinstance(event, Expected)
        and event.metric_id == metric_id
        and event.count > 0
        and event.source.strip()
        and event.since < event.until
    ]
    return counts[-1] if counts else None


def _completeness(facts: Facts) -> Component:
    id_, title = "D1", "Complete"
    if not facts.rows:
        return Component(id_, title, None, f"There is no {facts.unit} of yours in this extract.")
    share = facts.complete / facts.rows
    whole, rows = figure.count(facts.complete), _counted(facts.rows, facts.unit)
    why = f"{whole} of {rows} ({_percent(share)}) lack nothing that this measure needs."
    if share == 1:
        return Component(id_, title, share, f"Each of {rows} has all that this measure needs.")
    blanks = [f"{figure.count(count)} × {name(field)}" for field, count in facts.lacking if count]
    raised = f"Have the blank fields filled in: {', '.join(blanks)}."
    return Component(id_, title, share, why, raised, 1.0)


def _timeliness(facts: Facts) -> Component:
    id_, title = "D2", "Recent"
    last = facts.last_day
    if last is None:
        why = (
            "The dates in this extract were moved, so that we can't tell how old it is."
            if facts.shifted
            else "This extract has no dates, so that we can't tell how old it is."
        )
        return Component(id_, title, None, why, "Ask for an extract with its true dates.", 1.0)
    days = (facts.today - last).days
    value = max(0.0, min(1.0, (STALE - days) / (STALE - FRESH)))
    old = "today" if days == 0 else f"{figure.count(days)} {'day' if days == 1 else 'days'} ago"
    why = f"The last {facts.unit} was {old}, on {figure.say_day(last)}."
    if value == 1:
        return Component(id_, title, value, why)
    raised = f"Ask for an extract that ends within the last {FRESH} days."
    return Component(id_, title, value, why, raised, 1.0)


def _ascertainment(facts: Facts, typed: Expected | None) -> Component:
    """The lower of what a roster and what a typed count say: a typed one never lifts a roster."""
    found = [*_by_shifts(facts), *_by_count(facts, typed)]
    if not found:
        return Component(
            "D3", "All there", None,
            "We can't tell whether every one of yours is in it: there is nothing to count against.",
            "Bring in the list of your shifts, or type below how many another source counted.", 1.0,
        )  # fmt: skip
    return min(found, key=lambda part: part.value or 0)


def _by_shifts(facts: Facts) -> list[Component]:
    if not facts.shifts:
        return []
    share = facts.shifts_filled / facts.shifts
    if share == 1:
        why = f"Each of {_counted(facts.shifts, 'shift')} on your roster holds a visit of yours."
        return [Component("D3", "All there", share, why)]
    why = (
        f"{figure.count(facts.shifts_filled)} of {_counted(facts.shifts, 'shift')} on your roster "
        f"({_percent(share)}) hold at least one visit of yours."
    )
    empty = facts.shifts - facts.shifts_filled
    raised = f"Ask where the visits of the other {_counted(empty, 'shift')} are."
    return [Component("D3", "All there", share, why, raised, 1.0)]


def _by_count(facts: Facts, typed: Expected | None) -> list[Component]:
    if typed is None:
        return []
    found = facts.between(typed.since, typed.until)
    ratio = found / typed.count
    value = min(ratio, 1 / ratio) if ratio else 0.0
    why = (
        f"This extract holds {_counted(found, facts.unit)}, where {typed.source.strip()} counts "
        f"{figure.count(typed.count)}, from {figure.say_day(typed.since)} to "
        f"{figure.say_day(_day_before(typed.until))}."
    )
    if value == 1:
        return [Component("D3", "All there", value, why)]
    apart = _counted(abs(typed.count - found), facts.unit)
    raised = (
        f"Find the {apart} that the extract lacks."
        if ratio < 1
        else f"Find out why the extract holds {apart} more than were counted."
    )
    return [Component("D3", "All there", value, why, raised, 1.0)]


def _attribution(metric: Metric, facts: Facts) -> Component:
    id_, title, part = "D4", "Yours", PARTS[metric.attribution]
    named, points = sum(day.named for day in facts.days), round(100 * part)
    whose = {
        "individual": "What it shows is mostly your own doing.",
        "shared": f"What it shows is shared with others: at most {points} of 100.",
        "team": f"What it shows is the department's doing: at most {points} of 100.",
    }[metric.attribution]
    if not named:
        return Component(
            id_, title, None, f"The extract names no clinician: all are taken for yours. {whose}",
            f"Ask for an extract that names who saw each {facts.unit}.", part,
        )  # fmt: skip
    over = sum(day.handed_over for day in facts.days)
    share = (named - over) / facts.rows
    said = [f"{figure.count(named - over)} of {_counted(facts.rows, facts.unit)} are yours alone."]
    asks = (
        [f"say who closed the {_counted(over, facts.unit)} that were handed over"] if over else []
    )
    if facts.attributed and facts.attributed.named < facts.attributed.rows:
        # Rows that name nobody may be anybody's, in the same proportion as the others.
        share *= facts.attributed.named / facts.attributed.rows
        nobody = facts.attributed.rows - facts.attributed.named
        of = _counted(facts.attributed.rows, "row")
        said.append(f"{figure.count(nobody)} of {of} in the files name nobody.")
        asks.append(f"name the clinician of the {_counted(nobody, 'row')} that name nobody")
    why = " ".join([*said, whose])
    if not asks:
        return Component(id_, title, share * part, why)
    raised = f"Have your data owner {' and '.join(asks)}."
    return Component(id_, title, share * part, why, raised, part)


def _precision(metric: Metric, whole: Point, smallest: float | None) -> Component:
    """c/h, where no c counts that is wider than what the metric itself asks for.

    Half-widths shrink with the root of n: with `n_compare` units the interval is as narrow as the
    metric asks for before two figures are compared. A smallest change of the clinician's own counts
    where it is smaller.
    """
    id_, title = "D5", "Precise"
    if whole.value is None or whole.low is None or whole.high is None:
        more = max(metric.n_show - whole.n, 1)
        return Component(
            id_, title, None, f"{_units(whole.n, metric)} are too few for a range of doubt.",
            f"About {_more(more, metric)} would allow one.", 1.0,
        )  # fmt: skip
    half = (whole.high - whole.low) / 2
    asked = half * sqrt(whole.n / metric.n_compare)
    wanted = asked if smallest is None else min(asked, smallest)
    value = min(1.0, max(wanted / half, LEAST_PRECISE)) if half else 1.0
    doubt = figure.say_difference(half, metric)
    aim = figure.say_difference(wanted, metric)
    whose = "the least change that you said matters" if wanted == smallest else "asked for here"
    if wanted == asked:
        whose = f"what {_units(metric.n_compare, metric)} would give, as this measure asks for"
    why = (
        f"From {_units(whole.n, metric)} the figure may be off by {doubt} either way; {aim} is "
        f"{whose}."
    )
    if value == 1:
        return Component(id_, title, value, why)
    more = ceil(whole.n * (1 / value**2 - 1))
    raised = f"About {_more(more, metric)}, which is a matter of time."
    return Component(id_, title, value, why, raised, 1.0)


def _smallest_change(history: TargetHistory | None) -> float | None:
    """The least change that was ever said to matter: a later, larger one must raise nothing."""
    said = [target.smallest_change for target in history.targets] if history else []
    return min(said, default=None)


def _definition(metric: Metric, facts: Facts) -> Component:
    stated = {
        "what counts": metric.met,
        "out of what": metric.eligible,
        "what is left out": metric.exclusions,
        "the period": facts.dated,
        "a source": metric.evidence_source,
        "a version": metric.version,
    }
    lacking = [what for what, said in stated.items() if not said]
    value = 1 - len(lacking) / len(stated)
    if not lacking:
        return Component(
            "D6", "Clearly defined", 1.0,
            "What counts, out of what, what is left out, the period, a source and a version are "
            "all stated.",
        )  # fmt: skip
    why = (
        f"{len(stated) - len(lacking)} of {len(stated)} are stated; missing: {', '.join(lacking)}."
    )
    raised = f"Have whoever owns the definition ({metric.owner}) state {' and '.join(lacking)}."
    return Component("D6", "Clearly defined", value, why, raised, 1.0)


def _evidence(metric: Metric) -> Component:
    why = {
        "guideline": "A guideline stands behind this measure.",
        "consensus": "Experts agree on this measure; no guideline asks for it.",
        "none": "No source says which figure is right.",
    }[metric.evidence]
    return Component("D7", "Backed by evidence", EVIDENCE[metric.evidence], why)


def _ideas(metric: Metric) -> Component:
    """What the metric's own file offers; what a clinician resolves to do never counts."""
    id_, title = "D8", "Something to try"
    if not metric.ideas:
        raised = "Have a change that others tried added to the measure, with its source."
        reach = 0.5 if metric.attribution == "team" else 1.0
        return Component(id_, title, 0.0, "This measure comes with nothing to try.", raised, reach)
    tried = "1 change" if len(metric.ideas) == 1 else f"{len(metric.ideas)} changes"
    if metric.attribution == "team":
        why = f"{tried} that others tried, but the department's to make more than yours."
        return Component(id_, title, 0.5, why)
    return Component(id_, title, 1.0, f"{tried} that others tried, and within your own control.")


def _consistency(facts: Facts) -> Component:
    id_, title = "D9", "Consistent"
    if not facts.rows or not facts.periods:
        return Component(
            id_, title, None, "Without dates we can't tell whether the same figure comes again.",
            "Ask for an extract with dates.", 1.0,
        )  # fmt: skip
    passing = facts.rows - facts.faulty
    share, again = passing / facts.rows, min(1.0, facts.periods / REPEATS)
    months = "1 month" if facts.periods == 1 else f"{facts.periods} months"
    why = (
        f"{figure.count(passing)} of {_counted(facts.rows, facts.unit)} hold nothing that can't "
        f"be, over {months}."
    )
    asks = []
    if facts.faulty:
        odd = ", ".join(f"{fault}: {figure.count(rows)}" for fault, rows in facts.oddities)
        asks.append(f"have {_counted(facts.faulty, facts.unit)} looked at ({odd})")
    if again < 1:
        asks.append(f"bring in {REPEATS - facts.periods} months more")
    if not asks:
        return Component(id_, title, share * again, why)
    said = " and ".join(asks)
    return Component(id_, title, share * again, why, f"{said[0].upper()}{said[1:]}.", 1.0)


def _counted(number: int, unit: str) -> str:
    return f"{figure.count(number)} {unit}{'' if number == 1 else 's'}"


def _units(number: int, metric: Metric) -> str:
    return figure.say_cases(number, metric.noun)


def _more(number: int, metric: Metric) -> str:
    return f"{figure.count(number)} more {figure.noun_for(number, metric.noun)}"


def _percent(share: float) -> str:
    """A share that is not all of it is never said to be."""
    said = 100.0 if share == 1 else min(99.9, 100 * share)
    return f"{said:.1f} %"


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)
