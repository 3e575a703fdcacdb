-- grain: one row per bundle that one clinician lets another read
-- What is lent is sealed to the reader's public key: whoever holds the database reads nothing of it.
-- In the clear is only who lent to whom, by opaque ids, until when, and whether the owner was heard.

create table bundles (
    bundle_id text primary key,
    owner text not null references vaults (owner) on delete cascade,
    reader text not null references vaults (owner) on delete cascade,
    ends_at bigint not null,            -- seconds since 1970, in UTC
    heard integer not null default 0,
    sealed bytea not null
);

create index bundles_of_a_reader on bundles (reader);
