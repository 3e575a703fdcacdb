"""Reads the content files, which are nobody's code, into the domain's types."""

import tomllib
from pathlib import Path

from afreflect.domain.value_card import ValueCard

CONTENT = Path(__file__).parents[1] / "content"


def value_cards() -> tuple[ValueCard, ...]:
    """The value cards, in the order in which a clinician is offered them."""
    entries = tomllib.loads((CONTENT / "values.toml").read_text(encoding="utf-8"))
    return tuple(ValueCard(**card) for card in entries["card"])
