-- no row: the visits of this share were counted, and are not kept
delete from visits;
delete from visit_extras;
drop table typed_visits;
