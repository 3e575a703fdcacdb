/*---
title = "Night shifts"
leaves_out = "Your shifts that begin from 20:00 to 3:59."
noun = "night shifts"
noun_one = "night shift"
unit = "shift"
metrics = []
needs = [["shifts.starts_at"]]
---*/
-- one row per shift that begins from 20:00 to 3:59
select distinct coalesce(shift_id, starts_at::text) as unit_id
from shifts
where hour(starts_at) >= 20
    or hour(starts_at) < 4
