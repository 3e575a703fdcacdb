"""The private file in a browser: kept, locked, opened, written in, taken along and erased."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, Picture, StartServer
from tests.browser.private_file import (
    CARD,
    OTHER,
    PASSPHRASE,
    QUESTION,
    SECOND,
    expand,
    fill,
    first_look,
    go,
    keep,
    open_with,
    prepared,
    press,
    title,
    write,
)  # fmt: skip
from tests.browser.screens import PHONE, accessibility_faults, scrolls_sideways, settle
from tests.browser.servers import Server


@pytest.fixture
def server(start_server: StartServer) -> Server:
    """Each test has a home of its own."""
    return start_server()


@dataclass(frozen=True)
class Kept:
    """A server on a home with a private file, and the file's recovery code."""

    server: Server
    home: Path
    code: str


@pytest.fixture
def kept(start_server: StartServer, tmp_path: Path) -> Callable[..., Kept]:
    """Starts a server on such a home: `kept(AFREFLECT_IDLE_MINUTES="1")`."""

    def start(**env: str) -> Kept:
        home = tmp_path / "home"
        code = prepared(home)
        return Kept(start_server(env={"AFREFLECT_HOME": str(home), **env}), home, code)

    return start


def test_a_first_look_needs_no_passphrase_and_is_then_kept(
    open_page: OpenPage, server: Server, picture: Picture
):
    page = open_page(server=server)
    first_look(page)
    assert title(page) == QUESTION
    expect(page.get_by_text("Nothing is kept yet")).to_be_visible()
    keep(page)
    assert "Kept in your private file" in page.inner_text("body")
    expect(go(page, server, "my_practice").get_by_text("Kept in your private file")).to_be_visible()
    assert title(page) == QUESTION
    second_tab = page.context.new_page()
    assert title(go(second_tab, server, "my_practice")) == QUESTION


def test_a_short_or_different_passphrase_is_sent_back(open_page: OpenPage, server: Server):
    page = go(open_page(server=server), server, "keep")
    for first, again, said in (
        ("short", "short", "at least 12 characters"),
        (PASSPHRASE, OTHER, "not the same"),
    ):
        fill(page, "Passphrase, at least 12 characters", first)
        fill(page, "The same again", again)
        press(page, "Keep it")
        expect(page.get_by_test_id("stAlert")).to_contain_text(said)


def test_another_browser_finds_the_door_locked_until_the_passphrase_is_right(
    open_page: OpenPage, kept: Callable[..., Kept]
):
    server = kept().server
    page = open_page(server=server)
    open_with(page, PASSPHRASE)
    stranger = open_page("/my_practice", server=server)
    assert title(stranger) == "Your private file is locked"
    expect(stranger.get_by_role("link", name="My data")).to_have_count(0)
    assert accessibility_faults(stranger) == []
    open_with(stranger, "not the right one at all")
    expect(stranger.get_by_test_id("stAlert")).to_contain_text("This is not your passphrase")
    open_with(stranger, PASSPHRASE)
    assert title(stranger) == QUESTION


def test_the_recovery_code_opens_it_and_a_new_passphrase_is_chosen(
    open_page: OpenPage, kept: Callable[..., Kept]
):
    house = kept()
    server, code = house.server, house.code
    page = open_page(server=server)
    open_with(page, PASSPHRASE)
    stranger = open_page("/my_practice", server=server)
    expand(stranger, "I forgot my passphrase")
    fill(stranger, "Recovery code, as you printed it", code.lower().replace("-", " "))
    press(stranger, "Open with the code")
    assert title(stranger) == "Choose a new passphrase"
    fill(stranger, "Passphrase, at least 12 characters", OTHER)
    fill(stranger, "The same again", OTHER)
    press(stranger, "Open my private file")
    assert title(stranger) == QUESTION
    third = open_page("/my_practice", server=server)
    open_with(third, PASSPHRASE)
    assert title(third) == "Your private file is locked"
    open_with(third, OTHER)
    assert title(third) == QUESTION


def test_the_passphrase_is_changed_and_the_log_tells(
    open_page: OpenPage, kept: Callable[..., Kept]
):
    server = kept().server
    page = open_page(server=server)
    open_with(page, PASSPHRASE)
    go(page, server, "my_private_file")
    expand(page, "Change my passphrase")
    fill(page, "Passphrase now", PASSPHRASE)
    fill(page, "Passphrase, at least 12 characters", OTHER)
    fill(page, "The same again", OTHER)
    press(page, "Change it")
    expect(page.get_by_text("Changed. Your recovery code is the same as before.")).to_be_visible()
    press(page, "Lock it now")
    assert title(page) == "Your private file is locked"
    open_with(page, OTHER)
    expand(page, "Who opened it, and when")
    expect(page.get_by_text("the passphrase was changed").first).to_be_visible()


def test_locking_one_window_closes_the_other(open_page: OpenPage, kept: Callable[..., Kept]):
    server = kept().server
    page = open_page(server=server)
    open_with(page, PASSPHRASE)
    other = go(page.context.new_page(), server, "my_private_file")
    press(other, "Lock it now")
    page.get_by_text("Your private file is locked").wait_for(timeout=15_000)
    assert QUESTION not in page.inner_text("body")


def test_what_is_being_written_survives_a_reload_and_keeps_the_focus(
    open_page: OpenPage, kept: Callable[..., Kept]
):
    server = kept().server
    page = open_page(server=server)
    open_with(page, PASSPHRASE)
    go(page, server, "what_i_value")
    press(page, "Change the words")
    write(page, " and I sleep better")
    page.get_by_text("Saved", exact=True).wait_for()
    focus = "document.activeElement.shadowRoot?.activeElement?.tagName"
    assert page.evaluate(focus) == "TEXTAREA"
    write(page, " for it")
    page.get_by_text("Saved", exact=True).wait_for()
    page.reload()
    settle(page)
    page.wait_for_selector("textarea")
    assert page.locator("textarea").input_value() == f"{CARD} and I sleep better for it"
    press(page, "Done")
    expect(page.get_by_text("and I sleep better for it")).to_be_visible()
    expect(page.locator("textarea")).to_have_count(0)


def test_what_is_being_written_survives_the_end_of_the_server(
    open_page: OpenPage, kept: Callable[..., Kept], start_server: StartServer
):
    house = kept()
    server = house.server
    page = open_page(server=server)
    open_with(page, PASSPHRASE)
    go(page, server, "what_i_value")
    press(page, "Change the words")
    write(page, " whatever happens")
    page.get_by_text("Saved", exact=True).wait_for()
    server.process.kill()
    server.process.wait()
    again = open_page("/what_i_value", server=start_server(env={"AFREFLECT_HOME": str(house.home)}))
    open_with(again, PASSPHRASE)
    again.wait_for_selector("textarea")
    assert again.locator("textarea").input_value() == f"{CARD} whatever happens"


def test_two_windows_on_one_answer_never_overwrite_each_other_silently(
    open_page: OpenPage, kept: Callable[..., Kept]
):
    server = kept().server
    first = open_page(server=server)
    open_with(first, PASSPHRASE)
    go(first, server, "what_i_value")
    second = go(first.context.new_page(), server, "what_i_value")
    press(first, "Change the words")
    press(second, "Change the words")
    write(first, " ONE")
    first.get_by_text("Saved", exact=True).wait_for()
    write(second, " TWO")
    second.get_by_text("You wrote this in another window as well").wait_for()
    expect(second.get_by_text(f"{CARD} ONE")).to_be_visible()
    expect(second.get_by_text(f"{CARD} TWO").first).to_be_visible()
    press(second, "Keep this one")
    assert second.locator("textarea").input_value() == f"{CARD} TWO"


def test_a_page_closes_by_itself_and_loses_nothing_that_was_being_written(
    open_page: OpenPage, kept: Callable[..., Kept]
):
    """While one writes nothing closes; without use it does, and shows nothing any more."""
    server = kept(AFREFLECT_IDLE_MINUTES="0.35").server
    page = open_page(server=server)
    open_with(page, PASSPHRASE)
    go(page, server, "what_i_value")
    press(page, "Change the words")
    write(page, " until the very end")
    page.get_by_text("This page is closed").wait_for(timeout=60_000)
    assert CARD not in page.inner_text("body")
    assert "until the very end" not in page.inner_text("body")
    page.get_by_role("link", name="Open it again").click()
    page.wait_for_url(re.compile("/$"))
    settle(page)
    open_with(page, PASSPHRASE)
    go(page, server, "what_i_value")
    assert page.locator("textarea").input_value() == f"{CARD} until the very end"


def test_the_longest_day_ends_while_one_is_writing_and_every_word_is_kept(
    open_page: OpenPage, kept: Callable[..., Kept]
):
    server = kept(AFREFLECT_SESSION_HOURS=str(30 / 3600)).server
    page = open_page(server=server)
    open_with(page, PASSPHRASE)
    go(page, server, "what_i_value")
    press(page, "Change the words")
    area = page.locator("textarea")
    area.click()
    area.press("End")
    for _ in range(400):
        if page.get_by_text("This page is about to close").count():
            break
        area.press_sequentially("x", delay=20)
        page.wait_for_timeout(60)
    page.wait_for_timeout(1500)
    typed = area.input_value()
    assert typed.endswith("x")
    page.get_by_text("This page is closed").wait_for(timeout=30_000)
    page.get_by_role("link", name="Open it again").click()
    settle(page)
    open_with(page, PASSPHRASE)
    go(page, server, "what_i_value")
    assert page.locator("textarea").input_value() == typed


def test_the_next_extract_of_the_same_shape_is_one_click(
    open_page: OpenPage, kept: Callable[..., Kept]
):
    """FR-41: and the page on trust says what became of each field since the extract before."""
    server = kept().server
    page = open_page(server=server)
    open_with(page, PASSPHRASE)
    go(page, server, "my_data")
    page.locator('input[type="file"]').first.set_input_files([str(path) for path in SECOND])
    page.get_by_role("button", name="Add it to my practice").wait_for()
    press(page, "Add it to my practice")
    page.get_by_text("Added:").wait_for()
    expect(page.get_by_test_id("stAlert").first).to_contain_text("visits")
    assert title(go(page, server, "my_practice")) == QUESTION
    go(page, server, "trust")
    expect(page.get_by_role("heading", name="Since the extract before")).to_be_visible()
    expect(page.get_by_text("You and your data owner did that.").first).to_be_visible()
    assert accessibility_faults(page) == []


@pytest.fixture
def long_file(tmp_path: Path) -> Path:
    """An extract that takes long enough to be cancelled."""
    file = tmp_path / "long.csv"
    rows = (
        f"V{number},P{number % 90000},D1,2025-{1 + number % 12:02d}-{1 + number % 28:02d} 08:00,"
        f"2025-{1 + number % 12:02d}-{1 + number % 28:02d} 11:{number % 60:02d},Discharged"
        for number in range(1_500_000)
    )
    header = "Visit No,Patient Key,Attending,Arrival Time,Departure Time,Disposition"
    file.write_text("\n".join([header, *rows]))
    return file


def test_a_long_import_is_cancelled_while_other_things_are_clicked(
    open_page: OpenPage, server: Server, long_file: Path
):
    page = open_page(server=server)
    press(page, "Use my own extract")
    page.locator('input[type="file"]').first.set_input_files(str(long_file))
    expect(page.get_by_test_id("stProgress")).to_be_visible()
    page.get_by_role("link", name="Today").first.click()
    # Which of the two it asks depends on how far the import has come by now.
    asks = re.compile("What does my own practice show|What comes next")
    page.get_by_role("heading", level=1, name=asks).wait_for()
    page.get_by_role("link", name="My data").first.click()
    page.get_by_role("button", name="Cancel", exact=True).click()
    expect(page.get_by_text("Which data shall we look at?")).to_be_visible()
    settle(page)
    expect(page.get_by_text("Are these columns right?")).to_have_count(0)


def test_everything_is_taken_out_and_brought_in_on_an_empty_home(
    open_page: OpenPage, kept: Callable[..., Kept], start_server: StartServer, tmp_path: Path
):
    server = kept().server
    page = open_page(server=server)
    open_with(page, PASSPHRASE)
    go(page, server, "my_private_file")
    expand(page, "Take everything out")
    with page.expect_download() as taking:
        page.get_by_role("link", name="Save the ZIP").click()
    taken = tmp_path / "taken.zip"
    taking.value.save_as(taken)
    elsewhere = start_server()
    other = open_page("/my_private_file", server=elsewhere)
    expand(other, "Bring in a file that I took out elsewhere")
    other.locator('input[type="file"]').set_input_files(str(taken))
    other.get_by_text("taken.zip").wait_for()
    fill(other, "Passphrase, at least 12 characters", OTHER)
    fill(other, "The same again", OTHER)
    other.get_by_role("button", name="Bring it in").click()
    other.get_by_text("Print your recovery code").wait_for()
    assert title(go(other, elsewhere, "my_practice")) == QUESTION


def test_everything_is_erased_at_once(open_page: OpenPage, kept: Callable[..., Kept]):
    server = kept().server
    page = open_page(server=server)
    open_with(page, PASSPHRASE)
    go(page, server, "my_private_file")
    expand(page, "Erase everything")
    press(page, "Erase everything of mine")
    expect(page.get_by_test_id("stAlert")).to_contain_text('Type the word "erase"')
    fill(page, 'Type "erase" if you are sure', "erase")
    press(page, "Erase everything of mine")
    page.get_by_text("Everything of yours is erased").wait_for()
    assert title(go(page, server, "my_practice")) == "What does my own practice show?"
    expect(page.get_by_text("Nothing is kept yet")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [None, PHONE])
def test_the_screens_of_the_private_file_can_be_used_by_everybody(
    open_page: OpenPage, server: Server, scheme: str, viewport
):
    chosen = {"viewport": viewport} if viewport else {}
    page = open_page("/keep", server=server, scheme=scheme, **chosen)
    for name in ("keep", "my_private_file"):
        go(page, server, name)
        assert accessibility_faults(page) == []
        assert not scrolls_sideways(page)
