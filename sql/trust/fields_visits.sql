-- one row per own visit and field: whether it is there, and whether it could be
with
own_visits as (
    select
        encounter_id as unit_id,
        date_trunc('month', occurred_on)::date as month,
        site as at_site,
        disposition as ended_as,
        hour(arrival_ts) < 7 as at_night,
        imaging as had_images,
        patient_id is not null as patient_id,
        arrival_ts is not null as arrival_ts,
        triage_ts is not null as triage_ts,
        seen_by_physician_ts is not null as seen_by_physician_ts,
        decision_ts is not null as decision_ts,
        departure_ts is not null as departure_ts,
        los_min is not null as los_min,
        wait_min is not null as wait_min,
        disposition is not null as disposition,
        complaint is not null as complaint,
        diagnosis is not null as diagnosis,
        acuity is not null as acuity,
        age is not null as age,
        sex is not null and sex <> 'unknown' as sex,
        arrival_mode is not null as arrival_mode,
        imaging is not null as imaging,
        modality is not null as modality,
        ct is not null as ct,
        consult is not null as consult,
        planned_return is not null as planned_return,
        bring_back_planned is not null as bring_back_planned,
        -- A list of what was done covers every visit: without an entry nothing was done.
        exists (select 1 from care where care.item is not null) as listed_care
    from visits
    where mine
)

select
    unit_id,
    month,
    at_site,
    ended_as,
    at_night,
    case when field = 'listed_care' then 'care.item' else 'visits.' || field end as field,
    present,
    case
        -- Who left unseen has no time of being seen: nothing is missing there.
        when field in ('seen_by_physician_ts', 'wait_min', 'decision_ts')
            then ended_as is distinct from 'lwbs'
        when field = 'modality' then had_images is distinct from false
        else true
    end as due
from own_visits
unpivot (
    present for field in (
        patient_id, arrival_ts, triage_ts, seen_by_physician_ts, decision_ts, departure_ts,
        los_min, wait_min, disposition, complaint, diagnosis, acuity, age, sex, arrival_mode,
        imaging, modality, ct, consult, planned_return, bring_back_planned, listed_care
    )
)
