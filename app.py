"""The app: Streamlit's application behind our gate, and the router over the pages."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from afreflect.ui import admission, navigation, server

app = st.App(
    __file__,
    routes=server.routes(),
    middleware=server.middleware(),
    lifespan=server.lifespan,
)

# Streamlit runs this file twice: once as the server that it starts, and then for every visit.
if get_script_run_ctx(suppress_warning=True):
    navigation.route(admission.is_open()).run()
