"""Where and for whom the app runs: on one's own computer, or hosted for several clinicians."""

import ipaddress
import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from streamlit import config

HOSTED = "AFREFLECT_HOSTED"
PROXY = "AFREFLECT_BEHIND_PROXY"
SIGN_IN_ELSEWHERE = "AFREFLECT_OIDC"
LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")


class Refused(ValueError):
    """The app may not be served so; its text is one sentence that says what to do."""


@dataclass(frozen=True)
class Hosting:
    """How the app is served.

    `proxy` is the address at which a declared proxy serves the app over TLS, or empty. `names` are
    the host names under which a browser may ask for it, `elsewhere` whether another system (OIDC)
    signs clinicians in.
    """

    hosted: bool
    address: str
    tls: bool
    proxy: str
    names: tuple[str, ...]
    elsewhere: bool = False

    @property
    def secure(self) -> bool:
        """Whether the browser speaks TLS, so that a cookie may be kept from anything else."""
        return self.tls or bool(self.proxy)

    def refuse_what_is_unsafe(self) -> None:
        """Raises Refused where anyone on the network could listen, or open a private file."""
        if self.proxy and not _is_origin(self.proxy):
            raise Refused(
                "Give the address at which the proxy serves the app, such as "
                "--behind-proxy https://journal.example.org."
            )
        if self.proxy and not self.hosted:
            raise Refused(
                "A proxy serves the app to others, and without accounts it is for one person: "
                "serve it with --hosted, or leave the proxy out."
            )
        if is_local(self.address):
            return
        if not self.hosted:
            raise Refused(
                "Without accounts the app opens on this computer only: leave the address out, or "
                "serve it with --hosted."
            )
        if not self.secure:
            raise Refused(
                "Passwords would cross the network in the clear: give --tls-cert and --tls-key, or "
                "declare the proxy in front with --behind-proxy."
            )


def current() -> Hosting:
    """How this process serves the app, from Streamlit's settings and our own."""
    address = config.get_option("server.address") or "0.0.0.0"
    proxy = os.environ.get(PROXY, "").rstrip("/")
    allowed = tuple(config.get_option("server.allowedHosts") or ())
    names = {*LOCAL_NAMES, *(name.lower() for name in allowed)}
    if proxy and (name := urlsplit(proxy).hostname):
        names.add(name)
    return Hosting(
        hosted=os.environ.get(HOSTED, "") not in ("", "0"),
        address=address,
        tls=bool(config.get_option("server.sslCertFile")),
        proxy=proxy,
        names=tuple(sorted(names)),
        elsewhere=os.environ.get(SIGN_IN_ELSEWHERE) == "1",
    )


def is_local(address: str) -> bool:
    """Whether an address is of this computer alone."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _is_origin(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" and bool(parts.hostname) and not parts.path and not parts.query
