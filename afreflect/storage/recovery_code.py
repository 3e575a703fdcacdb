"""A recovery code: random, in groups that are easy to type, with a character that checks the rest.

The alphabet is Crockford's base 32 (no I, L, O, U). The check character is a sum over the field of
32 elements in which each place has its own weight, so that every single wrong character and every
two that changed places are found.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 6
GROUP = 5
_RANDOM = GROUPS * GROUP - 1
_LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
_FIELD = 0b100101
"""x^5 + x^2 + 1, whose root 2 generates the field of 32 elements."""


class NotACode(ValueError):
    """What was typed can't be a recovery code; its text is the sentence for the user."""


def new_code() -> str:
    """A code of 145 random bits, such as "4F7QK-…", in six groups of five."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(_RANDOM))
    return grouped(drawn + _check(drawn))


def grouped(characters: str) -> str:
    """The characters of a code in groups of five."""
    return "-".join(characters[at : at + GROUP] for at in range(0, len(characters), GROUP))


def typed(code: str) -> str:
    """The characters that were meant, however they are cased, spaced or grouped.

    Raises NotACode when they are too few or too many, or when the check character disagrees.
    """
    meant = "".join(code.upper().translate(_LOOK_ALIKE).split())
    if len(meant) != _RANDOM + 1 or any(character not in ALPHABET for character in meant):
        raise NotACode(
            f"A recovery code has {_RANDOM + 1} letters and digits in {GROUPS} groups: "
            "type all of them."
        )
    if _check(meant[:-1]) != meant[-1]:
        raise NotACode("One character of the recovery code is not as it was printed: look again.")
    return meant


def _check(characters: str) -> str:
    total, weight = 0, 1
    for character in characters:
        weight = _times(weight, 2)
        total ^= _times(weight, ALPHABET.index(character))
    return ALPHABET[total]


def _times(a: int, b: int) -> int:
    """The product of two elements of the field."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 0b100000:
            a ^= _FIELD
        b >>= 1
    return product
