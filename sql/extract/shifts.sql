-- one row per shift that the clinician worked
insert into shifts
select
    shift_id,
    physician_id,
    starts_at,
    ends_at,
    site,
    kind
from mapped_shifts
where getvariable('everyone') or physician_id is null or physician_id = getvariable('clinician');
