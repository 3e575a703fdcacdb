-- one row per period: the mean value and how far single values spread around it
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
    favg(value) as value,
    stddev_samp(value) as spread,
    null::double[] as ordered,
    null::double as exposure
from units_in_periods
group by start
order by start
