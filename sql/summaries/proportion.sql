-- one row per period: of how many eligible units how many were met
-- a unit may stand for several (exposure) where the source had counted them already
with weighed_units as (
    select * from eligible
    union all by name
    select null::double as exposure where false
),

units_in_periods as (
    select
        date_trunc(nullif(getvariable('grain'), 'all'), occurred_on)::date as start,
        met::double as met,
        coalesce(exposure, 1) as exposure
    from weighed_units
    where getvariable('grain') = 'all' or occurred_on is not null
)

select
    start,
    sum(exposure)::bigint as n,
    sum(met)::bigint as met,
    sum(met) / nullif(sum(exposure), 0) as value,
    null::double as spread,
    null::double[] as ordered,
    null::double as exposure
from units_in_periods
group by start
order by start
