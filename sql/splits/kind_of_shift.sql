/*---
title = "Kind of shift"
by = "kind of shift"
unit = "shift"
needs = [["shifts.starts_at", "shifts.kind"]]
---*/
-- one row per shift with its kind
select
    coalesce(shift_id, starts_at::text) as unit_id,
    any_value(kind) as part,
    dense_rank() over (order by any_value(kind)) as place
from shifts
where starts_at is not null
group by coalesce(shift_id, starts_at::text)
