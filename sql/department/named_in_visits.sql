-- one row per clinician with a usable visit of their own
select distinct physician_id
from typed_visits
where reason is null and physician_id is not null
order by physician_id;
