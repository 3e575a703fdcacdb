-- one row: how many rows of care hold a value, column by column
select count(columns(*)) from care;
