-- one row: what is strange about the usable visits taken together
select
    count(*) as kept,
    count(*) filter (departure_ts < arrival_ts) as left_before_arriving,
    count(*) filter (arrival_ts > getvariable('now')) as yet_to_come,
    max(arrival_ts) as latest,
    count(*) filter (arrival_ts is null) as undated
from typed_visits
where reason is null;
