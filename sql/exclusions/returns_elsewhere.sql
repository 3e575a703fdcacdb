/*---
title = "Returns to another site"
leaves_out = "Discharges followed within 72 hours by a visit of the same patient at another site."
noun = "returns to another site"
noun_one = "return to another site"
unit = "visit"
metrics = ["return_72h_unplanned"]
needs = [["visits.patient_id", "visits.arrival_ts", "visits.departure_ts", "visits.site"]]
---*/
-- one row per discharge of the clinician's own that was followed within 72 hours by a visit at another site
select distinct own.encounter_id as unit_id
from visits as own
inner join visits as later
    on later.patient_id = own.patient_id
    and later.encounter_id <> own.encounter_id
    and later.arrival_ts >= own.departure_ts
    and later.arrival_ts <= own.departure_ts + interval 72 hours
where own.mine
    and later.site <> own.site
