/*---
title = "Acuity"
by = "acuity"
unit = "visit"
needs = [["visits.acuity"]]
---*/
-- one row per visit with how urgent the patient was at triage
select
    encounter_id as unit_id,
    case acuity
        when 1 then '1, most urgent'
        when 5 then '5, least urgent'
        else acuity::text
    end as part,
    acuity as place
from visits
