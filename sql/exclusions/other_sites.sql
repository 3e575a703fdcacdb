/*---
title = "Every site but my main one"
leaves_out = "Visits at another site than the one where most of your visits are."
noun = "visits at your other sites"
noun_one = "visit at your other sites"
unit = "visit"
metrics = []
needs = [["visits.site"]]
---*/
-- one row per visit at another site than the clinician's main one
with main_site as (
    select site
    from visits
    where mine
        and site is not null
    group by site
    order by count(*) desc, site
    limit 1
)

select encounter_id as unit_id
from visits
where site <> (select site from main_site)
