-- one row: how many rows of shifts hold a value, column by column
select count(columns(*)) from shifts;
