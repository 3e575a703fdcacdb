-- one row per form about the clinician: whether it says whom it is about, and what can't be in it
select
    form_id as unit_id,
    min(occurred_on) as occurred_on,
    bool_and(physician_id is not null) as named,
    false as handed_over,
    case
        when bool_or(score < scale_min or score > scale_max) then 'have a mark outside their scale'
    end as fault
from feedback
group by form_id
