"""The files of a group session: what they hold, and that any other is refused in a sentence."""

import base64
import json
from dataclasses import replace
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from afreflect.domain import disclosure
from afreflect.domain.disclosure import Contribution
from afreflect.domain.extract import Upload
from afreflect.storage import contributions
from afreflect.storage.catalogue import catalogue
from afreflect.storage.contributions import Invitation, NotTaken
from afreflect.storage.open_room import given_place
from afreflect.storage.vault import Vault

METRIC = next(each for each in catalogue() if each.id == "return_72h_unplanned")
ASKED = disclosure.asked(METRIC, date(2025, 1, 1), date(2026, 1, 1))
PAIR = X25519PrivateKey.generate()
ROOM = Vault("a" * 32, bytes(32), PAIR.private_bytes_raw())
INVITATION = Invitation(ROOM.owner, PAIR.public_key().public_bytes_raw(), ASKED, "1.0 of a query")
ANN = Contribution("a" * 64, 120, 0.05)
BO = Contribution("b" * 64, 80, 0.1)


def opening(sealed: bytes, what: str) -> bytes:
    return ROOM.open_from_others(sealed, given_place(ROOM.owner, what))


def made(given: Contribution = ANN, invitation: Invitation = INVITATION) -> bytes:
    return contributions.contribution_file(invitation, given)


def changed(file: bytes, **fields: object) -> bytes:
    return json.dumps({**json.loads(file), **fields}).encode()


def why(file: bytes) -> str:
    """Why a file is not taken; it has to be refused."""
    with pytest.raises(NotTaken) as refused:
        contributions.opened(file, INVITATION, opening)
    return str(refused.value)


def test_a_room_file_says_to_members_what_is_asked_and_nothing_of_anybody():
    file = contributions.room_file(INVITATION)
    assert contributions.invited(file) == INVITATION
    assert contributions.invited(file).fingerprint == INVITATION.fingerprint


@given(st.integers(0, 100_000), st.floats(0, 1))
@settings(max_examples=50, deadline=None)
def test_a_contribution_arrives_as_it_was_given(n: int, share: float):
    given = Contribution("0" * 64, n, share)
    assert contributions.opened(made(given), INVITATION, opening) == given


def test_a_contribution_holds_only_what_the_picture_needs():
    """K-10, K-11: figure, cases and a digest are sealed; in the clear is the room and no person."""
    said = json.loads(made())
    assert set(said) == {"afreflect", "version", "room", "asked", "sealed"}
    plain = opening(base64.b64decode(said["sealed"]), INVITATION.what)
    assert json.loads(plain) == [ANN.contributor, ANN.n, ANN.figure]
    assert ANN.contributor not in made().decode()
    assert len(made()) == len(made(BO)), "the length of a file says nothing of its figure"


@pytest.mark.parametrize(
    "file, said",
    [
        (b"", contributions.NOT_OURS),
        (b"visit,patient\n1,2\n", contributions.NOT_OURS),
        (b'{"afreflect": 3}', contributions.NOT_OURS),
        (b"[" * 60_000, contributions.NOT_OURS),
        (b" " * (contributions.LARGEST + 1) + made(), contributions.NOT_OURS),
        (changed(made(), version=2), contributions.NEWER),
        (changed(made(), version="1"), contributions.CHANGED),
        (changed(made(), name="Ann"), contributions.CHANGED),
        (changed(made(), sealed="not base64"), contributions.CHANGED),
        (changed(made(), sealed=3), contributions.CHANGED),
        (changed(made(), room="b" * 32), contributions.FOREIGN),
        (changed(made(), asked="0" * 64), contributions.OTHER_QUESTION),
        (contributions.room_file(INVITATION), "This is the session's own file"),
    ],
)
def test_what_is_no_contribution_to_this_room_is_refused(file: bytes, said: str):
    assert why(file).startswith(said)


def test_a_tampered_file_is_refused():
    sealed = bytearray(base64.b64decode(json.loads(made())["sealed"]))
    sealed[-1] ^= 1
    assert why(changed(made(), sealed=base64.b64encode(sealed).decode())) == contributions.CHANGED


@pytest.mark.parametrize(
    "other",
    [
        replace(INVITATION, room="b" * 32),
        replace(INVITATION, definition="1.1 of another query"),
        replace(INVITATION, asked=replace(ASKED, until=date(2026, 7, 1))),
    ],
    ids=["room", "definition", "period"],
)
def test_a_contribution_opens_in_no_other_room_and_for_no_other_question(other: Invitation):
    """A file whose clear words were changed to fit is found out: the seal is bound to them."""
    file = made(invitation=other)
    assert why(file) in (contributions.FOREIGN, contributions.OTHER_QUESTION)
    fitted = changed(file, room=INVITATION.room, asked=INVITATION.fingerprint)
    assert why(fitted) == contributions.CHANGED


@pytest.mark.parametrize(
    "given",
    [
        Contribution("a" * 63, 120, 0.05),
        Contribution("z" * 64, 120, 0.05),
        Contribution("a" * 64, -1, 0.05),
        Contribution("a" * 64, 120, -0.05),
        Contribution("a" * 64, 120, 1.05),
        Contribution("a" * 64, 120, float("nan")),
        Contribution("a" * 64, True, 0.05),
    ],
)
def test_a_figure_that_can_not_be_is_refused(given: Contribution):
    assert why(made(given)) == contributions.CHANGED


def test_each_file_is_taken_or_refused_by_itself():
    files = [
        Upload("ann.json", made()),
        Upload("letter.txt", b"Dear Ann"),
        Upload("ann again.json", made(replace(ANN, figure=0.06))),
        Upload("bo.json", made(BO)),
    ]
    found = contributions.collected(files, INVITATION, opening, frozen=False)
    assert found.taken == (ANN, BO)
    assert found.refused == (
        ("letter.txt", contributions.NOT_OURS),
        ("ann again.json", contributions.DOUBLED),
    )


def test_nothing_is_taken_after_the_freeze():
    """K-06: a picture is frozen once."""
    found = contributions.collected([Upload("a", made())], INVITATION, opening, frozen=True)
    assert found.taken == ()
    assert found.refused == (("a", contributions.LATE),)


@pytest.mark.parametrize("people", [6, 9])
def test_the_picture_goes_to_members_as_it_was_frozen(people: int):
    given = [Contribution(f"{who:064x}", 100, 0.01 * who) for who in range(1, people + 1)]
    frozen = disclosure.snapshot(ASKED, given, (), date(2026, 11, 22), "abcd")
    file = contributions.picture_file(frozen)
    assert contributions.picture(file) == frozen
    with pytest.raises(NotTaken):
        contributions.picture(contributions.room_file(INVITATION))


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_whatever_is_handed_over_is_taken_or_refused_in_a_sentence(file: bytes):
    for read in (contributions.invited, contributions.picture):
        with pytest.raises(NotTaken):
            read(file)
    why(file)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_a_file_with_any_field_changed_is_refused_or_whole(data: st.DataObject):
    """What a hostile file says can stand on a screen and be compared; it breaks nothing."""
    said = json.loads(contributions.room_file(INVITATION))
    part = data.draw(st.sampled_from([said, said["asked"], said["asked"]["scale"]]))
    field = data.draw(st.sampled_from(sorted(part)))
    some = st.one_of(st.none(), st.integers(), st.text(max_size=3), st.lists(st.integers()))
    part[field] = data.draw(st.one_of(some, st.dictionaries(st.text(), some, max_size=2)))
    try:
        found = contributions.invited(json.dumps(said).encode())
    except NotTaken:
        return
    assert len(found.fingerprint) == 64
    assert (found.asked.title + found.asked.standard + found.room).isprintable() is not None
    assert contributions.invited(contributions.room_file(found)) == found
