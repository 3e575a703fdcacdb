-- one row: own shifts within the days of the own visits, and those in which such a visit falls
with
own_times as (
    select coalesce(seen_by_physician_ts, arrival_ts) as moment
    from visits
    where mine and coalesce(seen_by_physician_ts, arrival_ts) is not null
),

span as (
    select min(moment) as since, max(moment) as until from own_times
),

shifts_within as (
    select row_number() over () as place, starts_at, ends_at
    from shifts
    cross join span
    where ends_at > since and starts_at <= until
),

shifts_with_a_visit as (
    select distinct place
    from shifts_within
    inner join own_times on moment >= starts_at and moment < ends_at
)

select
    (select count(*) from shifts_within) as worked,
    (select count(*) from shifts_with_a_visit) as with_a_visit
