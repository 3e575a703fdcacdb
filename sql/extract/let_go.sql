-- no row: the visits of this share were counted, and are not kept
delete from visits;
drop table typed_visits;
