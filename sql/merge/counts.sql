-- one row per period, unit, site and metric of all imports: as the newest import counted it
insert into counts by name
select * exclude (import)
from imported_counts
qualify import = max(import) over (partition by period, unit, site, metric);
