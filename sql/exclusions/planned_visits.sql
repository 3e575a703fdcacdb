/*---
title = "Visits that were planned"
leaves_out = "Visits that were arranged at an earlier one, such as for a wound or an infusion."
noun = "planned visits"
noun_one = "planned visit"
unit = "visit"
metrics = []
needs = [["visits.planned_return"]]
---*/
-- one row per visit that was planned at an earlier one
select encounter_id as unit_id
from visits
where planned_return
