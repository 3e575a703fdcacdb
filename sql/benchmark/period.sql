-- one row: the first and the last day of all visits
select min(occurred_on) as since, max(occurred_on) as until from visits_of_everyone;
