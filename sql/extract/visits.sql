-- one row per row of the visits files, with the reason why it is set aside, if it is
create table typed_visits as
with visits_with_several_rows as (
    select encounter_id, not_data is null as is_data
    from mapped_visits
    where encounter_id is not null
    group by encounter_id, is_data
    having count(*) > 1
),

rows_compared_with_their_look_alikes as (
    select
        row_number,
        row_number() over (
            partition by encounter_id, not_data is null, row_text order by row_number
        ) as copy,
        row_text = first_value(row_text) over (
            partition by encounter_id, not_data is null
            order by
                updated_at desc nulls last,
                try_cast(regexp_extract(version, '\d+') as integer) desc nulls last,
                row_number desc
        ) as is_the_newest
    from mapped_visits
    where (encounter_id, not_data is null) in (from visits_with_several_rows)
)

select
    mapped_visits.* exclude (row_text) replace (
        case when age between 0 and 120 then age end as age
    ),
    age as age_written,
    case
        when not_data is not null then not_data
        when is_total and occurred_on is null then 'a totals or footer row'
        when coalesce(encounter_id, patient_id, disposition, imaging, modality, ct) is null
            and occurred_on is null and coalesce(los_min, wait_min) is null and acuity is null
            then 'nothing in it that can be measured'
        when is_the_newest and copy > 1 then 'the same row again'
        when not is_the_newest then 'an earlier version of a visit that comes again'
    end as reason
from mapped_visits
left join rows_compared_with_their_look_alikes using (row_number)
order by row_number;
