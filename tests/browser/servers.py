"""The app as its user runs it: one process on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SECONDS_TO_START = 60


@dataclass(frozen=True)
class Server:
    """One running app: where it answers, its process, and the file it logs to."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return response.status == 200
    except OSError:
        return False


def wait_until_healthy(server: Server) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not answers(f"{server.url}/_stcore/health"):
        if server.process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the app did not start:\n{server.log.read_text()[-4000:]}")
        time.sleep(0.1)


def end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def serving(
    folder: Path,
    *,
    script: Path,
    home: Path,
    env: dict[str, str] | None = None,
    args: tuple[str, ...] = (),
) -> Iterator[Server]:
    """`streamlit run script` in `folder`, with an empty home, until the block ends."""
    port = free_port()
    log = home / f"server-{port}.log"
    options = ["--server.headless=true", f"--server.port={port}", *args]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(script), *options],
            cwd=folder,
            env={**os.environ, "HOME": str(home), "AFREFLECT_HOME": str(home), **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://127.0.0.1:{port}", process, log)
    try:
        wait_until_healthy(server)
        yield server
    finally:
        end(process)
