"""How much of a file is held at once."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """Up to which size a text file is held whole, and the blocks in which a larger one is read.

    `whole` and `block` in bytes, `together` in rows that have to be compared with one another. No
    row may be longer than a block.
    """

    whole: int = 16 << 20
    block: int = 4 << 20
    together: int = 200_000


USUAL = Sizes()
"""What keeps a department's year under a gigabyte of memory; measured by benchmarks/big_file.py."""
