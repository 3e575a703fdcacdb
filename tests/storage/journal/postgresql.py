"""A PostgreSQL of our own for the tests: started from the system's package, ended with them."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

PACKAGED = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """Where the server's programs are, if it is installed."""
    found = sorted(PACKAGED.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).parent if elsewhere else None


@contextmanager
def server(bin_folder: Path) -> Iterator[str]:
    """The address of a new server on a free port of this machine."""
    folder = Path(tempfile.mkdtemp(prefix="afreflect-postgresql-"))
    # PostgreSQL refuses to run as root, and its package brings a user for it.
    user = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    data, port = folder / "data", _free_port()
    subprocess.run(
        [bin_folder / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "-N"],
        check=True, **quiet, **who,
    )  # fmt: skip
    settings = ["listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", "fsync=off"]
    options = [part for setting in settings for part in ("-c", setting)]
    running = subprocess.Popen(
        [bin_folder / "postgres", "-D", data, "-p", str(port), *options], **quiet, **who
    )
    try:
        address = f"postgresql://tester@127.0.0.1:{port}"
        _wait_for(f"{address}/postgres")
        yield address
    finally:
        running.terminate()
        running.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def new_database(address: str) -> Iterator[str]:
    """The address of an empty database on the server, dropped afterwards."""
    name = f"journal_{secrets.token_hex(4)}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute(f"create database {name}".encode())
    try:
        yield f"{address}/{name}"
    finally:
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            connection.execute(f"drop database {name} with (force)".encode())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            psycopg.connect(address, connect_timeout=1).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("PostgreSQL did not start within 30 seconds.")
