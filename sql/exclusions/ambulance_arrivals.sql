/*---
title = "Patients who came by ambulance"
leaves_out = "Visits of patients whose mode of arrival is recorded as an ambulance or a helicopter."
noun = "arrivals by ambulance"
noun_one = "arrival by ambulance"
unit = "visit"
metrics = []
needs = [["visits.arrival_mode"]]
---*/
-- one row per visit whose mode of arrival speaks of an ambulance or a helicopter
select encounter_id as unit_id
from visits
where arrival_mode ilike '%ambulan%'
    or arrival_mode ilike '%helicop%'
