-- one row per period, unit and metric, as the source counted them
insert into counts
select
    date_trunc('month', period)::date as period,
    unit,
    site,
    metric,
    numerator,
    denominator
from mapped_counts
where numerator is not null and denominator is not null;
