"""One's own figure beside the group's band, on one's own screen and nowhere else (K-09)."""

import streamlit as st

from afreflect.charts import band
from afreflect.domain import disclosure, figure
from afreflect.domain.disclosure import Snapshot
from afreflect.ui import chart, group_figure, words
from afreflect.ui.entry import Visit

_SHOWN = "own figure is shown"


def beside(visit: Visit, snapshot: Snapshot) -> None:
    """What the group was shown; below it, by a tap, what is one's own."""
    st.header(words.as_written(snapshot.asked.title), anchor=False)
    st.caption(group_figure.period(snapshot.asked))
    if snapshot.band is not None:
        st.vega_lite_chart(
            band.draw(snapshot, chart.palette()),
            theme=None,
            width="stretch",
            alt=band.alt_text(snapshot),
        )
    for sentence in snapshot.sentences:
        st.markdown(words.as_written(sentence))
    made = f"Picture {snapshot.id} of {figure.say_day(snapshot.made_on)}, {snapshot.how_many} of us"
    st.caption(words.as_written(f"{made}, rules {snapshot.rules_version}."))
    _own(visit, snapshot)


def _own(visit: Visit, snapshot: Snapshot) -> None:
    with st.container(key="own_figure", border=True):
        if st.session_state.get(_SHOWN) != snapshot.id:
            st.caption("Your own figure is hidden. It is shown on this screen alone.")
            if st.button("Show me mine", key="show_mine"):
                st.session_state[_SHOWN] = snapshot.id
                st.rerun()
            return
        found = group_figure.own(visit, snapshot.asked)
        if isinstance(found, str):
            st.write(words.as_written(found))
        elif found.point.value is not None:
            st.markdown(disclosure.own_words(snapshot, found.point.value, found.point.n))
            if found.point.low is not None:
                said = figure.say_interval(found.point, found.metric)
                st.caption(f"{said}: chance alone could move yours within these bounds.")
        if st.button("Hide it", key="hide_mine", type="tertiary"):
            st.session_state.pop(_SHOWN, None)
            st.rerun()
