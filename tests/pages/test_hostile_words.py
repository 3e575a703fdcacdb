"""What stands in a file is shown as it is written: it is no mark-up, and fetches nothing."""

import re

import pytest

from afreflect.ui import words
from tests.pages.journey import TWO_CLINICIANS, UNCLEAR_DATES, VISITS, with_own

PICTURE = "![seen](http://127.0.0.1:9/seen.png)"
LOOSE_MARK = re.compile(r"(?<!\\)[\[\]<>`$]")


@pytest.mark.parametrize(
    "files",
    [
        {f"{PICTURE}.csv": b""},
        {"ed.csv": f"{PICTURE},Buzz\na,b\nc,d\n"},
        {f"{PICTURE}.csv": UNCLEAR_DATES},
        {"ed.csv": UNCLEAR_DATES.replace("08:00", f"08:00 {PICTURE}")},
        {"ed.csv": TWO_CLINICIANS.replace("D2", PICTURE)},
        {"ed.csv": VISITS.replace("Admitted", PICTURE)},
        {"ed.csv": VISITS.replace("Patient Name", f"{PICTURE} <img src=x>")},
    ],
    ids=["refused file", "columns", "asked file", "dates", "clinicians", "codes", "column"],
)
def test_no_picture_is_fetched_for_what_a_file_says(files: dict[str, str | bytes]):
    at = with_own(files)
    assert not at.exception
    kinds = (at.markdown, at.caption, at.error, at.warning, at.info)
    said = [element.value for kind in kinds for element in kind]
    said += [radio.label for radio in at.radio] + [box.label for box in at.selectbox]
    said += [option for radio in at.radio for option in radio.options]
    said += [caption for radio in at.radio for caption in radio.proto.captions]
    shown = [text for text in said if "seen" in text]
    assert [text for text in shown if LOOSE_MARK.search(text)] == []


@pytest.mark.parametrize(
    "hostile", [":material/home:", "http://127.0.0.1:9/x", "a \u202e b \u2066 c"]
)
def test_a_word_becomes_no_icon_and_no_link_and_turns_nothing_round(hostile: str):
    said = words.as_written(hostile)
    assert re.search(r"\\:(?=//|material)|[\u202a-\u202e\u2066-\u2069]", said) is None
