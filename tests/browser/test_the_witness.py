"""The browser tests are only worth what their witness notices: shown on a page that is at fault."""

from pathlib import Path

import pytest

from tests.browser.conftest import OpenPage, Picture, StartServer
from tests.browser.screens import PHONE, Traffic, accessibility_faults, scrolls_sideways
from tests.browser.servers import Server, serving

FAULTY = """
import streamlit as st

st.title("A page at fault")
st.html('<p style="color: #ccc">Too pale to read</p>')
st.html('<div style="width: 1200px">Wider than a phone</div>')
"""


@pytest.fixture
def faulty(start_server: StartServer, tmp_path: Path) -> Server:
    script = tmp_path / "faulty.py"
    script.write_text(FAULTY)
    return start_server(script=script)


def test_pale_words_and_a_page_too_wide_are_noticed(
    faulty: Server, open_page: OpenPage, picture: Picture, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("AFREFLECT_PICTURES", raising=False)
    page = open_page(server=faulty, viewport=PHONE)
    assert [fault.split(":")[0] for fault in accessibility_faults(page)] == ["color-contrast"]
    assert scrolls_sideways(page)
    assert picture(page, "a-page-at-fault", whole=True).stat().st_size > 0


@pytest.mark.parametrize(
    "url, leaves",
    [
        ("http://127.0.0.1:8501/_stcore/health", False),
        ("ws://127.0.0.1:8501/_stcore/stream", False),
        ("data:image/png;base64,AAAA", False),
        ("http://127.0.0.1:8502/", True),
        ("https://fonts.example.org/serif.woff2", True),
    ],
)
def test_a_request_for_another_host_is_noticed(url: str, leaves: bool):
    traffic = Traffic("http://127.0.0.1:8501")
    traffic.record(url)
    assert bool(traffic.elsewhere) is leaves


def test_a_server_is_ended_with_the_block_that_started_it(root: Path, tmp_path: Path):
    script = tmp_path / "plain.py"
    script.write_text("import streamlit as st\n\nst.title('Plain')\n")
    with serving(root, script=script, home=tmp_path) as server:
        assert server.process.poll() is None
    assert server.process.poll() is not None


def test_an_app_that_cannot_start_says_why(root: Path, tmp_path: Path):
    with (
        pytest.raises(RuntimeError, match="does not exist"),
        serving(root, script=tmp_path / "none.py", home=tmp_path),
    ):
        pass
