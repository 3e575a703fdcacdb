-- one row per eligible unit that nothing leaves out
select eligible.*
from eligible
where unit_id is null
    or unit_id not in (select unit_id from left_out)
