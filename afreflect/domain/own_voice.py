"""What the screen says to "you", as whoever hands it in or shows it says it of themselves."""

YOUR, MY = "your", "my"
"""How a chart names what is the clinician's: on their own screen, and on what they hand in."""
_SAID = (
    (" your ", " my "),
    ("Your ", "My "),
    ("you expected", "I expected"),
    ("You expected", "I expected"),
    ("you began", "I began"),
    ("by you", "by me"),
    ("you questioned", "I questioned"),
    ("you did not", "I did not"),
    ("you saw", "I saw"),
    ("in which you were", "in which I was"),
    ("whom you ", "whom I "),
    ("about you ", "about me "),
)


def as_mine(sentence: str) -> str:
    """A sentence of the screen in the first person: "41 of my visits had imaging"."""
    for yours, mine in _SAID:
        sentence = sentence.replace(yours, mine)
    return sentence
