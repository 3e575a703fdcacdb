"""Erasing everything of one clinician's, verified."""

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from afreflect.storage import room_given
from afreflect.storage.database import Database
from afreflect.storage.journal_tables import ACCOUNTS, OF_ONE_VAULT, SESSIONS
from afreflect.storage.room_tables import ROOMS

MILLISECONDS_TO_WAIT = 3000
_OF_ONE_OWNER = (*OF_ONE_VAULT, SESSIONS, ACCOUNTS, ROOMS)


class NotErased(ValueError):
    """Something is still there after erasing; its text is one sentence that says what to do."""


def erase_owner(database: Database, owner: str) -> None:
    """Take every row of an owner out of every table, and their bytes out of the file.

    The rooms that they began go for everybody, and what they gave to a room of which no picture was
    made. What is remembered of a release stays: it protects those who contributed with them.

    SQLite overwrites what is deleted, then the log is emptied and the file written anew. A server
    keeps deleted bytes in its own logs for a while: what they hold was sealed, and the locks that
    opened it are gone. Raises NotErased where a row or the log could not be cleared.
    """
    with database.writing() as connection:
        room_given.forget_owner(connection, owner)
        for table in _OF_ONE_OWNER:
            connection.execute(sa.delete(table).where(table.c.owner == owner))
    if _rows_left(database, owner):
        raise NotErased("Not everything could be erased: close other windows and erase again.")
    _clear_bytes(database)


def clear_log(database: Database) -> bool:
    """Take what was deleted out of SQLite's log as well; whether nobody was in the way.

    What stays in the log for a while longer was sealed; a server keeps logs of its own.
    """
    if not database.is_sqlite:
        return True
    with database.outside() as connection:
        try:
            connection.exec_driver_sql(f"pragma busy_timeout = {MILLISECONDS_TO_WAIT}")
            return not connection.exec_driver_sql("pragma wal_checkpoint(truncate)").scalar()
        except OperationalError:
            return False
        finally:
            connection.invalidate()


def _rows_left(database: Database, owner: str) -> int:
    with database.reading() as connection:
        return sum(
            connection.execute(
                sa.select(sa.func.count()).select_from(table).where(table.c.owner == owner)
            ).scalar_one()
            for table in _OF_ONE_OWNER
        )


def _clear_bytes(database: Database) -> None:
    with database.outside() as connection:
        try:
            if database.is_sqlite:
                connection.exec_driver_sql(f"pragma busy_timeout = {MILLISECONDS_TO_WAIT}")
            connection.exec_driver_sql("vacuum")
            if not database.is_sqlite:
                return
            blocked = connection.exec_driver_sql("pragma wal_checkpoint(truncate)").scalar()
        except OperationalError:
            blocked = True
        finally:
            # Its patience is shorter than others': it is not given back for use.
            connection.invalidate()
    if blocked:
        raise NotErased(
            "Everything is erased, but its sealed remains are still in the database's log: close "
            "the app once to clear them."
        )
