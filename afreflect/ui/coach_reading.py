"""Reading one bundle with its owner: empathy first, and one part at a time (R2C2)."""

import streamlit as st

from afreflect.domain import coaching, run_chart
from afreflect.domain.bundle import Bundle
from afreflect.domain.coaching import Card
from afreflect.domain.prompt import Phase
from afreflect.domain.run_chart import RunChart
from afreflect.storage.coaching import cards
from afreflect.ui import chart, metrics, page, words

_PHASE = "the part that is read"


def render(bundle: Bundle, heard: bool) -> None:
    """The part in hand: what to do in it, what its owner wrote to it, and from there the chart.

    Coaching opens when the owner was `heard`.
    """
    st.title(words.as_written(bundle.question), anchor=False)
    open_now = coaching.open_phases(heard)
    phase = _phase(open_now)
    card = cards()[phase]
    st.header(card.title, anchor=False)
    st.write(card.say)
    if phase >= Phase.REACTION:
        st.markdown(words.as_written(bundle.sentence))
    if phase >= Phase.CONTENT:
        _content(bundle)
    for said in bundle.answers:
        if said.phase is phase:
            st.markdown(f"**{words.as_written(said.asked)}** {words.as_written(said.words)}")
    _asks(card)
    _onwards(phase, open_now)


def forget() -> None:
    """Begin the next reading at its first part."""
    st.session_state.pop(_PHASE, None)


def _phase(open_now: tuple[Phase, ...]) -> Phase:
    """The part in hand; the first one where it has closed again."""
    wished = st.session_state.get(_PHASE, Phase.RELATIONSHIP)
    return wished if wished in open_now else open_now[-1]


def _asks(card: Card) -> None:
    st.markdown("You could ask:")
    st.markdown("\n".join(f"- {words.as_written(each)}" for each in card.asks))


def _onwards(phase: Phase, open_now: tuple[Phase, ...]) -> None:
    with page.choices("parts"):
        if phase > Phase.RELATIONSHIP and st.button("Back", key="part_before", type="tertiary"):
            _go(Phase(phase - 1))
        if phase < open_now[-1] and page.primary("Go on", key="part_after"):
            _go(Phase(phase + 1))


def _go(phase: Phase) -> None:
    st.session_state[_PHASE] = phase
    st.rerun()


def _content(bundle: Bundle) -> None:
    """The chart as its owner's app drew it, from the figures that were lent."""
    metric = metrics.known().get(bundle.result.metric_id)
    if metric is None or metric.sha256 != bundle.result.metric_sha256:
        st.caption("This measure is defined in another way here, so only the sentence is shown.")
        return
    read = run_chart.read(metric, bundle.result)
    chart.show_small(read, neutral=False)
    if bundle.target:
        st.markdown(f"Their target: {words.as_written(bundle.target)}.")
    _table(read)


def _table(read: RunChart) -> None:
    with page.unfolded("The same as a table", "lent_table") as unfolded:
        if unfolded:
            rows = run_chart.rows(read)
            st.table(
                {
                    "When": [row.when for row in rows],
                    "n": [row.n for row in rows],
                    "Figure": [row.figure for row in rows],
                    "95 % interval": [row.interval for row in rows],
                }
            )
