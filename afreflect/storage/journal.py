"""The journal: what a clinician keeps, opened for that one clinician with an unlocked vault."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from afreflect.domain import ledger
from afreflect.domain.choice import Choice
from afreflect.domain.expectation import Expectation
from afreflect.domain.extract import Completeness, Mapping
from afreflect.domain.ledger import Event, Ledger
from afreflect.domain.target import Target, TargetHistory
from afreflect.storage import kept_extract, remembered_mapping, sealed_rows, vault, written
from afreflect.storage.database import Database, open_database, put_if_missing
from afreflect.storage.erasing import erase_owner
from afreflect.storage.job import UNWATCHED, Watching
from afreflect.storage.journal_tables import VAULTS
from afreflect.storage.kept_extract import Kept
from afreflect.storage.merging import Merged
from afreflect.storage.practice import Practice
from afreflect.storage.remembered_mapping import Shape
from afreflect.storage.sealed_rows import NoVault, Version
from afreflect.storage.vault import Locks, Vault, WrongKey

PERSONAL = "personal"
"""The owner's id where one person uses the app on their own computer."""


@dataclass(frozen=True)
class Draft:
    """What is being written at one place; revision 0 is one that was never saved."""

    text: str
    revision: int
    kept_at: str = ""


@dataclass(frozen=True)
class Conflict:
    """A draft was not saved, because another window has saved `theirs` since it was read."""

    theirs: Draft


@dataclass(frozen=True)
class Access:
    """One line of the access log: when, in UTC, and what."""

    at: str
    event: str


class JournalKeeper:
    """The database with every clinician's sealed journal; opened once a process."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @staticmethod
    def at(home: Path | None = None, url: str | None = None) -> "JournalKeeper":
        """The keeper of a home folder or a PostgreSQL address; raises DatabaseProblem."""
        return JournalKeeper(open_database(home, url))

    def close(self) -> None:
        """Give every connection back."""
        self.database.close()

    def owners(self) -> tuple[str, ...]:
        """The opaque ids of everyone who has a vault."""
        with self.database.reading() as connection:
            return tuple(connection.execute(sa.select(VAULTS.c.owner)).scalars())

    def has_vault(self, owner: str) -> bool:
        """Whether there is something to unlock."""
        return self._locks(owner) is not None

    def create(
        self,
        owner: str,
        passphrase: str,
        fill: Callable[[sa.Connection, Vault], None] | None = None,
    ) -> tuple["Journal", str]:
        """A new journal, and its recovery code, to be shown once.

        `fill` puts something in within the same transaction. Raises ValueError with a plain
        sentence for a weak passphrase, or where there is a vault.
        """
        opened, locks, code = vault.new_vault(owner, passphrase)
        with self.database.writing() as connection:
            put_if_missing(connection, VAULTS, owner=owner, **vars(locks))
            if _stored_locks(connection, owner) != locks:
                raise ValueError("There is a private file already: unlock it with its passphrase.")
            sealed_rows.log_event(connection, owner, "made")
            if fill:
                fill(connection, opened)
        return self.journal(opened), code

    def unlock(self, owner: str, passphrase: str) -> "Journal":
        """The journal that the passphrase opens; raises WrongKey, or NoVault."""
        try:
            opened = vault.unlock(owner, self._existing_locks(owner), passphrase)
        except WrongKey:
            self.note(owner, "a wrong passphrase was tried")
            raise
        self.note(owner, "opened with the passphrase")
        return self.journal(opened)

    def unlock_by_recovery_code(self, owner: str, code: str) -> "Journal":
        """The journal that the recovery code opens; raises WrongKey, or NoVault."""
        try:
            opened = vault.unlock_by_recovery_code(owner, self._existing_locks(owner), code)
        except WrongKey:
            self.note(owner, "a wrong recovery code was tried")
            raise
        self.note(owner, "opened with the recovery code")
        return self.journal(opened)

    def journal(self, opened: Vault) -> "Journal":
        """The journal of an unlocked vault."""
        return Journal(self.database, opened)

    def note(self, owner: str, event: str) -> None:
        """Write an event into the owner's access log; needs no key."""
        with self.database.writing() as connection:
            sealed_rows.hold(connection, owner)
            sealed_rows.log_event(connection, owner, event)

    def _existing_locks(self, owner: str) -> Locks:
        locks = self._locks(owner)
        if locks is None:
            raise NoVault
        return locks

    def _locks(self, owner: str) -> Locks | None:
        with self.database.reading() as connection:
            return _stored_locks(connection, owner)


class Journal:
    """One clinician's journal; no method of it reaches anything of anybody else's."""

    def __init__(self, database: Database, opened: Vault) -> None:
        self.owner = opened.owner
        self.vault = opened
        self.database = database

    def choices(self) -> tuple[Choice, ...]:
        """The measures chosen, in their order."""
        with self.database.reading() as connection:
            found = sealed_rows.newest(connection, self.vault, "choices", ())
        return written.choices_from(found.value) if found else ()

    def keep_choices(self, choices: Iterable[Choice]) -> None:
        """Let these be the measures from now on."""
        self._add("choices", (), written.choices_value(choices))

    def guesses(self) -> dict[str, Expectation | None]:
        """For each measure what was expected, or None where the guess was skipped."""
        with self.database.reading() as connection:
            found = list(sealed_rows.versions(connection, self.vault, "guesses"))
        return {version.about[0]: written.expectation_from(version.value) for version in found}

    def keep_guess(self, metric_id: str, expected: Expectation | None) -> None:
        """Keep what the clinician guessed before looking."""
        self._add("guesses", (metric_id,), written.expectation_value(expected))

    def history(self, metric_id: str) -> TargetHistory:
        """Every target ever set for one measure, oldest first."""
        with self.database.reading() as connection:
            found = sealed_rows.versions_about(connection, self.vault, "targets", (metric_id,))
        return TargetHistory(tuple(written.target_from(version.value) for version in found))

    def targets(self) -> dict[str, TargetHistory]:
        """The history of targets of each measure that has any."""
        histories: dict[str, TargetHistory] = {}
        with self.database.reading() as connection:
            for version in sealed_rows.versions(connection, self.vault, "targets"):
                metric_id = version.about[0]
                known = histories.get(metric_id, TargetHistory())
                histories[metric_id] = known.changed_to(written.target_from(version.value))
        return histories

    def add_target(self, metric_id: str, target: Target) -> None:
        """Let a further target hold from now on; the earlier ones stay (FR-34)."""
        self._add("targets", (metric_id,), written.target_value(target))

    def ledger(self) -> Ledger:
        """Every event that was ever recorded, in the order of their times."""
        with self.database.reading() as connection:
            found = list(sealed_rows.versions(connection, self.vault, "ledger"))
        return ledger.together(ledger.from_value(version.value) for version in found)

    def record(self, events: Iterable[Event]) -> None:
        """Keep events for good, all of them or none; one that is kept already is not kept twice."""
        with self.database.writing() as connection:
            sealed_rows.hold(connection, self.owner)
            for event in events:
                there = sealed_rows.newest(connection, self.vault, "ledger", (event.id,))
                if there is None:
                    value = ledger.as_value(event)
                    sealed_rows.add_entry(connection, self.vault, "ledger", (event.id,), value)

    def mapping_for(self, shape: Shape) -> Mapping | None:
        """What the columns of files of this shape were taken to mean the last time."""
        with self.database.reading() as connection:
            found = sealed_rows.newest(connection, self.vault, "mappings", (shape.key,))
        return remembered_mapping.recalled(found.value, shape) if found else None

    def keep_mapping(self, shape: Shape, mapping: Mapping) -> None:
        """Remember what the columns of files of this shape mean."""
        self._add("mappings", (shape.key,), remembered_mapping.remembered(mapping, shape))

    def extract(self) -> Practice | None:
        """The kept practice, in memory; None where nothing was brought in yet."""
        return kept_extract.opened(self.database, self.vault)

    def extract_mark(self) -> str | None:
        """What tells the kept practice from any other it was or will be; None without one."""
        found = self.imports()
        return "+".join(kept.id for kept in found) if found else None

    def imports(self) -> tuple[Kept, ...]:
        """The extracts of which the kept practice is made, the oldest first."""
        return kept_extract.imports(self.database, self.vault)

    def completeness(self) -> tuple[tuple[Kept, tuple[Completeness, ...]], ...]:
        """How complete the fields of each of these extracts were, the oldest first (FR-41)."""
        return kept_extract.completeness(self.database, self.vault)

    def keep_extract(self, practice: Practice, watch: Watching = UNWATCHED) -> Practice:
        """Keep this extract instead of all that were kept, whole or not at all.

        Gives the practice as it is kept.
        """
        return kept_extract.keep(self.database, self.vault, practice, True, watch).practice

    def bring_in(self, practice: Practice, watch: Watching = UNWATCHED) -> Merged:
        """Keep this extract together with what was kept before, whole or not at all.

        The same visit, form or counted period: the newer extract holds. Rows without an id are
        all kept; what looks alike among them is counted in what comes back.
        """
        return kept_extract.keep(self.database, self.vault, practice, False, watch)

    def take_away(self, import_id: str) -> Practice | None:
        """Take one extract away again; the practice that is left, if any."""
        return kept_extract.take_away(self.database, self.vault, import_id)

    def draft(self, place: str) -> Draft:
        """What is being written at a place, as it was last saved."""
        with self.database.reading() as connection:
            found = sealed_rows.draft_row(connection, self.vault, place)
        return _draft(found)

    def save_draft(self, place: str, text: str, revision: int) -> int | Conflict:
        """Save a text that was begun on `revision`; the new revision, or what another window saved.

        The same text again is no conflict.
        """
        with self.database.writing() as connection:
            sealed_rows.hold(connection, self.owner)
            there = _draft(sealed_rows.draft_row(connection, self.vault, place))
            if there.text == text and there.revision:
                return there.revision
            if there.revision != revision:
                return Conflict(there)
            version = Version((place,), revision + 1, sealed_rows.moment(), text)
            sealed_rows.put_draft(connection, self.vault, version)
            return version.revision

    def access_log(self) -> tuple[Access, ...]:
        """Who opened, changed or took out what, the newest first."""
        with self.database.reading() as connection:
            found = sealed_rows.events(connection, self.vault)
        return tuple(Access(**event) for event in found)

    def note(self, event: str) -> None:
        """Write an event into the access log."""
        with self.database.writing() as connection:
            sealed_rows.hold(connection, self.owner)
            sealed_rows.log_event(connection, self.owner, event)

    def change_passphrase(self, current: str, new: str) -> None:
        """Let another passphrase open the vault; raises WrongKey, or ValueError for a weak one."""
        with self.database.reading() as connection:
            locks = _stored_locks(connection, self.owner)
        if locks is None:
            raise NoVault
        try:
            vault.unlock(self.owner, locks, current)
        except WrongKey:
            self.note("a wrong passphrase was tried")
            raise
        self.choose_passphrase(new)

    def choose_passphrase(self, new: str) -> None:
        """Set a passphrase without the former one, as after the recovery code was used.

        Raises ValueError with a plain sentence for a weak one.
        """
        self._relock("the passphrase was changed", new_passphrase=new)

    def new_recovery_code(self) -> str:
        """Another recovery code, to be shown once; the former opens nothing any more."""
        return self._relock("the recovery code was changed", new_passphrase=None)

    def erase(self) -> None:
        """Take away everything of this clinician's, and make sure that it is gone.

        Raises NotErased where something is still there.
        """
        erase_owner(self.database, self.owner)

    def _relock(self, event: str, new_passphrase: str | None) -> str:
        with self.database.reading() as connection:
            before = _stored_locks(connection, self.owner)
        if before is None:
            raise NoVault
        code = ""
        if new_passphrase is None:
            locks, code = vault.with_new_recovery_code(self.vault, before)
            changed = {"by_recovery_code": locks.by_recovery_code}
        else:
            locks = vault.with_new_passphrase(self.vault, before, new_passphrase)
            changed = {"by_passphrase": locks.by_passphrase}
        with self.database.writing() as connection:
            sealed_rows.hold(connection, self.owner)
            connection.execute(
                sa.update(VAULTS).where(VAULTS.c.owner == self.owner).values(**changed)
            )
            sealed_rows.log_event(connection, self.owner, event)
        return code

    def _add(self, shelf: str, about: tuple[str, ...], value: object) -> None:
        with self.database.writing() as connection:
            sealed_rows.hold(connection, self.owner)
            sealed_rows.add_entry(connection, self.vault, shelf, about, value)


def _draft(found: Version | None) -> Draft:
    return Draft(found.value, found.revision, found.kept_at) if found else Draft("", 0)


def _stored_locks(connection: sa.Connection, owner: str) -> Locks | None:
    row = connection.execute(sa.select(VAULTS).where(VAULTS.c.owner == owner)).first()
    if row is None:
        return None
    return Locks(row.by_passphrase, row.by_recovery_code, row.public_key, row.private_key)
