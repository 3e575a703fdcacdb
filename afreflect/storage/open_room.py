"""An open room: what its facilitator and its members read and do in one group's shared hour.

Two windows, two browsers or two computers of one server that know a code are in the same room, and
what they share goes through the database. The facilitator's code opens besides the private half of
the room's key pair, to which taps are sealed: members don't read them. Contributions are sealed to
a pair of their own, whose private half the first pair opens and the freeze takes away: afterwards
nobody can open a contribution, wherever a copy of one still lies.
"""

import secrets
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa

from afreflect.domain import disclosure, hour, unnamed
from afreflect.domain.disclosure import Asked, Contribution, Refused, Snapshot
from afreflect.domain.disclosure.written import asked_from
from afreflect.domain.hour import Board, Event, NotNow
from afreflect.domain.redaction import Finding
from afreflect.storage import recovery_code, redaction, room_contributors, room_given
from afreflect.storage.database import Database
from afreflect.storage.erasing import clear_log
from afreflect.storage.journal import PERSONAL
from afreflect.storage.room_given import Giver, TapValue
from afreflect.storage.room_tables import EVENTS, OPENING, PARTS, ROOMS
from afreflect.storage.vault import Place, Vault
from afreflect.storage.written import sealable, unsealed

Way = Literal["department", "files", "hosted"]
Saying = Callable[[tuple[TapValue, ...]], Any]
GONE = -1
"""The revision of a room that was ended."""
ONLY_THE_FACILITATOR = "Only the facilitator can do this."
FROZEN = "The picture is made: nothing can be added to it or taken out of it any more."
RESTORED = (
    "This session comes from a backup, which holds no contributions: begin a new one for a picture."
)
COUNTED = "The answers to this are counted: they can't be changed any more."
_TALLY = "tally/"
_DAY = 86400
_SNAPSHOT_ID = 8


class Ended(ValueError):
    """The room is there no more; its text is the sentence for the user."""

    def __init__(self) -> None:
        super().__init__("This group session has ended, and nothing of it is kept here.")


class Recognisable(ValueError):
    """Words of a member by which somebody might be recognised; `findings` says which."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("Somebody might be recognised by these words: look at them once more.")
        self.findings = findings


class OpenRoom:
    """A room as its facilitator or a member has it open; its keys are in memory only."""

    def __init__(
        self, database: Database, vault: Vault, is_facilitator: bool, account: str = ""
    ) -> None:
        with database.reading() as connection:
            begun = _part(connection, vault, "asked")
        if begun is None:
            raise Ended
        self.id = vault.owner
        self.database = database
        self.vault = vault
        self.is_facilitator = is_facilitator
        self.account = _known(account)
        self.way: Way = begun["way"]
        self.asked: Asked = asked_from(begun["asked"])
        self.public_key = bytes.fromhex(begun["public_key"])
        self.join_code: str = begun["join_code"]
        self._tap_key = bytes.fromhex(begun["tap_key"])
        self._snapshot: Snapshot | None = None

    def __repr__(self) -> str:
        return "OpenRoom(open)"

    @property
    def snapshot(self) -> Snapshot | None:
        """The frozen picture; None before the freeze. It never changes."""
        if self._snapshot is None:
            with self.database.reading() as connection:
                self._snapshot = _snapshot(connection, self.vault)
        return self._snapshot

    def revision(self) -> int:
        """A number that grows with every change, for polling; GONE once the room has ended."""
        query = sa.select(ROOMS.c.revision).where(ROOMS.c.room_id == self.id)
        with self.database.reading() as connection:
            found = connection.execute(query).scalar()
        return GONE if found is None else found

    def events(self) -> tuple[Event, ...]:
        """Everything that was recorded, in its order."""
        with self.database.reading() as connection:
            return self._events(connection)

    def board(self) -> Board:
        """What holds now."""
        return hour.fold(self.events())

    def record(self, event: Event, let_stand: Collection[str] = ()) -> None:
        """Put an event on the board; the same one again changes nothing.

        Raises NotNow for what may not be done now or not by a member, Recognisable where a member's
        words hold a finding whose key is not among `let_stand` (K-08), and Ended.
        """
        if event.by == "facilitator" and not self.is_facilitator:
            raise NotNow(ONLY_THE_FACILITATOR)
        if event.by == "member":
            found = redaction.in_texts(hour.free_text(event), after=date.today())
            if standing := tuple(each for each in found if each.key not in let_stand):
                raise Recognisable(standing)
        with self._changing() as connection:
            done = self._events(connection)
            if any(each.id == event.id for each in done):
                return
            hour.refuse_what_may_not_be(event, hour.fold(done))
            number, event_id = len(done) + 1, self.vault.name("event", event.id)
            plain = sealable(hour.as_value(event))
            connection.execute(
                sa.insert(EVENTS).values(
                    room_id=self.id,
                    number=number,
                    event_id=event_id,
                    sealed=self.vault.seal(plain, self._event_place(number)),
                )
            )

    def contribute(self, contributor: str, given: Contribution, account: str = "") -> None:
        """Add what a member consented to give, or change it; sealed to the facilitator.

        `account` is the one it comes from where there are accounts; without it, the one that has
        this room open. Raises NotNow after the freeze.
        """
        if given.contributor != contributor:
            raise ValueError("A contribution bears its contributor's own digest.")
        by = self._giver(contributor, account)
        with self._before_the_freeze() as connection:
            room_given.put_contribution(connection, self.vault, self.public_key, given, by)

    def withdraw(self, contributor: str, account: str = "") -> None:
        """Take out what a member gave; raises NotNow after the freeze."""
        with self._before_the_freeze() as connection:
            room_given.take_contribution(connection, self.vault, self._giver(contributor, account))

    def contributed(self, contributor: str, account: str = "") -> bool:
        """Whether a member's contribution is in, before the freeze."""
        with self.database.reading() as connection:
            return room_given.has_contribution(
                connection, self.vault, self._giver(contributor, account)
            )

    def how_many(self) -> str:
        """How many contributed so far, in the only words in which that is said."""
        with self.database.reading() as connection:
            count = room_given.count_contributions(connection, self.id)
        return disclosure.room_words(count)

    def freeze(self, contributions: Iterable[Contribution] | None = None) -> Snapshot:
        """Make the one picture of this room, and take every contribution away with it.

        Of those given, or of these where an organiser has them from a file. The snapshot, the
        disappearance of the rows and the memory of who contributed are one transaction; the second
        of two clicks finds the first one's picture. Raises NotNow for a member, and
        disclosure.Refused with everything as it was; that this group was tried is remembered.
        """
        self._only_the_facilitator()
        from_a_file = None if contributions is None else tuple(contributions)
        with self._changing() as connection:
            made = _snapshot(connection, self.vault) or self._frozen(connection, from_a_file)
        clear_log(self.database)
        if isinstance(made, Refused):
            raise made
        return made

    def tap(self, contributor: str, question: str, value: TapValue, account: str = "") -> None:
        """Answer a question in private, or change the answer; raises NotNow once it was counted."""
        with self._changing() as connection:
            if _part(connection, self.vault, self._tally_part(question)) is not None:
                raise NotNow(COUNTED)
            theirs = room_contributors.owner_digest(connection, self.id, _known(account))
            who = contributor, theirs
            room_given.put_tap(connection, self.vault, self._tap_key, who, question, value)

    def tapped(self, contributor: str, question: str) -> bool:
        """Whether a member has answered, before the answers are counted."""
        with self.database.reading() as connection:
            return room_given.has_tap(connection, self.vault, contributor, question)

    def count_taps(self, question: str, say: Saying | None = None) -> Any:
        """Count the answers to a question once, for good, and take every one of them away.

        `say` makes of all answers what may be told, a JSON value; without it yes and no become
        `disclosure.tally`'s words. A tally that followed each answer would tell who gave the last
        one. Raises disclosure.Refused, with everything as it was, and NotNow for a member.
        """
        self._only_the_facilitator()
        part = self._tally_part(question)
        with self._changing() as connection:
            counted = _part(connection, self.vault, part)
            if counted is None:
                values = room_given.taps(connection, self.vault, question)
                counted = {"question": question, "said": (say or _tally)(values)}
                put_part(connection, self.vault, part, counted)
                room_given.drop_taps(connection, self.vault, question)
        clear_log(self.database)
        return counted["said"]

    def tallies(self) -> dict[str, Any]:
        """What was counted, by question; nothing of a question that is still open."""
        with self.database.reading() as connection:
            found = connection.execute(
                sa.select(PARTS).where(PARTS.c.room_id == self.id, PARTS.c.part.startswith(_TALLY))
            ).all()
            opened = [_opened(self.vault, row.part, row.sealed) for row in found]
        return {each["question"]: each["said"] for each in opened}

    def open_given(self, sealed: bytes, what: str) -> bytes:
        """What somebody sealed to this room with `seal_to_room`; raises Tampered, or NotNow."""
        self._only_the_facilitator()
        with self.database.reading() as connection:
            opening = self._opening(connection)
        return opening.open_from_others(sealed, given_place(self.id, what))

    def end(self) -> None:
        """Take everything of the room away, for everybody; what is remembered of a release stays.

        Raises NotNow for a member.
        """
        self._only_the_facilitator()
        with self.database.writing() as connection:
            connection.execute(sa.delete(ROOMS).where(ROOMS.c.room_id == self.id))
        clear_log(self.database)

    def _frozen(
        self, connection: sa.Connection, from_a_file: tuple[Contribution, ...] | None
    ) -> Snapshot | Refused:
        """The picture, kept and remembered; or the refusal, of which the try is remembered."""
        # Whoever freezes at the same moment waits here, and then knows of this release.
        earlier = room_contributors.known_releases(connection)
        given = from_a_file
        if given is None:
            given = room_given.contributions(connection, self._opening(connection))
        given = [
            replace(each, contributor=unnamed.in_way(each.contributor, self.way)) for each in given
        ]
        release = disclosure.release(self.asked, given)
        earlier = [unnamed.nearest(each, release.members, self.asked) for each in earlier]
        try:
            made = disclosure.snapshot(self.asked, given, earlier, date.today(), _new_snapshot_id())
        except Refused as refused:
            if len(release.members) >= disclosure.LEAST_FOR_NUMBERS:
                room_contributors.remember(connection, replace(release, shown=False))
            return refused
        put_part(connection, self.vault, "snapshot", disclosure.as_value(made))
        room_contributors.remember(connection, release)
        room_given.drop_contributions(connection, self.id)
        connection.execute(sa.delete(PARTS).where(*_opening_part(self.id)))
        return made

    def _opening(self, connection: sa.Connection) -> Vault:
        """What opens contributions until the freeze; raises NotNow where nothing does."""
        sealed = connection.execute(sa.select(PARTS.c.sealed).where(*_opening_part(self.id)))
        found = sealed.scalar()
        if found is None:
            raise NotNow(FROZEN if self.snapshot else RESTORED)
        private_key = self.vault.open_from_others(bytes(found), opening_place(self.id))
        return Vault(self.id, bytes(32), private_key)

    def _events(self, connection: sa.Connection) -> tuple[Event, ...]:
        rows = connection.execute(
            sa.select(EVENTS).where(EVENTS.c.room_id == self.id).order_by(EVENTS.c.number)
        ).all()
        return tuple(
            hour.from_value(
                unsealed(self.vault.open(bytes(row.sealed), self._event_place(row.number)))
            )
            for row in rows
        )

    def _event_place(self, number: int) -> Place:
        return Place(self.id, EVENTS.name, str(number), "sealed")

    def _tally_part(self, question: str) -> str:
        return _TALLY + room_given.question_id(self.vault, question)

    def _giver(self, contributor: str, account: str) -> Giver:
        return Giver(contributor, _known(account) or ("" if self.is_facilitator else self.account))

    def _only_the_facilitator(self) -> None:
        if not self.is_facilitator:
            raise NotNow(ONLY_THE_FACILITATOR)

    @contextmanager
    def _changing(self) -> Iterator[sa.Connection]:
        """A transaction in which nobody else changes this room; raises Ended."""
        with self.database.writing() as connection:
            changed = connection.execute(
                sa.update(ROOMS)
                .where(ROOMS.c.room_id == self.id)
                .values(revision=ROOMS.c.revision + 1, used_on=today())
            )
            if changed.rowcount != 1:
                raise Ended
            yield connection

    @contextmanager
    def _before_the_freeze(self) -> Iterator[sa.Connection]:
        with self._changing() as connection:
            if _snapshot(connection, self.vault) is not None:
                raise NotNow(FROZEN)
            yield connection


def _part(connection: sa.Connection, vault: Vault, part: str) -> Any:
    """One part of a room, opened; None where there is none."""
    query = sa.select(PARTS.c.sealed).where(PARTS.c.room_id == vault.owner, PARTS.c.part == part)
    sealed = connection.execute(query).scalar()
    return None if sealed is None else _opened(vault, part, sealed)


def put_part(connection: sa.Connection, vault: Vault, part: str, value: Any) -> None:
    """Keep one part of a room, sealed; no part is ever written twice."""
    sealed = vault.seal(sealable(value), _part_place(vault, part))
    connection.execute(sa.insert(PARTS).values(room_id=vault.owner, part=part, sealed=sealed))


def _opened(vault: Vault, part: str, sealed: bytes) -> Any:
    return unsealed(vault.open(bytes(sealed), _part_place(vault, part)))


def _part_place(vault: Vault, part: str) -> Place:
    return Place(vault.owner, PARTS.name, part, "sealed")


def opening_place(room_id: str) -> Place:
    """Where belongs the key that opens a room's contributions."""
    return Place(room_id, PARTS.name, OPENING, "sealed")


def _opening_part(room_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    return PARTS.c.room_id == room_id, PARTS.c.part == OPENING


def given_place(room_id: str, what: str) -> Place:
    """Where belongs what somebody sealed to a room outside of the database."""
    return Place(room_id, "given", what, "sealed")


def _snapshot(connection: sa.Connection, vault: Vault) -> Snapshot | None:
    value = _part(connection, vault, "snapshot")
    return None if value is None else disclosure.from_value(value)


def _tally(values: tuple[TapValue, ...]) -> str:
    return disclosure.tally(sum(value is True for value in values), len(values))


def _new_snapshot_id() -> str:
    return "".join(secrets.choice(recovery_code.ALPHABET) for _ in range(_SNAPSHOT_ID))


def today() -> int:
    """The day of now, in days since 1970, in UTC."""
    return int(time.time()) // _DAY


def _known(account: str) -> str:
    """An account that tells people apart; on one's own computer there is none."""
    return "" if account == PERSONAL else account
