"""Reads content/coaching.toml: what a colleague does in each phase of reading together."""

import tomllib
from functools import cache

from afreflect.domain.coaching import Card
from afreflect.domain.prompt import Phase
from afreflect.storage.content import CONTENT


@cache
def cards() -> dict[Phase, Card]:
    """One card a phase, in their order; raises KeyError where a phase is none."""
    stated = tomllib.loads((CONTENT / "coaching.toml").read_text("utf-8"))["card"]
    found = [
        Card(Phase[each["phase"].upper()], each["title"], each["say"], tuple(each["asks"]))
        for each in stated
    ]
    return {card.phase: card for card in sorted(found, key=lambda card: card.phase)}
