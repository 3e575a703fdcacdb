"""A page for whoever leads the clinic or stands above it, where the barrier lies there (FR-57)."""

import streamlit as st

from afreflect.domain import commitment
from afreflect.domain.commitment import Commitment
from afreflect.ui import metrics


def offer(one: Commitment) -> None:
    """The note to read, change and hand over; nothing for a barrier of one's own."""
    metric = metrics.known().get(one.made.metric_id)
    if metric is None or one.made.barrier == "me":
        return
    with st.expander("A note to whoever can change what stands in the way"):
        st.code(commitment.note(one, metric), language=None, wrap_lines=True)
        st.caption("It holds no figure and no patient. Change it as you like before you give it.")
