"""The project's SQL files, read by name."""

from functools import cache
from pathlib import Path

SQL = Path(__file__).parents[2] / "sql"


@cache
def statement(name: str) -> str:
    """The text of a file in sql/, such as "extract/visits"."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")
