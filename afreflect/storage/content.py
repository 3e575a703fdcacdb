"""Reads the content files, which are nobody's code, into the domain's types."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from afreflect.domain.mdpie import Item, Items
from afreflect.domain.value_card import ValueCard

CONTENT = Path(__file__).parents[1] / "content"
_ITEMS = ("mindset", "felt", "support")


def value_cards() -> tuple[ValueCard, ...]:
    """The value cards, in the order in which a clinician is offered them."""
    return tuple(ValueCard(**card) for card in _read("values.toml")["card"])


@cache
def reactions() -> tuple[str, ...]:
    """The words of which one may be tapped at a first look, in their order."""
    return tuple(_read("reactions.toml")["words"])


@cache
def mindset_items() -> Items:
    """The sentences that are tapped for a placement, with their scales."""
    read = _read("mindset.toml")
    return Items(
        **{kind: tuple(Item(**item) for item in read[kind]) for kind in _ITEMS},
        agreement=tuple(read["agreement"]),
        extent=tuple(read["extent"]),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))
