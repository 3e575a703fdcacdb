-- one row per visit that the clinician's own import would hold, others' bare as they would be there
-- A view over everyone's visits: who the clinician is, a variable says anew for each of them.
alter table visits rename to visits_of_everyone;

create view visits as
with told_apart as (
    select
        * exclude (mine),
        coalesce(physician_id = getvariable('clinician'), false) as mine
    from visits_of_everyone
)

select
    encounter_id,
    patient_id,
    case when mine then physician_id end as physician_id,
    arrival_ts,
    case when mine then triage_ts end as triage_ts,
    case when mine then seen_by_physician_ts end as seen_by_physician_ts,
    case when mine then decision_ts end as decision_ts,
    departure_ts,
    case when mine then los_min end as los_min,
    case when mine then wait_min end as wait_min,
    disposition,
    case when mine then complaint end as complaint,
    case when mine then diagnosis end as diagnosis,
    case when mine then acuity end as acuity,
    case when mine then age end as age,
    case when mine then sex end as sex,
    case when mine then arrival_mode end as arrival_mode,
    case when mine then imaging end as imaging,
    case when mine then modality end as modality,
    case when mine then ct end as ct,
    case when mine then consult end as consult,
    planned_return,
    case when mine then bring_back_planned end as bring_back_planned,
    case when mine then handed_over end as handed_over,
    case when mine or physician_id is null then site end as site,
    case when mine then unit end as unit,
    case when mine then weight end as weight,
    occurred_on,
    mine
from told_apart
where mine
    or physician_id is null
    or disposition is distinct from 'lwbs'
    or patient_id in (
        select patient_id from visits_of_everyone where physician_id = getvariable('clinician')
    );
