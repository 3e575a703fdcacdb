-- one row per day: own rows, and those that hold something that can't be
select
    occurred_on,
    count(*) as row_count,
    count(*) filter (named) as named,
    count(*) filter (named and handed_over) as handed_over,
    count(*) filter (fault is not null) as faulty
from own_rows
group by occurred_on
order by occurred_on
