/*---
title = "Stays of more than 7 days"
leaves_out = "Visits where more than 7 days lie between arrival and departure: most often a fault of recording."
noun = "stays of more than 7 days"
noun_one = "stay of more than 7 days"
unit = "visit"
metrics = []
needs = [["visits.arrival_ts", "visits.departure_ts"], ["visits.los_min"]]
---*/
-- one row per visit that lasted more than 7 days
select encounter_id as unit_id
from visits
where departure_ts > arrival_ts + interval 7 days
    or los_min > 7 * 24 * 60
