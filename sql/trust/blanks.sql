-- one row per field, month, site, disposition and half of the day: rows, and those it is blank in
with
held_fields as (
    select field
    from own_fields
    group by field
    having bool_or(present)
),

pairs as (
    select unnest(getvariable('modules')) as pair
),

fields_of_modules as (
    select pair[1] as field, pair[2] as module
    from pairs
),

modules_of_rows as (
    select
        unit_id,
        module,
        count(*) > 1 and bool_and(not present) as all_blank
    from own_fields
    inner join fields_of_modules using (field)
    where field in (from held_fields)
    group by unit_id, module
)

select
    own_fields.field,
    own_fields.month,
    own_fields.at_site,
    own_fields.ended_as,
    own_fields.at_night,
    count(*) as row_count,
    count(*) filter (not own_fields.present) as blank,
    count(*) filter (not own_fields.present and coalesce(modules_of_rows.all_blank, false))
        as blank_with_module
from own_fields
left join fields_of_modules using (field)
left join modules_of_rows
    on modules_of_rows.unit_id = own_fields.unit_id
    and modules_of_rows.module = fields_of_modules.module
where own_fields.due
    and list_contains(getvariable('fields'), own_fields.field)
group by
    own_fields.field,
    own_fields.month,
    own_fields.at_site,
    own_fields.ended_as,
    own_fields.at_night
order by
    own_fields.field,
    own_fields.month,
    own_fields.at_site,
    own_fields.ended_as,
    own_fields.at_night
