"""Between what a visit holds and the private file: each change is kept before it is shown as kept.

Several windows may be open. Each remembers what it last saw of the private file, so that only what
was changed in this window is written, on top of what the others wrote.
"""

from dataclasses import dataclass, field, replace

from afreflect.domain.choice import Choice
from afreflect.domain.expectation import Expectation
from afreflect.domain.ledger import Ledger, together
from afreflect.domain.target import TargetHistory
from afreflect.storage.journal import Journal
from afreflect.storage.practice import Practice
from afreflect.storage.remembered_mapping import shape_of
from afreflect.ui.session import MOST_MEASURES, Held, Session


@dataclass(frozen=True)
class Kept:
    """What stands in the private file; `mark` tells one kept extract from another."""

    chosen: tuple[Choice, ...] = ()
    guesses: dict[str, Expectation | None] = field(default_factory=dict)
    targets: dict[str, TargetHistory] = field(default_factory=dict)
    ledger: Ledger = ()
    mark: str | None = None


def settle(held: Held, journal: Journal) -> None:
    """Keep what was changed in this window, and take over what was kept elsewhere."""
    seen = held.kept or Kept()
    if held.kept is None:
        # What was done before the private file was opened belongs to nobody who is known.
        held.own = Session("own")
    there = _read(journal)
    own = held.own
    _keep_choices(own, seen, there, journal)
    _keep_guesses(own, seen, there, journal)
    _keep_targets(own, seen, there, journal)
    _keep_ledger(own, there, journal)
    if there.mark != seen.mark or (own.imported is None and there.mark):
        own.imported = own.tried = journal.extract()
    held.kept = _read(journal)
    if not own.choice(own.showing):
        own.showing = own.chosen[0].metric_id if own.chosen else ""


def keep_all(held: Held, journal: Journal) -> None:
    """Keep everything of a visit in a private file that was just made."""
    own = held.own
    if own.imported is not None:
        own.imported = own.tried = journal.keep_extract(own.imported)
        keep_mapping(own, journal)
    held.kept = Kept(mark=journal.extract_mark())
    settle(held, journal)


def keep_mapping(own: Session, journal: Journal) -> None:
    """Remember what the columns mean, for the next extract of the same shape."""
    if own.reading is not None and own.mapping is not None:
        journal.keep_mapping(shape_of(own.reading.sheets), own.mapping)


def take_over(held: Held, practice: Practice, journal: Journal) -> None:
    """Show the practice that was just kept."""
    held.own.imported = held.own.tried = practice
    seen = held.kept or Kept()
    held.kept = replace(seen, mark=journal.extract_mark())


def merged_choices(
    seen: tuple[Choice, ...], mine: tuple[Choice, ...], theirs: tuple[Choice, ...]
) -> tuple[Choice, ...]:
    """Their measures, with what was added, changed or let go here since both were the same."""
    if theirs == seen:
        return mine
    before = {choice.metric_id: choice for choice in seen}
    now = {choice.metric_id: choice for choice in mine}
    changed = {name: choice for name, choice in now.items() if before.get(name) != choice}
    dropped = before.keys() - now.keys()
    result = {choice.metric_id: choice for choice in theirs if choice.metric_id not in dropped}
    result.update(changed)
    return tuple(result.values())[:MOST_MEASURES]


def _read(journal: Journal) -> Kept:
    return Kept(
        journal.choices(),
        journal.guesses(),
        journal.targets(),
        journal.ledger(),
        journal.extract_mark(),
    )


def _keep_choices(own: Session, seen: Kept, there: Kept, journal: Journal) -> None:
    merged = merged_choices(seen.chosen, own.chosen, there.chosen)
    if merged != there.chosen:
        journal.keep_choices(merged)
    own.chosen = merged


def _keep_guesses(own: Session, seen: Kept, there: Kept, journal: Journal) -> None:
    changed = {
        metric_id: guess
        for metric_id, guess in own.guesses.items()
        if metric_id not in seen.guesses or seen.guesses[metric_id] != guess
    }
    for metric_id, guess in changed.items():
        journal.keep_guess(metric_id, guess)
    own.guesses = {**there.guesses, **changed}


def _keep_targets(own: Session, seen: Kept, there: Kept, journal: Journal) -> None:
    targets = dict(there.targets)
    for metric_id, history in own.targets.items():
        known = len(seen.targets.get(metric_id, TargetHistory()).targets)
        for target in history.targets[known:]:
            journal.add_target(metric_id, target)
            targets[metric_id] = targets.get(metric_id, TargetHistory()).changed_to(target)
    own.targets = targets


def _keep_ledger(own: Session, there: Kept, journal: Journal) -> None:
    known = {event.id for event in there.ledger}
    if new := [event for event in own.ledger if event.id not in known]:
        journal.record(new)
    own.ledger = together(there.ledger, own.ledger)
