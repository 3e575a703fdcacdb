-- one row per reason that leaves eligible units out, with how many it leaves out
select
    left_out.because,
    count(*) as units
from eligible
inner join left_out
    on left_out.unit_id = eligible.unit_id
group by left_out.because
