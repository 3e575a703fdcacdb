-- one row per row that names a clinician: an id instead of a name, and of others nothing
-- A name is two words of letters or more: "DR07" and "DRA" are ids. Letters are given as ranges that
-- leave the marks out: the class of all letters takes many times as long to prepare.
create temp macro unnamed(physician_id) as
    case
        when not regexp_full_match(
            physician_id,
            '[^0-9]*[A-Za-z\x{c0}-\x{1fff}\x{2c00}-\x{2fff}\x{3040}-\x{10ffff}]{2,}'
            || '[^0-9A-Za-z\x{c0}-\x{1fff}\x{2c00}-\x{2fff}\x{3040}-\x{10ffff}]+'
            || '([^0-9]*[^0-9A-Za-z\x{c0}-\x{1fff}\x{2c00}-\x{2fff}\x{3040}-\x{10ffff}])?'
            || '[A-Za-z\x{c0}-\x{1fff}\x{2c00}-\x{2fff}\x{3040}-\x{10ffff}]{2,}[^0-9]*'
        )
            then physician_id
        when physician_id = getvariable('clinician') then 'you'
    end;
update visits set physician_id = unnamed(physician_id) where physician_id is not null;
update care set physician_id = unnamed(physician_id) where physician_id is not null;
update shifts set physician_id = unnamed(physician_id) where physician_id is not null;
update feedback set physician_id = unnamed(physician_id) where physician_id is not null;
drop macro unnamed;
