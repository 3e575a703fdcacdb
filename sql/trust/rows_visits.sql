-- one row per own visit: whose it is said to be, and which of its times can't be
with
fields as (
    select getvariable('fields') as needed
)

select
    encounter_id as unit_id,
    occurred_on,
    physician_id is not null as named,
    coalesce(handed_over, false) as handed_over,
    case
        when list_has_any(needed, ['visits.arrival_ts', 'visits.departure_ts'])
            and departure_ts < arrival_ts then 'end before they begin'
        when list_contains(needed, 'visits.seen_by_physician_ts')
            and seen_by_physician_ts < least(arrival_ts, triage_ts) then 'are first assessed before they begin'
        when list_contains(needed, 'visits.seen_by_physician_ts')
            and seen_by_physician_ts > departure_ts then 'are first assessed after they end'
        when list_contains(needed, 'visits.decision_ts')
            and (decision_ts < arrival_ts or decision_ts > departure_ts)
            then 'are decided outside of their time'
        when list_contains(needed, 'visits.departure_ts')
            and departure_ts > arrival_ts + interval 7 days then 'last longer than seven days'
        when list_contains(needed, 'visits.los_min')
            and (los_min < 0 or los_min > 7 * 24 * 60) then 'last less than nothing or over a week'
        when list_contains(needed, 'visits.wait_min')
            and (wait_min < 0 or wait_min > 24 * 60) then 'wait less than nothing or over a day'
    end as fault
from visits
cross join fields
where mine
