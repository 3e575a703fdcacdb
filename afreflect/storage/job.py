"""Long work in a thread of its own, with progress, and a cancel that leaves nothing behind.

A script run of Streamlit can be broken off at any line by a click, so long work never runs in one.
The work asks at each step whether it is still wanted; while DuckDB is busy, it is interrupted.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


class Cancelled(Exception):
    """The work is not wanted any more; raised inside it at its next step."""


class Interruptible(Protocol):
    """Something busy that another thread may interrupt, such as a DuckDB connection."""

    def interrupt(self) -> None:
        """Break off what is being done."""
        ...


@dataclass(frozen=True)
class Progress:
    """What is being done, in words, and the share that is done."""

    words: str
    share: float


class Watch:
    """What the work tells of itself, and where it learns that it was cancelled."""

    def __init__(self) -> None:
        self.progress = Progress("Starting", 0.0)
        self._lock = threading.Lock()
        self._cancelled = False
        self._decided = False
        self._busy: Interruptible | None = None

    def step(self, words: str, share: float) -> None:
        """A next step begins; raises Cancelled when the work is not wanted any more."""
        with self._lock:
            if self._cancelled:
                raise Cancelled
            self.progress = Progress(words, share)

    def busy_with(self, busy: Interruptible | None) -> None:
        """Name what is to be interrupted by a cancel, or that there is nothing any more."""
        with self._lock:
            self._busy = busy

    def last_call(self) -> None:
        """The work is about to be final; raises Cancelled, or else no cancel works from here on."""
        with self._lock:
            if self._cancelled:
                raise Cancelled
            self._decided = True

    def cancel(self) -> bool:
        """Ask for an end without a trace; False when it came too late."""
        with self._lock:
            if self._decided:
                return False
            self._cancelled = True
            if self._busy is not None:
                self._busy.interrupt()
            return True

    @property
    def cancelled(self) -> bool:
        """Whether the work is not wanted any more."""
        return self._cancelled


class Unwatched:
    """A watch that nobody looks at and that never cancels."""

    def step(self, words: str, share: float) -> None:
        """Nothing to tell."""

    def busy_with(self, busy: Interruptible | None) -> None:
        """Nothing to interrupt."""

    def last_call(self) -> None:
        """Nothing to decide."""


class Watching(Protocol):
    """What long work tells while it goes on: a `Watch`, or one that nobody looks at."""

    def step(self, words: str, share: float) -> None:
        """A next step begins; raises Cancelled when the work is not wanted any more."""
        ...

    def busy_with(self, busy: Interruptible | None) -> None:
        """Name what is to be interrupted by a cancel."""
        ...

    def last_call(self) -> None:
        """The work is about to be final; raises Cancelled."""
        ...


UNWATCHED: Watching = Unwatched()


class Job(Generic[T]):
    """One piece of work in its thread, and what has become of it."""

    def __init__(self, work: Callable[[Watching], T]) -> None:
        self._watch = Watch()
        self._work = work
        self._result: T | None = None
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="afreflect job", daemon=True)
        self._thread.start()

    @property
    def progress(self) -> Progress:
        """What is being done now."""
        return self._watch.progress

    @property
    def done(self) -> bool:
        """Whether the work has come to an end of any kind."""
        return not self._thread.is_alive()

    @property
    def cancelled(self) -> bool:
        """Whether the work ended, or will end, without a trace."""
        return self._watch.cancelled

    def cancel(self) -> bool:
        """End the work without a trace; False when it is too late for that."""
        return self._watch.cancel()

    def result(self) -> T:
        """What the work gave, waiting for its end; raises what it raised, or Cancelled."""
        self._thread.join()
        if self._fault is not None:
            raise self._fault
        return self._result  # type: ignore[return-value]

    def _run(self) -> None:
        try:
            self._result = self._work(self._watch)
        except BaseException as fault:
            # An interrupted query raises its own error: what counts is that it was cancelled.
            self._fault = Cancelled() if self._watch.cancelled else fault
        self._work = _nothing


def _nothing(_watch: Watching) -> None:
    raise Cancelled
