-- one row per reason for which visit rows are set aside
select
    reason,
    count(*) as row_count,
    list(
        {'place': row_number, 'said': 'row ' || source_row || ' of ' || source_file}
        order by row_number
    )[:3] as examples
from typed_visits
where reason is not null
group by reason
order by row_count desc, reason;
