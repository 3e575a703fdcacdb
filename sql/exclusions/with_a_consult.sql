/*---
title = "Visits with a consult"
leaves_out = "Visits where another service was called."
noun = "visits with a consult"
noun_one = "visit with a consult"
unit = "visit"
metrics = []
needs = [["visits.consult"]]
---*/
-- one row per visit at which another service was called
select encounter_id as unit_id
from visits
where consult
