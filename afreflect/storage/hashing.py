"""Cells as numbers of 64 bits, by which millions of them are told apart in little memory."""

from functools import cached_property

import duckdb
import numpy as np
import pyarrow as pa

from afreflect.storage.sql import statement


class Hashing:
    """Hashes columns of text; two different cells share a number about once in 10¹⁹ pairs."""

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(":memory:", config={"temp_directory": ""})

    def of(self, cells: pa.Array) -> np.ndarray:
        """One unsigned number a cell."""
        self._connection.register("cells", pa.table({"cell": cells}))
        found = self._connection.execute(statement("extract/hashes")).fetchnumpy()["hash"]
        self._connection.unregister("cells")
        return np.asarray(found, np.uint64)


class Distinct:
    """Counts different cells: exactly up to a number of them, to half a percent beyond it.

    Beyond, only the cells whose number ends in so many zeros are counted, and each stands for all
    that don't: adaptive sampling, after Wegman (Flajolet, Computing 43, 1990).
    """

    MOST = 1 << 17

    def __init__(self) -> None:
        self._found = np.empty(0, np.uint64)
        self._new: list[np.ndarray] = []
        self._zeros = 0

    def add(self, hashes: np.ndarray) -> None:
        """Further cells."""
        self._new.append(self._sampled(hashes))
        if sum(map(len, self._new)) > self.MOST:
            self._sort_in()

    def count(self) -> int:
        """How many different cells there were."""
        self._sort_in()
        return len(self._found) << self._zeros

    def _sort_in(self) -> None:
        self._found = np.unique(np.concatenate([self._found, *self._new]))
        self._new.clear()
        while len(self._found) > self.MOST:
            self._zeros += 1
            self._found = self._sampled(self._found)

    def _sampled(self, hashes: np.ndarray) -> np.ndarray:
        return hashes[hashes & np.uint64((1 << self._zeros) - 1) == 0]


def repeated(hashes: list[np.ndarray]) -> np.ndarray:
    """The numbers that come more than once, sorted."""
    every = np.concatenate(hashes) if hashes else np.empty(0, np.uint64)
    hashes.clear()
    every.sort()
    return np.unique(every[1:][every[1:] == every[:-1]])
