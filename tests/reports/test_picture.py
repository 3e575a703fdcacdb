"""The picture for a colleague: what is on it, and what can't get onto it."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from afreflect.charts import run_chart as drawing
from afreflect.domain import run_chart
from afreflect.domain.run_chart import RunChart
from afreflect.domain.target import TargetHistory
from afreflect.reports.picture import PURPOSE, Caption, picture
from afreflect.ui import save_picture
from tests.domain.examples import RETURNS, WAIT, level, result, returns, share

SERIES = run_chart.read(RETURNS, returns([(5, 100), (9, 110), (7, 90)]))
SINGLE = run_chart.read(RETURNS, result([share(None, 4, 80)], share(None, 4, 80), grain="all"))
CAPTION = Caption("How often?", "Now and then.", (), (), "A source.", "A line.")


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


@pytest.mark.parametrize("read", [SERIES, SINGLE], ids=["months", "one figure"])
def test_a_picture_is_a_sharp_png_on_white_paper(read: RunChart):
    """FR-17: one click makes a view that can be shown."""
    made = opened(save_picture.drawn(read))
    assert made.format == "PNG"
    assert made.width == 1600
    assert made.convert("RGB").getpixel((2, 2)) == (255, 255, 255)
    dark = sum(made.convert("L").histogram()[:100])
    assert dark > 5_000, "words and marks are drawn"


def test_the_words_are_the_screens_own_said_as_my():
    """FR-10: the same numbers as beside the chart."""
    caption = save_picture.caption(SERIES)
    assert caption.sentence == SERIES.sentence.replace("your discharges", "my discharges")
    assert " my " in caption.sentence
    assert caption.question == RETURNS.question
    assert dict(caption.definition)["Counted:"] == RETURNS.met
    theirs = replace(RETURNS, eligible="Your shifts in which you were first, and whom you saw.")
    shown = save_picture.caption(replace(SERIES, metric=theirs))
    assert dict(shown.definition)["Out of:"] == "My shifts in which I was first, and whom I saw."


def test_a_picture_says_what_it_is_for_and_what_it_must_not_go_without():
    """FR-25: the purpose is on every export."""
    assert "not for judging" in PURPOSE
    plain = opened(picture(drawing.draw(SERIES), CAPTION))
    noted = opened(picture(drawing.draw(SERIES), replace(CAPTION, notes=("Nine set aside.",))))
    assert noted.height > plain.height


def test_after_the_first_look_it_says_what_is_chance_and_what_the_band_is():
    """FR-10: the sentences beside the screen's chart go with it."""
    later = run_chart.read(RETURNS, returns([(5, 100)] * 12), TargetHistory())
    assert save_picture.caption(later).notes == (later.process.sentence,)
    assert "The band is where chance alone keeps the points." in save_picture.caption(later).source
    assert save_picture.caption(SERIES).notes == ()


def test_nothing_of_a_visit_a_site_or_a_file_is_in_its_words():
    """FR-17, FR-22: words come from the definition and from whole periods alone."""
    read = run_chart.read(WAIT, result([], level(None, 40, 44, 40, 50), metric=WAIT))
    said = save_picture.caption(read)
    as_mine = read.sentence.replace(" your ", " my ")
    known = {WAIT.question, as_mine, WAIT.eligible, WAIT.met, f"{WAIT.exclusions[0]}."}
    assert {said.question, said.sentence, *(text for _, text in said.definition)} == known


@settings(max_examples=10, deadline=None)
@given(st.text(max_size=60))
def test_no_text_is_taken_for_source(text: str):
    made = picture(drawing.draw(SERIES), replace(CAPTION, notes=(f"#panic() {text} $*_`",)))
    assert opened(made).format == "PNG"


def test_a_picture_says_how_many_fields_were_corrected_and_names_nobody():
    """FR-39: a corrected figure goes nowhere without saying so."""
    corrected = replace(returns([(5, 100)]), corrections=12, corrections_sha256="0" * 64)
    said = save_picture.caption(run_chart.read(RETURNS, corrected)).notes
    assert said == ("12 fields of the extract corrected by me.",)
    assert save_picture.caption(SERIES).notes == ()
