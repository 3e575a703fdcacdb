-- one row per clinician with usable visits: how many, and how many of patients who saw nobody else
with attributed_visits as (
    select physician_id, patient_id
    from typed_visits
    where reason is null and physician_id is not null
),

patients_of_one_clinician as (
    select patient_id
    from attributed_visits
    where patient_id is not null
    group by patient_id
    having count(distinct physician_id) = 1
)

select
    physician_id,
    count(*) as visits,
    count(*) filter (
        patient_id is null or patient_id in (select patient_id from patients_of_one_clinician)
    ) as of_nobody_else
from attributed_visits
group by physician_id
order by physician_id;
