"""Which encoding a text without a mark was written in, told by what its bytes would say."""

import codecs
from collections.abc import Iterable, Iterator
from itertools import islice

_LETTERS = frozenset("éèêëàâäáãåæçîïíìñôöóòõøœùûüúÿßÉÈÊËÀÂÄÁÅÆÇÎÏÍÑÔÖÓØŒÙÛÜÚŸ’«»°€\u00a0")
_LOOKED_AT = 16
"""Pieces of a megabyte: what stands later is written as what stood before."""
_FEW = 0.05


def of_one_byte(pieces: Iterable[bytes]) -> str:
    """cp1252, as Windows writes it, or mac_roman where that makes more of letters."""
    beyond = b"".join(_beyond_ascii(pieces))
    found = {
        name: sum(map(_likely, beyond.decode(name, errors="replace")))
        for name in ("cp1252", "mac_roman")
    }
    return "mac_roman" if found["mac_roman"] > found["cp1252"] else "cp1252"


def _likely(char: str) -> float:
    """How likely a letter is in writing; a capital with an accent is rare."""
    return (0.5 if char.isupper() else 1.0) if char in _LETTERS else 0.0


def is_damaged_utf_8(pieces: Iterable[bytes]) -> bool:
    """Whether a text is UTF-8 but for a few bytes: another encoding hardly ever makes UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    damaged = right = 0
    for piece in islice(pieces, _LOOKED_AT):
        if piece.isascii():
            continue
        text = decoder.decode(piece)
        broken = text.count("\ufffd")
        damaged += broken
        right += sum(not char.isascii() for char in text) - broken
    return 0 < damaged <= _FEW * right


def _beyond_ascii(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in islice(pieces, _LOOKED_AT):
        yield piece.translate(None, _ASCII)


_ASCII = bytes(range(128))
