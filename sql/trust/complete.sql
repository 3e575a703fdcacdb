-- one row per list of needed fields, and one for any of them: rows that lack nothing of it
with
needed_fields as (
    select
        place,
        unnest(getvariable('needs')[place]) as field
    from range(1, len(getvariable('needs')) + 1) as places (place)
),

rows_and_lists as (
    select
        own_fields.unit_id,
        needed_fields.place,
        count(*) = (
            select count(*) from needed_fields as same where same.place = needed_fields.place
        )
        and bool_and(own_fields.present or not own_fields.due) as lacks_nothing
    from own_fields
    inner join needed_fields using (field)
    group by own_fields.unit_id, needed_fields.place
),

any_list as (
    select unit_id, bool_or(lacks_nothing) as lacks_nothing
    from rows_and_lists
    group by unit_id
)

select place, count(*) filter (lacks_nothing) as complete from rows_and_lists group by place
union all
select 0, count(*) filter (lacks_nothing) from any_list
order by 1
