"""Reads content/group.toml: what is said and shown in the hour of a group."""

import tomllib
from functools import cache
from typing import Any

from afreflect.domain.hour_script import Before, Element, Item, PhaseCard, Script, Step
from afreflect.storage.content import CONTENT
from afreflect.storage.rooms import Way


def script_for(way: Way) -> Script:
    """The words of an hour whose picture is made in this way."""
    return script() if way == "hosted" else script().without_taps()


@cache
def script() -> Script:
    """The hour's words; raises KeyError where a phase shows an element that is none."""
    stated = tomllib.loads((CONTENT / "group.toml").read_text("utf-8"))
    elements = {each["id"]: Element(**_tuples(each)) for each in stated["element"]}
    phases = tuple(PhaseCard(**_tuples(each)) for each in stated["phase"])
    for phase in phases:
        for shown in phase.shows:
            _ = elements[shown]
    return Script(
        phases=phases,
        elements=elements,
        who_sees={
            key: (said,) if isinstance(said, str) else tuple(said)
            for key, said in stated["who_sees"].items()
        },
        steps=tuple(Step(**each) for each in stated["step"]),
        before=tuple(Before(**each) for each in stated["before"]),
        leaders=tuple(Item(**each) for each in stated["leaders"]),
    )


def _tuples(read: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(said) if isinstance(said, list) else said for key, said in read.items()}
