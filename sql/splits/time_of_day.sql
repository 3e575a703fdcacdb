/*---
title = "Time of day"
by = "time of day"
unit = "visit"
needs = [["visits.arrival_ts"]]
---*/
-- one row per visit with the third of the day in which the patient arrived
select
    encounter_id as unit_id,
    case
        when hour(arrival_ts) >= 23 or hour(arrival_ts) < 7 then 'Night, 23:00 to 6:59'
        when hour(arrival_ts) >= 15 then 'Evening, 15:00 to 22:59'
        when arrival_ts is not null then 'Day, 7:00 to 14:59'
    end as part,
    case
        when hour(arrival_ts) >= 23 or hour(arrival_ts) < 7 then 3
        when hour(arrival_ts) >= 15 then 2
        else 1
    end as place
from visits
