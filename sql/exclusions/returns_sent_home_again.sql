/*---
title = "Returns that ended at home again"
leaves_out = "Discharges where every return within 72 hours ended with the patient sent home again."
noun = "returns sent home again"
noun_one = "return sent home again"
unit = "visit"
metrics = ["return_72h_unplanned"]
needs = [["visits.patient_id", "visits.arrival_ts", "visits.departure_ts", "visits.disposition"]]
---*/
-- one row per visit of the clinician's own whose returns within 72 hours all ended at home
select own.encounter_id as unit_id
from visits as own
inner join visits as later
    on later.patient_id = own.patient_id
    and later.encounter_id <> own.encounter_id
    and later.arrival_ts >= own.departure_ts
    and later.arrival_ts <= own.departure_ts + interval 72 hours
where own.mine
group by own.encounter_id
having bool_and(coalesce(later.disposition = 'discharged', false))
