-- grain: one row per visit, per form and item, per shift, per act, per counted period
-- The five canonical tables of one clinician's practice. All of them always exist, perhaps empty.
-- Times are local and carry no zone; durations are minutes; ids are pseudonyms and stay text.

-- one row per emergency-department or office visit
create table visits (
    encounter_id text not null,
    patient_id text,
    physician_id text,                  -- the clinician's own id, or null: never somebody else's
    arrival_ts timestamp,
    triage_ts timestamp,
    seen_by_physician_ts timestamp,
    decision_ts timestamp,
    departure_ts timestamp,
    los_min double,                     -- only where the source has durations and no times
    wait_min double,                    -- arrival to physician, on the same condition
    disposition text check (
        disposition in (
            'admitted', 'discharged', 'transferred', 'lwbs', 'eloped', 'ama', 'died', 'other'
        )
    ),                                  -- lwbs left before, eloped after being seen
    complaint text,
    diagnosis text,
    acuity integer check (acuity between 1 and 5),      -- 1 is the most urgent
    age double,                         -- years
    sex text check (sex in ('F', 'M', 'other', 'unknown')),
    arrival_mode text,
    imaging boolean,                    -- any imaging at this visit
    modality text,                      -- 'CT;XR'; null where the source does not tell
    ct boolean,
    consult boolean,
    planned_return boolean,             -- this visit was planned at an earlier one
    bring_back_planned boolean,         -- a return was ordered at this visit's discharge
    handed_over boolean,
    site text,
    unit text,
    weight double,                      -- survey weight
    occurred_on date,                   -- the day of arrival; null in an extract without dates
    mine boolean                        -- false: a patient's visit elsewhere, or one nobody took
);

-- one row per form and item that was answered
create table feedback (
    form_id text not null,
    physician_id text,
    rater_id text,
    occurred_on date,
    item text,
    score double,
    scale_min double,                   -- the lowest and the highest mark the form allows
    scale_max double
);

-- one row per shift worked
create table shifts (
    shift_id text,
    physician_id text,
    starts_at timestamp,
    ends_at timestamp,
    site text,
    kind text
);

-- one row per act of care: an image, a prescription, a procedure
create table care (
    encounter_id text,
    patient_id text,
    physician_id text,
    item text,                          -- 'imaging' for any image
    performed_ts timestamp,
    value text
);

-- one row per period, unit and metric, already counted by the source
create table counts (
    period date,                        -- the day by which the source names it: mostly the first
    unit text,
    site text,
    metric text,                        -- the id of the metric the counts belong to
    numerator double,
    denominator double
);

-- one row per own visit and further column that identifies nobody and is kept as it was
create table visit_extras (
    encounter_id text not null,
    field text not null,
    value text not null
);
