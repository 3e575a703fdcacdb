-- one row: the first and the last day of anything dated, and how many rows are the clinician's own
with
days as (
    select occurred_on as day from visits where mine
    union all
    select occurred_on from feedback
    union all
    select period from counts
)

select
    min(day) as since,
    max(day) as until,
    (select count(*) from visits where mine) as own_visits,
    (select count(distinct form_id) from feedback) + (select count(*) from counts) as other_rows
from days;
