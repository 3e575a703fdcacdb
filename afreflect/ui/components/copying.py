"""A button that puts one text onto the clipboard: portals take fields, and not files."""

from pathlib import Path

from streamlit.components.v2 import component

HERE = Path(__file__).parent
_COPY = component(
    "afreflect_copy",
    html='<div><button type="button"></button><output aria-live="polite"></output></div>',
    css=(HERE / "copy.css").read_text("utf-8"),
    js=(HERE / "copy.js").read_text("utf-8"),
)


def copy_button(text: str, key: str, of: str) -> None:
    """Copies a text; `of` names it for somebody who does not see where the button stands."""
    _COPY(key=f"copy_{key}", data={"label": "Copy", "named": f"Copy: {of}", "text": text})
