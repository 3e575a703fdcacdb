-- one row: usable visits of the files that name a clinician, and all of them; null where unknown
select getvariable('attributed') as attributed
