-- one row per own visit and further column, from the newest import that holds the visit and column
insert into visit_extras by name
with
fields_of_each_import as (
    select distinct import, field from imported_visit_extras
),

newest_import_of_each_visit_and_field as (
    select visits.encounter_id, fields.field, max(import) as import
    from imported_visits as visits
    inner join fields_of_each_import as fields using (import)
    where visits.mine
    group by visits.encounter_id, fields.field
)

select extras.* exclude (import)
from imported_visit_extras as extras
inner join newest_import_of_each_visit_and_field using (encounter_id, field, import);
