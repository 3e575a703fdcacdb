"""What stands around Streamlit's own application: our routes, the gate, and the start."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from afreflect.storage import rooms
from afreflect.ui import door, handing_over, hosting, sign_in
from afreflect.ui.gate import SIGN_IN, Gate


def routes() -> list[BaseRoute]:
    """Our pages that need no script; all but the gate's open ones are behind the gate."""
    return [
        Route(SIGN_IN, sign_in.show, methods=["GET"]),
        Route(SIGN_IN, sign_in.sign_in, methods=["POST"]),
        Route("/join", sign_in.show_join, methods=["GET"]),
        Route("/join", sign_in.join, methods=["POST"]),
        Route(handing_over.TAKE_OUT, handing_over.hand_over, methods=["GET"]),
    ]


def middleware() -> list[Middleware]:
    """The gate, before everything of Streamlit's."""
    return [Middleware(Gate)]


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Refuse to start where it would not be safe, and open the journal before anyone knocks."""
    try:
        hosting.current().refuse_what_is_unsafe()
        keep_uploads_in_memory()
        door.door().accounts.sweep()
        rooms.sweep(door.door().keeper.database)
    except ValueError as refusal:
        raise SystemExit(str(refusal)) from None
    yield


def keep_uploads_in_memory() -> None:
    """Never let an upload touch the disk, however long it is.

    Streamlit's upload route parses the body with this class, which by itself writes files above
    1 MB to a temporary file in plain text. 0 means no such limit (tempfile.SpooledTemporaryFile);
    `server.maxUploadSize` bounds the memory that one upload takes.
    """
    MultiPartParser.spool_max_size = 0
