"""How long a way takes somebody: the script's own time, and an allowance for reading and typing.

Nobody has walked it with a watch. What is measured is what can be: every line that was on a screen
is read once, what is typed is typed by hand, and the machine takes what it takes.
"""

import time
from dataclasses import dataclass, field

from playwright.sync_api import Page

WORDS_A_MINUTE = 200
"""Reading, on the slow side: a mean of 238 for prose (Brysbaert, J Mem Lang 2019;109:104047)."""
LETTERS_A_MINUTE = 150
"""Typing with two fingers and a look at the screen (our choice): thirty words of five letters."""


@dataclass
class Pace:
    """What was on the screens of a way and what was typed on it, since its clock was started."""

    page: Page
    begun: float = field(default_factory=time.monotonic)
    read: set[str] = field(default_factory=set)
    letters: int = 0

    def look(self) -> None:
        """Read every line that stands on the page and was not read before."""
        said = self.page.locator('[data-testid="stMain"]').inner_text()
        self.read |= {line.strip() for line in said.splitlines() if line.strip()}

    def typed(self, text: str) -> None:
        """Something was typed."""
        self.letters += len(text)

    @property
    def minutes(self) -> float:
        """The script's time with the allowance for reading and for typing, in minutes."""
        words = sum(len(line.split()) for line in self.read)
        script = (time.monotonic() - self.begun) / 60
        return script + words / WORDS_A_MINUTE + self.letters / LETTERS_A_MINUTE
