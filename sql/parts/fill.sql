-- one row per unit with the part of a split that it belongs to
insert into unit_parts
select
    unit_id,
    any_value(part),
    min(place)
from named_units
where part is not null
group by unit_id
