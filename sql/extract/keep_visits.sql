-- one row per usable visit that the clinician may hold: their own, and the bare others returns need
insert into visits by name
with
usable_visits as (
    select
        * exclude (encounter_id),
        -- A made id names its extract, so that no row of another is ever taken for it.
        coalesce(
            encounter_id, 'row ' || row_number || ' of ' || getvariable('extract_mark')
        ) as encounter_id,
        getvariable('everyone') or coalesce(physician_id = getvariable('clinician'), false) as mine
    from typed_visits
    where reason is null
),

own_visits as (
    select * from usable_visits where mine
),

-- Returns are looked for up to a week after the patient left; nothing further is needed of others.
other_visits_of_the_same_patients as (
    select distinct other.encounter_id
    from usable_visits as other
    inner join own_visits as own
        on other.patient_id = own.patient_id
        and other.arrival_ts
            between own.arrival_ts
            and coalesce(own.departure_ts, own.arrival_ts) + interval 7 days
    where not other.mine
),

people_who_left_unseen_during_own_shifts as (
    select distinct other.encounter_id
    from usable_visits as other
    inner join shifts as shift
        on other.arrival_ts >= shift.starts_at
        and other.arrival_ts < shift.ends_at
        and (other.site is null or shift.site is null or other.site = shift.site)
    where not other.mine
        and other.physician_id is null
        and other.disposition = 'lwbs'
)

select
    encounter_id,
    patient_id,
    physician_id,
    arrival_ts,
    triage_ts,
    seen_by_physician_ts,
    decision_ts,
    departure_ts,
    los_min,
    wait_min,
    disposition,
    complaint,
    diagnosis,
    acuity,
    coalesce(
        age,
        date_diff('year', birth_date, occurred_on)
        - (strftime(occurred_on, '%m%d') < strftime(birth_date, '%m%d'))::integer,
        year(occurred_on) - birth_year
    ) as age,
    sex,
    arrival_mode,
    imaging,
    modality,
    ct,
    consult,
    planned_return,
    bring_back_planned,
    handed_over,
    site,
    unit,
    weight,
    occurred_on,
    true as mine
from own_visits
union all by name
select
    encounter_id,
    patient_id,
    arrival_ts,
    departure_ts,
    disposition,
    planned_return,
    -- Where somebody left decides on whose shift it was; of others it is nobody's business.
    case when physician_id is null then site end as site,
    occurred_on,
    false as mine
from usable_visits
where not mine
    and encounter_id in (
        from other_visits_of_the_same_patients
        union
        from people_who_left_unseen_during_own_shifts
    );
