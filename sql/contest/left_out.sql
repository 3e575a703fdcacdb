-- one row per reason and unit that it leaves out
create temp table left_out (
    because text,
    unit_id text
)
