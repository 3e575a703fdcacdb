/*---
title = "Returns for something else"
leaves_out = "Discharges where every return within 72 hours was for another complaint; a colleague's visit does not tell its complaint, and stays."
noun = "returns for something else"
noun_one = "return for something else"
unit = "visit"
metrics = ["return_72h_unplanned"]
needs = [["visits.patient_id", "visits.arrival_ts", "visits.departure_ts", "visits.complaint"]]
---*/
-- one row per visit of the clinician's own whose returns were all for another complaint
select own.encounter_id as unit_id
from visits as own
inner join visits as later
    on later.patient_id = own.patient_id
    and later.encounter_id <> own.encounter_id
    and later.arrival_ts >= own.departure_ts
    and later.arrival_ts <= own.departure_ts + interval 72 hours
where own.mine
group by own.encounter_id
having bool_and(coalesce(lower(trim(later.complaint)) <> lower(trim(own.complaint)), false))
