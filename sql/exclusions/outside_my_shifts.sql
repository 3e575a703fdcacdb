/*---
title = "Arrivals outside my shifts"
leaves_out = "Visits of patients who arrived at no time of your listed shifts."
noun = "arrivals outside your shifts"
noun_one = "arrival outside your shifts"
unit = "visit"
metrics = []
needs = [["visits.arrival_ts", "shifts.starts_at", "shifts.ends_at"]]
---*/
-- one row per visit whose patient arrived during none of the clinician's shifts
select visits.encounter_id as unit_id
from visits
where visits.arrival_ts is not null
    and exists (select 1 from shifts)
    and not exists (
        select 1
        from shifts
        where visits.arrival_ts >= shifts.starts_at
            and visits.arrival_ts < shifts.ends_at
    )
