-- one row per cell, in the order of the cells: a number that tells it from others
select hash(cell) as hash
from cells;
