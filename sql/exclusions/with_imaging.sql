/*---
title = "Visits with imaging"
leaves_out = "Visits at which imaging was done, with the queue for it."
noun = "visits with imaging"
noun_one = "visit with imaging"
unit = "visit"
metrics = ["length_of_stay", "length_of_stay_discharged", "admission"]
needs = [["visits.imaging"]]
---*/
-- one row per visit at which imaging was done
select encounter_id as unit_id
from visits
where imaging
