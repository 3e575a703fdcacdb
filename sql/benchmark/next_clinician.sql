-- no row: empties what is filled anew for the next clinician
delete from shifts;
delete from care;
