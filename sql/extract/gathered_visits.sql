-- one row per usable visit of all shares that the clinician may hold, where those of one stood
alter table gathered_visits rename to typed_visits;
