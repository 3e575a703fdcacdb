"""A button that prints the page, which nothing of Streamlit's does."""

from pathlib import Path

from streamlit.components.v2 import component

HERE = Path(__file__).parent
_PRINT = component(
    "afreflect_print",
    html='<button type="button"></button>',
    css=(HERE / "print.css").read_text("utf-8"),
    js=(HERE / "print.js").read_text("utf-8"),
)


def print_button(label: str) -> None:
    """Opens the browser's own dialogue for printing."""
    _PRINT(key="print_page", data={"label": label})
