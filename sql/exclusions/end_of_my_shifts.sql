/*---
title = "Arrivals in the last hour of a shift"
leaves_out = "Visits of patients who arrived in the last hour of one of your shifts, when much is handed on."
noun = "arrivals in a shift's last hour"
noun_one = "arrival in a shift's last hour"
unit = "visit"
metrics = []
needs = [["visits.arrival_ts", "shifts.ends_at"]]
---*/
-- one row per visit whose patient arrived in the last hour of one of the clinician's shifts
select distinct visits.encounter_id as unit_id
from visits
inner join shifts
    on visits.arrival_ts >= shifts.ends_at - interval 1 hour
    and visits.arrival_ts < shifts.ends_at
