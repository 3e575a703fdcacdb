/*---
title = "Kind of shift"
by = "kind of shift"
unit = "visit"
needs = [["visits.arrival_ts", "shifts.starts_at", "shifts.kind"]]
---*/
-- one row per visit with the kind of the shift in which the patient arrived
with shifts_around_each_arrival as (
    select
        visits.encounter_id,
        shifts.kind,
        row_number() over (
            partition by visits.encounter_id
            order by shifts.starts_at desc
        ) as latest_first
    from visits
    inner join shifts
        on visits.arrival_ts >= shifts.starts_at
        and visits.arrival_ts < shifts.ends_at
        and (visits.site is null or shifts.site is null or visits.site = shifts.site)
)

select
    encounter_id as unit_id,
    kind as part,
    dense_rank() over (order by kind) as place
from shifts_around_each_arrival
where latest_first = 1
