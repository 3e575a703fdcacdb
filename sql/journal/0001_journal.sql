-- grain: one row per vault, per version of a kept thing, per draft, per part of an extract, per event
-- The journal. Every bytea is sealed; the clear columns hold only what finding a row needs. Ids of
-- rows are keyed digests, so that even which measure a target is about stays unsaid. No times: they
-- are inside what is sealed. `bytea` is PostgreSQL's word; SQLite takes any, and keeps the bytes.

-- one row per clinician: the locks of their vault
create table vaults (
    owner text primary key,
    by_passphrase bytea not null,
    by_recovery_code bytea not null,
    public_key bytea not null,
    private_key bytea not null          -- sealed by the data key
);

-- one row per version of a choice, guess, target or mapping; a version is never changed
create table entries (
    owner text not null references vaults (owner) on delete cascade,
    shelf text not null,
    row_id text not null,
    revision integer not null,
    sealed bytea not null,
    primary key (owner, shelf, row_id, revision)
);

-- one row per place where something is being written, as it was last saved
create table drafts (
    owner text not null references vaults (owner) on delete cascade,
    row_id text not null,
    revision integer not null,
    sealed bytea not null,
    primary key (owner, row_id)
);

-- one row per part of the clinician's extract: what is said of it, and each canonical table
create table extract_parts (
    owner text not null references vaults (owner) on delete cascade,
    extract_id text not null,
    part text not null,
    sealed bytea not null,
    primary key (owner, extract_id, part)
);

-- one row per event of the access log, sealed to the owner's public key
create table access_log (
    owner text not null references vaults (owner) on delete cascade,
    number integer not null,
    sealed bytea not null,
    primary key (owner, number)
);
