"""A count from another source, to hold the extract against (trust component D3)."""

from datetime import timedelta

import streamlit as st

from afreflect.domain.ledger import Expected
from afreflect.domain.metric import Metric
from afreflect.domain.trust_facts import Facts
from afreflect.ui.session import Session


def form(held: Session, metric: Metric, facts: Facts) -> None:
    """How many another source counted, which, and from when to when; recorded in the ledger."""
    days = [when for when, _ in facts.dated]
    if not days:
        st.write("These rows have no dates, so that no period can be counted.")
        return
    key = f"expected_{metric.id}"
    with st.form(key, border=False):
        st.write(
            f"How many {facts.unit}s of yours does billing, the roster or another register count? "
            "The closer the extract comes to it, the surer that none is missing."
        )
        count = st.number_input(
            "Counted there", min_value=1, value=None, step=1, key=f"{key}_count"
        )
        source = st.text_input(
            "Which source counted them", placeholder="billing", max_chars=80, key=f"{key}_source"
        )
        since = st.date_input("From", value=min(days), key=f"{key}_since")
        until = st.date_input("Up to, that day included", value=max(days), key=f"{key}_until")
        if not st.form_submit_button("Hold it against this count"):
            return
    if not count or not source.strip():
        st.error("Say how many, and which source counted them.")
    elif since > until:
        st.error("The first day comes after the last: swap them.")
    else:
        after = until + timedelta(days=1)
        held.record(Expected(metric.id, int(count), source.strip(), since, after))
        st.rerun()
