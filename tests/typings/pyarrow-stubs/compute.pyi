# pyarrow makes its compute functions when it is imported, so a type checker cannot see their names.
from typing import Any

def __getattr__(name: str) -> Any: ...
