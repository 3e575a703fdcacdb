"""The app on sample data with six measures chosen; benchmarks/pages.py serves it.

A clinician may choose five (FR-43). The sixth is put into the session here, and nowhere else, for
the page's time is promised for six charts. Everything else is the app as app.py starts it.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from afreflect.domain.choice import Choice
from afreflect.domain.ledger import Reacted
from afreflect.storage.practice import Practice, load
from afreflect.storage.reader import Reading, read
from afreflect.storage.sample import sample_uploads
from afreflect.ui import admission, navigation, server, session

SIX = (
    "return_72h_unplanned",
    "imaging_use",
    "ct_use",
    "admission",
    "left_without_being_seen",
    "length_of_stay",
)
"""Five proportions and a duration: what a clinician may choose, and one more."""


def prepare() -> None:
    """The sample with six measures, each looked at once, as after the first look at every one."""
    held = session.switch("sample")
    if held.imported is not None:
        return
    reading = read(sample_uploads())
    if not isinstance(reading, Reading):
        raise SystemExit("The sample data can't be read: make it anew.")
    held.reading, held.mapping = reading, reading.mapping
    loaded = load(reading, reading.mapping)
    if not isinstance(loaded, Practice):
        raise SystemExit("The sample data can't be loaded: make it anew.")
    held.imported = held.tried = loaded
    held.chosen = tuple(Choice(metric_id, "It matters") for metric_id in SIX)
    held.guesses = dict.fromkeys(SIX)
    held.record(*(Reacted(each, None, loaded.extract.sha256) for each in SIX))
    held.showing = SIX[0]


app = st.App(
    __file__,
    routes=server.routes(),
    middleware=server.middleware(),
    lifespan=server.lifespan,
)

if get_script_run_ctx(suppress_warning=True):
    prepare()
    navigation.route(admission.is_open()).run()
