-- one row per unit of a part that is among the smallest, where there are more parts than can be read
update unit_parts
set part = 'All others', place = 1_000_000
where part in (
    select unit_parts.part
    from eligible
    inner join unit_parts
        on unit_parts.unit_id = eligible.unit_id
    group by unit_parts.part
    having (
        select count(distinct unit_parts.part)
        from unit_parts
        where unit_id in (select unit_id from eligible)
    ) > getvariable('most_parts')
    order by count(*) desc, unit_parts.part
    offset getvariable('most_parts') - 1
)
