-- one row: how many visits and forms gave way to the newest import, how many it adds or looks like
-- A visit or form whose id was made by us, because the file has none, is never taken for another.
with
last_import as (
    select max(import) as import from imports
),

visits_of_the_last as (
    select
        encounter_id,
        encounter_id similar to 'row [0-9]+ of [0-9a-f]+' as unnamed,
        hash(*columns(* exclude (encounter_id, import))) as content
    from imported_visits
    where import = (from last_import)
),

visits_before as (
    select distinct
        encounter_id,
        encounter_id similar to 'row [0-9]+ of [0-9a-f]+' as unnamed,
        hash(*columns(* exclude (encounter_id, import))) as content
    from imported_visits
    where import < (from last_import)
),

forms as (
    select
        form_id,
        import,
        form_id similar to 'form [0-9]+ of [0-9a-f]+' as unnamed,
        hash(list(row(rater_id, occurred_on, item, score) order by item, score)) as content
    from imported_feedback
    group by form_id, import
),

forms_of_the_last as (
    select * from forms where import = (from last_import)
),

forms_before as (
    select * from forms where import < (from last_import)
)

select
    (
        select count(distinct encounter_id)
        from visits_of_the_last
        semi join visits_before using (encounter_id)
    ) as visits_replaced,
    (
        select count(distinct encounter_id)
        from visits_of_the_last
        anti join visits_before using (encounter_id)
    ) as visits_added,
    (
        select count(*)
        from visits_of_the_last
        semi join visits_before using (unnamed, content)
        where unnamed
    ) as visits_that_look_alike,
    (
        select count(*) from forms_of_the_last semi join forms_before using (form_id)
    ) as forms_replaced,
    (
        select count(*) from forms_of_the_last anti join forms_before using (form_id)
    ) as forms_added,
    (
        select count(*)
        from forms_of_the_last
        semi join forms_before using (unnamed, content)
        where unnamed
    ) as forms_that_look_alike;
