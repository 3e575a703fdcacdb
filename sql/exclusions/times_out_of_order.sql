/*---
title = "Times out of order"
leaves_out = "Visits where the patient is seen before arriving, decided on before being seen, or gone before any of it."
noun = "visits with times out of order"
noun_one = "visit with times out of order"
unit = "visit"
metrics = []
needs = [
    ["visits.arrival_ts", "visits.departure_ts"],
    ["visits.arrival_ts", "visits.seen_by_physician_ts"],
]
---*/
-- one row per visit whose recorded times can't have followed each other
select encounter_id as unit_id
from visits
where seen_by_physician_ts < arrival_ts
    or decision_ts < coalesce(seen_by_physician_ts, arrival_ts)
    or departure_ts < arrival_ts
    or departure_ts < seen_by_physician_ts
