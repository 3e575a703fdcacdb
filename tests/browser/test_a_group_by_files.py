"""A session by contribution files alone: two computers, and nothing sent between them."""

from pathlib import Path

from playwright.sync_api import Page, expect

from afreflect.domain.disclosure import Contribution
from afreflect.storage import contributions
from afreflect.storage.journal import PERSONAL, JournalKeeper
from tests.browser import group_session, journey, private_file
from tests.browser.conftest import OpenPage, Picture, StartServer
from tests.browser.screens import PHONE, accessibility_faults, scrolls_sideways


def test_nine_files_become_a_picture_and_each_sees_their_own_beside_it(
    open_page: OpenPage, start_server: StartServer, picture: Picture, tmp_path: Path
):
    """K-10, K-11: sealed files in, one picture out; K-09: one's own beside it on one's computer."""
    leads = _at_their_own(open_page, start_server, tmp_path / "leads", "D9")
    leads.get_by_role("link", name="Lead a group session").first.click()
    journey.rest(leads)
    group_session.begin(leads, "files")
    invitation = _saved(leads, "The session's file", tmp_path)
    member = _at_their_own(open_page, start_server, tmp_path / "member", "D1")
    member.get_by_role("link", name="My part in a group").first.click()
    expect(member.get_by_role("heading", level=1)).to_have_text("What is my part in it?")
    journey.rest(member)
    own = _gives(member, invitation, picture, tmp_path)
    files = [own, *_of_others(invitation, tmp_path, 8)]
    _collects(leads, files, tmp_path, picture)
    group_session.freeze(leads)
    journey.press(leads, "What comes next")
    frozen = _saved(leads, "The picture as a file for members", tmp_path)
    assert b"0" * 64 not in frozen.read_bytes(), "no contributor is in it"
    _beside(member, frozen, picture)


def _saved(page: Page, button: str, folder: Path) -> Path:
    with page.expect_download() as saving:
        page.get_by_role("button", name=button, exact=True).click()
    path = folder / saving.value.suggested_filename
    saving.value.save_as(path)
    journey.rest(page)
    return path


def _at_their_own(
    open_page: OpenPage, start_server: StartServer, home: Path, clinician: str
) -> Page:
    """Somebody's own computer, with a year of theirs in their private file."""
    keeper = JournalKeeper.at(home)
    journal, _ = keeper.create(PERSONAL, private_file.PASSPHRASE)
    journal.keep_extract(group_session.practice_of(clinician, 4))
    keeper.close()
    page = open_page(server=start_server(env={"AFREFLECT_HOME": str(home)}))
    private_file.open_with(page, private_file.PASSPHRASE)
    journey.rest(page)
    return page


def _gives(page: Page, invitation: Path, picture: Picture, folder: Path) -> Path:
    page.locator('input[type="file"]').first.set_input_files(invitation)
    expect(page.get_by_text("The computer that collects the files can open each")).to_be_visible()
    journey.rest(page)
    assert accessibility_faults(page) == []
    page.set_viewport_size(PHONE)
    journey.rest(page)
    assert not scrolls_sideways(page)
    picture(page, "group-by-file-phone", whole=True)
    return _saved(page, "Yes, save my file for this session", folder)


def _of_others(invitation: Path, folder: Path, how_many: int) -> list[Path]:
    """What the apps of the others make of the same file."""
    asked = contributions.invited(invitation.read_bytes())
    made = []
    for who in range(how_many):
        path = folder / f"colleague-{who}.json"
        given = Contribution(f"{who:064x}", 200, 0.1 + 0.05 * who)
        path.write_bytes(contributions.contribution_file(asked, given))
        made.append(path)
    return made


def _collects(page: Page, files: list[Path], folder: Path, picture: Picture) -> None:
    """Each is taken, and what is none is refused in a sentence."""
    letter = folder / "letter.txt"
    letter.write_text("Dear colleague")
    uploader = page.locator('input[type="file"]').first
    uploader.set_input_files([*files, letter])
    expect(page.get_by_text("letter.txt: This is not a file of a group session")).to_be_visible()
    expect(page.get_by_text("Files of 8 or more people are taken.")).to_be_visible()
    journey.rest(page)
    assert accessibility_faults(page) == []
    picture(page, "group-files-collected", whole=True)


def _beside(page: Page, frozen: Path, picture: Picture) -> None:
    page.get_by_role("button", name="Remove").first.click()
    journey.rest(page)
    page.locator('input[type="file"]').first.set_input_files(frozen)
    expect(page.get_by_text("The middle of our group").first).to_be_visible()
    expect(page.locator(journey.CHART).first).to_be_visible()
    expect(page.get_by_text("Yours is")).to_have_count(0)
    journey.rest(page)
    journey.press(page, "Show me mine")
    own = group_session.own_words(group_session.practice_of("D1", 4))
    expect(page.get_by_text(own)).to_be_visible()
    picture(page, "group-mine-beside", whole=True)
