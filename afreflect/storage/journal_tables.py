"""The journal's tables as SQLAlchemy speaks of them; sql/journal says what each is for."""

import sqlalchemy as sa

METADATA = sa.MetaData()


def _owner() -> sa.Column[str]:
    return sa.Column("owner", sa.Text, primary_key=True)


VAULTS = sa.Table(
    "vaults",
    METADATA,
    _owner(),
    sa.Column("by_passphrase", sa.LargeBinary, nullable=False),
    sa.Column("by_recovery_code", sa.LargeBinary, nullable=False),
    sa.Column("public_key", sa.LargeBinary, nullable=False),
    sa.Column("private_key", sa.LargeBinary, nullable=False),
)
ENTRIES = sa.Table(
    "entries",
    METADATA,
    _owner(),
    sa.Column("shelf", sa.Text, primary_key=True),
    sa.Column("row_id", sa.Text, primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)
DRAFTS = sa.Table(
    "drafts",
    METADATA,
    _owner(),
    sa.Column("row_id", sa.Text, primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)
EXTRACT_PARTS = sa.Table(
    "extract_parts",
    METADATA,
    _owner(),
    sa.Column("extract_id", sa.Text, primary_key=True),
    sa.Column("part", sa.Text, primary_key=True),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)
ACCESS_LOG = sa.Table(
    "access_log",
    METADATA,
    _owner(),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)
BUNDLES = sa.Table(
    "bundles",
    METADATA,
    sa.Column("bundle_id", sa.Text, primary_key=True),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("reader", sa.Text, nullable=False),
    sa.Column("ends_at", sa.BigInteger, nullable=False),
    sa.Column("heard", sa.Integer, nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)
NAME_KEY = sa.Table(
    "name_key",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("secret", sa.LargeBinary, nullable=False),
)
ACCOUNTS = sa.Table(
    "accounts",
    METADATA,
    _owner(),
    sa.Column("name_digest", sa.Text, nullable=False, unique=True),
    sa.Column("password_hash", sa.Text),
)
SESSIONS = sa.Table(
    "sessions",
    METADATA,
    sa.Column("session_id", sa.Text, primary_key=True),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("secret_digest", sa.Text, nullable=False),
    sa.Column("wrapped_key", sa.LargeBinary),
    sa.Column("started_at", sa.BigInteger, nullable=False),
    sa.Column("used_at", sa.BigInteger, nullable=False),
)
INVITATIONS = sa.Table(
    "invitations",
    METADATA,
    sa.Column("code_digest", sa.Text, primary_key=True),
    sa.Column("expires_at", sa.BigInteger, nullable=False),
)
FAILURES = sa.Table(
    "failures",
    METADATA,
    sa.Column("name_digest", sa.Text, primary_key=True),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("last_at", sa.BigInteger, nullable=False),
)

OF_ONE_VAULT = (BUNDLES, ENTRIES, DRAFTS, EXTRACT_PARTS, ACCESS_LOG, VAULTS)
"""Every table that holds something of a clinician's, the vault itself last."""
