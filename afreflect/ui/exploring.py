"""Explore: the sample, with which everything works and nothing is kept; not where it is hosted."""

import streamlit as st

from afreflect.storage.sample import sample_uploads
from afreflect.ui import hosting, navigation, session


def offer(*, quiet: bool = False) -> None:
    """A button that opens the synthetic extract, as far as it was taken before."""
    if hosting.current().hosted:
        return
    kind = "tertiary" if quiet else "secondary"
    if st.button("Explore with sample data", key="use_sample", type=kind):
        sample = session.switch("sample")
        if sample.reading is None:
            sample.uploads = sample_uploads()
        navigation.go("my_data")
