"""Landing, taps, places and the map stay out of logs, addresses, titles and what is handed over."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from afreflect.domain.choice import Choice
from afreflect.domain.ledger import Reacted
from afreflect.domain.occasion import Answered, OccasionBegun, Placed, Settled, Tapped
from afreflect.storage.catalogue import catalogue
from tests.door.conftest import PASSPHRASE, House, Open, joined
from tests.door.visiting import PAGE, ask, look
from tests.storage.journal.extracts import practice

PAGES = sorted(page.stem for page in (Path(__file__).parents[2] / "pages").glob("*.py"))
BEGUN = OccasionBegun(
    "admission", "Admission", "1.0", "d", "e", date(2025, 1, 1), date(2026, 1, 1),
    400, 0.1, 0.08, 0.12, "One in ten was admitted.",
)  # fmt: skip
SECRETS = ("Uneasy", "61.51", "43.23", "30.17", "22.89", "closer-to-home", "a-worry-of-mine")
SAID = (
    *(Tapped(BEGUN.id, item, 6) for item in ("landing", "acceptance", "agency", "M1", "F1")),
    Placed(BEGUN.id, 61.51, 43.23, "moved", 30.17, 22.89, "Z2", "closer-to-home", "mdpie 1.0"),
    Settled(BEGUN.id, "place", "Z2"),
    Answered(BEGUN.id, "P51", "a-worry-of-mine"),
    Settled(BEGUN.id, "map", "done"),
)


@pytest.fixture(scope="module")
def house(open_house: Open) -> House:
    return open_house(hosted=True)


@pytest.fixture(scope="module")
def cookie(house: House) -> str:
    """Of somebody with an extract and one conversation in their private file, which is open."""
    someone = joined(house, "amelie", "words")
    journal = house.keeper.unlock(someone.owner, PASSPHRASE)
    journal.bring_in(practice("march", visits=120))
    kept = journal.extract()
    assert kept is not None
    journal.keep_choices([Choice("admission", "because")])
    sha256 = kept.extract.sha256
    definition = next(each.sha256 for each in catalogue() if each.id == "admission")
    begun = replace(BEGUN, extract_sha256=sha256, definition_sha256=definition)
    journal.record([Reacted("admission", "Uneasy", sha256), begun, *SAID])
    return house.cookie(someone.owner, unlocked=True)


def inside(packed: bytes) -> str:
    with ZipFile(BytesIO(packed)) as taken:
        return taken.read("afreflect.json").decode()


def test_what_is_handed_over_holds_them_only_where_they_were_asked_for(house: House, cookie: str):
    plain = ask(house.url, "/take-out", cookie=cookie)
    ticked = ask(house.url, "/take-out?all", cookie=cookie)
    assert not [secret for secret in SECRETS if secret in inside(plain.body)]
    assert not [secret for secret in SECRETS if secret not in inside(ticked.body)]
    assert plain.headers != []
    for answer in (plain, ticked):
        assert answer.header("cache-control") == "no-store"
        assert not [secret for secret in SECRETS if secret in str(answer.headers)]


def test_no_log_address_or_title_holds_any_of_them(house: House, cookie: str):
    """Every page is opened once, with a conversation and a place in the private file."""
    titles, addresses = set(), set()
    shown = ""
    for page in PAGES:
        said = look(house.url, page, cookie).words
        shown += said
        titles |= set(re.findall(r"page_config_changed \{\s*title: \"(.*?)\"", said))
        addresses |= set(re.findall(r"(?:query_string|url_pathname): \"(.*?)\"", said))
        answer = ask(house.url, f"/{page}", cookie=cookie, **PAGE)
        assert not [secret for secret in SECRETS if secret in answer.text + str(answer.headers)]
    assert "closer-to-home" in shown
    assert titles
    assert addresses
    owner = house.keeper.owners()[0]
    access = house.keeper.unlock(owner, PASSPHRASE).access_log()
    written = [house.server.log.read_text(), *titles, *addresses, *(each.event for each in access)]
    beside = re.compile(
        r"\bM1\b|\bF1\b|\bP51\b|\bZ[1-4]\b|landing|acceptance|agency", re.IGNORECASE
    )
    for text in written:
        assert not [secret for secret in SECRETS if secret in text]
        assert not beside.search(text), text[-300:]
