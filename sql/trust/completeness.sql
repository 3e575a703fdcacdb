-- one row per field: the rows it is due in, those in which it is there, and whether it ever is
select
    field,
    count(*) filter (due) as row_count,
    count(*) filter (due and present) as filled,
    bool_or(present) as held
from own_fields
where field <> 'care.item'
group by field
order by field
