-- one row per part that holds eligible units, in its order; what belongs nowhere stands last
select unit_parts.part
from eligible
left join unit_parts
    on unit_parts.unit_id = eligible.unit_id
group by unit_parts.part
order by min(unit_parts.place) nulls last, unit_parts.part
