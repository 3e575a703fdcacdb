-- one row per act of care at one of the clinician's visits
insert into care
select
    act.encounter_id,
    act.patient_id,
    case when act.physician_id = getvariable('clinician') then act.physician_id end as physician_id,
    act.item,
    act.performed_ts,
    act.value
from mapped_care as act
where exists (
    select 1 from visits as visit where visit.mine and visit.encounter_id = act.encounter_id
);
