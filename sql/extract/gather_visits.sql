-- one row per usable visit of this share that the clinician may hold, among those of other shares
create table if not exists gathered_visits as from typed_visits limit 0;

insert into gathered_visits
select typed.*
from typed_visits as typed
where typed.reason is null
    and (
        getvariable('everyone')
        or typed.physician_id = getvariable('clinician')
        or typed.patient_id in (select patient_id from own_patients)
        or (
            typed.physician_id is null
            and typed.disposition = 'lwbs'
            and exists (
                select 1
                from shifts as shift
                where typed.arrival_ts >= shift.starts_at and typed.arrival_ts < shift.ends_at
            )
        )
    );

drop table typed_visits;
