-- one row per form about the clinician and field: whether it is there
with
forms as (
    select
        form_id as unit_id,
        date_trunc('month', min(occurred_on))::date as month,
        bool_and(score is not null) as score,
        bool_and(occurred_on is not null) as occurred_on,
        bool_and(rater_id is not null) as rater_id,
        bool_and(scale_max is not null) as scale_max
    from feedback
    group by form_id
)

select
    unit_id,
    month,
    null::text as at_site,
    null::text as ended_as,
    null::boolean as at_night,
    'feedback.' || field as field,
    present,
    true as due
from forms
unpivot (present for field in (score, occurred_on, rater_id, scale_max))
