-- one row per row of the visits files that is held and not used
select source_file, source_row
from typed_visits
where reason is not null;
