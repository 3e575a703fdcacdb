"""The fields of a log entry: what each is called here, and what stands in it as one text."""

from collections.abc import Mapping
from dataclasses import fields

from afreflect.domain import figure
from afreflect.domain.cpd import Regime
from afreflect.domain.cpd_log import FEEDBACK_FROM, LogEntryWritten
from afreflect.domain.cpd_minutes import STEPS, hours, said, said_minutes

LABELS: Mapping[str, str] = {
    "title": "One line on what you looked at",
    "when": "When you did it",
    "setting": "Where you work",
    "question": "What did you want to find out?",
    "measures": "What you measured",
    "audit_tool": "What you measured it with",
    "data_source": "Where the numbers came from and what they leave out",
    "period": "Which stretch of time the data are from",
    "n": "How many cases",
    "standard": "What you compared with, and why that",
    "own_target": "What you wanted to reach",
    "result": "What you saw (with the spread)",
    "feedback": "Who looked at this with you, and how?",
    "what": "What happened or what the numbers show",
    "so_what": "Why it matters for patients and for you",
    "now_what": "What you will do, by when",
    "went_well": "Worth keeping",
    "could_be_better": "Worth changing",
    "share": "Worth passing on",
    "next_learning": "What you want to learn",
    "objective": "What you meant to learn",
    "barrier": "What stood in the way",
    "plan": "Your plan: who, what, when",
    "review_on": "When you will look again",
    "remeasure": "What you saw when you looked again",
    "outcome": "What happened when you looked again",
    "competencies": "Competencies or domains",
    "tags": "Cultural safety, equity, professionalism, ethics",
    "verifier": "Who can confirm this",
    "minutes": "Minutes by step",
    "hours": "Hours",
}
"""Every field, in the order in which an entry is read, by a name of ours."""

WRITTEN = (
    "title", "setting", "question", "measures", "audit_tool", "data_source", "period", "standard",
    "own_target", "result", "what", "so_what", "now_what", "went_well", "could_be_better", "share",
    "next_learning", "objective", "barrier", "plan", "remeasure_result", "outcome", "competencies",
    "tags", "verifier", "feedback_role", "feedback_how",
)  # fmt: skip
"""The fields of an entry that hold free words, and are looked through before anything goes out."""


def known() -> set[str]:
    """Every name by which a college's file may ask for something in an entry."""
    return {*LABELS, *(each.name for each in fields(LogEntryWritten))}


def text(entry: LogEntryWritten, name: str, regime: Regime | None = None) -> str:
    """What stands in a field; '' where nothing does. Hours are cut as the college cuts them."""
    made = {
        "when": _when,
        "n": lambda each: "" if each.n is None else figure.count(each.n),
        "feedback": _feedback,
        "remeasure": _remeasure,
        "minutes": _minutes,
        "review_on": lambda each: figure.say_day(each.review_on) if each.review_on else "",
        "result": _result,
    }
    if name == "hours":
        return said(hours(entry.minutes.total, regime.rounding if regime else "down"))
    if name in made:
        return made[name](entry)
    return str(getattr(entry, name)).strip()


def _when(entry: LogEntryWritten) -> str:
    if entry.first == entry.last:
        return figure.say_day(entry.last)
    return f"{figure.say_day(entry.first)} to {figure.say_day(entry.last)}"


def _result(entry: LogEntryWritten) -> str:
    """The result, never without saying that it is provisional while it is (check 14)."""
    if entry.provisional_until is None or not entry.result.strip():
        return entry.result.strip()
    return f"{entry.result.strip()} Provisional until {figure.say_day(entry.provisional_until)}."


def _feedback(entry: LogEntryWritten) -> str:
    """Who responded, in what role, how and when: a role, never a name."""
    if entry.feedback_from == "none":
        return ""
    parts = [FEEDBACK_FROM[entry.feedback_from]]
    if entry.feedback_role.strip():
        parts[0] += f" ({entry.feedback_role.strip()})"
    if entry.feedback_on:
        parts.append(figure.say_day(entry.feedback_on))
    if entry.feedback_how.strip():
        parts.append(entry.feedback_how.strip())
    return ": ".join([", ".join(parts[:2]), *parts[2:]]) if len(parts) > 2 else ", ".join(parts)


def _remeasure(entry: LogEntryWritten) -> str:
    if entry.remeasure_n is None:
        return entry.remeasure_result.strip()
    return f"{entry.remeasure_result.strip()} From {figure.count(entry.remeasure_n)} cases.".strip()


def _minutes(entry: LogEntryWritten) -> str:
    spent = [(name, getattr(entry.minutes, step)) for step, name in STEPS.items()]
    return "; ".join(f"{name}: {said_minutes(minutes)}" for name, minutes in spent if minutes)
