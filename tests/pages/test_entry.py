"""Every page goes through the one gate, however it is opened."""

import pytest
from streamlit.testing.v1 import AppTest

from afreflect.ui import navigation
from tests.pages.journey import PAGES, ROOT, SCREENS, opened, title, words


def test_the_app_opens_on_two_choices_and_asks_for_no_account():
    at = opened()
    assert [button.label for button in at.button] == [
        "Use my own extract",
        "Explore with sample data",
    ]
    assert not at.text_input


def test_the_first_page_says_what_feedback_can_do():
    """FR-01: in one line, that feedback changes practice a little and follow-through is hard."""
    assert "feedback changes practice a little; following through is the hard part" in words(
        opened()
    )


@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_can_be_opened_first(screen):
    """As Streamlit runs it when a stranger opens its address before the router ever ran."""
    at = AppTest.from_file(str(ROOT / "pages" / f"{screen}.py"), default_timeout=30).run()
    assert not at.exception
    assert title(at)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_can_be_opened_before_there_is_any_data(screen):
    at = opened().switch_page(f"pages/{screen}.py").run()
    assert not at.exception
    assert title(at).endswith("?")


@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_says_that_nothing_is_kept(screen):
    at = opened().switch_page(f"pages/{screen}.py").run()
    assert "closing or reloading this page clears everything" in words(at)


@pytest.mark.parametrize("screen", PAGES)
def test_every_page_passes_the_gate_and_then_renders(screen):
    lines = (ROOT / "pages" / f"{screen}.py").read_text().splitlines()
    assert any(line.startswith("visit = entry.enter(") for line in lines)
    assert lines[-1] == f"{screen}.render(visit)"


def test_the_router_knows_every_page():
    assert sorted(navigation.TITLES) == PAGES
