"""A bundle: what one clinician lets one colleague read about one measure; no case is ever in it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from afreflect.domain.metric import MetricResult, Point
from afreflect.domain.prompt import Phase, Prompt

PRIVATE = ("P07", "P10")
"""What stays with its owner besides what may stand on no other screen: the bare first reaction."""


@dataclass(frozen=True)
class Said:
    """One prompt's text, what its owner wrote to it, and the phase it belongs to."""

    phase: Phase
    asked: str
    words: str


@dataclass(frozen=True)
class Bundle:
    """The chart's figures and what its owner chose of their own words, as on one day.

    `target` is said in words,
    empty where there is none. Points of few cases carry no rate, and no case stands anywhere.
    """

    title: str
    question: str
    sentence: str
    target: str
    made_on: date
    answers: tuple[Said, ...]
    result: MetricResult


def may_be_lent(
    answers: Mapping[str, str], prompts: Mapping[str, Prompt]
) -> tuple[tuple[Prompt, str], ...]:
    """What may be chosen of what was written, in the order of the conversation.

    Prompts that may stand on no screen that others see are not among them.
    """
    known = [(prompts[each], words) for each, words in answers.items() if each in prompts]
    return tuple(
        (prompt, words)
        for prompt, words in known
        if prompt.screen != "never" and prompt.id not in PRIVATE
    )


def chosen(offered: Sequence[tuple[Prompt, str]], ticked: Collection[str]) -> tuple[Said, ...]:
    """The answers that were ticked, each with its prompt's words."""
    return tuple(
        Said(prompt.phase, prompt.text, words) for prompt, words in offered if prompt.id in ticked
    )


def as_value(bundle: Bundle) -> dict[str, Any]:
    """A bundle as JSON values, dates as ISO 8601 texts."""
    said: dict[str, Any] = asdict(bundle)
    said["made_on"] = bundle.made_on.isoformat()
    # Figures are lent, not how they were tried: what was left out or put right stays at home.
    said["result"] |= {"left_out": (), "corrections": 0, "corrections_sha256": ""}
    for point in (*said["result"]["points"], said["result"]["whole"]):
        point["start"] = point["start"].isoformat() if point["start"] else None
    return said


def from_value(value: Mapping[str, Any]) -> Bundle:
    """The bundle that `as_value` wrote.

    Raises ValueError, KeyError or TypeError for what is none.
    """
    result = dict(value["result"])
    result["points"] = tuple(_point(each) for each in result["points"])
    result["whole"] = _point(result["whole"])
    result["left_out"] = ()
    answers = tuple(
        Said(Phase(each["phase"]), str(each["asked"]), str(each["words"]))
        for each in value["answers"]
    )
    return Bundle(
        **{
            **value,
            "made_on": date.fromisoformat(value["made_on"]),
            "answers": answers,
            "result": MetricResult(**result),
        }
    )


def _point(value: Mapping[str, Any]) -> Point:
    start = date.fromisoformat(value["start"]) if value["start"] else None
    return Point(**{**value, "start": start})
