/*---
title = "Stays of more than 24 hours"
leaves_out = "Visits where more than 24 hours lie between arrival and departure."
noun = "stays of more than 24 hours"
noun_one = "stay of more than 24 hours"
unit = "visit"
metrics = []
needs = [["visits.arrival_ts", "visits.departure_ts"], ["visits.los_min"]]
---*/
-- one row per visit that lasted more than 24 hours
select encounter_id as unit_id
from visits
where departure_ts > arrival_ts + interval 24 hours
    or los_min > 24 * 60
