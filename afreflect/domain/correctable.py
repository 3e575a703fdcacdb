"""What of a visit may be corrected, and what a value of it must be.

Values are canonical text: a time is "2025-03-01 08:05:00", yes and no are "true" and "false", a
number is as Python writes it. None is an empty field. Ids and what follows from other columns can't
be corrected: a visit stays the visit it is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from afreflect.domain.figure import say_day

Value = str | None
Texts = Mapping[str, Value]
Kind = Literal["time", "choice", "yes or no", "whole number", "number", "words"]

LONGEST_VISIT = timedelta(days=180)
"""Two times of one visit further apart are a slip of the year; a limit of our own."""
MOST_WORDS = 120
"""Characters of a field that holds words."""


@dataclass(frozen=True)
class Field:
    """A column that may be corrected: its name within a sentence, and what it can hold."""

    name: str
    kind: Kind
    options: tuple[str, ...] = ()
    lowest: float = 0
    highest: float = 0


class Refused(ValueError):
    """A value that can't be; the text is one sentence that says what would do."""


FIELDS: Mapping[str, Field] = {
    "arrival_ts": Field("the arrival", "time"),
    "triage_ts": Field("the triage", "time"),
    "seen_by_physician_ts": Field("the time seen by a physician", "time"),
    "decision_ts": Field("the decision", "time"),
    "departure_ts": Field("the departure", "time"),
    "los_min": Field("the length of stay in minutes", "number", (), 0, 180 * 24 * 60),
    "wait_min": Field("the wait in minutes", "number", (), 0, 24 * 60),
    "disposition": Field(
        "the disposition",
        "choice",
        ("admitted", "discharged", "transferred", "lwbs", "eloped", "ama", "died", "other"),
    ),
    "acuity": Field("the triage level", "whole number", ("1", "2", "3", "4", "5"), 1, 5),
    "age": Field("the age", "number", (), 0, 125),
    "sex": Field("the sex", "choice", ("F", "M", "other", "unknown")),
    "imaging": Field("imaging", "yes or no", ("true", "false")),
    "ct": Field("CT", "yes or no", ("true", "false")),
    "modality": Field("the kind of imaging", "words"),
    "consult": Field("consultation", "yes or no", ("true", "false")),
    "planned_return": Field("planned visit", "yes or no", ("true", "false")),
    "bring_back_planned": Field("return ordered at discharge", "yes or no", ("true", "false")),
    "handed_over": Field("handed over", "yes or no", ("true", "false")),
    "complaint": Field("the complaint", "words"),
    "diagnosis": Field("the diagnosis", "words"),
    "arrival_mode": Field("the mode of arrival", "words"),
    "site": Field("the site", "words"),
    "unit": Field("the unit", "words"),
}
"""Every column of a visit that may be corrected, in the order in which they are shown."""
TIMES = tuple(column for column, field in FIELDS.items() if field.kind == "time")
IN_ORDER = (
    ("arrival_ts", "seen_by_physician_ts"),
    ("arrival_ts", "decision_ts"),
    ("arrival_ts", "departure_ts"),
    ("triage_ts", "departure_ts"),
    ("seen_by_physician_ts", "decision_ts"),
    ("seen_by_physician_ts", "departure_ts"),
    ("decision_ts", "departure_ts"),
)
"""Times of which the first can't be after the second; triage may come before registration, and
then stands for the arrival."""
_YES = {"yes", "y", "true", "t", "1"}
_NO = {"no", "n", "false", "f", "0"}
_DAY = r"(?P<day>\d{4}-\d{2}-\d{2})"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}(?:\.\d{1,6})?))?"
_MOMENT = re.compile(rf"(?:{_DAY}[ T]+)?{_CLOCK}")
_CENTURIES = 1800, 2999


def read(column: str, typed: str, visit: Texts) -> Value:
    """What somebody typed as the canonical text of a column; nothing typed is an empty field.

    A clock without a day belongs to the day that stood there, or to that of the arrival. Raises
    Refused.
    """
    if column not in FIELDS:
        raise Refused(f"{column} is no field that can be corrected: choose another.")
    field, text = FIELDS[column], typed.strip()
    if not text:
        return None
    if field.kind == "time":
        return _time(column, text, visit)
    if field.kind == "yes or no":
        return _yes_or_no(field, text)
    if field.kind == "choice":
        return _choice(field, text)
    if field.kind == "words":
        return _words(field, text)
    return _number(field, text)


def canonical(column: str, value: object) -> Value:
    """A value of a canonical table as the text that it would be corrected to."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return str(value)
    kind = FIELDS[column].kind
    if kind == "number" and isinstance(value, int | float):
        return repr(float(value))
    return str(value)


def say(column: str, value: Value) -> str:
    """A value as it is shown and may be typed again: no seconds where there are none, yes, no."""
    kind = FIELDS[column].kind if column in FIELDS else "words"
    if value is None:
        return ""
    if kind == "time":
        return value.removesuffix(":00") if value.count(":") == 2 else value
    if kind == "yes or no":
        return {"true": "yes", "false": "no"}.get(value, value)
    return value.removesuffix(".0") if kind == "number" else value


def out_of_order(visit: Texts, changes: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """The changed times that can't be, each with a sentence; judged one after the other.

    A change that is refused is judged no further: what it stood against is compared with the value
    before it.
    """
    left = dict(changes)
    while found := _first_fault({**visit, **left}, left):
        column, _ = found
        del left[column]
        yield found


def _first_fault(times: Texts, changed: Mapping[str, Value]) -> tuple[str, str] | None:
    triage = _moment(times.get("triage_ts"))
    for first, second in IN_ORDER:
        earlier, later = _moment(times.get(first)), _moment(times.get(second))
        if earlier is None or later is None or not {first, second} & changed.keys():
            continue
        if first == "arrival_ts" and triage is not None:
            # Somebody may be seen before they are registered, but not before they are triaged.
            earlier = min(earlier, triage)
        # The later one of two changes gives way, so that the rest of the visit can stay.
        column = second if second in changed else first
        if later < earlier:
            return column, (
                f"{_sentence(FIELDS[second].name)}, {_said(later)}, would be before "
                f"{FIELDS[first].name}, {_said(earlier)}: check both."
            )
        if later - earlier > LONGEST_VISIT:
            return column, (
                f"{_sentence(FIELDS[second].name)}, {_said(later)}, would be more than "
                f"{LONGEST_VISIT.days} days after {FIELDS[first].name}, {_said(earlier)}: check "
                "the year."
            )
    return None


def _time(column: str, text: str, visit: Texts) -> str:
    field = FIELDS[column]
    wanted = f"Write {field.name} as 2025-03-01 08:05, or only 08:05"
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise Refused(f"{wanted}: “{text}” can't be read.")
    day = found["day"] or _day_of(column, visit)
    if day is None:
        raise Refused(f"{wanted.partition(',')[0]}: this visit has no day to put {text} on.")
    clock = f"{int(found['hour']):02d}:{found['minute']}:{found['second'] or '00'}"
    try:
        moment = datetime.fromisoformat(f"{day} {clock}")
    except ValueError:
        raise Refused(f"{wanted}: there is no such time as “{text}”.") from None
    if not _CENTURIES[0] <= moment.year <= _CENTURIES[1]:
        raise Refused(f"{_sentence(field.name)} can't be in the year {moment.year}: check it.")
    if found["day"] is None and _past_midnight(column, moment, visit):
        moment += timedelta(days=1)
    return str(moment)


def _past_midnight(column: str, moment: datetime, visit: Texts) -> bool:
    """Whether a clock belongs to the next day: "00:20" of somebody who came at 23:50."""
    arrival = _moment(visit.get("arrival_ts"))
    unsaid = visit.get(column) is None and column not in ("arrival_ts", "triage_ts")
    return unsaid and arrival is not None and moment < arrival


def _day_of(column: str, visit: Texts) -> str | None:
    known = (visit.get(each) for each in (column, "arrival_ts", *TIMES))
    there = next((value for value in known if value), None) or visit.get("occurred_on")
    return there[:10] if there else None


def _moment(value: Value) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _yes_or_no(field: Field, text: str) -> str:
    said = text.casefold()
    if said in _YES or said in _NO:
        return "true" if said in _YES else "false"
    raise Refused(f"For {field.name} write yes or no: “{text}” is neither.")


def _choice(field: Field, text: str) -> str:
    found = next((each for each in field.options if each.casefold() == text.casefold()), None)
    if found is None:
        known = ", ".join(field.options)
        raise Refused(f"{_sentence(field.name)} is one of {known}: “{text}” is none of them.")
    return found


def _words(field: Field, text: str) -> str:
    plain = " ".join(text.split())
    if not plain.isprintable():
        raise Refused(f"{_sentence(field.name)} holds a letter that can't be shown: type it anew.")
    if len(plain) > MOST_WORDS:
        raise Refused(f"{_sentence(field.name)} has at most {MOST_WORDS} letters: shorten it.")
    return plain


def _number(field: Field, text: str) -> str:
    range_said = f"{field.lowest:,g} to {field.highest:,g}"
    written = re.fullmatch(r"-?\d{1,9}(?:[.,]\d{1,6})?", text)
    value = float(text.replace(",", ".")) if written else None
    if value is None or not field.lowest <= value <= field.highest:
        raise Refused(f"{_sentence(field.name)} is a number from {range_said}: “{text}” is not.")
    if field.kind == "number":
        return repr(value)
    if value != int(value):
        raise Refused(f"{_sentence(field.name)} is a whole number: “{text}” is not.")
    return str(int(value))


def _said(moment: datetime) -> str:
    return f"{moment:%H:%M} on {say_day(date(moment.year, moment.month, moment.day))}"


def _sentence(name: str) -> str:
    return name[:1].upper() + name[1:]
