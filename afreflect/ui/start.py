"""The screen: start."""

from afreflect.ui import page
from afreflect.ui.entry import Visit


def render(visit: Visit) -> None:
    """Draw the screen."""
    page.question("start", visit.session)
