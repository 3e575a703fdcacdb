-- one row: how many rows of feedback hold a value, column by column
select count(columns(*)) from feedback;
