"""The items, one at a time: one tap each, none of them needed, what is left out leaves no trace."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import streamlit as st

from afreflect.domain import occasion, placements
from afreflect.domain.mdpie import FELT, SUPPORT, Item
from afreflect.ui import navigation, page
from afreflect.ui.standpoint import Standpoint

ACCEPTANCE = "acceptance"
AGENCY = "agency"
FIRST = "First, the picture as a whole"
ABOUT = "This measure, today"
HOW_IT_FEELS = "How this data feels to you. Asked once for an extract."
AROUND = "What is around you. It is about the group, and asked once a year."
AS_SAID = (
    "There is no right answer, and none is needed. Some sentences are there to be disagreed with. "
    "Only you see it."
)
_AT = "item of the grid"


@dataclass(frozen=True)
class Asked:
    """One item as it is asked: its sentence, the words to tap on, and what it belongs to.

    `least` is the value of the first word.
    """

    id: str
    text: str
    scale: tuple[str, ...]
    belongs: str
    least: int = 1


def asked(at: Standpoint) -> tuple[Asked, ...]:
    """Everything that this occasion asks, in its order, also what was tapped already.

    Felt quality of this extract and support of this year are left out where they were said on
    another occasion: a second measure takes eight taps at most.
    """
    items = at.items
    first = [Asked(ACCEPTANCE, "This is a fair enough picture to learn from.", (), FIRST)]
    if not (at.situation.is_settled or at.situation.is_team):
        first.append(Asked(AGENCY, "I know one thing that I could try.", (), FIRST))
    # The sentences that open come before those that close: they may be read on a hard day.
    mindset = sorted(items.asked(at.situation.is_team), key=lambda item: item.key != "+")
    groups = [(tuple(mindset), ABOUT)]
    if not _said_before(at, FELT):
        groups.append((items.felt, HOW_IT_FEELS))
    found = [*first, *(_ask(item, belongs) for group, belongs in groups for item in group)]
    known = [Asked(each.id, each.text, items.agreement, each.belongs) for each in found]
    if not _said_before(at, SUPPORT):
        known += [Asked(item.id, item.text, items.extent, AROUND, 0) for item in items.support]
    return tuple(known)


def taps(at: Standpoint) -> dict[str, int]:
    """What was tapped on this occasion, by item."""
    return occasion.taps(at.held.ledger, at.begun.id)


def next_one(at: Standpoint) -> Asked | None:
    """The item to be asked now; None where all were asked, or enough was said."""
    everything, here = asked(at), taps(at)
    wanted = st.session_state.get(_key(at))
    if wanted is None:
        return next((each for each in everything if each.id not in here), None)
    return next((each for each in everything if each.id == wanted), None)


def begin_asking(at: Standpoint, item: str | None = None) -> None:
    """Ask from the first item that was not tapped yet, or from this one."""
    st.session_state.pop(_key(at), None)
    if item is not None:
        st.session_state[_key(at)] = item


def enough(at: Standpoint) -> None:
    """Ask no more on this occasion, unless it is wanted again."""
    st.session_state[_key(at)] = ""


def render(at: Standpoint, item: Asked) -> None:
    """One sentence, and one tap."""
    everything = asked(at)
    number = [each.id for each in everything].index(item.id)
    st.caption(f"{item.belongs.rstrip('.')}. {number + 1} of {len(everything)}.")
    with st.container(key="item"):
        st.header(item.text, anchor=False)
        given = taps(at).get(item.id)
        for step, word in enumerate(item.scale):
            value = item.least + step
            said = f"{word} (as you said)" if value == given else word
            st.button(
                said,
                key=f"tap_{item.id}_{value}",
                width="stretch",
                on_click=_tap,
                args=(at, item, value),
            )
    if item.id == ACCEPTANCE:
        _look_first()
    _ways(at, everything, number)
    st.caption(AS_SAID)


def _ask(item: Item, belongs: str) -> Asked:
    return Asked(item.id, item.text, (), belongs)


def _said_before(at: Standpoint, items: Collection[str]) -> bool:
    """Whether anything of this was said on another occasion, and still holds."""
    carried = placements.carried_over(at.held.ledger, at.begun, date.today(), at.site)
    return bool(set(carried) & set(items))


def _tap(at: Standpoint, item: Asked, value: int) -> None:
    at.tap(item.id, value)
    _go(at, 1, item)


def _go(at: Standpoint, by: int, item: Asked) -> None:
    names = [each.id for each in asked(at)]
    there = names.index(item.id) + by
    st.session_state[_key(at)] = names[there] if there < len(names) else ""


def _look_first() -> None:
    """Asked after the cases and the objections were looked at, never before."""
    st.write("If you have not yet, look first at what stands behind the figure.")
    with st.container(key="look_first", horizontal=True, gap="medium"):
        if st.button("The cases, one by one", key="look_cases", type="tertiary"):
            st.session_state["behind"] = True
            navigation.go("my_practice")
        if st.button("What has been questioned", key="look_questions", type="tertiary"):
            navigation.go("contest")


def _ways(at: Standpoint, everything: tuple[Asked, ...], number: int) -> None:
    item = everything[number]
    with page.choices("item_ways"):
        st.button(
            "Leave this one out", key="leave_out", type="tertiary", on_click=_go, args=(at, 1, item)
        )
        if number:
            st.button("Back", key="back", type="tertiary", on_click=_go, args=(at, -1, item))
        st.button("That is enough", key="enough", type="tertiary", on_click=enough, args=(at,))


def _key(at: Standpoint) -> str:
    return f"{_AT}, {at.held.source}, {at.metric.id}"
