"""The re-look: did it move, what now, and four questions that may be skipped."""

from datetime import date

import streamlit as st

from afreflect.domain import commitment
from afreflect.domain.before_after import BeforeAfter
from afreflect.domain.commitment import Commitment
from afreflect.domain.plan_events import CycleAnswered, LookedAgain, Outcome
from afreflect.storage.journal import Journal
from afreflect.storage.prompts import script
from afreflect.ui import (
    before_after,
    keep,
    metrics,
    my_plan_make,
    navigation,
    page,
    words,
)
from afreflect.ui.components import autosave
from afreflect.ui.entry import Visit
from afreflect.ui.session import Planning, Session

NO_DATA = "There are no data here to look at. Bring an extract in, or decide without one."
_ASKED = "asked after the cycle"


def render(visit: Visit, one: Commitment) -> None:
    """Before and since with the guess beside them, then the choice; then the questions."""
    if one.last is not None and st.session_state.get(_ASKED) == one.last.id:
        _questions(visit, one, one.last)
        return
    held = visit.session
    page.question("Did it move?", held, "my_plan")
    st.markdown(words.as_written(one.sentence))
    found = before_after.seen(held, one)
    if found is None:
        st.caption(NO_DATA)
    else:
        before_after.show(held, one, found)
    if one.made.success:
        st.markdown(f"**What you would call a success.** {words.as_written(one.made.success)}")
    if one.made.leading:
        st.markdown(f"**The early sign you named.** {words.as_written(one.made.leading)}")
    if one.is_open:
        _decide(visit, one, found)
    if st.button("Back to my plan", key="back_to_plan", type="tertiary"):
        _leave(held)


def ask_after(held: Session, one: Commitment) -> None:
    """Open the questions after the last re-look."""
    if one.last is not None:
        st.session_state[_ASKED] = one.last.id
        held.looking_again = one.id
        st.rerun()


def _decide(visit: Visit, one: Commitment, found: BeforeAfter | None) -> None:
    st.header("What now?", anchor=False)
    outcome = st.pills(
        "Keep, change or stop",
        list(commitment.OUTCOMES),
        format_func=lambda each: commitment.OUTCOMES[each],
        key=f"outcome_{one.id}",
        label_visibility="collapsed",
    )
    place = _place(one, "why")
    _word(place, visit.journal)
    day = None
    if outcome in ("keep", "change"):
        day = st.date_input(
            "I look again on",
            value=commitment.usual_look_again(date.today(), date.today()),
            min_value=date.today(),
            key=f"next_look_{one.id}",
            format="YYYY-MM-DD",
        )
    if page.primary("That is decided", key="decide"):
        said = autosave.written(place, visit.journal).text
        chosen: Outcome | None = outcome if outcome in commitment.OUTCOMES else None
        faults = commitment.look_faults(chosen, said, day, date.today())
        if faults or chosen is None:
            st.error("  \n".join(faults))
            return
        look = _looked(one, chosen, said.strip(), day, found, visit.session)
        visit.session.record(look)
        autosave.forget(place, visit.journal)
        st.session_state[_ASKED] = look.id
        st.rerun()


@st.fragment
def _word(place: str, journal: Journal | None) -> None:
    autosave.autosaving_text(place, "A word on why, for me later", journal, rows=2)


def _looked(
    one: Commitment,
    outcome: Outcome,
    said: str,
    day: date | None,
    found: BeforeAfter | None,
    held: Session,
) -> LookedAgain:
    """The decision with the figures as they stand on the screen."""
    if found is None or held.practice is None:
        return LookedAgain(one.id, outcome, said, day)
    shown = found.has_figures
    return LookedAgain(
        commitment_id=one.id,
        outcome=outcome,
        words=said,
        look_again=day,
        extract_sha256=held.practice.extract.sha256,
        before_n=found.before.n if found.before else 0,
        since_n=found.since.n if found.since else 0,
        before=found.before.value if shown and found.before else None,
        since=found.since.value if shown and found.since else None,
        change=found.change,
        low=found.low,
        high=found.high,
        sentence=found.sentence,
    )


def _questions(visit: Visit, one: Commitment, look: LookedAgain) -> None:
    """FR-46: the four questions; what is typed is saved, and nothing has to be."""
    page.question("Anything worth keeping in mind?", visit.session, "my_plan")
    st.write("Four questions, all for you. Skip any, or all.")
    for prompt in commitment.AFTER_A_CYCLE:
        _answer(one, look, prompt, script().text(prompt), visit.journal)
    if page.primary("That is all", key="answered"):
        _answered(visit, one, look)


@st.fragment
def _answer(
    one: Commitment, look: LookedAgain, prompt: str, question: str, journal: Journal | None
) -> None:
    before = one.said_after(look).get(prompt, "")
    autosave.autosaving_text(_answer_place(look, prompt), question, journal, first=before, rows=2)


def _answered(visit: Visit, one: Commitment, look: LookedAgain) -> None:
    """Each answer that is another one than before becomes part of the ledger; a skip does not."""
    held, journal = visit.session, visit.journal
    before = one.said_after(look)
    for prompt in commitment.AFTER_A_CYCLE:
        place = _answer_place(look, prompt)
        said = autosave.written(place, journal).text.strip()
        if said != before.get(prompt, ""):
            held.record(CycleAnswered(one.id, look.id, prompt, said))
        autosave.forget(place, journal)
    st.session_state.pop(_ASKED, None)
    if look.outcome == "change" and one.is_open:
        change(held, one, journal)
    _leave(held)


def change(held: Session, one: Commitment, journal: Journal | None) -> None:
    """Begin the commitment that takes the place of this one, with its words to start from."""
    for blank in my_plan_make.BLANKS:
        my_plan_make.suggest(one.made.metric_id, blank, getattr(one.made, blank), journal)
    held.planning = Planning(one.made.metric_id, follows=one.id)
    held.looking_again = ""
    navigation.go("my_plan")


def _leave(held: Session) -> None:
    held.looking_again = ""
    st.session_state.pop(_ASKED, None)
    navigation.go(keep.way_on(held, "my_plan"))


def title(one: Commitment) -> str:
    """The measure that a commitment is about, as it is called now."""
    metric = metrics.known().get(one.made.metric_id)
    return metric.title if metric else one.made.metric_id


def _place(one: Commitment, what: str) -> str:
    return f"look/{one.id}/{what}"


def _answer_place(look: LookedAgain, prompt: str) -> str:
    return f"cycle/{look.id}/{prompt}"
