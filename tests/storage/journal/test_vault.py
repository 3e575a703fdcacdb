"""The vault: what opens it, what does not, and that a sealed value opens only in its place."""

import json
import pickle
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afreflect.storage import recovery_code, vault
from afreflect.storage.lock import WrongKey
from afreflect.storage.vault import Locks, Place, Tampered, Vault, new_vault, seal_to, unlock

PASSPHRASE = "four plain garden words"
OPENED = Vault("ann", b"\x01" * 32, b"\x02" * 32)
names = st.text(max_size=12)
places = st.builds(Place, names, names, names, names)


@given(st.binary(max_size=2000), places)
def test_what_was_sealed_opens_in_its_place(plain: bytes, place: Place):
    assert OPENED.open(OPENED.seal(plain, place), place) == plain


@given(st.binary(max_size=50), places, places)
def test_a_value_that_was_moved_is_refused(plain: bytes, place: Place, elsewhere: Place):
    sealed = OPENED.seal(plain, place)
    if elsewhere == place:
        assert OPENED.open(sealed, elsewhere) == plain
        return
    with pytest.raises(Tampered):
        OPENED.open(sealed, elsewhere)


@pytest.mark.parametrize("field", ["owner", "table", "row", "field"])
def test_each_part_of_a_place_is_bound(field: str):
    place = Place("ann", "entries", "targets/1", "sealed")
    sealed = OPENED.seal(b"at most 6 %", place)
    with pytest.raises(Tampered):
        OPENED.open(sealed, replace(place, **{field: "another"}))


@given(st.binary(min_size=1, max_size=60), st.data())
def test_a_value_with_any_bit_changed_is_refused(plain: bytes, data: st.DataObject):
    place = Place("ann", "drafts", "1", "sealed")
    sealed = bytearray(OPENED.seal(plain, place))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(Tampered):
        OPENED.open(bytes(sealed), place)


@given(st.binary(max_size=40))
def test_bytes_that_nobody_sealed_are_refused_in_a_plain_sentence(noise: bytes):
    place = Place("ann", "drafts", "1", "sealed")
    with pytest.raises(Tampered, match="restore your last backup"):
        OPENED.open(noise, place)
    with pytest.raises(Tampered):
        OPENED.open_from_others(noise, place)


def test_the_same_text_is_never_sealed_into_the_same_bytes():
    place = Place("ann", "drafts", "1", "sealed")
    assert OPENED.seal(b"tired", place) != OPENED.seal(b"tired", place)


def test_another_clinicians_key_opens_nothing():
    place = Place("ann", "drafts", "1", "sealed")
    with pytest.raises(Tampered):
        Vault("ann", b"\x09" * 32, b"\x02" * 32).open(OPENED.seal(b"x", place), place)


def test_a_row_is_found_by_a_name_that_says_nothing():
    assert OPENED.name("targets", "return_72h") == OPENED.name("targets", "return_72h")
    assert OPENED.name("targets", "return_72h") != OPENED.name("guesses", "return_72h")
    other = Vault("bea", b"\x05" * 32, b"\x02" * 32)
    assert other.name("targets", "return_72h") != OPENED.name("targets", "return_72h")


def test_the_passphrase_and_the_recovery_code_open_the_same_vault():
    made, locks, code = new_vault("ann", PASSPHRASE)
    place = Place("ann", "drafts", "1", "sealed")
    sealed = made.seal(b"kept", place)
    assert unlock("ann", locks, PASSPHRASE).open(sealed, place) == b"kept"
    by_code = vault.unlock_by_recovery_code("ann", locks, code)
    assert by_code.open(sealed, place) == b"kept"
    to_her = seal_to(locks.public_key, b"hello", place)
    assert by_code.open_from_others(to_her, place) == b"hello"


def test_a_wrong_passphrase_or_code_is_said_plainly_and_opens_nothing():
    _, locks, code = new_vault("ann", PASSPHRASE)
    with pytest.raises(WrongKey, match="not your passphrase"):
        unlock("ann", locks, PASSPHRASE + "x")
    other = recovery_code.new_code()
    with pytest.raises(WrongKey, match="not the recovery code"):
        vault.unlock_by_recovery_code("ann", locks, other)
    with pytest.raises(WrongKey, match="type all of them"):
        vault.unlock_by_recovery_code("ann", locks, code[:-2])


def test_locks_of_one_clinician_do_not_open_for_another():
    _, locks, _ = new_vault("ann", PASSPHRASE)
    with pytest.raises(WrongKey):
        unlock("bea", locks, PASSPHRASE)


def test_swapped_locks_open_nothing():
    _, locks, code = new_vault("ann", PASSPHRASE)
    swapped = Locks(
        locks.by_recovery_code, locks.by_passphrase, locks.public_key, locks.private_key
    )
    with pytest.raises(WrongKey):
        unlock("ann", swapped, recovery_code.typed(code))


def test_a_new_passphrase_replaces_the_old_one_and_leaves_the_code():
    made, locks, code = new_vault("ann", PASSPHRASE)
    changed = vault.with_new_passphrase(made, locks, "another set of words")
    with pytest.raises(WrongKey):
        unlock("ann", changed, PASSPHRASE)
    unlock("ann", changed, "another set of words")
    vault.unlock_by_recovery_code("ann", changed, code)


def test_a_new_recovery_code_replaces_the_old_one():
    made, locks, code = new_vault("ann", PASSPHRASE)
    changed, new = vault.with_new_recovery_code(made, locks)
    with pytest.raises(WrongKey):
        vault.unlock_by_recovery_code("ann", changed, code)
    vault.unlock_by_recovery_code("ann", changed, new)


def test_a_short_passphrase_is_refused_with_what_to_do():
    with pytest.raises(ValueError, match="at least 12 characters"):
        new_vault("ann", "tooshort")


def test_a_passphrase_is_the_same_however_its_accents_were_typed():
    _, locks, _ = new_vault("ann", "les étés à Orléans")
    unlock("ann", locks, "les été\u0073 a\u0300 Orle\u0301ans")


@pytest.mark.real_locks
def test_a_lock_states_its_derivation_and_asks_for_what_rfc_9106_recommends():
    _, locks, _ = new_vault("ann", PASSPHRASE)
    for stored in (locks.by_passphrase, locks.by_recovery_code):
        stated = json.loads(stored)
        assert stated["kdf"] == "argon2id"
        assert (stated["memory_kib"], stated["passes"], stated["lanes"]) == (65536, 3, 4)
    unlock("ann", locks, PASSPHRASE)


def test_a_lock_made_at_another_cost_still_opens(monkeypatch: pytest.MonkeyPatch):
    _, locks, _ = new_vault("ann", PASSPHRASE)
    monkeypatch.setitem(vault.locked.__globals__["ARGON2ID"], "memory_kib", 2048)
    unlock("ann", locks, PASSPHRASE)


@pytest.mark.parametrize("key", ["memory_kib", "passes", "lanes", "salt", "wrapped"])
def test_a_lock_whose_terms_were_changed_does_not_open(key: str):
    _, locks, _ = new_vault("ann", PASSPHRASE)
    stated = json.loads(locks.by_passphrase)
    stated[key] = {"salt": "AAAAAAAAAAAAAAAAAAAAAA==", "wrapped": "AAAA"}.get(key, 2048)
    with pytest.raises(WrongKey):
        unlock("ann", replace(locks, by_passphrase=json.dumps(stated).encode()), PASSPHRASE)


def test_a_lock_that_asks_for_all_memory_is_refused_unopened():
    _, locks, _ = new_vault("ann", PASSPHRASE)
    stated = json.loads(locks.by_passphrase) | {"memory_kib": 2**40}
    with pytest.raises(WrongKey, match="damaged"):
        unlock("ann", replace(locks, by_passphrase=json.dumps(stated).encode()), PASSPHRASE)


def test_scrypt_locks_open_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(vault.locked.__globals__, "ARGON2ID", vault.locked.__globals__["SCRYPT"])
    _, locks, _ = new_vault("ann", PASSPHRASE)
    assert json.loads(locks.by_passphrase)["kdf"] == "scrypt"
    unlock("ann", locks, PASSPHRASE)
    with pytest.raises(WrongKey):
        unlock("ann", locks, PASSPHRASE + "x")


def test_a_wrapped_vault_opens_with_its_secret_alone():
    secret = b"s" * 32
    wrapped = OPENED.wrapped_by(secret)
    place = Place("ann", "drafts", "1", "sealed")
    again = Vault.unwrapped("ann", wrapped, secret)
    assert again.open(OPENED.seal(b"x", place), place) == b"x"
    for owner, key in (("ann", b"t" * 32), ("bea", secret)):
        with pytest.raises(WrongKey):
            Vault.unwrapped(owner, wrapped, key)
    with pytest.raises(ValueError, match="32 random bytes"):
        OPENED.wrapped_by(b"guessable")


def test_a_vault_is_never_shown_nor_written():
    shown = f"{OPENED!r} {OPENED}"
    assert "01" not in shown
    with pytest.raises(TypeError):
        pickle.dumps(OPENED)


def test_what_others_seal_opens_for_the_owner_alone_and_only_in_its_place():
    _, locks, _ = new_vault("ann", PASSPHRASE)
    place = Place("ann", "access_log", "1", "sealed")
    sealed = seal_to(locks.public_key, b"hello", place)
    with pytest.raises(Tampered):
        OPENED.open_from_others(sealed, place)
    ann = unlock("ann", locks, PASSPHRASE)
    with pytest.raises(Tampered):
        ann.open_from_others(sealed, replace(place, row="2"))


codes = st.builds(
    lambda drawn: recovery_code.grouped(drawn + recovery_code._check(drawn)),
    st.text(recovery_code.ALPHABET, min_size=29, max_size=29),
)


@given(codes)
def test_a_code_is_read_however_it_is_typed(code: str):
    meant = recovery_code.typed(code)
    sloppy = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert recovery_code.typed(f" {sloppy} ") == meant


@settings(max_examples=300)
@given(codes, st.data())
def test_one_wrong_character_or_two_that_changed_places_are_noticed(code: str, data: st.DataObject):
    typed = list(code.replace("-", ""))
    at = data.draw(st.integers(0, len(typed) - 1))
    if data.draw(st.booleans()):
        typed[at] = data.draw(st.sampled_from(recovery_code.ALPHABET))
    else:
        other = data.draw(st.integers(0, len(typed) - 1))
        typed[at], typed[other] = typed[other], typed[at]
    if "".join(typed) != code.replace("-", ""):
        with pytest.raises(recovery_code.NotACode):
            recovery_code.typed("".join(typed))


def test_a_new_code_is_long_grouped_and_never_the_same():
    first, second = recovery_code.new_code(), recovery_code.new_code()
    assert first != second
    assert [len(group) for group in first.split("-")] == [5] * 6
    assert recovery_code.typed(first)
