-- one row per period: the value that nine in ten stay within, between the closest ranks
with units_in_periods as (
    select
        date_trunc(nullif(getvariable('grain'), 'all'), occurred_on)::date as start,
        value
    from eligible
    where getvariable('grain') = 'all' or occurred_on is not null
)

select
    start,
    count(*) as n,
    null::bigint as met,
    quantile_cont(value, 0.9) as value,
    null::double as spread,
    list(value order by value) as ordered,
    null::double as exposure
from units_in_periods
group by start
order by start
