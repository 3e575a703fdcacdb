-- one row per eligible unit of one part
select eligible.*
from eligible
left join unit_parts
    on unit_parts.unit_id = eligible.unit_id
where unit_parts.part is not distinct from getvariable('part')
