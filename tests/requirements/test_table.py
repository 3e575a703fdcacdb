"""docs/requirements.md says what the tests say."""

import pytest

from tests.requirements.table import (
    PAGE,
    asked,
    in_words,
    keepers,
    page,
    requirements_named,
    written_now,
)


def test_the_page_is_up_to_date():
    assert PAGE.read_text("utf-8") == written_now(), "run `make requirements` and commit the page"


def test_all_58_requirements_stand_there_with_a_test_or_why_not_yet():
    assert list(asked()) == [f"FR-{number:02d}" for number in range(1, 59)]
    rows = [
        row for row in written_now().split("## By which test")[0].splitlines() if "| FR-" in row
    ]
    assert len(rows) == 58
    assert not [row for row in rows if "no test names it" in row]
    assert all(" | by " in row or " | not yet: " in row for row in rows)


@pytest.mark.parametrize(
    "test, docstring, ids",
    [
        ("test_a", "FR-10: the sentence states the value.", {"FR-10"}),
        ("test_a", "FR-10, FR-11 and K-03: three at once.", {"FR-10", "FR-11", "K-03"}),
        ("test_k_01_fewer_than_five_show_nothing", "", {"K-01"}),
        ("test_a", "Nothing is named here, nor by XFR-10 or FR-1.", set()),
    ],
)
def test_a_requirement_is_named_in_a_docstring_or_a_name(test: str, docstring: str, ids: set[str]):
    assert requirements_named(test, docstring) == ids


@pytest.mark.parametrize(
    "test, docstring, words",
    [
        (
            "test_a",
            "FR-10: the sentence states\n    the value.\n\nMore.",
            "the sentence states the value.",
        ),
        ("test_a", "FR-10, FR-11: both.", "both."),
        ("test_k_01_small_rooms_stay_shut", "", "k 01 small rooms stay shut"),
    ],
)
def test_the_words_are_the_tests_own(test: str, docstring: str, words: str):
    assert in_words(test, docstring) == words


def test_a_test_is_listed_once_for_each_requirement_in_their_order():
    text = (
        'def test_b():\n    """FR-11, FR-10: either | or."""\n\n\n'
        'class TestIt:\n    def test_c(self):\n        """FR-02: within a class."""\n\n\n'
        'def not_a_test():\n    """FR-03"""\n'
    )
    rows = page(keepers("tests/test_a.py", text)).splitlines()[-3:]
    assert rows == [
        "| FR-02 | [test_c](../tests/test_a.py) | within a class. |",
        r"| FR-10 | [test_b](../tests/test_a.py) | either \| or. |",
        r"| FR-11 | [test_b](../tests/test_a.py) | either \| or. |",
    ]
