-- one row per own visit and field that is missing, or that can't be right
with
own_visits as (
    select
        *,
        least(triage_ts, arrival_ts) as came,
        disposition is not distinct from 'lwbs' as left_unseen
    from visits
    where mine
),

-- Who left unseen was not seen, and nobody decided anything.
faults_of_each_field as (
    select
        encounter_id,
        occurred_on,
        unnest([
            {'field': 'arrival_ts', 'fault': if(arrival_ts is null, 'missing', null)},
            {'field': 'triage_ts', 'fault': case
                when triage_ts is null then 'missing'
                when triage_ts > departure_ts then 'after the departure'
                when triage_ts < arrival_ts - interval 1 day then 'a day before the arrival'
            end},
            {'field': 'seen_by_physician_ts', 'fault': case
                when seen_by_physician_ts is null and not left_unseen then 'missing'
                when seen_by_physician_ts < came then 'before the arrival'
                when seen_by_physician_ts > departure_ts then 'after the departure'
                when seen_by_physician_ts > decision_ts then 'after the decision'
                when seen_by_physician_ts > came + interval 1 day then 'a day after the arrival'
            end},
            {'field': 'decision_ts', 'fault': case
                when decision_ts is null and not left_unseen then 'missing'
                when decision_ts < came then 'before the arrival'
                when decision_ts > departure_ts then 'after the departure'
            end},
            {'field': 'departure_ts', 'fault': case
                when departure_ts is null then 'missing'
                when departure_ts < came then 'before the arrival'
                when departure_ts > came + interval 30 days then 'a month after the arrival'
            end},
            {'field': 'los_min', 'fault': case
                when los_min is null then 'missing'
                when los_min < 0 then 'below 0'
                when los_min > 30 * 24 * 60 then 'more than a month'
            end},
            {'field': 'wait_min', 'fault': case
                when wait_min is null and not left_unseen then 'missing'
                when wait_min < 0 then 'below 0'
                when wait_min > 24 * 60 then 'more than a day'
            end},
            {'field': 'disposition', 'fault': if(disposition is null, 'missing', null)},
            {'field': 'acuity', 'fault': if(acuity is null, 'missing', null)},
            {'field': 'age', 'fault': case
                when age is null then 'missing'
                when age not between 0 and 125 then 'out of range'
            end},
            {'field': 'imaging', 'fault': if(imaging is null, 'missing', null)},
            {'field': 'ct', 'fault': if(ct is null, 'missing', null)},
            {'field': 'modality', 'fault': if(modality is null and imaging, 'missing', null)},
            {'field': 'planned_return', 'fault': if(planned_return is null, 'missing', null)},
            {
                'field': 'bring_back_planned',
                'fault': if(bring_back_planned is null, 'missing', null)
            }
        ], recursive := true)
    from own_visits
)

select encounter_id, occurred_on, field, fault
from faults_of_each_field
where fault is not null
    and if(
        fault = 'missing',
        list_contains($wanted::text[], field),
        list_contains($used::text[], field)
    )
    and ($field::text is null or field = $field::text)
    and ($month::date is null or date_trunc('month', occurred_on) = $month::date)
