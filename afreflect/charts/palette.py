"""The chart's colours, on light paper and on dark."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Colours as hexadecimal sRGB; text keeps WCAG's 4.5 to 1 against the paper, marks 3 to 1.

    `measure` is the colour of figures that point in no direction, `chance` that of the line through
    the middle, `rule` that of the faint horizontal rules, `band` that of where chance
    keeps the points. `wanted` and `against` are for what moves in the wanted direction and for what
    moves away from it; neither stands without words.
    """

    paper: str
    ink: str
    quiet: str
    measure: str
    chance: str
    rule: str
    band: str
    wanted: str
    against: str


LIGHT = Palette(
    paper="#ffffff",
    ink="#212b32",
    quiet="#4c6272",
    measure="#6b6280",
    chance="#768692",
    rule="#e4e7e9",
    band="#f0f2f3",
    wanted="#1f6fb2",
    against="#d06c0a",
)
DARK = Palette(
    paper="#15191d",
    ink="#e6eaed",
    quiet="#a9b5bd",
    measure="#a79fc0",
    chance="#93a1ab",
    rule="#2e363d",
    band="#20262b",
    wanted="#5aa5e0",
    against="#eb9440",
)
