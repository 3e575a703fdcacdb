"""The least page that Streamlit can make of the same six charts; benchmarks/pages.py serves it."""

import json
import os
from pathlib import Path

import streamlit as st

st.set_page_config(page_title="Bare", layout="centered")
charts = json.loads(Path(os.environ["BARE_CHARTS"]).read_text(encoding="utf-8"))
st.title("Six charts", anchor=False)
shown = st.pills("Measure", list(charts), default=next(iter(charts)), required=True, key="measure")
st.vega_lite_chart(
    charts[shown],
    theme=None,
    width="stretch",
    key=f"chart_{shown}",
    on_select="rerun",
    selection_mode="pick",
)
