"""Each kind of chart on the page, in the browser: whole words, room, contrast, print, a picture."""

from datetime import datetime, timedelta
from io import BytesIO
from itertools import combinations
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from afreflect.charts.palette import DARK, LIGHT, Palette
from tests.browser import journey
from tests.browser.conftest import OpenPage, Picture
from tests.browser.screens import DESKTOP, PHONE, accessibility_faults, scrolls_sideways
from tests.browser.test_the_chart import WORDS, overlap

SIZES = {"desktop": DESKTOP, "phone": PHONE}
SCHEMES: dict[str, Palette] = {"": LIGHT, "-dark": DARK}
CHART = ".st-key-chart"
MARKS = f"{CHART} svg.marks"
REASON = "Why this chart, and which rules"
SYNTHEA = ("encounters.csv", "patients.csv", "imaging_studies.csv")
BUSIEST = "b1ddf812"
NATIONAL = Path("nhs_ae_attendances", "ae_attendances.csv")
SMALL = "REP"
SHIFT = "Shift ID,Clinician,Shift Start,Shift End"
VISIT = "Visit No,Patient Key,Attending,Arrival Date/Time,First Seen by MD,ED Disposition"
FORM = "Form ID,Form Date,Teacher,Rater Code,Item,Score,Scale Min,Scale Max"
WHERE = """(marks, colour) => {
    const paper = marks.closest('.st-key-chart').getBoundingClientRect();
    return [...marks.querySelectorAll(`path[stroke="${colour}"]`)]
        .filter(mark => mark.getAttribute('fill') !== 'none')
        .map(mark => mark.getBoundingClientRect())
        .map(box => [box.x + box.width / 2 - paper.x, box.y + box.height / 2 - paper.y]);
}"""


def in_every_look(page: Page, picture: Picture, name: str) -> None:
    """The chart at a desk and on a phone, in light and in dark, each as a picture."""
    for suffix, palette in SCHEMES.items():
        page.emulate_media(color_scheme="dark" if suffix else "light")
        # A chart is drawn in the colours of the scheme with the next click on the page.
        page.locator(".st-key-table summary").click()
        expect(page.locator(f'{MARKS} text[fill="{palette.quiet}"]').first).to_be_attached()
        for size, viewport in SIZES.items():
            page.set_viewport_size(viewport)
            journey.rest(page)
            words_have_room(page)
            picture(page, f"chart-{name}-{size}{suffix}", part=CHART)
            assert not scrolls_sideways(page)
        page.set_viewport_size(DESKTOP)
    assert accessibility_faults(page) == []


def words_have_room(page: Page) -> None:
    """No word of the chart is cut, and none lies on another."""
    expect(page.locator(MARKS)).to_be_visible()
    found = page.locator(MARKS).evaluate(WORDS)
    assert found
    sides = ("left", "right", "top", "bottom")
    assert [w["said"] for w in found if min(w[side] for side in sides) < -1] == []
    # A word with paper around it is drawn twice in one place.
    pairs = [(one, two) for one, two in combinations(found, 2) if one["said"] != two["said"]]
    assert [(one["said"], two["said"]) for one, two in pairs if overlap(one, two)] == []


def chosen(page: Page, reason: str) -> None:
    """The page says which chart it is, and why, one click away."""
    page.locator(".st-key-why_this_chart summary").click()
    expect(page.get_by_text(reason, exact=False).first).to_be_visible()
    page.locator(".st-key-why_this_chart summary").click()
    journey.rest(page)


def test_national_counts(open_page: OpenPage, picture: Picture, shared: Path):
    """FR-12: emergency attendances in England by month on a p′ chart, by year on a run chart."""
    page = open_page()
    journey.upload(page, shared / "data" / NATIONAL)
    journey.first_look(page, "The right people are admitted, the rest go home")
    journey.go_on(page)
    chosen(page, "Laney's p' chart")
    expect(page.get_by_text("part month")).to_have_count(0)
    in_every_look(page, picture, "pprime")
    page.get_by_text("Years", exact=True).click()
    expect(page.get_by_text("median year").first).to_be_visible()
    in_every_look(page, picture, "run")


def test_counts_of_one_small_hospital(
    open_page: OpenPage, picture: Picture, shared: Path, tmp_path: Path
):
    """FR-12: admissions from a hospital's emergency room, 1,000 people a month, on a p chart."""
    heading, *rows = (shared / "data" / NATIONAL).read_text(encoding="utf-8").splitlines()
    file = tmp_path / "one_hospital.csv"
    own = [row for row in rows if row.split(",")[1] == SMALL]
    file.write_text("\n".join([heading, *own]), encoding="utf-8")
    page = open_page()
    journey.upload(page, file)
    journey.first_look(page, "The right people are admitted, the rest go home")
    journey.go_on(page)
    chosen(page, "a p chart")
    in_every_look(page, picture, "p")


def test_waits_in_the_sample(open_page: OpenPage, picture: Picture):
    """FR-12: a time, on an XmR chart."""
    page = open_page()
    journey.explore(page)
    journey.press(page, "These columns look right")
    journey.press(page, "People are not kept waiting without need")
    journey.press(page, "Time to first assessment")
    journey.press(page, "Skip the guess")
    journey.go_on(page)
    chosen(page, "an XmR chart")
    in_every_look(page, picture, "xmr")


def test_a_rate_in_the_sample(open_page: OpenPage, picture: Picture):
    """FR-12: a rate whose months differ more than chance would have it, on a u′ chart."""
    page = open_page()
    journey.explore(page)
    patients_per_hour(page)
    chosen(page, "Laney's u' chart")
    in_every_look(page, picture, "uprime")


def test_a_rate_over_hours_that_differ_and_over_equal_hours(
    open_page: OpenPage, picture: Picture, tmp_path: Path
):
    """FR-12: shifts of eight, nine, ten hours: a u chart by month, by quarter a c chart."""
    files = [tmp_path / "shifts.csv", tmp_path / "visits.csv"]
    for file, rows in zip(files, shifts_and_visits(), strict=True):
        file.write_text(rows, encoding="utf-8")
    page = open_page()
    journey.upload(page, *files)
    patients_per_hour(page)
    chosen(page, "a u chart")
    in_every_look(page, picture, "u")
    page.get_by_text("Quarters", exact=True).click()
    expect(page.get_by_text("Each dot is a quarter", exact=False)).to_be_visible()
    chosen(page, "a c chart")
    in_every_look(page, picture, "c")


def patients_per_hour(page: Page) -> None:
    """From the columns to the chart of the one measure that is a rate."""
    journey.press(page, "These columns look right")
    journey.press(page, "People are not kept waiting without need")
    journey.press(page, "Patients per hour")
    journey.press(page, "Skip the guess")
    journey.go_on(page)


def test_gaps_between_rare_events(open_page: OpenPage, picture: Picture, shared: Path):
    """FR-12: eleven images in decades of Synthea, by visits on a g chart, by days on a t chart."""
    page = open_page()
    journey.upload(page, *(shared / "data" / "synthea_a" / name for name in SYNTHEA))
    page.get_by_role("combobox").first.click()
    page.get_by_role("combobox").first.fill(BUSIEST)
    page.keyboard.press("Enter")
    journey.rest(page)
    journey.first_look(page, "I order the tests that help, and spare the rest")
    journey.press(page, "Go on without saying")
    page.get_by_text("Between events", exact=True).click()
    expect(page.get_by_text("median gap").first).to_be_visible()
    chosen(page, "a g chart with exact limits")
    in_every_look(page, picture, "g")
    page.get_by_text("In days", exact=True).click()
    expect(page.get_by_text("usual gap").first).to_be_visible()
    chosen(page, "a t chart")
    in_every_look(page, picture, "t")


def test_forms_and_what_paper_shows_of_them(open_page: OpenPage, picture: Picture, tmp_path: Path):
    """FR-12: marks of a busy teacher on an X̄ chart, in black and white as well.

    A signal in the wanted direction is filled and points up, one against it is open and points
    down: that is left of the two colours on grey paper, and the words beside them say so.
    """
    file = tmp_path / "forms.csv"
    file.write_text(forms_of_a_busy_teacher(), encoding="utf-8")
    page = open_page()
    journey.upload(page, file)
    journey.first_look(page, "Learners leave my shift better doctors")
    journey.go_on(page)
    chosen(page, "an X-bar chart")
    on_grey_paper(page)
    in_every_look(page, picture, "xbar")
    a_dark_page_on_paper(page)


def a_dark_page_on_paper(page: Page) -> None:
    """What was dark on the screen is printed as dark words and light colours on white paper."""
    words = page.locator(f"{MARKS} text").first
    assert coloured(words, "fill") == rgb(DARK.quiet)
    page.emulate_media(media="print", color_scheme="dark")
    assert coloured(words, "fill") == rgb(LIGHT.quiet)
    assert coloured(page.locator("h1"), "color") == rgb(LIGHT.ink)
    printed = page.screenshot(animations="disabled")
    assert np.asarray(Image.open(BytesIO(printed)).convert("L")).mean() > 230
    page.emulate_media(media="screen", color_scheme="dark")
    no_page_is_empty(page)


def no_page_is_empty(page: Page) -> None:
    """A table that goes on over several pages begins below its heading."""
    page.locator(".st-key-table summary").click()
    journey.rest(page)
    page.emulate_media(media="print")
    printed = PdfReader(BytesIO(page.pdf(format="A6"))).pages
    page.emulate_media(media="screen")
    assert len(printed) > 3
    assert all(sheet.extract_text().strip() for sheet in printed)


def coloured(part: Locator, name: str) -> str:
    return part.evaluate(f"part => getComputedStyle(part).{name}")


def rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour[1:]))


def on_grey_paper(page: Page) -> None:
    page.emulate_media(media="print")
    expect(
        page.get_by_text("A filled blue mark is a signal in the direction you want.")
    ).to_be_visible()
    expect(page.get_by_text("An open orange mark is a signal against it.")).to_be_visible()
    expect(page.get_by_role("button", name="Set a target")).to_be_hidden()
    marks = page.locator(MARKS)
    printed = page.locator(CHART).screenshot(animations="disabled")
    grey = np.asarray(Image.open(BytesIO(printed)).convert("L"))
    for colour, darkest, lightest in ((LIGHT.wanted, 0, 130), (LIGHT.against, 240, 255)):
        places = marks.evaluate(WHERE, colour)
        assert places
        assert all(darkest <= grey[round(y), round(x)] <= lightest for x, y in places)
    page.emulate_media(media="screen")


def forms_of_a_busy_teacher() -> str:
    """Twelve forms a month for sixteen months, with better marks in the last six."""
    draw = Random(7)
    rows = [FORM]
    for month in range(16):
        for form in range(12):
            mark = min(5, max(1, round(draw.gauss(4.3 if month >= 10 else 3.6, 0.7))))
            day = f"{2024 + month // 12}-{month % 12 + 1:02d}-{form + 3:02d}"
            rows.append(f"F{month}-{form},{day},T1,L{form},Explains well,{mark},1,5")
    return "\n".join(rows)


def shifts_and_visits() -> tuple[str, str]:
    """Twelve shifts a month for three years, of eight, nine and ten hours in turn.

    Somebody comes at any minute with the same chance, and is seen at once.
    """
    draw = Random(7)
    shifts, visits = [SHIFT], [VISIT]
    for month in range(36):
        for day in range(3, 27, 2):
            begins = datetime(2023 + month // 12, month % 12 + 1, day, 8)
            ends = begins + timedelta(hours=8 + month % 3)
            shifts.append(f"S{month}-{day},D1,{begins:%F %R},{ends:%F %R}")
            seen = begins + timedelta(hours=draw.expovariate(0.8))
            while seen < ends:
                number = len(visits)
                visits.append(f"V{number},P{number},D1,{seen:%F %R},{seen:%F %R},Discharged")
                seen += timedelta(hours=draw.expovariate(0.8))
    return "\n".join(shifts), "\n".join(visits)
