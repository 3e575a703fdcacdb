-- one row per counted period of the metric: it names nobody
select
    concat_ws(' ', period, site, unit) as unit_id,
    period as occurred_on,
    false as named,
    false as handed_over,
    case
        when numerator < 0 or denominator < 0 or numerator > denominator
            then 'count more than their total'
    end as fault
from counts
where metric = getvariable('metric')
