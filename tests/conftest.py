"""What every test may lean on: the reference data beside the repository, and no silent skips."""

import os
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoBackend

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# A test in one of these folders carries the folder's marker.
MARKED_FOLDERS = ("browser", "oracles")
MUST_RUN_IN_CI = {*MARKED_FOLDERS, "postgresql"}


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test keeps anything where the app keeps a person's own."""
    monkeypatch.setenv("AFREFLECT_HOME", str(tmp_path / "afreflect"))


@pytest.fixture(scope="session", autouse=True)
def _no_keychain() -> None:
    """No test asks the keychain of whoever runs the tests, here or in a process that it starts."""
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    keyring.set_keyring(NoBackend())


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference data and oracles, which is no part of the repository."""
    if not SHARED.is_dir():
        pytest.skip("needs the reference data in ../shared")
    return SHARED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for folder in MARKED_FOLDERS:
            if f"tests/{folder}/" in item.path.as_posix():
                item.add_marker(folder)
        if item.get_closest_marker("browser"):
            # A person who sees a page hang loads it again. The run says which ones needed it.
            item.add_marker(pytest.mark.flaky(reruns=1))
    # The browser is the slowest witness and keeps an event loop open in this thread, so it goes
    # last.
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("oracles") and not SHARED.is_dir():
        pytest.skip("needs the reference data in ../shared")


class NoSilentSkips:
    """Fails a run with CI=true in which a browser, oracle or PostgreSQL test was skipped."""

    def __init__(self) -> None:
        self.skipped: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        expected_to_fail = hasattr(report, "wasxfail")
        if report.skipped and not expected_to_fail and MUST_RUN_IN_CI & set(report.keywords):
            self.skipped.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped and any(f"tests/{folder}/" in report.nodeid for folder in MARKED_FOLDERS):
            self.skipped.append(report.nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.skipped:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.skipped:
            terminalreporter.section("CI=true: these may not be skipped", red=True)
            for nodeid in self.skipped:
                terminalreporter.line(nodeid)


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("CI") == "true":
        config.pluginmanager.register(NoSilentSkips(), "no-silent-skips")
