"""Eight clinicians on one server: whatever is asked for, each sees only their own."""

import random
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.door.conftest import Clinician, House, Open, joined
from tests.door.visiting import PAGE, Shown, ask, look, refused

READS = 500
CLINICIANS = 8
SEED = 20261122


@pytest.fixture(scope="module")
def house(open_house: Open) -> House:
    return open_house(hosted=True)


@pytest.fixture(scope="module")
def clinicians(house: House) -> tuple[Clinician, ...]:
    return tuple(
        joined(house, f"clinician-{number}", f"words-of-number-{number}-only")
        for number in range(CLINICIANS)
    )


def test_500_reads_over_http_and_websocket_show_nobody_anothers_words(
    house: House, clinicians: tuple[Clinician, ...]
):
    drawn = random.Random(SEED)
    unlocked = {one.name: house.cookie(one.owner, unlocked=True) for one in clinicians}
    locked = {one.name: house.cookie(one.owner, unlocked=False) for one in clinicians}
    lost: dict[str, Shown] = {}
    seen = {one.name: 0 for one in clinicians}
    for _ in range(READS):
        one, other = drawn.choice(clinicians), drawn.choice(clinicians)
        said, own = _read(house, drawn, one, unlocked[one.name], locked[one.name], lost, other)
        for somebody in clinicians:
            if somebody is not one:
                assert somebody.words not in said, f"{one.name} was shown {somebody.name}'s"
        if own:
            assert one.words in said
            seen[one.name] += 1
    assert min(seen.values()) > READS / CLINICIANS / 4


def _read(
    house: House,
    drawn: random.Random,
    one: Clinician,
    unlocked: str,
    locked: str,
    lost: dict[str, Shown],
    other: Clinician,
) -> tuple[str, bool]:
    """One read by one clinician, and whether their own words belong in its answer."""
    way = drawn.choice(
        ("page", "page", "taken up again", "take-out", "locked", "mixed", "document")
    )
    if way == "page":
        lost[one.name] = look(house.url, "my_private_file", unlocked)
        return lost[one.name].words, True
    if way == "taken up again":
        # Another clinician's lost page, asked for by its id.
        theirs = lost.get(other.name)
        return look(
            house.url, "my_private_file", unlocked, theirs.session_id if theirs else ""
        ).words, True
    if way == "take-out":
        from_elsewhere = ask(house.url, "/take-out", cookie=unlocked, sec_fetch_site="cross-site")
        assert from_elsewhere.status == 403
        answer = ask(house.url, "/take-out", cookie=unlocked)
        assert answer.status == 200
        return _inside(answer.body), True
    if way == "locked":
        assert ask(house.url, "/take-out", cookie=locked).status == 403
        return look(house.url, "my_private_file", locked).words, False
    if way == "mixed":
        # One's own session id with another's secret.
        name, value = unlocked.split("=", 1)
        forged = f"{name}={value.split('.')[0]}.{'0' * 64}"
        assert refused(house.url, forged)
        return ask(house.url, "/take-out", cookie=forged).text, False
    return ask(house.url, "/my_private_file", cookie=unlocked, **PAGE).text, False


def _inside(packed: bytes) -> str:
    with ZipFile(BytesIO(packed)) as taken:
        return "\n".join(taken.read(name).decode("utf-8", "replace") for name in taken.namelist())
