"""What an open page may still ask once its session has ended: to be emptied, and nothing else.

A part of a page (a fragment) is run without the page around it, and so without the door. The
websocket stays open when a session is ended elsewhere; from then on, whatever is asked over it is
made a run of the whole page, which begins at the door.
"""

from anyio.to_thread import run_sync
from starlette.types import Message, Receive
from streamlit.proto.BackMsg_pb2 import BackMsg

from afreflect.ui.door import Door


def only_while_open(receive: Receive, door: Door, cookie: str | None) -> Receive:
    """The websocket's messages, each looked at before a run begins with it."""
    seen_open = False

    async def next_message() -> Message:
        nonlocal seen_open
        message = await receive()
        if message["type"] != "websocket.receive" or not message.get("bytes"):
            return message
        live = await run_sync(door.live, cookie)
        is_open = live is not None and live.wrapped_key is not None
        ended = live is None or (seen_open and not is_open)
        seen_open = seen_open or is_open
        return {**message, "bytes": _whole_page(message["bytes"])} if ended else message

    return next_message


def _whole_page(sent: bytes) -> bytes:
    """The same message, asking for the whole page in place of a part of it."""
    try:
        asked = BackMsg.FromString(sent)
    except Exception:
        # Streamlit refuses what is no message of its own.
        return sent
    if asked.WhichOneof("type") == "rerun_script":
        asked.rerun_script.ClearField("fragment_id")
        asked.rerun_script.ClearField("is_auto_rerun")
    return asked.SerializeToString()
