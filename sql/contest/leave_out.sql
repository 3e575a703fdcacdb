-- one row per unit that one reason leaves out, added to those of the others
insert into left_out
select distinct
    getvariable('because'),
    unit_id
from named_units
where unit_id is not null
