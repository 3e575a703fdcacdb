-- one row per further cell of any visit, set apart so that each clinician's own can be told from it
alter table visit_extras rename to visit_extras_of_everyone;
