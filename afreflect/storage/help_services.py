"""Reads whom a physician can talk to: the list that ships with the app, and a site's own."""

import re
import tomllib
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from afreflect.domain.help_service import HelpService
from afreflect.storage.content import CONTENT
from afreflect.storage.home import home_folder

NAME = "help_services.toml"
_LINK = re.compile(r"https://[^\s<>]+")
_FIELDS = tuple(each.name for each in fields(HelpService) if each.name != "own")


@cache
def listed() -> tuple[HelpService, ...]:
    """The services that ship with the app, in the order of their countries."""
    stated = tomllib.loads((CONTENT / NAME).read_text("utf-8"))
    return tuple(HelpService(**each) for each in stated["service"])


def of_the_site(home: Path | None = None) -> tuple[HelpService, ...]:
    """The services in help_services.toml of the home folder; none without such a file.

    What can't be read there is left out: a slip in it must not take the page away from somebody who
    looks for help.
    """
    try:
        stated = tomllib.loads(((home or home_folder()) / NAME).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return ()
    found = stated.get("service", [])
    entries = found if isinstance(found, list) else []
    return tuple(HelpService(**each, own=True) for each in entries if _fits(each))


def _fits(stated: Any) -> bool:
    """Whether an entry has every field, each of its type, and no other."""
    if not isinstance(stated, dict) or set(stated) != set(_FIELDS):
        return False
    if not all(type(stated[name]) is (date if name == "read_on" else str) for name in _FIELDS):
        return False
    return stated["link"] == "" or _LINK.fullmatch(stated["link"]) is not None
