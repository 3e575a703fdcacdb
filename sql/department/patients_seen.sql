-- one row per clinician with a known patient: how many patients they saw, of how many in the file
with patients_by_clinician as (
    select distinct physician_id, patient_id
    from typed_visits
    where reason is null and physician_id is not null and patient_id is not null
)

select
    physician_id,
    count(*) as patients,
    (select count(distinct patient_id) from patients_by_clinician) as of_all
from patients_by_clinician
group by physician_id
order by physician_id;
