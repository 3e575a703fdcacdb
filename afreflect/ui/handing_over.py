"""The route by which a browser is handed everything of its owner's."""

from datetime import date

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from afreflect.storage import takeout
from afreflect.ui import door as doors

TAKE_OUT = "/take-out"
ALL = "all"
"""Asked for where placements and the like are to come along: the address says no more than that."""


async def hand_over(request: Request) -> Response:
    """Everything of the one whose session this is, as a download; the gate let nobody else in.

    Only where a page of ours, or the address itself, asked: another site may not start it.
    """
    asked_from = request.headers.get("sec-fetch-site", "none")
    if request.method != "GET" or asked_from not in ("none", "same-origin"):
        return PlainTextResponse("Ask for it on your private file's page.", 403)
    return await run_sync(_hand_over, request)


def _hand_over(request: Request) -> Response:
    door = doors.door()
    cookie = doors.cookie_among(request.scope["headers"], doors.session_cookie())
    live = door.live(cookie, active=True)
    vault = live.vault() if live else None
    if vault is None:
        return PlainTextResponse("Your private file is locked: open it first.", 403)
    journal = door.keeper.journal(vault)
    name = f"my-private-file-{date.today():%Y-%m-%d}.zip"
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "cache-control": "no-store",
    }
    taken_out = takeout.take_out(journal, with_placements=ALL in request.query_params)
    return Response(taken_out, media_type="application/zip", headers=headers)
