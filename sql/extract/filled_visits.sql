-- one row: how many of the clinician's own visits hold a value, column by column
select count(columns(*)) from visits where mine;
