/*---
title = "Returns that were planned"
leaves_out = "Discharges at which a return was ordered, or that were followed within 72 hours by a visit marked as planned."
noun = "planned returns"
noun_one = "planned return"
unit = "visit"
metrics = ["return_72h_unplanned"]
needs = [
    ["visits.bring_back_planned"],
    ["visits.patient_id", "visits.arrival_ts", "visits.departure_ts", "visits.planned_return"],
]
---*/
-- one row per visit of the clinician's own after which a return was ordered or came as planned
select encounter_id as unit_id
from visits
where mine
    and bring_back_planned

union

select own.encounter_id as unit_id
from visits as own
inner join visits as later
    on later.patient_id = own.patient_id
    and later.encounter_id <> own.encounter_id
    and later.arrival_ts >= own.departure_ts
    and later.arrival_ts <= own.departure_ts + interval 72 hours
where own.mine
    and later.planned_return
