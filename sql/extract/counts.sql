-- one row per period, unit and metric, as the source counted them
insert into counts
select
    period::date as period,
    unit,
    site,
    metric,
    numerator,
    denominator
from mapped_counts
where numerator is not null;
