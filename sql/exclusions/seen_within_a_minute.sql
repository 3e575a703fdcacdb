/*---
title = "Seen within a minute"
leaves_out = "Visits where the first assessment is recorded in the same minute as the arrival: more likely a click than a bedside."
noun = "visits seen within a minute"
noun_one = "visit seen within a minute"
unit = "visit"
metrics = ["time_to_first_assessment"]
needs = [["visits.arrival_ts", "visits.seen_by_physician_ts"], ["visits.wait_min"]]
---*/
-- one row per visit with at most a minute from arrival or triage to the first assessment
select encounter_id as unit_id
from visits
where coalesce(
    extract(epoch from seen_by_physician_ts - least(triage_ts, arrival_ts)) / 60,
    wait_min
) between 0 and 1
