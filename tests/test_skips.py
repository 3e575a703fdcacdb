"""With CI=true a browser, oracle or PostgreSQL test that did not run fails, and is not green."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SKIPS = "import pytest\n\n\ndef test_it():\n    pytest.skip('no reason good enough')\n"
PASSES = "def test_it():\n    assert True\n"


def run(folder: Path, tests: dict[str, str], *, ci: bool) -> subprocess.CompletedProcess[str]:
    (folder / "tests").mkdir()
    shutil.copy(Path(__file__).with_name("conftest.py"), folder / "tests" / "conftest.py")
    (folder / "shared").mkdir()
    for name, text in tests.items():
        path = folder / "tests" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    environment = {**os.environ, "CI": "true" if ci else ""}
    command = [sys.executable, "-m", "pytest", "-p", "no:playwright", "-p", "no:cacheprovider"]
    return subprocess.run(
        [*command, "-c", os.devnull, f"--rootdir={folder}", "--import-mode=importlib", "tests"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("folder", ["browser", "oracles"])
def test_a_skip_there_fails_the_run_and_is_named(tmp_path: Path, folder: str):
    result = run(tmp_path, {f"{folder}/test_a.py": SKIPS, "test_b.py": PASSES}, ci=True)
    assert result.returncode == pytest.ExitCode.TESTS_FAILED
    assert "CI=true: these may not be skipped" in result.stdout
    assert f"tests/{folder}/test_a.py::test_it" in result.stdout


def test_a_whole_file_that_skips_itself_fails_the_run(tmp_path: Path):
    skipping = "import pytest\n\npytest.skip('not today', allow_module_level=True)\n"
    result = run(tmp_path, {"oracles/test_a.py": skipping, "test_b.py": PASSES}, ci=True)
    assert result.returncode == pytest.ExitCode.TESTS_FAILED


def test_a_skip_for_want_of_a_postgresql_fails_the_run(tmp_path: Path):
    skipping = SKIPS.replace("def", "@pytest.mark.postgresql\ndef", 1)
    result = run(tmp_path, {"test_a.py": skipping, "test_b.py": PASSES}, ci=True)
    assert result.returncode == pytest.ExitCode.TESTS_FAILED


def test_outside_ci_a_skip_is_only_a_skip(tmp_path: Path):
    result = run(tmp_path, {"browser/test_a.py": SKIPS, "test_b.py": PASSES}, ci=False)
    assert result.returncode == pytest.ExitCode.OK


def test_another_test_may_be_skipped_in_ci(tmp_path: Path):
    result = run(tmp_path, {"test_a.py": SKIPS, "test_b.py": PASSES}, ci=True)
    assert result.returncode == pytest.ExitCode.OK
