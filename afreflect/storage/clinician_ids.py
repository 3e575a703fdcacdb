"""Ids, and the spellings of one clinician: which are safely the same, and which may be."""

import re
import unicodedata
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

CUT_SHORT = r"^\d(\.\d+)?[eE]\+\d+$"
"""How a spreadsheet writes a long number that it took for an amount: the last digits are gone."""
_OF_AN_AMOUNT = r"^(\d+)\.0$"
_TITLE = re.compile(r"^(DR|DRE|DOCTOR|DOCTEUR|PROF|PROFESSOR|MD)[. ] ?(?=[^\W\d]{2})")
_TITLE_OF_AN_ID = re.compile(r"^(DR|DRE|DOCTOR|DOCTEUR|PROF|PROFESSOR|MD)[. ] ?(?=[^\W\d])")
_DEGREE = re.compile(r"[ ,]+(MD|M\.D\.?|DO|D\.O\.?|MBBS|FRCPC|CCFP|PHD)$")
_MARKS = re.compile(r"[.,;]+")
_LETTERS_AND_A_NUMBER = re.compile(r"^([^\W\d]+)[ .]+(\d+)$")


def whole_ids(cells: pa.Array) -> pa.Array:
    """Ids without the ".0" of an amount; those that were cut short tell nobody apart."""
    whole = pc.replace_substring_regex(cells, _OF_AN_AMOUNT, r"\1")
    lost = pc.fill_null(pc.match_substring_regex(whole, CUT_SHORT), False)
    return pc.if_else(lost, pa.scalar(None, pa.string()), whole)


def identity(cell: str) -> str:
    """A clinician's id however it is spaced, cased, titled or punctuated.

    Nothing but a title changes a letter or a digit: "Smith, J." is "SMITH J", "DR 03" is "DR03" and
    "Dr. K11" is "K11", while "DR-03" and "DR3" stay others.
    """
    written = " ".join(cell.split()).upper()
    numbered = _LETTERS_AND_A_NUMBER.match(written)
    if numbered:
        return numbered[1] + numbered[2]
    if any(char.isdigit() for char in written):
        return _TITLE_OF_AN_ID.sub("", written)
    bare = _TITLE.sub("", _DEGREE.sub("", written))
    return " ".join(_MARKS.sub(" ", bare).split()) or written


def perhaps_the_same(ids: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Ids that differ by the order of their names, an accent, a hyphen or leading zeros.

    Two people may well bear them, so they are told of and never put together.
    """
    groups: dict[tuple[str, ...], list[str]] = {}
    for one in ids:
        groups.setdefault(_likeness(one), []).append(one)
    return tuple(tuple(sorted(group)) for group in groups.values() if len(group) > 1)


def _likeness(one: str) -> tuple[str, ...]:
    bare = unicodedata.normalize("NFKD", one)
    letters = "".join(char for char in bare if not unicodedata.combining(char))
    if any(char.isdigit() for char in letters):
        together = re.sub(r"[^\w]|_", "", letters)
        return (re.sub(r"(?<!\d)0+(?=\d)", "", together),)
    return tuple(sorted(re.findall(r"[^\W_]+", letters.replace("'", "").replace("’", ""))))
