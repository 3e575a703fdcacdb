-- no row: takes the tables of the clinician before away, so that they are made anew for the next
drop table if exists visits;
drop table if exists feedback;
drop table if exists shifts;
drop table if exists care;
drop table if exists counts;
drop table if exists visit_extras;
