"""A measure as one picture for a colleague: question, sentence, chart, definition; no person."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst
import vl_convert

SOURCE = Path(__file__).with_name("picture.typ")
WIDTH = 720
"""Points of the chart on the paper; its own text is set for this width."""
SHARPNESS = 2.0
"""Pixels a point, so that the picture stays sharp on a projector."""
PURPOSE = "Made for learning from one's own practice, not for judging anybody."
"""What every export says of its purpose (FR-25)."""


@dataclass(frozen=True)
class Caption:
    """Everything a picture says in words.

    `notes` are sentences that the figure must not be shown without; `definition` pairs a short name
    with its words; `source` says of what and from when the figures are.
    """

    question: str
    sentence: str
    notes: tuple[str, ...]
    definition: tuple[tuple[str, str], ...]
    source: str
    alt: str


def picture(chart: Mapping[str, Any], caption: Caption) -> bytes:
    """The PNG of a Vega-Lite chart with its words around it; nothing is written to a disk."""
    drawn = vl_convert.vegalite_to_png({**chart, "width": WIDTH}, scale=SHARPNESS)
    said = {
        "question": caption.question,
        "sentence": caption.sentence,
        "notes": caption.notes,
        "definition": caption.definition,
        "foot": f"{caption.source} {PURPOSE}",
        "alt": caption.alt,
        # As numbers: typst reads no file here, and JSON has no other way to carry bytes.
        "chart": list(drawn),
    }
    made = typst.compile(
        SOURCE.read_bytes(),
        format="png",
        ppi=72 * SHARPNESS,
        sys_inputs={"said": json.dumps(said)},
    )
    if not isinstance(made, bytes):
        raise TypeError("A picture has one page.")
    return made
