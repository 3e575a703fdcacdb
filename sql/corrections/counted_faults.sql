-- one row per field with faults, per month with them, and one for all: how many visits
select field, month, count(distinct encounter_id) as visits
from (select *, date_trunc('month', occurred_on)::date as month from faults)
group by grouping sets ((field), (month), ())
order by field nulls last, month desc nulls last
