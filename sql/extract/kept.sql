-- one row per row of a kept practice: its canonical tables as they were, back into memory
insert into visits by name from kept_visits;
insert into feedback by name from kept_feedback;
insert into shifts by name from kept_shifts;
insert into care by name from kept_care;
insert into counts by name from kept_counts;
insert into visit_extras by name from kept_visit_extras;
