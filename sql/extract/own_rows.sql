-- one row per usable row of the clinician's own, by its place among all rows
select row_number as place
from typed_visits
where reason is null
    and (getvariable('everyone') or physician_id = getvariable('clinician'))
order by row_number;
