/*---
title = "Patients sent by another hospital"
leaves_out = "Visits of patients whose mode of arrival is recorded as a transfer."
noun = "transfers in"
noun_one = "transfer in"
unit = "visit"
metrics = []
needs = [["visits.arrival_mode"]]
---*/
-- one row per visit whose mode of arrival speaks of a transfer
select encounter_id as unit_id
from visits
where arrival_mode ilike '%transf%'
