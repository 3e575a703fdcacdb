"""A year in one walk: three measures, two conversations, a plan, a second extract, a log entry."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from afreflect.domain import course, cpd_draft, evidence, run_chart
from afreflect.domain.choice import Choice
from afreflect.domain.course import CourseKept
from afreflect.domain.cpd_log import CollegeChosen, MinutesNoticed
from afreflect.domain.ledger import Event, Reacted
from afreflect.domain.occasion import Answered, OccasionBegun, OccasionEnded, Settled, Tapped
from afreflect.domain.target import TargetHistory
from afreflect.storage.catalogue import catalogue
from afreflect.storage.journal import PERSONAL, JournalKeeper
from afreflect.storage.practice import Practice
from afreflect.storage.regimes import regimes
from tests.browser import journey
from tests.browser.conftest import OpenPage, StartServer
from tests.browser.private_file import PASSPHRASE, SECOND, go, open_with, prepared, press
from tests.browser.servers import Server
from tests.commands.test_private_file import run

MEASURES = {
    "imaging_use": "I order the tests that help, and spare the rest",
    "return_72h_unplanned": "People stay well after I send them home",
    "admission": "The right people are admitted, the rest go home",
}
SEEN = "Half of them had a film. Mrs Jones was glad of hers."
LEARNED = "The rule would have spared some."
ACT = "look at the rule first"
START = "20250901"
"""The first of September 2025, from which the sample's clinician orders fewer images."""
TYPED_COLLEGES = ("GMC", "Royal College of Physicians and")
"""Chosen on the screen, the first of them first; the others stand in the file already."""
ROYAL = regimes()["royal_college_moc"]
ME = "Dr A. Example"
IN_THE_BROWSER = ("gmc", "royal_college_moc")


def conversation(practice: Practice, metric_id: str) -> OccasionBegun:
    """The beginning of a conversation from what the measure's chart shows."""
    metric = next(each for each in catalogue() if each.id == metric_id)
    read = run_chart.read(metric, practice.measure_readably(metric, None, "month"), TargetHistory())
    return evidence.frozen(read, practice.extract, None)


def course_of(practice: Practice, metric_id: str) -> CourseKept:
    """What beginning a conversation keeps of its chart."""
    metric = next(each for each in catalogue() if each.id == metric_id)
    return course.kept(practice.measure_readably(metric, None, "month"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Three measures looked at, one conversation ended and one begun, an hour spent, colleges."""
    home = tmp_path / "home"
    prepared(home)
    keeper = JournalKeeper.at(home)
    journal = keeper.unlock(PERSONAL, PASSPHRASE)
    practice = journal.extract()
    assert practice is not None
    journal.keep_choices([Choice(metric_id, card) for metric_id, card in MEASURES.items()])
    ended = conversation(practice, "return_72h_unplanned")
    goes_on = conversation(practice, "imaging_use")
    today = goes_on.at.date()
    events: list[Event] = [
        *(Reacted(metric_id, None, practice.extract.sha256) for metric_id in MEASURES),
        course_of(practice, "imaging_use"),
        *(ended, Tapped(ended.id, "landing", 2), Settled(ended.id, "decision", "keep")),
        OccasionEnded(ended.id),
        *(goes_on, Tapped(goes_on.id, "landing", 3), Answered(goes_on.id, "P30", SEEN)),
        *(Answered(goes_on.id, "P31", LEARNED), Tapped(goes_on.id, "agency", 5)),
        MinutesNoticed("data", 20, today, "imaging_use"),
        MinutesNoticed("reflect", 25, today, "imaging_use"),
        MinutesNoticed("remeasure", 15, today, "imaging_use"),
        *(
            CollegeChosen(name, today.replace(month=1, day=1))
            for name in regimes()
            if name not in IN_THE_BROWSER
        ),
    ]
    journal.record(events)
    keeper.close()
    return home


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()
    journey.rest(page)


def write(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)
    journey.rest(page)


def decide(page: Page) -> str:
    """The second conversation from where it was left to its end: one small thing to try.

    What it says of the figure as it was seen.
    """
    journey.press(page, "Reflect")
    sentence = page.locator(".st-key-answer").inner_text()
    for name in ("Go on", "Go on without", "None of these now", "Try one small thing"):
        journey.press(page, name)
    write(page, "What would you like to try, in a few words?", ACT)
    for name in ("Go on", "Something in my own hands", "Go on", "Make it a small plan"):
        journey.press(page, name)
    return sentence


def plan(page: Page) -> None:
    """The commitment: what was said in the conversation stands there already."""
    expect(page.get_by_label("I will … (one small thing)", exact=True)).to_have_value(ACT)
    write(page, "When … (a moment at work that reminds me)", "I am about to order an ankle film")
    write(page, "with … (which patients)", "adults who twisted it today")
    page.get_by_role("spinbutton", name="year, from").click()
    page.keyboard.type(START, delay=60)
    page.keyboard.press("Enter")
    journey.rest(page)
    choose(page, "7")
    journey.press(page, "This is my plan")
    expect(page.get_by_role("heading", name="What am I trying?")).to_be_visible()


def bring_in_the_second(page: Page, server: Server) -> None:
    """The second extract through My data, where the patients ordered fewer films for came since."""
    go(page, server, "my_data")
    page.locator('input[type="file"]').first.set_input_files([str(path) for path in SECOND])
    expect(page.get_by_role("button", name="Add it to my practice")).to_be_visible()
    press(page, "Add it to my practice")
    expect(page.get_by_text("Added:").first).to_be_visible()


def look_again(page: Page, server: Server) -> str:
    """Before and since, worked out by itself; its sentence, after the plan was kept."""
    go(page, server, "my_plan")
    journey.press(page, "Look again now")
    expect(page.get_by_role("heading", name="Did it move?")).to_be_visible()
    sentence = page.locator(".st-key-answer").inner_text()
    choose(page, "Keep it")
    write(page, "A word on why, for me later", "It takes no longer")
    journey.press(page, "That is decided")
    journey.press(page, "That is all")
    return sentence


def report_to(page: Page, college: str) -> None:
    """Choose a college by the first words of its name."""
    field = page.get_by_role("combobox", name="Add a college")
    field.click()
    field.fill(college)
    page.get_by_role("option").first.click()
    journey.rest(page)


def look_through(page: Page) -> None:
    """What could point to somebody: the name is changed, the plan's own first day may stand."""
    expect(page.get_by_text("3 places to look at before it can be saved.")).to_be_visible()
    page.get_by_role("button", name="Change it", exact=True).first.click()
    expect(page.get_by_text("2 places to look at before it can be saved.")).to_be_visible()
    journey.rest(page)
    page.get_by_role("button", name="Let it stand", exact=True).first.click()
    expect(page.get_by_text("One place to look at before it can be saved.")).to_be_visible()
    journey.rest(page)
    journey.press(page, "Let it stand")
    journey.press(page, "I have checked that no patient or colleague could be recognised")


def saved(page: Page, button: str) -> bytes:
    """The file that a button gives."""
    with page.expect_download() as saving:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(saving.value.path()).read_bytes()


def pdf_words(made: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).split()
    )


def paragraphs(made: bytes) -> list[str]:
    return [each.text for each in Document(BytesIO(made)).paragraphs]


def entry_for(college: str, capsys: pytest.CaptureFixture[str]) -> dict:
    """The one entry that the command line prints for a college."""
    capsys.readouterr()
    assert run("log", "--vault", "--college", college, passphrase=PASSPHRASE) == 0
    (entry,) = json.loads(capsys.readouterr().out)["entries"]
    return entry


def test_a_year(
    open_page: OpenPage,
    start_server: StartServer,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    """FR-10, FR-29: every figure of the PDF is the screen's and the command line's."""
    server = start_server(env={"AFREFLECT_HOME": str(home)})
    monkeypatch.setenv("AFREFLECT_HOME", str(home))
    page = open_page("/my_practice", server=server)
    open_with(page, PASSPHRASE)
    seen = decide(page)
    plan(page)
    bring_in_the_second(page, server)
    moved = look_again(page, server)
    go(page, server, "log")
    for college in TYPED_COLLEGES:
        report_to(page, college)
    journey.press(page, "Write an entry: Imaging use")
    page.get_by_role("radio", name=ROYAL.college, exact=True).click()
    journey.rest(page)
    look_through(page)
    name = page.get_by_label("Your name, to be printed", exact=True)
    name.fill(ME)
    name.press("Enter")
    journey.rest(page)
    pdf, document = saved(page, "Save as PDF"), saved(page, "Word")

    for said in (pdf_words(pdf), " ".join(paragraphs(document))):
        assert cpd_draft.as_mine(seen) in said
        assert cpd_draft.as_mine(moved) in said
        assert ME in said
        assert "Jones" not in said
        assert "5,235" not in said, "the rows of the second extract are not those of the finding"
    # The chart is that of the finding, though a newer extract is in hand by now.
    assert "Imaging use, Jul 2023 to Jun 2026" in pdf_words(pdf)
    assert "Imaging use, Jul 2023 to Jun 2026" in paragraphs(document)
    assert Document(BytesIO(document)).inline_shapes
    asked = ("log", "--vault", "--college", ROYAL.id, "--name", ME)
    for form, made, words in (("pdf", pdf, pdf_words), ("docx", document, paragraphs)):
        file = home / f"log.{form}"
        assert run(*asked, "--format", form, "--output", file, passphrase=PASSPHRASE) == 0
        assert words(file.read_bytes()) == words(made)

    go(page, server, "log")
    entry = page.locator("[class*=st-key-entry_]").first
    for regime in regimes().values():
        stated = entry_for(regime.id, capsys)
        suggested = " ".join(each["sentence"] for each in stated["suggested"])
        line = f"{regime.college}: {suggested or 'nothing suggested yet.'}"
        expect(entry.get_by_text(line, exact=True)).to_be_visible()
        for said in (seen, moved):
            assert cpd_draft.as_mine(said) in json.dumps(stated, ensure_ascii=False)
