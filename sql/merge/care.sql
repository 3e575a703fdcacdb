-- one row per act at a visit, from the newest import that holds the visit and any acts at all
insert into care by name
with
imports_with_acts as (
    select distinct import from imported_care
),

newest_import_of_each_visit as (
    select encounter_id, max(import) as import
    from imported_visits
    where mine and import in (from imports_with_acts)
    group by encounter_id
)

select acts.* exclude (import)
from imported_care as acts
inner join newest_import_of_each_visit using (encounter_id, import);
