-- one row per clinician with an answered form
select distinct physician_id
from mapped_feedback
where physician_id is not null
order by physician_id;
