-- one row per period: how many events over how much exposure
with units_in_periods as (
    select
        date_trunc(nullif(getvariable('grain'), 'all'), occurred_on)::date as start,
        met,
        exposure
    from eligible
    where exposure > 0
        and met is not null
        and (getvariable('grain') = 'all' or occurred_on is not null)
)

select
    start,
    count(*) as n,
    fsum(met)::bigint as met,
    fsum(met) / fsum(exposure) as value,
    null::double as spread,
    null::double[] as ordered,
    fsum(exposure) as exposure
from units_in_periods
group by start
order by start
