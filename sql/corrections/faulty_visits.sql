-- one row per visit with faults, those with something missing first, then the latest; fifty at most
select
    encounter_id,
    list(struct_pack(field := field, fault := fault) order by field) as faults
from faults
group by encounter_id
order by bool_or(fault = 'missing') desc, max(occurred_on) desc nulls last, encounter_id
limit 50
