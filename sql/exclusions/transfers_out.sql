/*---
title = "Transfers to another hospital"
leaves_out = "Visits that ended with a transfer to another hospital."
noun = "transfers out"
noun_one = "transfer out"
unit = "visit"
metrics = ["admission", "length_of_stay", "imaging_use", "ct_use"]
needs = [["visits.disposition"]]
---*/
-- one row per visit that ended in a transfer
select encounter_id as unit_id
from visits
where disposition = 'transferred'
