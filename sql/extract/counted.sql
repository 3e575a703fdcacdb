-- one row per series of counts: its periods, and its counts over all of them
select
    metric as series,
    unit,
    site,
    count(distinct period) as periods,
    min(period) as first_period,
    max(period) as last_period,
    sum(numerator) as sum,
    min(numerator) as min,
    max(numerator) as max,
    avg(numerator) as mean
from counts
group by metric, unit, site
order by metric, unit, site;
