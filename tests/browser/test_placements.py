"""From the chart to a place that is kept: too few cases, a team, two readings, a target met."""

from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from afreflect.domain import occasion, placing
from afreflect.domain.choice import Choice
from afreflect.domain.extract import Upload
from afreflect.domain.placing import Stand
from afreflect.domain.target import Target
from afreflect.storage.journal import PERSONAL, JournalKeeper
from afreflect.storage.practice import Practice, load
from afreflect.storage.reader import Reading, read
from tests.browser import journey, private_file
from tests.browser.conftest import OpenPage, Picture, StartServer
from tests.browser.screens import DESKTOP, PHONE, accessibility_faults, scrolls_sideways

RETURNS, STAY = "return_72h_unplanned", "length_of_stay"
BELOW, ABOVE = (0.3, 0.2), (0.6, 0.7)
UNSURE, LEARNING = "Not sure yet what to do with it", "Learning from my own data"
DISAGREE, AGREE = "Disagree", "Agree"
OPEN_MINDED = {f"M{number}": DISAGREE if number < 4 else AGREE for number in (4, 5, 6, 1, 2, 3)}
FELT = ("F1", "F2", "F3")


def of_a_real_department(shared: Path) -> Practice:
    """MIMIC's demo, as its columns are guessed."""
    demo = shared / "data" / "mimic_iv_ed_demo"
    files = [demo / name for name in ("edstays.csv", "triage.csv", "birth_year.csv")]
    reading = read([Upload(path.name, path.read_bytes()) for path in files])
    assert isinstance(reading, Reading)
    practice = load(reading, reading.mapping)
    assert isinstance(practice, Practice)
    return practice


def kept(home: Path, practice: Practice, *measures: str, target: Target | None = None) -> None:
    """A home whose private file holds this extract and these measures, none of them looked at."""
    keeper = JournalKeeper.at(home)
    journal, _ = keeper.create(PERSONAL, private_file.PASSPHRASE)
    journal.keep_extract(practice)
    journal.keep_choices([Choice(measure, private_file.CARD) for measure in measures])
    for measure in measures:
        journal.keep_guess(measure, None)
    if target:
        journal.add_target(measures[0], target)
    keeper.close()


def in_the_file(home: Path, measure: str) -> tuple[Stand, list[str]]:
    """What the private file holds of the last conversation about a measure; how it was placed."""
    keeper = JournalKeeper.at(home)
    ledger = keeper.unlock(PERSONAL, private_file.PASSPHRASE).ledger()
    keeper.close()
    begun = occasion.occasions(ledger, measure)[-1]
    places = [each.how for each in occasion.placed(ledger, begun.id)]
    return placing.stand(ledger, begun), places


def reflect(page: Page) -> None:
    """From the chart of a measure to its conversation."""
    journey.press(page, "Go on without saying")
    journey.press(page, "Reflect")


def on_to(page: Page, question: str, *ways_on: str) -> None:
    """On, without a word, by these buttons, until a step asks this."""
    for name in ways_on:
        journey.press(page, name)
    expect(page.get_by_role("heading", level=1)).to_have_text(question)


def stand_at(page: Page, place: tuple[float, float], words: str) -> None:
    """Put oneself on the empty grid, across and up from 0 to 1."""
    journey.press(page, "Put my mark")
    spoken = page.locator("figcaption output")
    expect(spoken).to_contain_text("Click or tap where you see yourself")
    ground = page.locator(".hand .ground")
    ground.scroll_into_view_if_needed()
    box = ground.bounding_box()
    assert box is not None
    across, up = place
    page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * (1 - up))
    expect(spoken).to_contain_text(words)
    journey.rest(page)
    journey.press(page, "This is where I stand")


def answer(page: Page, said: dict[str, str]) -> None:
    """One tap an item, until all of these were said."""
    for item, words in said.items():
        buttons = page.locator(f'[class*="st-key-tap_{item}_"]')
        buttons.get_by_role("button", name=words, exact=True).click()
        expect(buttons).to_have_count(0)
    journey.rest(page)


def answered(page: Page) -> Locator:
    """The sentence that answers, above the drawing."""
    return page.locator(".st-key-answer")


def shows_no_fault(page: Page, picture: Picture, name: str) -> None:
    """On a phone, where there is least room."""
    page.set_viewport_size(PHONE)
    journey.rest(page)
    picture(page, f"placement-{name}", whole=True)
    assert accessibility_faults(page) == []
    assert not scrolls_sideways(page)
    page.set_viewport_size(DESKTOP)
    journey.rest(page)


def test_on_a_real_department_too_few_cases_place_nobody_and_a_teams_measure_leads_to_leaders(
    open_page: OpenPage, start_server: StartServer, tmp_path: Path, shared: Path, picture: Picture
):
    """FR-04: sixty cases place nobody; a team's measure is placed, and leads to leaders first."""
    home = tmp_path / "home"
    kept(home, of_a_real_department(shared), RETURNS, STAY)
    server = start_server(env={"AFREFLECT_HOME": str(home)})
    page = open_page("/my_practice", server=server)
    private_file.open_with(page, private_file.PASSPHRASE)
    reflect(page)
    on_to(page, "Where do I stand with this, today?", *["Go on"] * 4)
    stand_at(page, BELOW, UNSURE)
    expect(page.get_by_text("There are 60 cases here, and this measure needs 100")).to_be_visible()
    expect(page.get_by_role("button", name="Show what our arithmetic says")).to_have_count(0)
    shows_no_fault(page, picture, "too-few")
    journey.press(page, "Keep my place as it is")
    expect(answered(page)).to_contain_text("That is what counts.")
    private_file.go(page, server, "grid")
    expect(answered(page)).to_contain_text(f"You put yourself here: {UNSURE}")
    stand, places = in_the_file(home, RETURNS)
    assert (stand.zone, places) == ("Z2", ["self", "kept"])
    assert stand.decision
    assert not stand.decision.computed_zones

    private_file.go(page, server, "my_practice")
    page.get_by_role("radio", name="Length of stay, all visits").click()
    journey.rest(page)
    reflect(page)
    on_to(page, "Is it a fair enough picture to learn from?", "Go on", "Go on")
    on_to(page, "Where do I stand with this, today?", "Go on", "Go on")
    stand_at(page, BELOW, UNSURE)
    journey.press(page, "Show what our arithmetic says")
    asked = [item for item in OPEN_MINDED if item not in ("M2", "M4")]
    answer(page, {"acceptance": AGREE} | {item: OPEN_MINDED[item] for item in asked})
    answer(page, dict.fromkeys(FELT, AGREE))
    journey.press(page, "That is enough")
    expect(answered(page)).to_contain_text(f"Our arithmetic says: {LEARNING}")
    journey.press(page, "Keep my place")
    expect(answered(page)).to_contain_text(f"You put yourself here: {UNSURE}")
    stand, places = in_the_file(home, STAY)
    assert (stand.zone, places) == ("Z2", ["self", "kept"])
    assert stand.decision
    assert stand.decision.computed_zones == "Z3"
    shows_no_fault(page, picture, "team-kept")
    journey.press(page, "Write one request to those who lead your service")
    expect(page.get_by_role("heading", level=1)).to_have_text("What stands in the way?")


def test_two_readings_far_apart_place_nobody_yet_and_a_target_that_is_met_asks_for_no_gap(
    open_page: OpenPage, start_server: StartServer, tmp_path: Path, picture: Picture
):
    """FR-21: no place while the readings disagree; at target, keeping it comes first."""
    home, today = tmp_path / "home", date.today()
    met = Target(None, 0.08, 0.01, today + timedelta(days=300), "It is safe so", today)
    kept(home, private_file.loaded(), RETURNS, target=met)
    server = start_server(env={"AFREFLECT_HOME": str(home)})
    page = open_page("/my_practice", server=server)
    private_file.open_with(page, private_file.PASSPHRASE)
    reflect(page)
    # Whether there is one thing to try is not asked where nothing has to move.
    on_to(page, "Where do I stand with this, today?", *["Go on"] * 3)
    stand_at(page, ABOVE, LEARNING)
    journey.press(page, "Show what our arithmetic says")
    answer(page, {"acceptance": AGREE} | OPEN_MINDED)
    answer(page, dict.fromkeys(FELT, DISAGREE))
    journey.press(page, "That is enough")
    expect(answered(page)).to_contain_text("Our arithmetic can't say yet.")
    expect(page.get_by_text("counted", exact=True)).to_be_visible()
    expect(page.get_by_text("felt", exact=True)).to_be_visible()
    expect(page.locator("ellipse.oval")).to_have_count(0)
    expect(page.get_by_role("button", name="Say what I doubt, and ask for")).to_be_visible()
    shows_no_fault(page, picture, "apart")
    journey.press(page, "Go on without")
    expect(answered(page)).to_contain_text(f"Our arithmetic says: {LEARNING}")
    expect(page.locator("ellipse.oval")).to_be_visible()
    journey.press(page, "Keep my place")
    expect(page.get_by_role("button", name="Pass on what works")).to_be_visible()
    expect(page.get_by_role("button", name="Make it a plan")).to_have_count(0)
    shows_no_fault(page, picture, "at-target")
    journey.press(page, "Back to the conversation")
    on_to(page, "What do I want to do?", "None of these now")
    expect(page.get_by_text("You are where you said you want to be.")).to_be_visible()
    on_to(page, "What do I take with me?", "Keep: this is how I choose to practise", "Go on")
    stand, places = in_the_file(home, RETURNS)
    assert (stand.zone, places) == ("Z3", ["self", "kept"])
    assert stand.decision
    assert stand.decision.computed_zones == "Z3"
