"""What is missing, said of each field in a sentence, and a note to the data owner (FR-38)."""

from collections.abc import Sequence
from dataclasses import dataclass

from afreflect.domain import figure
from afreflect.domain.extract import Completeness, Extract
from afreflect.domain.field_names import name
from afreflect.domain.metric import Metric
from afreflect.domain.missing import Course, apart, say_share, say_start
from afreflect.domain.trust_facts import Facts

CANT_TELL = "Why, we can't tell from the data."
_ROW = {"visit": "visits", "form": "forms", "row": "rows"}


def sentence(course: Course, unit: str) -> str:
    """Where a field is blank, since when, and the likely cause."""
    the, rows = f"the {course.name}", _ROW[unit]
    if course.shape == "complete":
        return f"The {course.name} is there for every one of {figure.count(course.rows)} {rows}."
    if course.shape == "absent":
        return f"The {course.name} is in none of {figure.count(course.rows)} {rows}."
    said = f"{_when(course)}{the} is blank for {_how_many(course, rows)}."
    return f"{said[0].upper()}{said[1:]} {likely(course)}"


def likely(course: Course) -> str:
    """The likely cause, or that there is no telling."""
    if course.shape == "complete":
        return ""
    if not course.causes:
        return CANT_TELL
    return f"Likely: {', and '.join(cause.clause for cause in course.causes[:2])}."


def note(metric: Metric, courses: Sequence[Course], facts: Facts, extract: Extract) -> str:
    """A note to whoever owns the data, ready to send: no patient and no figure of care in it.

    Empty where nothing is missing and nothing odd.
    """
    lines = [_line(course, facts.unit) for course in courses if course.blank]
    lines += [f"- {said} Could you check them?" for said in odd(facts)]
    lines += [f"- {said}" for said in unusable(extract)]
    if not lines:
        return ""
    files = ", ".join(extract.files)
    when = _span(extract)
    return "\n".join(
        [
            f"About the extract {files}{when} (fingerprint {extract.sha256[:12]}):",
            "",
            *lines,
            "",
            _asked(metric, any(course.blank for course in courses)),
        ]
    )


def _asked(metric: Metric, blank: bool) -> str:
    """The closing line: what is asked for is what was found."""
    what = (
        "Could you have them completed, or tell me why they are blank?"
        if blank
        else "Could you have these put right, or tell me how they come about?"
    )
    return f"I use these fields for “{metric.title}”. {what} Thank you."


def odd(facts: Facts) -> list[str]:
    """What is in the rows and can't be: "Visits that end before they begin: 3."."""
    kind = _ROW[facts.unit].capitalize()
    return [f"{kind} that {fault}: {figure.count(rows)}." for fault, rows in facts.oddities]


def unusable(extract: Extract) -> list[str]:
    """The rows of the files that were set aside, with the reason of each group."""
    return [
        f"Rows that can't be used ({group.reason}): {figure.count(group.rows)}."
        for group in extract.set_aside
    ]


def _line(course: Course, unit: str) -> str:
    ask = " ".join(dict.fromkeys(cause.ask for cause in course.causes[:2]))
    said = sentence(course, unit)
    return f"- {said} {ask}".rstrip()


def _when(course: Course) -> str:
    if course.began is None or course.ended is None:
        return ""
    first, last = (say_start(start, course.grain) for start in (course.began, course.ended))
    if course.shape == "since":
        return f"Since {first} "
    if course.shape == "until":
        return f"Up to {last} "
    return f"In {first} " if first == last else f"From {first} to {last} "


def _how_many(course: Course, rows: str) -> str:
    """The share where it is blank, at the place where most of it is, and elsewhere."""
    place = next((cause for cause in course.causes if cause.place), None)
    total, blank = (place.rows, place.blank) if place else course.inside
    where = f" {place.place}" if place else ""
    said = f"{say_share(blank, total)} of {rows}{where} ({_of(blank, total)}"
    others = course.inside[0] - total
    asides = []
    if place and others:
        asides.append(f"elsewhere {say_share(course.inside[1] - blank, others)}")
    if course.before is not None:
        word = "before" if course.shape == "since" else "otherwise"
        out = course.rows - course.inside[0], course.blank - course.inside[1]
        asides.append(f"{word} {say_share(out[1], out[0])}")
    return "; ".join([said, *asides]) + ")"


def _of(blank: int, rows: int) -> str:
    return f"{figure.count(blank)} of {figure.count(rows)}"


def _span(extract: Extract) -> str:
    if extract.since is None or extract.until is None:
        return ""
    return f", {figure.say_day(extract.since)} to {figure.say_day(extract.until)}"


@dataclass(frozen=True)
class Change:
    """One field then and now, in two extracts."""

    then: Completeness
    now: Completeness

    @property
    def rose(self) -> bool:
        """Whether it is more complete now."""
        return self.now.share > self.then.share


def changes(then: Sequence[Completeness], now: Sequence[Completeness]) -> tuple[Change, ...]:
    """The fields whose completeness changed by more than chance allows, the largest first (FR-41).

    A field that is in one of the two extracts only was due in every row of the other.
    """
    before, after = ({each.field: each for each in found} for found in (then, now))
    found = []
    for field in sorted(before.keys() | after.keys()):
        one = before.get(field) or _never(field, then)
        two = after.get(field) or _never(field, now)
        low, high = sorted((one, two), key=lambda each: each.share, reverse=True)
        # Of blanks: the more complete of the two is the one with fewer.
        if apart((low.rows, low.rows - low.filled), (high.rows, high.rows - high.filled)):
            found.append(Change(one, two))
    return tuple(sorted(found, key=lambda change: -abs(change.now.share - change.then.share)))


def say_change(change: Change) -> str:
    """A change as a shared craft, and honest where it fell."""
    title = name(change.now.field)
    then, now = (
        say_share(each.filled, each.rows) if each.rows else "0 %"
        for each in (change.then, change.now)
    )
    said = f"{title[0].upper()}{title[1:]}: {then} then, {now} now."
    if change.rose:
        return f"{said} You and your data owner did that."
    return f"{said} It fell: your data owner may know why."


def _never(field: str, found: Sequence[Completeness]) -> Completeness:
    table = field.partition(".")[0]
    rows = max((each.rows for each in found if each.field.startswith(f"{table}.")), default=0)
    return Completeness(field, rows, 0)
