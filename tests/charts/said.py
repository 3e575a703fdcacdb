"""The words of a chart's specification, whatever its width makes of them."""

import json
from typing import Any


def said_by(text: Any) -> str:
    """The words of one text mark; those of a wide chart and of a narrow one where they differ."""
    if isinstance(text, dict):
        # `width >= 600 ? wide : narrow`, both of them JSON.
        both = text["expr"].partition(" ? ")[2]
        wide, end = json.JSONDecoder().raw_decode(both)
        return f"{said_by(wide)} | {said_by(json.loads(both[end:].removeprefix(' : ')))}"
    return " ".join(text) if isinstance(text, list) else text
