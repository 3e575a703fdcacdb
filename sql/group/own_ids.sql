-- one row per id that the clinician's own rows bear; a name is not kept, and some rows bear none
select physician_id
from visits
where mine and physician_id is not null
union
select physician_id
from feedback
where physician_id is not null
order by physician_id
