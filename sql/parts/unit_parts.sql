-- one row per unit with the part of a split that it belongs to
create temp table unit_parts (
    unit_id text,
    part text,
    place bigint
)
