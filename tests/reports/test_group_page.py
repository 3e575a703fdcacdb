"""The page a group takes along: the picture and the board, and nobody in particular."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from afreflect.charts import band
from afreflect.domain import hour
from afreflect.domain.disclosure import RULES_VERSION, Snapshot, snapshot
from afreflect.domain.hour import (
    AskedOfLeaders,
    CheckIn,
    Committed,
    Objected,
    OneThingLearned,
    OptionAdded,
    Parked,
)
from afreflect.reports import group_page
from afreflect.reports.group_page import Page, Shown
from afreflect.reports.log_pdf import CannotSet
from tests.domain.disclosure.groups import MADE_ON, SHARE, gave

FIGURES = [0.131, 0.212, 0.243, 0.334, 0.365, 0.416, 0.447, 0.878]
ELSEWHERE = [0.021, 0.222, 0.253, 0.314, 0.375, 0.406, 0.457, 0.991]
"""Another room of which the same is released."""
BOARD = hour.fold(
    [
        Objected("Sign-up is at a screen"),
        OptionAdded("Go to the bedside first", "me"),
        OptionAdded("A second triage nurse", "clinic"),
        Committed("I go to the bedside first", date(2026, 3, 1), "by the board", "Anna", 3),
        Committed("I ask which two wait longest", date(2026, 3, 1), name="Maria K."),
        AskedOfLeaders("Mend the time of triage", "Head of department", date(2026, 4, 1)),
        OneThingLearned("Times are missing on nights"),
        Parked("Night staffing"),
        CheckIn(date(2026, 5, 4)),
    ]
)


def frozen(figures: list[float]) -> Snapshot:
    return snapshot(SHARE, gave(figures), [], MADE_ON, "S-4F7QK")


def page(figures: list[float]) -> Page:
    shown = frozen(figures)
    drawn = Shown(band.draw(shown), band.alt_text(shown), band.table(shown)) if shown.band else None
    return Page(shown, BOARD, drawn, ("Most of us think it fair enough.",))


def words(made: bytes) -> str:
    pages = PdfReader(io.BytesIO(made)).pages
    return " ".join(" ".join(each.extract_text() for each in pages).split())


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return group_page.as_pdf(page(FIGURES))


def test_k_11_the_page_carries_the_snapshots_id_and_the_rules(pdf: bytes):
    """K-11: an export says which snapshot it is of, and by which rules."""
    assert f"Snapshot S-4F7QK, rules {RULES_VERSION}, frozen on 3 Feb 2026." in words(pdf)


def test_it_says_the_picture_the_board_and_what_was_told(pdf: bytes):
    said = words(pdf)
    for line in (
        "8 or more of us gave a figure.",
        "The middle of our group runs from about 25 % to about 40 %.",
        "Most of us think it fair enough.",
        "Sign-up is at a screen",
        "A second triage nurse (in our clinic)",
        "Mend the time of triage. Head of department, by 1 Apr 2026.",
        "I ask which two wait longest. From 1 Mar 2026. Maria K.",
        "On 4 May 2026.",
        "Made for learning",
    ):
        assert line in said


def test_how_sure_somebody_is_and_whom_they_named_stay_off_the_page(pdf: bytes):
    """K-08: a commitment without a name gives no other way to tell whose it is."""
    said = words(pdf)
    assert "I go to the bedside first. From 1 Mar 2026. I will know by this: by the board." in said
    assert "Anna" not in said
    assert "of 10" not in said


def test_a5_two_rooms_of_which_the_same_is_released_give_the_same_bytes(pdf: bytes):
    """K-03: A5, neither the PDF nor the picture holds anything of what lies behind a release."""
    assert group_page.as_pdf(page(ELSEWHERE)) == pdf
    assert group_page.as_png(page(ELSEWHERE)) == group_page.as_png(page(FIGURES))


def test_it_is_tagged_in_its_language_and_names_no_machine(pdf: bytes):
    read = PdfReader(io.BytesIO(pdf))
    assert read.root_object["/Lang"] == "en"
    assert set(read.metadata or {}) == {"/Title", "/Creator"}


def test_below_eight_the_page_has_words_and_no_picture():
    """K-01: with five to seven the page says so, and holds no figure."""
    said = words(group_page.as_pdf(page(FIGURES[:5])))
    assert "5 to 7 of us gave a figure." in said
    assert "Below eight of us no number is shown" in said
    assert "half-way" not in said


def test_a_letter_without_a_font_ends_in_a_sentence():
    board = hour.fold([Parked("\U00012000")])
    with pytest.raises(CannotSet, match="The page can't show"):
        group_page.as_pdf(Page(frozen(FIGURES), board))
