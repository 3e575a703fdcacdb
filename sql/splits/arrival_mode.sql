/*---
title = "How they arrived"
by = "how they arrived"
unit = "visit"
needs = [["visits.arrival_mode"]]
---*/
-- one row per visit with the way the patient came, the most frequent first
with visits_of_each_mode as (
    select arrival_mode, count(*) as visits
    from visits
    where mine
    group by arrival_mode
)

select
    visits.encounter_id as unit_id,
    visits.arrival_mode as part,
    row_number() over (order by counted.visits desc, visits.arrival_mode) as place
from visits
left join visits_of_each_mode as counted
    on counted.arrival_mode = visits.arrival_mode
