"""Our few browser parts, each a function that a screen calls."""

from afreflect.ui.components.autosave import Written, autosaving_text
from afreflect.ui.components.copying import copy_button
from afreflect.ui.components.printing import print_button

__all__ = ["Written", "autosaving_text", "copy_button", "print_button"]
