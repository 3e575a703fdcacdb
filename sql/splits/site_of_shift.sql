/*---
title = "Site"
by = "site"
unit = "shift"
needs = [["shifts.starts_at", "shifts.site"]]
---*/
-- one row per shift with the site where it was
select
    coalesce(shift_id, starts_at::text) as unit_id,
    any_value(site) as part,
    dense_rank() over (order by any_value(site)) as place
from shifts
where starts_at is not null
group by coalesce(shift_id, starts_at::text)
