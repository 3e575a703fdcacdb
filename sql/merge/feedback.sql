-- one row per form and item of all imports: as the newest import that holds the form has it
insert into feedback by name
select * exclude (import)
from imported_feedback
qualify import = max(import) over (partition by form_id);
