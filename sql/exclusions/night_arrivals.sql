/*---
title = "Arrivals at night"
leaves_out = "Visits of patients who arrived from 23:00 to 6:59."
noun = "arrivals at night"
noun_one = "arrival at night"
unit = "visit"
metrics = []
needs = [["visits.arrival_ts"]]
---*/
-- one row per visit whose patient arrived from 23:00 to 6:59
select encounter_id as unit_id
from visits
where hour(arrival_ts) >= 23
    or hour(arrival_ts) < 7
