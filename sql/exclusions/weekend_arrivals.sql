/*---
title = "Arrivals at the weekend"
leaves_out = "Visits that began on a Saturday or a Sunday."
noun = "weekend arrivals"
noun_one = "weekend arrival"
unit = "visit"
metrics = []
needs = [["visits.occurred_on"]]
---*/
-- one row per visit that began on a Saturday or a Sunday
select encounter_id as unit_id
from visits
where isodow(occurred_on) in (6, 7)
