/*---
title = "All but each patient's first visit"
leaves_out = "Every visit of a patient after their first with you, so that nobody counts twice."
noun = "further visits of the same patients"
noun_one = "further visit of the same patient"
unit = "visit"
metrics = []
needs = [["visits.patient_id", "visits.arrival_ts"], ["visits.patient_id", "visits.occurred_on"]]
---*/
-- one row per visit of the clinician's own that was not the patient's first
with visits_of_each_patient as (
    select
        encounter_id,
        row_number() over (
            partition by patient_id
            order by coalesce(arrival_ts, occurred_on::timestamp), encounter_id
        ) as place
    from visits
    where mine
        and patient_id is not null
)

select encounter_id as unit_id
from visits_of_each_patient
where place > 1
