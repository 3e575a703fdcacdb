-- one row per visit of all imports: as the newest import that holds it has it
insert into visits by name
select * exclude (import)
from imported_visits
qualify import = max(import) over (partition by encounter_id);
