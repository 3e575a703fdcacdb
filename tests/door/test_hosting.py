"""How the app may be served, and what it refuses."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from afreflect.__main__ import main
from afreflect.ui import hosting, serving
from afreflect.ui.door import cookie_header
from afreflect.ui.hosting import Hosting, Refused
from afreflect.ui.serving import Wish
from tests.browser.servers import answers, free_port
from tests.door.visiting import PAGE, ask

ANYWHERE = "0.0.0.0"


def served(**different) -> Hosting:
    settings = {"hosted": False, "address": "127.0.0.1", "tls": False, "proxy": "", "names": ()}
    return Hosting(**(settings | different))


@pytest.mark.parametrize(
    "unsafe, said",
    [
        (served(address=ANYWHERE), "opens on this computer only"),
        (served(address="192.168.1.7", tls=True), "opens on this computer only"),
        (served(address=ANYWHERE, hosted=True), "cross the network in the clear"),
        (served(address="journal.example.org", hosted=True), "cross the network in the clear"),
        (served(proxy="https://journal.example.org"), "without accounts it is for one person"),
        (served(hosted=True, proxy="http://journal.example.org"), "--behind-proxy https://"),
        (served(hosted=True, proxy="https://journal.example.org/app"), "--behind-proxy https://"),
    ],
)
def test_what_anyone_on_the_network_could_listen_to_is_refused(unsafe: Hosting, said: str):
    with pytest.raises(Refused, match=said):
        unsafe.refuse_what_is_unsafe()


@pytest.mark.parametrize(
    "safe",
    [
        served(),
        served(address="localhost"),
        served(address="::1"),
        served(hosted=True),
        served(hosted=True, address=ANYWHERE, tls=True),
        served(hosted=True, address=ANYWHERE, proxy="https://journal.example.org"),
    ],
)
def test_what_is_safe_is_served(safe: Hosting):
    safe.refuse_what_is_unsafe()


def test_under_tls_a_cookie_never_goes_without_it():
    for secure in (served(tls=True), served(proxy="https://journal.example.org")):
        assert "Secure" in cookie_header("a", "b", secure)
    assert "Secure" not in cookie_header("a", "b", served())


def test_a_cookie_goes_along_from_another_site_only_where_that_site_signs_in():
    assert "SameSite=Strict" in cookie_header("a", "b", served())
    assert "SameSite=Lax" in cookie_header("a", "b", served(elsewhere=True))


@pytest.mark.parametrize(
    "arguments, said",
    [
        (("--address", ANYWHERE), "opens on this computer only"),
        (("--hosted", "--address", ANYWHERE), "cross the network in the clear"),
    ],
)
def test_the_command_refuses_in_one_sentence(root: Path, arguments: tuple[str, ...], said: str):
    run = subprocess.run(
        [sys.executable, "-m", "afreflect", "serve", *arguments],
        cwd=root,
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert run.returncode == 2
    assert said in run.stderr
    assert "Traceback" not in run.stderr


def test_streamlit_itself_cannot_be_made_to_open_it_to_the_network(root: Path, tmp_path: Path):
    """`streamlit run app.py --server.address 0.0.0.0` is refused as well."""
    run = subprocess.run(
        [
            *(sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"),
            *(f"--server.address={ANYWHERE}", f"--server.port={free_port()}"),
        ],
        cwd=root,
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "AFREFLECT_HOME": str(tmp_path)},
    )
    assert run.returncode != 0
    assert "opens on this computer only" in run.stdout + run.stderr


def test_the_command_serves_the_hosted_app(root: Path, tmp_path: Path):
    port = free_port()
    arguments = ["-m", "afreflect", "serve", "--hosted", "--port", str(port)]
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=tmp_path,
        env={
            "PATH": "/usr/bin:/bin",
            "HOME": str(tmp_path),
            "AFREFLECT_HOME": str(tmp_path),
            "PYTHONPATH": str(root),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            if answers(f"{url}/_stcore/health") or process.poll() is not None:
                break
            time.sleep(0.1)
        assert ask(url, "/my_practice", **PAGE).header("location") == "/sign-in"
    finally:
        process.terminate()
        process.wait(timeout=15)


@pytest.mark.parametrize("port", ["0", "65536", "99999999", "http"])
def test_a_port_that_there_is_not_is_said_in_a_sentence(port: str, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--port", port])
    assert ended.value.code == 2
    assert "is not a port" in capsys.readouterr().err


def test_a_machine_is_known_by_the_name_that_it_was_given():
    wish = Wish(hosted=True, name="Journal.Example.org")
    flags = serving._flags(wish, serving._names(wish), tls=False)
    assert "--server.allowedHosts=journal.example.org" in flags
    assert "--browser.serverAddress=journal.example.org" in flags
    assert hosting.LOCAL_NAMES[0] in serving._names(wish)
