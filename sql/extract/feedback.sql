-- one row per form and item that the clinician was given a mark on
insert into feedback
select
    form_id,
    physician_id,
    rater_id,
    occurred_on::date as occurred_on,
    item,
    score,
    scale_min,
    scale_max
from mapped_feedback
where score is not null
    and (getvariable('everyone') or physician_id is null or physician_id = getvariable('clinician'));
