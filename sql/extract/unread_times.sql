-- one row per time column of which some cells could not be read
with
cells_as_written_and_as_read as (
    select
        'arrival_ts' as field,
        arrival_ts_written as written,
        arrival_ts as read,
        has_a_skipped_time or has_an_undecided_time as changed
    from typed_visits
    where reason is null
    union all
    select 'triage_ts', triage_ts_written, triage_ts, has_a_skipped_time or has_an_undecided_time
    from typed_visits
    where reason is null
    union all
    select
        'seen_by_physician_ts',
        seen_by_physician_ts_written,
        seen_by_physician_ts,
        has_a_skipped_time or has_an_undecided_time
    from typed_visits
    where reason is null
    union all
    select 'decision_ts', decision_ts_written, decision_ts, has_a_skipped_time or has_an_undecided_time
    from typed_visits
    where reason is null
    union all
    select 'departure_ts', departure_ts_written, departure_ts, has_a_skipped_time or has_an_undecided_time
    from typed_visits
    where reason is null
)

select
    field,
    count(*) as cells,
    list(distinct written order by written)[:3] as examples
from cells_as_written_and_as_read
where written is not null and read is null
    -- These are read, but mean no one instant: they are told of by themselves.
    and not changed
group by field
order by field;
