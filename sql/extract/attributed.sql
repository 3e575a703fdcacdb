-- one row, kept as a variable: usable visits of the files, and those of them that name a clinician
set variable attributed = (
    select [count(physician_id), count(*)]
    from typed_visits
    where reason is null
)
