-- one row: what is strange about the usable visits taken together
with
visits_that_come_again as (
    select distinct encounter_id
    from typed_visits
    where reason = 'an earlier version of a visit that comes again'
),

visits_of_several_clinicians as (
    select encounter_id
    from typed_visits
    where encounter_id in (from visits_that_come_again)
        and (reason is null or reason = 'an earlier version of a visit that comes again')
    group by encounter_id
    having count(distinct physician_id) > 1
)

select
    count(*) as kept,
    count(physician_id) as named,
    count(*) filter (departure_ts < arrival_ts) as left_before_arriving,
    count(*) filter (departure_ts > arrival_ts + interval 7 days) as stayed_over_a_week,
    count(*) filter (occurred_on > getvariable('now')::date) as yet_to_come,
    max(occurred_on) as latest,
    count(*) filter (occurred_on is null) as undated,
    count(disposition) as with_an_outcome,
    count(*) filter (disposition = 'lwbs') as left_unseen,
    count(*) filter (has_a_day_alone) as with_a_day_alone,
    count(*) filter (has_a_skipped_time) as with_a_skipped_time,
    count(*) filter (has_a_repeated_time) as with_a_repeated_time,
    count(*) filter (has_an_undecided_time) as with_an_undecided_time,
    (select count(*) from visits_of_several_clinicians) as of_several_clinicians,
    count(*) filter (age_written is not null and age is null) as with_an_impossible_age
from typed_visits
where reason is null;
