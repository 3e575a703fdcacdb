-- one row per row that names a clinician: an id instead of a name, and of others nothing
-- A name is two words of letters or more: "DR07" and "DRA" are ids.
create temp macro unnamed(physician_id) as
    case
        when not regexp_full_match(physician_id, '[^0-9]*\pL{2,}[^0-9\pL]+([^0-9]*[^0-9\pL])?\pL{2,}[^0-9]*')
            then physician_id
        when physician_id = getvariable('clinician') then 'you'
    end;
update visits set physician_id = unnamed(physician_id) where physician_id is not null;
update care set physician_id = unnamed(physician_id) where physician_id is not null;
update shifts set physician_id = unnamed(physician_id) where physician_id is not null;
update feedback set physician_id = unnamed(physician_id) where physician_id is not null;
drop macro unnamed;
