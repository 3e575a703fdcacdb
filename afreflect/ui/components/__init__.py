"""Our few browser parts, each a function that a screen calls."""

from afreflect.ui.components.autosave import Written, autosaving_text
from afreflect.ui.components.printing import print_button

__all__ = ["Written", "autosaving_text", "print_button"]
