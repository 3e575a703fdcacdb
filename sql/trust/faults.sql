-- one row per thing that can't be in a row, with how many rows hold it
select fault, count(*) as row_count
from own_rows
where fault is not null
group by fault
order by row_count desc, fault
