-- one row per counted period of the metric and field: whether it is there
with
counted_periods as (
    select
        concat_ws(' ', period, site, unit) as unit_id,
        date_trunc('month', period)::date as month,
        site as at_site,
        numerator is not null as numerator,
        denominator is not null as denominator,
        period is not null as period
    from counts
    where metric = getvariable('metric')
)

select
    unit_id,
    month,
    at_site,
    null::text as ended_as,
    null::boolean as at_night,
    'counts.' || field as field,
    present,
    true as due
from counted_periods
unpivot (present for field in (numerator, denominator, period))
