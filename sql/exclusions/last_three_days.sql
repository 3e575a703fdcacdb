/*---
title = "The last three days"
leaves_out = "Discharges in the last 72 hours that the extract holds: their time to come back is not over."
noun = "discharges in the last three days"
noun_one = "discharge in the last three days"
unit = "visit"
metrics = ["return_72h_unplanned", "planned_bring_backs"]
needs = [["visits.arrival_ts", "visits.departure_ts"]]
---*/
-- one row per visit of the clinician's own that ended in the last 72 hours of the extract
with last_known_moment as (
    select greatest(max(arrival_ts), max(departure_ts)) as moment
    from visits
)

select encounter_id as unit_id
from visits
cross join last_known_moment
where mine
    and departure_ts > moment - interval 72 hours
