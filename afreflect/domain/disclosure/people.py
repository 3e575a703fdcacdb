"""The only ways in which a count of people is ever said."""

from afreflect.domain.disclosure.model import (
    LEAST_FOR_NUMBERS,
    LEAST_FOR_WORDS,
    HowMany,
    Refused,
)

TOO_FEW_FOR_A_TALLY = "Answers are told from eight on, so that nobody's own can be worked out."


def room_words(count: int) -> HowMany:
    """How many people, in three words; never the number itself (K-03)."""
    if count < LEAST_FOR_WORDS:
        return "fewer than 5"
    return "5 to 7" if count < LEAST_FOR_NUMBERS else "8 or more"


def tally(yes: int, of: int) -> str:
    """How many of a group said yes: "few of us", "about half of us" or "most of us".

    Each word leaves room for two answers at least on either side, so that one's own answer and the
    word together settle nobody else's. To be told once, after the last answer: a word that changes
    while people still answer tells who changed it. Raises Refused below eight answers.
    """
    if not 0 <= yes <= of:
        raise ValueError("A tally counts some of those who answered.")
    if of < LEAST_FOR_NUMBERS:
        raise Refused(TOO_FEW_FOR_A_TALLY)
    outer = max(2, (3 * of) // 10)
    if yes <= outer:
        return "few of us"
    return "most of us" if of - yes <= outer else "about half of us"
