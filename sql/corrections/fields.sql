-- one row per visit asked for: every column of it
select *
from visits
where encounter_id in (select unnest($ids::text[]));
