"""The screen: what_i_value."""

from afreflect.ui import page
from afreflect.ui.entry import Visit


def render(visit: Visit) -> None:
    """Draw the screen."""
    page.question("what_i_value", visit.session)
