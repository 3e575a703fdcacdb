-- one row per time zone that the rules for changing clocks are known of
select name from pg_timezone_names();
