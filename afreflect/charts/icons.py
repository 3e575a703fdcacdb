"""Two small signs beside their words: what a process does, and whether it reaches the target.

The ideas are those of NHS Making Data Count's variation and assurance icons; the drawings are ours,
and no sign stands without its words.
"""

from base64 import b64encode
from html import escape

from afreflect.charts.palette import LIGHT, Palette
from afreflect.domain.process import Signal
from afreflect.domain.spc import Assurance

_STEADY = (12.0, 9.5, 13.5, 10.5, 13.0, 10.0)
"""Heights of six points that go up and down; those of a signal climb or fall at the end."""
_CLIMB = (14.5, 13.5, 14.0, 11.0, 8.5, 6.0)


def variation(now: Signal | None, palette: Palette = LIGHT) -> str:
    """Six small points as a picture: level for chance, else climbing or falling in colour."""
    colour, heights = palette.chance, _STEADY
    if now is not None:
        colour = {
            "improvement": palette.wanted,
            "concern": palette.against,
            "neither": palette.measure,
        }[now.direction]
        heights = _STEADY if now.up is None else _CLIMB
        if now.up is False:
            heights = tuple(20 - height for height in heights)
    points = [(3 + 4.4 * place, height) for place, height in enumerate(heights)]
    path = " ".join(f"{x:g},{y:g}" for x, y in points)
    hollow = now is not None and now.direction == "concern"
    fill = palette.paper if hollow else colour
    dots = "".join(
        f'<circle cx="{x:g}" cy="{y:g}" r="1.9" fill="{fill}" stroke="{colour}"/>'
        for x, y in points
    )
    return _sign(f'<polyline points="{path}" fill="none" stroke="{colour}"/>{dots}')


def reach(assurance: Assurance, palette: Palette = LIGHT) -> str:
    """A band and the dashed target as a picture: inside the target, across it, or beyond."""
    top, colour = {
        "always": (11.0, palette.wanted),
        "sometimes": (6.0, palette.chance),
        "never": (1.5, palette.against),
        "": (6.0, palette.chance),
    }[assurance]
    line = 9.5
    band = f'<rect x="2" y="{top:g}" width="24" height="7" rx="1.5" fill="{colour}" opacity="0.8"/>'
    target = (
        f'<line x1="0" x2="28" y1="{line:g}" y2="{line:g}" stroke="{palette.ink}" '
        'stroke-width="1.5" stroke-dasharray="4 2.5"/>'
    )
    return _sign(band + target)


def with_words(sign: str, words: str) -> str:
    """A sign and its words as one line of HTML; who can't see it hears the words alone."""
    return f'<p class="sign">{sign}<span>{escape(words)}</span></p>'


def _sign(inside: str) -> str:
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 20">{inside}</svg>'
    # As a picture inside the page: Streamlit lets no bare SVG through.
    packed = b64encode(drawn.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{packed}" width="28" height="20" alt=""/>'
