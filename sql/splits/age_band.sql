/*---
title = "Age"
by = "age"
unit = "visit"
needs = [["visits.age"]]
---*/
-- one row per visit with the patient's age band
select
    encounter_id as unit_id,
    case
        when age < 18 then 'Under 18'
        when age < 40 then '18 to 39'
        when age < 65 then '40 to 64'
        when age < 80 then '65 to 79'
        when age is not null then '80 and over'
    end as part,
    case
        when age < 18 then 1
        when age < 40 then 2
        when age < 65 then 3
        when age < 80 then 4
        else 5
    end as place
from visits
