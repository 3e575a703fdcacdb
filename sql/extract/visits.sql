-- one row per row of the visits files, with the reason why it is set aside, if it is
create table typed_visits as
with rows_compared_with_their_look_alikes as (
    select
        *,
        count(*) over all_of_the_visit as versions,
        row_number() over (
            partition by encounter_id, not_data is null, row_text order by row_number
        ) as copy,
        first_value(row_text) over (
            partition by encounter_id, not_data is null
            order by
                updated_at desc nulls last,
                try_cast(regexp_extract(version, '\d+') as integer) desc nulls last,
                row_number desc
        ) as newest_text
    from mapped_visits
    window all_of_the_visit as (partition by encounter_id, not_data is null)
)

select
    * exclude (versions, copy, newest_text) replace (
        case when age between 0 and 120 then age end as age
    ),
    age as age_written,
    case
        when not_data is not null then not_data
        when is_total and occurred_on is null then 'a totals or footer row'
        when coalesce(encounter_id, patient_id, disposition, imaging, modality, ct) is null
            and occurred_on is null and coalesce(los_min, wait_min) is null and acuity is null
            then 'nothing in it that can be measured'
        when encounter_id is not null and versions > 1 and row_text = newest_text and copy > 1
            then 'the same row again'
        when encounter_id is not null and versions > 1 and row_text <> newest_text
            then 'an earlier version of a visit that comes again'
    end as reason
from rows_compared_with_their_look_alikes
order by row_number;
