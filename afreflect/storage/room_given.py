"""What members give to a room: contributions and taps, sealed to its public key.

They stand here one by one only until they become one picture or one tally; the transaction that
makes it takes every one of them away.
"""

from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from afreflect.domain import event_fields
from afreflect.domain.disclosure import Contribution
from afreflect.storage.room_contributors import owner_digest
from afreflect.storage.room_tables import CONTRIBUTIONS, ROOMS, TAPS
from afreflect.storage.vault import Place, Vault, seal_to
from afreflect.storage.written import sealable, unsealed

TapValue = bool | float | str


@dataclass(frozen=True)
class Giver:
    """Who gives: a contributor, and the account that they do it from, if there is one.

    What an account gave is found by that account alone: whoever brings a file under a colleague's
    id neither learns whether the colleague gave something nor takes it out, and no account gives
    twice.
    """

    contributor: str
    account: str = ""

    def row_id(self, vault: Vault) -> str:
        """By which the room finds what they gave; says neither."""
        if self.account:
            return vault.name("contribution of an account", self.account)
        return vault.name("contribution", self.contributor)


def put_contribution(
    connection: sa.Connection, vault: Vault, public_key: bytes, given: Contribution, by: Giver
) -> None:
    """Keep a member's contribution, instead of an earlier one of theirs."""
    row_id = by.row_id(vault)
    take_contribution(connection, vault, by)
    plain = {"given_at": event_fields.now().isoformat(), **asdict(given)}
    connection.execute(
        sa.insert(CONTRIBUTIONS).values(
            room_id=vault.owner,
            row_id=row_id,
            owner_digest=owner_digest(connection, vault.owner, by.account),
            sealed=seal_to(public_key, sealable(plain), _place(vault, CONTRIBUTIONS, row_id)),
        )
    )


def take_contribution(connection: sa.Connection, vault: Vault, by: Giver) -> None:
    """Take a member's contribution out again."""
    connection.execute(
        sa.delete(CONTRIBUTIONS).where(
            CONTRIBUTIONS.c.room_id == vault.owner, CONTRIBUTIONS.c.row_id == by.row_id(vault)
        )
    )


def has_contribution(connection: sa.Connection, vault: Vault, by: Giver) -> bool:
    """Whether something of this giver's is there."""
    query = sa.select(CONTRIBUTIONS.c.row_id).where(
        CONTRIBUTIONS.c.room_id == vault.owner, CONTRIBUTIONS.c.row_id == by.row_id(vault)
    )
    return connection.execute(query).first() is not None


def count_contributions(connection: sa.Connection, room_id: str) -> int:
    """How many contributed; for `room_words` and nothing else."""
    query = sa.select(sa.func.count()).select_from(CONTRIBUTIONS)
    return connection.execute(query.where(CONTRIBUTIONS.c.room_id == room_id)).scalar_one()


def contributions(connection: sa.Connection, vault: Vault) -> tuple[Contribution, ...]:
    """Every contribution, opened with the private half of the room's pair; raises Tampered.

    Of two accounts that give as one person, who gave first is taken: nobody is told.
    """
    rows = connection.execute(
        sa.select(CONTRIBUTIONS).where(CONTRIBUTIONS.c.room_id == vault.owner)
    ).all()
    opened = [_opened(vault, row.sealed, _place(vault, CONTRIBUTIONS, row.row_id)) for row in rows]
    given: dict[str, Contribution] = {}
    for each in sorted(opened, key=lambda one: one["given_at"]):
        one = Contribution(each["contributor"], each["n"], each["figure"])
        given.setdefault(one.contributor, one)
    return tuple(given[who] for who in sorted(given))


def drop_contributions(connection: sa.Connection, room_id: str) -> None:
    """Take every contribution to a room away."""
    connection.execute(sa.delete(CONTRIBUTIONS).where(CONTRIBUTIONS.c.room_id == room_id))


def put_tap(
    connection: sa.Connection,
    vault: Vault,
    public_key: bytes,
    who: tuple[str, str],
    question: str,
    value: TapValue,
) -> None:
    """Keep an answer, instead of an earlier one; `who` is a contributor and an owner's digest."""
    contributor, owner = who
    asked = question_id(vault, question)
    row_id = vault.name("tap", question, contributor)
    mine = (TAPS.c.room_id == vault.owner, TAPS.c.question == asked, TAPS.c.row_id == row_id)
    connection.execute(sa.delete(TAPS).where(*mine))
    sealed = seal_to(public_key, sealable(value), _place(vault, TAPS, row_id))
    connection.execute(
        sa.insert(TAPS).values(
            room_id=vault.owner, question=asked, row_id=row_id, owner_digest=owner, sealed=sealed
        )
    )


def has_tap(connection: sa.Connection, vault: Vault, contributor: str, question: str) -> bool:
    """Whether this contributor has answered."""
    query = sa.select(TAPS.c.row_id).where(
        TAPS.c.room_id == vault.owner,
        TAPS.c.row_id == vault.name("tap", question, contributor),
    )
    return connection.execute(query).first() is not None


def taps(connection: sa.Connection, vault: Vault, question: str) -> tuple[TapValue, ...]:
    """Every answer to a question, in an order that says nothing of when it came."""
    rows = connection.execute(
        sa.select(TAPS)
        .where(TAPS.c.room_id == vault.owner, TAPS.c.question == question_id(vault, question))
        .order_by(TAPS.c.row_id)
    ).all()
    return tuple(_opened(vault, row.sealed, _place(vault, TAPS, row.row_id)) for row in rows)


def drop_taps(connection: sa.Connection, vault: Vault, question: str) -> None:
    """Take every answer to a question away."""
    asked = question_id(vault, question)
    connection.execute(
        sa.delete(TAPS).where(TAPS.c.room_id == vault.owner, TAPS.c.question == asked)
    )


def question_id(vault: Vault, question: str) -> str:
    """A question as the database knows it."""
    return vault.name("question", question)


def forget_owner(connection: sa.Connection, owner: str) -> None:
    """Take away what an account gave to any room, where no picture was made of it yet."""
    for room_id in connection.execute(sa.select(ROOMS.c.room_id)).scalars().all():
        theirs = owner_digest(connection, room_id, owner)
        for table in (CONTRIBUTIONS, TAPS):
            connection.execute(
                sa.delete(table).where(table.c.room_id == room_id, table.c.owner_digest == theirs)
            )


def _opened(vault: Vault, sealed: bytes, place: Place) -> Any:
    return unsealed(vault.open_from_others(bytes(sealed), place))


def _place(vault: Vault, table: sa.Table, row_id: str) -> Place:
    return Place(vault.owner, table.name, row_id, "sealed")
