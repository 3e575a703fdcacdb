-- one row per field that is there at all: the rows it is due in, and those in which it is there
select
    field,
    count(*) filter (due) as row_count,
    count(*) filter (due and present) as filled
from own_fields
where field <> 'care.item'
group by field
having bool_or(present)
order by field
