-- one row: what is strange about the usable visits taken together
select
    count(*) as kept,
    count(*) filter (departure_ts < arrival_ts) as left_before_arriving,
    count(*) filter (occurred_on > getvariable('now')::date) as yet_to_come,
    max(occurred_on) as latest,
    count(*) filter (occurred_on is null) as undated,
    count(disposition) as with_an_outcome,
    count(*) filter (disposition = 'lwbs') as left_unseen
from typed_visits
where reason is null;
