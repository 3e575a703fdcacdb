-- grain: one row per room, per event in it, per part of it, per contribution, per tap, per release
-- Rooms: the shared hours of groups. Whatever was said or shown is sealed by the room's own random
-- key, which a code opens; what a member contributes is sealed to the room's public key. In the
-- clear is an opaque id of who began it, a counter of changes, and the days of its use.

-- one row per room: by which codes it is found and opened
create table rooms (
    room_id text primary key,
    owner text not null,
    found_by_facilitator text not null unique,
    found_by_join text not null unique,
    by_facilitator bytea not null,
    by_join bytea not null,
    revision bigint not null,
    begun_on integer not null,          -- days since 1970, in UTC
    used_on integer not null
);

create index rooms_of_an_owner on rooms (owner);

-- one row per part of a room: what is asked, the snapshot, each tally that was released
create table room_parts (
    room_id text not null references rooms (room_id) on delete cascade,
    part text not null,
    sealed bytea not null,
    primary key (room_id, part)
);

-- one row per event of the shared hour, in their order; its keyed digest keeps it from standing twice
create table room_events (
    room_id text not null references rooms (room_id) on delete cascade,
    number integer not null,
    event_id text not null,
    sealed bytea not null,
    primary key (room_id, number),
    unique (room_id, event_id)
);

-- one row per contributor until the freeze, and none after it
create table room_contributions (
    room_id text not null references rooms (room_id) on delete cascade,
    row_id text not null,
    owner_digest text not null,         -- by which erasing an account takes it away; may be empty
    sealed bytea not null,
    primary key (room_id, row_id)
);

-- one row per answer to a private tap until its tally is released, and none after it
create table room_taps (
    room_id text not null references rooms (room_id) on delete cascade,
    question text not null,
    row_id text not null,
    owner_digest text not null,
    sealed bytea not null,
    primary key (room_id, question, row_id)
);

-- one row per browser that has a room open: the room's key, wrapped by its cookie's secret
create table room_sessions (
    session_id text primary key,
    room_id text not null references rooms (room_id) on delete cascade,
    wrapped_key bytea not null
);

-- one row: the key of the digests of contributors, and of what is remembered of releases
create table release_key (
    number integer primary key check (number = 1),
    secret bytea not null
);

-- one row per release: its measure, its period and the keyed digests of who contributed, sealed
create table releases (
    release_id text primary key,
    sealed bytea not null
);
