"""The pages of a hosted app that need no session and no script: signing in, and joining."""

import base64
import hashlib
import html
from functools import lru_cache
from pathlib import Path
from string import Template

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from streamlit.auth_util import encode_provider_token

from afreflect.ui import authenticator
from afreflect.ui import door as doors
from afreflect.ui.door import Door

PAGE = Path(__file__).with_name("sign_in.html")
STYLE = Path(__file__).with_name("sign_in.css")
NOT_RIGHT = "The name or the password is not right. Try again."
MOST_TYPED = 2048
SIGN_IN_FORM = """
<form method="post" action="/sign-in">
<label for="name">Name</label>
<input id="name" name="name" value="$name" autocomplete="username" autocapitalize="none"
 spellcheck="false" required maxlength="254">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required
 maxlength="1024">
<button type="submit">Sign in</button>
</form>
<p><a href="/join">I have an invitation code</a></p>
"""
JOIN_FORM = """
<form method="post" action="/join">
<label for="invitation">Invitation code</label>
<input id="invitation" name="invitation" value="$invitation" autocomplete="off" spellcheck="false"
 required maxlength="254">
<label for="name">Name</label>
<p class="hint" id="name-hint">The name you will sign in with. Colleagues don't see it.</p>
<input id="name" name="name" value="$name" autocomplete="username" autocapitalize="none"
 spellcheck="false" aria-describedby="name-hint" required maxlength="254">
<label for="password">Password</label>
<p class="hint" id="password-hint">At least 12 characters. A few words do well.</p>
<input id="password" name="password" type="password" autocomplete="new-password"
 aria-describedby="password-hint" required minlength="12" maxlength="1024">
<button type="submit">Join</button>
</form>
<p><a href="/sign-in">I have a name and a password</a></p>
"""
ELSEWHERE = """
<p>You sign in through your organisation.</p>
<p><a href="/auth/login?provider=$provider">Sign in with my organisation</a></p>
"""
FAULT = '<div class="fault" role="alert"><p>$text</p></div>'


async def show(_request: Request) -> Response:
    """The sign-in page."""
    door = doors.door()
    if door.hosting.elsewhere:
        return _page("Sign in", ELSEWHERE, provider=encode_provider_token("default"))
    return _page("Sign in", SIGN_IN_FORM, name="")


async def show_join(_request: Request) -> Response:
    """The page on which an invitation becomes an account."""
    return _page("Join", JOIN_FORM, name="", invitation="")


async def sign_in(request: Request) -> Response:
    """Start a session for a name and its password; the same answer for any other two."""
    typed = await _typed(request, "name", "password")
    return await run_sync(_sign_in, doors.door(), request, typed)


async def join(request: Request) -> Response:
    """Turn an invitation into an account, and start its first session."""
    typed = await _typed(request, "invitation", "name", "password")
    return await run_sync(_join, doors.door(), request, typed)


def _sign_in(door: Door, request: Request, typed: dict[str, str]) -> Response:
    name = typed["name"]
    source = f"{name}\n{request.client.host if request.client else ''}"
    wait = door.accounts.seconds_to_wait(source)
    if wait > 0:
        return _wait(wait, name)
    account = door.accounts.account(name)
    kept = account.password_hash if account else None
    if not authenticator.matches(typed["password"], kept) or account is None:
        door.accounts.note_failure(source)
        return _page("Sign in", SIGN_IN_FORM, fault=NOT_RIGHT, status=403, name=name)
    door.accounts.note_success(source)
    return _come_in(door, request, account.owner)


def _join(door: Door, request: Request, typed: dict[str, str]) -> Response:
    try:
        authenticator.refuse_name(typed["name"])
        authenticator.refuse_password(typed["password"])
        account = door.accounts.accept(
            typed["invitation"].strip(), typed["name"], authenticator.hashed(typed["password"])
        )
    except ValueError as fault:
        return _page(
            "Join",
            JOIN_FORM,
            fault=str(fault),
            status=403,
            name=typed["name"],
            invitation=typed["invitation"],
        )
    return _come_in(door, request, account.owner)


def _come_in(door: Door, request: Request, owner: str) -> Response:
    """A new session, and the end of the one that this browser may have had."""
    before = door.live(doors.cookie_among(request.scope["headers"], doors.session_cookie()))
    if before is not None:
        door.accounts.revoke(before.session_id)
    _, session = door.accounts.start_session(owner)
    answer = RedirectResponse("/", 303)
    cookie = doors.cookie_header(doors.session_cookie(), session, door.hosting)
    answer.headers.append("set-cookie", cookie)
    return answer


def _wait(seconds: int, name: str) -> Response:
    fault = f"That was not right several times. Try again in {seconds} seconds."
    answer = _page("Sign in", SIGN_IN_FORM, fault=fault, status=429, name=name)
    answer.headers["retry-after"] = str(seconds)
    return answer


async def _typed(request: Request, *names: str) -> dict[str, str]:
    """What was typed into a form of ours, cut where nobody types so much."""
    form = await request.form(max_files=0, max_fields=8)
    return {name: str(form.get(name, ""))[:MOST_TYPED] for name in names}


def _page(
    title: str, body: str, *, fault: str = "", status: int = 200, **values: str
) -> HTMLResponse:
    """One page; everything that was typed is written as text."""
    safe = {name: html.escape(value, quote=True) for name, value in values.items()}
    said = Template(FAULT).substitute(text=html.escape(fault)) if fault else ""
    style = _style()
    text = Template(PAGE.read_text("utf-8")).substitute(
        title=title, style=style, fault=said, body=Template(body).substitute(safe)
    )
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    )
    return HTMLResponse(text, status, {"content-security-policy": policy})


@lru_cache(maxsize=1)
def _style() -> str:
    return STYLE.read_text("utf-8").strip()
