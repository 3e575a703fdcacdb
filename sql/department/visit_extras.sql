-- one row per further cell of the clinician's own visits
insert into visit_extras
select further.encounter_id, further.field, further.value
from visit_extras_of_everyone as further
where exists (
    select 1 from visits as visit where visit.mine and visit.encounter_id = further.encounter_id
);
