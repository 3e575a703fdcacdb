"""My data takes a starter file: a code opens it, and its practice is confirmed like any other."""

import pytest
from streamlit.testing.v1 import AppTest

from afreflect.domain.extract import Upload
from afreflect.storage import starter
from afreflect.storage.department import Department
from afreflect.storage.department_file import read_department
from afreflect.storage.reader import Reading, read
from tests.departments import department
from tests.pages.journey import VISITS, click, drop, go, primary, title, with_own, words

NAME = "starter-0f.afreflect"


@pytest.fixture(scope="module")
def given() -> tuple[bytes, str]:
    """The starter file of one clinician, and its code."""
    reading = read([Upload(name, text.encode()) for name, text in department().items()])
    assert isinstance(reading, Reading)
    found = read_department(reading, reading.mapping)
    assert isinstance(found, Department)
    entry = dict(found.imports())["DR-2"]
    found.destroy()
    return starter.sealed(starter.packed(entry), 100_000)


def with_code(at: AppTest, code: str) -> AppTest:
    at.text_input(key="starter_code").set_value(code)
    return click(at, "starter_open")


def test_its_code_opens_it_and_one_button_takes_it(given):
    """FR-01, K-09: one's own part of a department's file, on one's own device alone."""
    data, code = given
    at = with_own({NAME: data})
    assert title(at) == "Which code opens this file?"
    at = with_code(at, code.lower())
    assert title(at) == "Is this what you expect?"
    assert "38 visits are yours" in words(at)
    assert primary(at) == ["Use it"]
    at = click(at, "columns_right")
    assert title(at) == "What would I want to be good at?"
    assert "38 visits are yours." in words(at)
    at = go(at, "my_data")
    assert title(at) == "Which data shall we look at?"
    assert "Loaded:" in words(at)


def test_another_code_opens_nothing_and_says_so(given):
    data, _ = given
    other = starter.sealed(b"x", 10)[1]
    at = with_code(with_own({NAME: data}), other)
    assert title(at) == "Which code opens this file?"
    assert "This code does not open this file" in words(at)
    at = with_code(at, "12")
    assert "A code has 30 letters and digits in 6 groups: type all of them." in words(at)


def test_it_is_known_by_what_it_holds_and_not_by_its_name(given):
    assert title(with_own({"data.csv": given[0]})) == "Which code opens this file?"


def test_it_is_dropped_alone(given):
    at = with_own({NAME: given[0], "ed.csv": VISITS})
    assert "Drop a starter file by itself, without other files." in words(at)
    assert title(at) == "Which data shall we look at?"


def test_other_files_may_be_used_after_all(given):
    at = click(with_own({NAME: given[0]}), "starter_other")
    assert title(at) == "Which data shall we look at?"
    assert title(drop(at, {"ed.csv": VISITS})) == "Are these columns right?"


def test_what_was_confirmed_before_stays_until_it_is_taken(given):
    data, code = given
    at = go(click(with_own({"ed.csv": VISITS}), "columns_right"), "my_data")
    at = click(at, "start_again")
    at = with_code(drop(at, {NAME: data}), code)
    at = click(at, "starter_other")
    assert "3 visits are yours." in words(at)
