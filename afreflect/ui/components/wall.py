"""The wall of a group's hour: one slide, drawn by our own script, which hides it by itself.

A key that has to ask the server first would leave a picture standing when the server is slow, or
gone. So the key acts in the page, and the server is told afterwards, if it answers.
"""

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component

from afreflect.domain.hour import TimerSet
from afreflect.domain.wall import Slide

HERE = Path(__file__).parent
_KEY = "wall"
_WALL = component(
    "afreflect_wall",
    html=(HERE / "wall.html").read_text("utf-8"),
    css=(HERE / "wall.css").read_text("utf-8"),
    js=(HERE / "wall.js").read_text("utf-8"),
)
_WORDS = {
    "hide": "Hide it (H)",
    "show": "Show it again (S)",
    "full": "Full screen (F)",
    "time_up": "Time",
    "lost": "Not connected. H still hides it.",
    "more": "Some that came before these are not shown.",
}
_BLANK = Slide("hidden", "statement", "Hidden", ("One moment, please.",))


def wall(
    slide: Slide | None,
    phase: str,
    timer: TimerSet | None,
    on_hidden: Callable[[bool], None],
) -> None:
    """Draw one slide, or nothing but a calm page where it is None; to be called in a fragment.

    `on_hidden` is told when somebody at the wall hid it, or showed it again.
    """
    _WALL(
        key=_KEY,
        data={
            "slide": asdict(slide) if slide else None,
            "hidden": slide is None,
            "phase": phase,
            "timer": _timer(timer),
            "now": _milliseconds(datetime.now(UTC)),
            "dark": st.context.theme.type == "dark",
            "words": _WORDS,
            "blank": asdict(_BLANK),
        },
        on_hidden_change=lambda: _told(on_hidden),
    )


def _told(on_hidden: Callable[[bool], None]) -> None:
    sent = st.session_state[_KEY].get("hidden")
    if isinstance(sent, bool):
        on_hidden(sent)


def _timer(timer: TimerSet | None) -> dict[str, int] | None:
    if timer is None:
        return None
    return {"ends_at": _milliseconds(timer.started_at + timedelta(seconds=timer.seconds))}


def _milliseconds(when: datetime) -> int:
    return round(when.timestamp() * 1000)
