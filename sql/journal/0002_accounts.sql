-- grain: one row per account, per session, per invitation, per name that failed to sign in
-- The door of a hosted app. Names are kept as keyed digests, secrets as digests; times are seconds
-- since 1970, in UTC.

-- one row: the key of the digests that names are found by
create table name_key (
    number integer primary key check (number = 1),
    secret bytea not null
);

-- one row per account
create table accounts (
    owner text primary key,
    name_digest text not null unique,
    password_hash text                  -- null where another system signs the clinician in
);

-- one row per signed-in browser
create table sessions (
    session_id text primary key,
    owner text not null,
    secret_digest text not null,
    wrapped_key bytea,                  -- the vault's key, wrapped by the cookie's secret; or locked
    started_at bigint not null,
    used_at bigint not null
);

create index sessions_of_an_owner on sessions (owner);

-- one row per invitation that was not used yet
create table invitations (
    code_digest text primary key,
    expires_at bigint not null
);

-- one row per name with failed attempts since the last success
create table failures (
    name_digest text primary key,
    attempts integer not null,
    last_at bigint not null
);
