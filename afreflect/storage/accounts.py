"""Accounts, sessions, invitations and delays of a hosted app: their tables and their rules.

No password is hashed here and no name is stored: a name is found by a keyed digest of it. Of a
session's cookie only a digest is kept, and the vault's key in a session's row opens with the
cookie's secret alone.
"""

import hashlib
import hmac
import json
import os
import secrets
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from afreflect.storage.database import Database, put_if_missing
from afreflect.storage.journal_tables import ACCOUNTS, FAILURES, INVITATIONS, NAME_KEY, SESSIONS
from afreflect.storage.lock import WrongKey
from afreflect.storage.room_tables import ROOM_SESSIONS
from afreflect.storage.vault import Vault

MINUTE, HOUR, DAY = 60, 3600, 86400
FREE_ATTEMPTS = 3
LONGEST_WAIT = 15 * MINUTE
FAILURES_FORGOTTEN = DAY


@dataclass(frozen=True)
class Timeouts:
    """After how many seconds a session ends: without use, and at the latest."""

    idle: int = 30 * MINUTE
    absolute: int = 12 * HOUR

    @staticmethod
    def stated() -> "Timeouts":
        """As AFREFLECT_IDLE_MINUTES and AFREFLECT_SESSION_HOURS say, or the usual ones."""
        idle = float(os.environ.get("AFREFLECT_IDLE_MINUTES") or 30)
        absolute = float(os.environ.get("AFREFLECT_SESSION_HOURS") or 12)
        return Timeouts(round(idle * MINUTE), round(absolute * HOUR))


class NotInvited(ValueError):
    """An invitation can't be used; its text is the sentence for the user."""


@dataclass(frozen=True)
class Account:
    """Who may sign in: an opaque owner id and what their password is checked against."""

    owner: str
    password_hash: str | None


@dataclass(frozen=True, repr=False)
class LiveSession:
    """A signed-in browser; `secret` comes from its cookie and is stored nowhere.

    `ends_at` is when it ends without further use, in seconds since 1970.
    """

    session_id: str
    owner: str
    wrapped_key: bytes | None
    secret: bytes
    ends_at: int

    def vault(self) -> Vault | None:
        """The unlocked vault of this session; None while it is locked."""
        if self.wrapped_key is None:
            return None
        try:
            return Vault.unwrapped(self.owner, self.wrapped_key, self.secret)
        except WrongKey:
            return None


class Accounts:
    """The door's memory, in the same database as the journals."""

    def __init__(
        self,
        database: Database,
        timeouts: Timeouts | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._database = database
        self._timeouts = timeouts or Timeouts.stated()
        self._clock = clock
        self._name_key = self._stored_name_key()

    def create_invitation(self, lasts: int = 14 * DAY) -> str:
        """A code with which one account can be made, to be handed over once."""
        code = secrets.token_urlsafe(24)
        with self._database.writing() as connection:
            connection.execute(
                sa.insert(INVITATIONS).values(
                    code_digest=_digest(code), expires_at=self._now() + lasts
                )
            )
        return code

    def accept(self, invitation: str, name: str, password_hash: str) -> Account:
        """Make the account that an invitation allows, and use the invitation up.

        Raises NotInvited when the code was used, ran out or never was, or when the name is taken.
        """
        digest = self._name_digest(name)
        with self._database.writing() as connection:
            used = connection.execute(
                sa.delete(INVITATIONS).where(
                    INVITATIONS.c.code_digest == _digest(invitation),
                    INVITATIONS.c.expires_at > self._now(),
                )
            )
            if used.rowcount != 1:
                raise NotInvited("This invitation is used up or has run out: ask for another.")
            if _find(connection, digest) is not None:
                raise NotInvited("This name is taken: choose another.")
            return _add(connection, digest, password_hash)

    def account(self, name: str) -> Account | None:
        """The account of this name, however it is cased."""
        with self._database.reading() as connection:
            return _find(connection, self._name_digest(name))

    def owner_for_identity(self, issuer: str, subject: str) -> str:
        """The owner id of whom another system signed in; a new one at the first time."""
        digest = self._keyed(json.dumps([issuer, subject]))
        with self._database.writing() as connection:
            return (_find(connection, digest) or _add(connection, digest, None)).owner

    def set_password_hash(self, owner: str, password_hash: str) -> None:
        """Let another password be the one."""
        with self._database.writing() as connection:
            connection.execute(
                sa.update(ACCOUNTS)
                .where(ACCOUNTS.c.owner == owner)
                .values(password_hash=password_hash)
            )

    def start_session(self, owner: str, vault: Vault | None = None) -> tuple[str, str]:
        """A new session's id, and the value of its cookie, which is stored nowhere."""
        session_id, secret = secrets.token_hex(16), secrets.token_bytes(32)
        self._insert(session_id, owner, secret, vault)
        return session_id, f"{session_id}.{secret.hex()}"

    def take_in(self, guest: LiveSession, vault: Vault) -> None:
        """Keep a session that was in memory alone until this vault was opened in it."""
        self._insert(guest.session_id, guest.owner, guest.secret, vault)

    def session(self, cookie: str, touch: bool = True) -> LiveSession | None:
        """The session a cookie stands for; None when it ended, was revoked or never was.

        `touch` counts as use; a poll that nobody asked for passes False.
        """
        session_id, _, secret = cookie.partition(".")
        with self._database.reading() as connection:
            query = sa.select(SESSIONS).where(SESSIONS.c.session_id == session_id)
            row = connection.execute(query).first()
        if row is None or not hmac.compare_digest(row.secret_digest, _digest(secret)):
            return None
        now, used_at = self._now(), row.used_at
        if now >= self._ends_at(row.started_at, used_at):
            self.revoke(row.session_id)
            return None
        # A tenth of the idle limit is often enough, and spares a write at every click.
        if touch and now - used_at >= min(MINUTE, self._timeouts.idle / 10):
            used_at = now
            self._change(session_id, used_at=now)
        ends_at = self._ends_at(row.started_at, used_at)
        return LiveSession(session_id, row.owner, row.wrapped_key, bytes.fromhex(secret), ends_at)

    def keep_unlocked(self, session: LiveSession, vault: Vault) -> None:
        """Put the vault's key into a session, wrapped by its cookie's secret.

        Raises ValueError with a plain sentence when the session is another owner's.
        """
        if vault.owner != session.owner:
            raise ValueError("This private file is somebody else's: sign in again.")
        self._change(session.session_id, wrapped_key=vault.wrapped_by(session.secret))

    def lock(self, session_id: str) -> None:
        """Take the vault's key out of a session; it stays signed in."""
        self._change(session_id, wrapped_key=None)

    def revoke(self, session_id: str) -> None:
        """End one session now."""
        with self._database.writing() as connection:
            for table in (SESSIONS, ROOM_SESSIONS):
                connection.execute(sa.delete(table).where(table.c.session_id == session_id))

    def revoke_all(self, owner: str, but: str | None = None) -> None:
        """End every session of an owner now, but for one if it is named."""
        with self._database.writing() as connection:
            connection.execute(
                sa.delete(SESSIONS).where(
                    SESSIONS.c.owner == owner, SESSIONS.c.session_id != (but or "")
                )
            )

    def sessions_of(self, owner: str) -> int:
        """How many sessions of an owner are open."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(SESSIONS).where(SESSIONS.c.owner == owner)).all()
        return sum(self._now() < self._ends_at(row.started_at, row.used_at) for row in rows)

    def sweep(self) -> None:
        """Drop what has run out: sessions, invitations, old failures."""
        now = self._now()
        with self._database.writing() as connection:
            connection.execute(
                sa.delete(SESSIONS).where(
                    sa.or_(
                        SESSIONS.c.used_at <= now - self._timeouts.idle,
                        SESSIONS.c.started_at <= now - self._timeouts.absolute,
                    )
                )
            )
            connection.execute(sa.delete(INVITATIONS).where(INVITATIONS.c.expires_at <= now))
            connection.execute(
                sa.delete(FAILURES).where(FAILURES.c.last_at <= now - FAILURES_FORGOTTEN)
            )

    def seconds_to_wait(self, name: str) -> int:
        """How long this name has to wait before its next attempt is looked at.

        The first few attempts are free, then the wait doubles up to a quarter of an hour: it slows
        guessing down and locks nobody out for good. A name without an account is treated alike.
        """
        with self._database.reading() as connection:
            row = self._failures(connection, name)
        if row is None:
            return 0
        return max(0, row.last_at + _wait(row.attempts) - self._now())

    def note_failure(self, name: str) -> int:
        """Count a failed attempt; the seconds to wait from now on."""
        digest, now = self._name_digest(name), self._now()
        forgotten = FAILURES.c.last_at <= now - FAILURES_FORGOTTEN
        attempts = sa.case((forgotten, 1), else_=FAILURES.c.attempts + 1)
        with self._database.writing() as connection:
            put_if_missing(connection, FAILURES, name_digest=digest, attempts=0, last_at=now)
            connection.execute(
                sa.update(FAILURES)
                .where(FAILURES.c.name_digest == digest)
                .values(attempts=attempts, last_at=now)
            )
            return _wait(self._failures(connection, name).attempts)

    def note_success(self, name: str) -> None:
        """Forget this name's failed attempts."""
        digest = self._name_digest(name)
        with self._database.writing() as connection:
            connection.execute(sa.delete(FAILURES).where(FAILURES.c.name_digest == digest))

    def _insert(self, session_id: str, owner: str, secret: bytes, vault: Vault | None) -> None:
        now = self._now()
        with self._database.writing() as connection:
            connection.execute(
                sa.insert(SESSIONS).values(
                    session_id=session_id,
                    owner=owner,
                    secret_digest=_digest(secret.hex()),
                    wrapped_key=vault.wrapped_by(secret) if vault else None,
                    started_at=now,
                    used_at=now,
                )
            )

    def _failures(self, connection: sa.Connection, name: str) -> Any:
        query = sa.select(FAILURES).where(FAILURES.c.name_digest == self._name_digest(name))
        return connection.execute(query).first()

    def _ends_at(self, started_at: int, used_at: int) -> int:
        return min(used_at + self._timeouts.idle, started_at + self._timeouts.absolute)

    def _change(self, session_id: str, **values: object) -> None:
        with self._database.writing() as connection:
            connection.execute(
                sa.update(SESSIONS).where(SESSIONS.c.session_id == session_id).values(**values)
            )

    def _name_digest(self, name: str) -> str:
        return self._keyed(unicodedata.normalize("NFKC", name).strip().casefold())

    def _keyed(self, text: str) -> str:
        return hmac.digest(self._name_key, text.encode(), "sha256").hex()

    def _stored_name_key(self) -> bytes:
        with self._database.writing() as connection:
            put_if_missing(connection, NAME_KEY, number=1, secret=secrets.token_bytes(32))
            return connection.execute(sa.select(NAME_KEY.c.secret)).scalar_one()

    def _now(self) -> int:
        return int(self._clock())


def _find(connection: sa.Connection, digest: str) -> Account | None:
    query = sa.select(ACCOUNTS).where(ACCOUNTS.c.name_digest == digest)
    row = connection.execute(query).first()
    return Account(row.owner, row.password_hash) if row else None


def _add(connection: sa.Connection, digest: str, password_hash: str | None) -> Account:
    owner = secrets.token_hex(16)
    put_if_missing(
        connection, ACCOUNTS, owner=owner, name_digest=digest, password_hash=password_hash
    )
    added = _find(connection, digest)
    if added is None or (password_hash is not None and added.owner != owner):
        raise NotInvited("This name is taken: choose another.")
    return added


def _wait(attempts: int) -> int:
    return 0 if attempts <= FREE_ATTEMPTS else min(LONGEST_WAIT, 2 ** (attempts - FREE_ATTEMPTS))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
