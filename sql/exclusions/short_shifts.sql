/*---
title = "Shifts of less than five hours"
leaves_out = "Your shifts of less than five hours: teaching and meetings may be among them."
noun = "short shifts"
noun_one = "short shift"
unit = "shift"
metrics = []
needs = [["shifts.starts_at", "shifts.ends_at"]]
---*/
-- one row per shift that lasts less than five hours
select distinct coalesce(shift_id, starts_at::text) as unit_id
from shifts
where ends_at < starts_at + interval 5 hours
