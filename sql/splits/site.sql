/*---
title = "Site"
by = "site"
unit = "visit"
needs = [["visits.site"]]
---*/
-- one row per visit with the site where it was
select
    encounter_id as unit_id,
    site as part,
    dense_rank() over (order by site) as place
from visits
