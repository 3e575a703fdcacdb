"""How far a long command is, in one line on stderr that stays quiet unless somebody looks."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from afreflect.storage.job import UNWATCHED, Interruptible, Watching

_SHOWN_WHERE_NOBODY_LOOKS = 0.1
"""In a log, a line for each tenth of a step is enough."""


def add_progress(command: argparse.ArgumentParser) -> None:
    """The argument that asks for the line where stderr is no terminal."""
    command.add_argument(
        "--progress", action="store_true", help="say on stderr how far it is, also into a log"
    )


@contextmanager
def watching(options: argparse.Namespace, out: TextIO | None = None) -> Iterator[Watching]:
    """A watch that writes where a terminal or `--progress` wants it, and cleans up after itself."""
    stream = out or sys.stderr
    if not (stream.isatty() or getattr(options, "progress", False)):
        yield UNWATCHED
        return
    line = Line(stream)
    try:
        yield line
    finally:
        line.clear()


class Line:
    """The line itself: rewritten on a terminal, one after the other in a log."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._alone = out.isatty()
        self._shown = ("", -1.0)

    def step(self, words: str, share: float) -> None:
        """A next step begins, or the same one is further."""
        least = 0.01 if self._alone else _SHOWN_WHERE_NOBODY_LOOKS
        if words == self._shown[0] and share < self._shown[1] + least:
            return
        self._shown = words, share
        text = f"{words}: {share:.0%}"
        print(f"\r\033[K{text}" if self._alone else text, file=self._out, end=self._end, flush=True)

    def busy_with(self, busy: Interruptible | None) -> None:
        """Ctrl-C reaches whatever is busy by itself."""

    def last_call(self) -> None:
        """Nothing is kept by these commands before they are done."""

    def clear(self) -> None:
        """Leave the terminal as it was."""
        if self._alone and self._shown[0]:
            print("\r\033[K", file=self._out, end="", flush=True)

    @property
    def _end(self) -> str:
        return "" if self._alone else "\n"
