-- no row: what the visits were taken from is needed no more
drop table if exists typed_visits;
