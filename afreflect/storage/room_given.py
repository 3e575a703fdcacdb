"""What members give to a room: contributions and taps, sealed to its public key.

They stand here one by one only until they become one picture or one tally; the transaction that
makes it takes every one of them away.
"""

from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from afreflect.domain.disclosure import Contribution
from afreflect.storage.room_contributors import owner_digest
from afreflect.storage.room_tables import CONTRIBUTIONS, ROOMS, TAPS
from afreflect.storage.vault import Place, Vault, seal_to
from afreflect.storage.written import sealable, unsealed

TapValue = bool | float | str


def put_contribution(
    connection: sa.Connection, vault: Vault, public_key: bytes, given: Contribution, owner: str
) -> None:
    """Keep a member's contribution, instead of an earlier one of theirs."""
    row_id = _contribution_id(vault, given.contributor)
    take_contribution(connection, vault, given.contributor)
    place = _place(vault, CONTRIBUTIONS, row_id)
    connection.execute(
        sa.insert(CONTRIBUTIONS).values(
            room_id=vault.owner,
            row_id=row_id,
            owner_digest=owner,
            sealed=seal_to(public_key, sealable(asdict(given)), place),
        )
    )


def take_contribution(connection: sa.Connection, vault: Vault, contributor: str) -> None:
    """Take a member's contribution out again."""
    row_id = _contribution_id(vault, contributor)
    connection.execute(
        sa.delete(CONTRIBUTIONS).where(
            CONTRIBUTIONS.c.room_id == vault.owner, CONTRIBUTIONS.c.row_id == row_id
        )
    )


def has_contribution(connection: sa.Connection, vault: Vault, contributor: str) -> bool:
    """Whether something of this contributor's is there."""
    query = sa.select(CONTRIBUTIONS.c.row_id).where(
        CONTRIBUTIONS.c.room_id == vault.owner,
        CONTRIBUTIONS.c.row_id == _contribution_id(vault, contributor),
    )
    return connection.execute(query).first() is not None


def count_contributions(connection: sa.Connection, room_id: str) -> int:
    """How many contributed; for `room_words` and nothing else."""
    query = sa.select(sa.func.count()).select_from(CONTRIBUTIONS)
    return connection.execute(query.where(CONTRIBUTIONS.c.room_id == room_id)).scalar_one()


def contributions(connection: sa.Connection, vault: Vault) -> tuple[Contribution, ...]:
    """Every contribution, opened with the private half of the room's pair; raises Tampered."""
    rows = connection.execute(
        sa.select(CONTRIBUTIONS)
        .where(CONTRIBUTIONS.c.room_id == vault.owner)
        .order_by(CONTRIBUTIONS.c.row_id)
    ).all()
    return tuple(
        Contribution(**_opened(vault, row.sealed, _place(vault, CONTRIBUTIONS, row.row_id)))
        for row in rows
    )


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


def _contribution_id(vault: Vault, contributor: str) -> str:
    return vault.name("contribution", contributor)


def _opened(vault: Vault, sealed: bytes, place: Place) -> Any:
    return unsealed(vault.open_from_others(bytes(sealed), place))


def _place(vault: Vault, table: sa.Table, row_id: str) -> Place:
    return Place(vault.owner, table.name, row_id, "sealed")
