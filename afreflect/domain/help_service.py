"""People whom a physician can talk to when a result is hard to look at."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class HelpService:
    """One service, how to reach it, and where and when that was read.

    `source` names who says so, `link` is their page, or empty. `own` is True for one that the site
    added itself.
    """

    country: str
    name: str
    reach: str
    what: str
    source: str
    link: str
    read_on: date
    own: bool = False
