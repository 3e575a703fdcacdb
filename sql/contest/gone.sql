-- one row per eligible unit that something leaves out
select eligible.*
from eligible
where unit_id in (select unit_id from left_out)
