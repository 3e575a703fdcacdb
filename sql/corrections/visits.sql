-- one row per visit with a correction: the fields that were put right take their new values
-- `corrections` holds one row per corrected field: encounter_id, field, and its value as text.
update visits
set
    arrival_ts = if(map_contains(put_right, 'arrival_ts'), try_cast(put_right['arrival_ts'] as timestamp), arrival_ts),
    triage_ts = if(map_contains(put_right, 'triage_ts'), try_cast(put_right['triage_ts'] as timestamp), triage_ts),
    seen_by_physician_ts = if(map_contains(put_right, 'seen_by_physician_ts'), try_cast(put_right['seen_by_physician_ts'] as timestamp), seen_by_physician_ts),
    decision_ts = if(map_contains(put_right, 'decision_ts'), try_cast(put_right['decision_ts'] as timestamp), decision_ts),
    departure_ts = if(map_contains(put_right, 'departure_ts'), try_cast(put_right['departure_ts'] as timestamp), departure_ts),
    los_min = if(map_contains(put_right, 'los_min'), try_cast(put_right['los_min'] as double), los_min),
    wait_min = if(map_contains(put_right, 'wait_min'), try_cast(put_right['wait_min'] as double), wait_min),
    disposition = if(map_contains(put_right, 'disposition'), put_right['disposition'], disposition),
    acuity = if(map_contains(put_right, 'acuity'), try_cast(put_right['acuity'] as integer), acuity),
    age = if(map_contains(put_right, 'age'), try_cast(put_right['age'] as double), age),
    sex = if(map_contains(put_right, 'sex'), put_right['sex'], sex),
    imaging = if(map_contains(put_right, 'imaging'), try_cast(put_right['imaging'] as boolean), imaging),
    ct = if(map_contains(put_right, 'ct'), try_cast(put_right['ct'] as boolean), ct),
    modality = if(map_contains(put_right, 'modality'), put_right['modality'], modality),
    consult = if(map_contains(put_right, 'consult'), try_cast(put_right['consult'] as boolean), consult),
    planned_return = if(map_contains(put_right, 'planned_return'), try_cast(put_right['planned_return'] as boolean), planned_return),
    bring_back_planned = if(map_contains(put_right, 'bring_back_planned'), try_cast(put_right['bring_back_planned'] as boolean), bring_back_planned),
    handed_over = if(map_contains(put_right, 'handed_over'), try_cast(put_right['handed_over'] as boolean), handed_over),
    complaint = if(map_contains(put_right, 'complaint'), put_right['complaint'], complaint),
    diagnosis = if(map_contains(put_right, 'diagnosis'), put_right['diagnosis'], diagnosis),
    arrival_mode = if(map_contains(put_right, 'arrival_mode'), put_right['arrival_mode'], arrival_mode),
    site = if(map_contains(put_right, 'site'), put_right['site'], site),
    unit = if(map_contains(put_right, 'unit'), put_right['unit'], unit),
    -- The day follows the arrival.
    occurred_on = if(
        map_contains(put_right, 'arrival_ts'),
        try_cast(put_right['arrival_ts'] as date),
        occurred_on
    )
from (
    select encounter_id, map_from_entries(list((field, value))) as put_right
    from corrections
    group by encounter_id
) as corrected
where visits.encounter_id = corrected.encounter_id;
