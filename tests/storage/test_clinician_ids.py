"""One clinician under several spellings is one where that is safe, and told of where it is not."""

import pytest

from afreflect.storage.clinician_ids import identity, perhaps_the_same


@pytest.mark.parametrize(
    "one, other",
    [
        ("DR03", " dr03 "), ("DR03", "DR 03"), ("Smith, J.", "SMITH J"),
        ("Dr Smith, J.", "smith  j"), ("Dr. Smith J", "SMITH, J"),
        ("Smith J MD", "Smith J"), ("Smith, J., M.D.", "smith j"),
        ("Dre Côté", "CÔTÉ"), ("Prof. Ng", "NG"), ("Dr. K11", "k11"), ("DR AB-7", "AB-7"),
    ],
)  # fmt: skip
def test_the_same_letters_are_the_same_clinician(one: str, other: str):
    assert identity(one) == identity(other)


@pytest.mark.parametrize(
    "one, other",
    [("DR03", "DR3"), ("DR-03", "DR03"), ("Smith J", "Smith K"), ("1-2", "12"), ("DR A", "DR B"),
     ("Smith J", "J Smith"), ("Cote", "Côté"), ("DR 03", "03")],
)  # fmt: skip
def test_other_letters_and_digits_are_somebody_else(one: str, other: str):
    assert identity(one) != identity(other)


@pytest.mark.parametrize(
    "ids",
    [("DR03", "DR3"), ("DR-03", "DR03"), ("SMITH J", "J SMITH"), ("COTE", "CÔTÉ"), ("7", "007")],
)
def test_what_may_be_one_clinician_is_told_of(load, ids: tuple[str, str]):
    assert perhaps_the_same((*ids, "DR99")) == (tuple(sorted(ids)),)
    rows = "".join(f"{n},P{n},{ids[n % 2]},2025-03-01 08:{n:02d}\n" for n in range(20))
    found = load(f"Visit,Patient,Doctor,Arrival\n{rows}", clinician=ids[0])
    [told] = [text for text in found.warnings() if "may be written in two ways" in text]
    assert ids[1] not in told.split()
