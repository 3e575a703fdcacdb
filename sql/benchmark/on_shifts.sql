-- one row per clinician with a shift in the file
select distinct physician_id from mapped_shifts where physician_id is not null;
