-- one row: how many rows of counts hold a value, column by column
select count(columns(*)) from counts;
