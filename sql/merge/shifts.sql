-- one row per shift of all imports; without an id, the same hours at the same place are one shift
insert into shifts by name
select * exclude (import)
from imported_shifts
qualify import = max(import) over (
    partition by
        shift_id,
        case when shift_id is null then row(starts_at, ends_at, site, kind) end
);
