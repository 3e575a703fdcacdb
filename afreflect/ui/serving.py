"""Start the app from the command line, with the settings of Streamlit that follow from ours."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from streamlit.web import cli

from afreflect.ui import hosting
from afreflect.ui.hosting import Hosting

APP = Path(__file__).resolve().parents[2] / "app.py"


@dataclass(frozen=True)
class Wish:
    """How the app is asked to be served; `name` is the one that browsers know the machine by."""

    hosted: bool = False
    address: str = "127.0.0.1"
    port: int = 8501
    certificate: str = ""
    key: str = ""
    proxy: str = ""
    name: str = ""
    oidc: bool = False


def serve(wish: Wish) -> None:
    """Serve until ended; raises Refused where that would not be safe."""
    names = _names(wish)
    tls = bool(wish.certificate and wish.key)
    Hosting(wish.hosted, wish.address, tls, wish.proxy, names, wish.oidc).refuse_what_is_unsafe()
    os.environ[hosting.HOSTED] = "1" if wish.hosted else "0"
    os.environ[hosting.PROXY] = wish.proxy
    os.environ[hosting.SIGN_IN_ELSEWHERE] = "1" if wish.oidc else "0"
    os.chdir(APP.parent)
    cli.main(["run", str(APP), *_flags(wish, names, tls)])


def _names(wish: Wish) -> tuple[str, ...]:
    named = (wish.name, urlsplit(wish.proxy).hostname or "")
    return (*hosting.LOCAL_NAMES, *(name.lower() for name in named if name))


def _flags(wish: Wish, names: tuple[str, ...], tls: bool) -> list[str]:
    known_by = names[-1] if len(names) > len(hosting.LOCAL_NAMES) else "localhost"
    flags = [
        f"--server.address={wish.address}",
        f"--server.port={wish.port}",
        f"--server.headless={'true' if wish.hosted else 'false'}",
        f"--browser.serverAddress={known_by}",
        *(f"--server.allowedHosts={name}" for name in names),
    ]
    if tls:
        flags += [f"--server.sslCertFile={wish.certificate}", f"--server.sslKeyFile={wish.key}"]
    return flags
