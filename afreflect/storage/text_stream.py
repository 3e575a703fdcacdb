"""The text of a file, piece by piece: whatever its size, only one piece of it is held."""

import codecs
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from afreflect.domain.extract import File

PIECE = 1 << 20
"""Bytes decoded at once."""


_HARD_SPACES = ("\u00a0", "\u202f", "\u2007")


def plain_spaces(text: str) -> str:
    """A text with the spaces that keep words together as ordinary ones."""
    for space in _HARD_SPACES:
        text = text.replace(space, " ")
    return text


@dataclass(frozen=True)
class Text:
    """A file decoded, every line ending as a line feed.

    The first `skipped` characters are left out, and `replaced` stands as `by` wherever it stands.
    Marks of the byte order are no part of it, wherever they stand, and hard spaces are spaces.
    """

    file: File
    encoding: str
    skipped: int = 0
    replaced: str = ""
    by: str = ""
    errors: str = "strict"

    def pieces(self, piece: int = PIECE, told: Callable[[float], None] | None = None):
        """The text in order; raises UnicodeError or LookupError where it can't be decoded.

        `told` learns the share of the file's bytes that was read.
        """
        b"".decode(self.encoding)  # Not every codec is of text; this says so at once.
        decoder = io.IncrementalNewlineDecoder(
            codecs.getincrementaldecoder(self.encoding)(self.errors), translate=True
        )
        ahead, read, held = self.skipped, 0, ""
        with self.file.open() as file:
            while True:
                chunk = file.read(piece)
                text = decoder.decode(chunk, final=not chunk)
                # Files put one behind the other bring their marks along.
                text = plain_spaces(text.replace("\ufeff", ""))
                if ahead:
                    text, ahead = text[ahead:], max(0, ahead - len(text))
                if self.replaced:
                    text = (held + text).replace(self.replaced, self.by)
                    # What is replaced may begin in one piece and end in the next.
                    end = len(text) - (len(self.replaced) - 1 if chunk else 0)
                    text, held = text[:end], text[end:]
                if text:
                    yield text
                if not chunk:
                    return
                read += len(chunk)
                if told is not None:
                    told(read / self.file.size)

    def beginning(self, characters: int) -> str:
        """The first characters."""
        found = ""
        for text in self.pieces():
            found += text
            if len(found) >= characters:
                break
        return found[:characters]

    def lines(self) -> Iterator[str]:
        """Each line with its line feed, which the last one may lack."""
        rest = ""
        for text in self.pieces():
            *whole, rest = (rest + text).split("\n")
            for line in whole:
                yield f"{line}\n"
        if rest:
            yield rest

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return not any(text.strip() for text in self.pieces())


class Feed:
    """The text as bytes of UTF-8, for a reader that takes a file; notes quotation marks."""

    def __init__(self, text: Text, told: Callable[[float], None] | None = None) -> None:
        self._pieces = text.pieces(told=told)
        self._rest = b""
        self.quoted = False
        self.closed = False

    def read(self, size: int = -1) -> bytes:
        """The next bytes, as many as asked for where there are so many."""
        parts, held = [self._rest], len(self._rest)
        while size < 0 or held < size:
            text = next(self._pieces, "")
            if not text:
                break
            self.quoted = self.quoted or '"' in text
            parts.append(text.encode())
            held += len(parts[-1])
        found = b"".join(parts)
        end = len(found) if size < 0 else size
        self._rest = found[end:]
        return found[:end]

    def readable(self) -> bool:
        """It can only be read."""
        return True

    def close(self) -> None:
        """Nothing more is wanted."""
        self._pieces.close()
        self.closed = True
