-- one row per own visit and further column that holds something for it
insert into visit_extras
select
    coalesce(
        typed.encounter_id, 'row ' || typed.row_number || ' of ' || getvariable('extract_mark')
    ) as encounter_id,
    further.field,
    further.value
from further_cells as further
inner join typed_visits as typed using (row_number)
where typed.reason is null
    and further.value is not null
    and (getvariable('everyone') or typed.physician_id = getvariable('clinician'));
