"""Put right: what is missing or odd, corrected, logged, undone."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from afreflect.storage import lock
from tests.pages.journey import click, drop, go, opened, title, unfold, with_own, with_sample, words

HEADER = "Visit No,Patient Key,Arrival Date/Time,Departure Date/Time,ED Disposition"
EMPTY_ONE = 7


def extract(ending: str = "Discharged", departure: str = "") -> dict[str, str | bytes]:
    """Forty discharges of one month; visit 7 has this departure and this ending."""
    rows = [HEADER]
    for number in range(40):
        day = f"2025-03-{number % 28 + 1:02d}"
        left = departure if number == EMPTY_ONE else f"{day} 11:00"
        ended = ending if number == EMPTY_ONE else "Discharged"
        rows.append(f"{number},p{number},{day} 08:00,{left},{ended}")
    return {"visits.csv": "\n".join(rows) + "\n"}


def at_the_fields(files: dict[str, str | bytes] | None = None) -> AppTest:
    """The page, with an extract in which one departure is missing, about the length of stay."""
    at = go(click(with_own(files or extract()), "columns_right"), "corrections")
    at.selectbox(key="correct_for").set_value("length_of_stay")
    return at.run()


def keyed(at: AppTest, kind: str, beginning: str) -> Any:
    """The one widget of a kind whose key begins so."""
    return next(each for each in at.get(kind) if str(each.key).startswith(beginning))


def change(
    at: AppTest, visit: str, column: str, typed: str, why: str = "the paper chart"
) -> AppTest:
    """One visit, one field, saved."""
    keyed(at, "selectbox", "which_visit").set_value(visit)
    at.run()
    keyed(at, "text_input", f"field_{column}").input(typed)
    at.run()
    keyed(at, "text_input", "who_visit").input("the registry")
    keyed(at, "text_input", "why_text_visit").input(why)
    keyed(at, "button", "save_now_visit").click()
    return at.run()


def undo(at: AppTest) -> AppTest:
    keyed(at, "button", "undo_").click()
    return at.run()


def log(at: AppTest) -> list[dict[str, str]]:
    if not at.table:
        return []
    table = at.table[0].value
    return [
        {str(name): str(cell).replace("\\", "") for name, cell in row.items()}
        for _, row in table.iterrows()
    ]


def test_what_is_missing_stands_in_a_grid_with_what_is_wrong():
    """FR-39: correct or complete fields in a grid."""
    at = at_the_fields()
    assert title(at) == "What could we put right together?"
    assert "1 visit has something missing or odd." in words(at)
    grid = at.data_editor[0].value
    assert list(grid["Visit"]) == ["7"]
    assert list(grid["What is wrong"]) == ["Departure missing"]


def test_a_completed_field_is_logged_and_undone_with_one_click():
    """FR-39: who, when, why, before and after; undone with one click."""
    at = change(at_the_fields(), "7", "departure_ts", "11:30")
    assert "1 field is corrected." in words(at)
    assert "Nothing that this measure needs is missing" in words(at)
    (line,) = log(at)
    assert line["Before"] == "empty"
    assert line["After"] == "2025-03-08 11:30"
    assert line["Who"] == "with the registry"
    assert line["Why"] == "the paper chart"
    at = undo(at)
    assert "1 visit has something missing or odd." in words(at)
    assert log(at)[0]["Since"].startswith("Undone on")


def test_a_wrong_value_is_refused_with_one_sentence():
    """FR-39: a time that can't be is not taken, and the page says why."""
    at = change(at_the_fields(), "7", "departure_ts", "2025-03-08 07:00")
    (error,) = at.error
    assert "would be before the arrival, 08:00 on 8 Mar 2025" in error.value.replace("\\", "")
    assert log(at) == []


def test_nothing_is_saved_without_a_word_on_why():
    at = change(at_the_fields(), "7", "departure_ts", "11:30", why=" ")
    assert "Say in a few words why" in at.error[0].value
    assert log(at) == []


def test_the_figure_says_how_many_fields_were_corrected_and_where_to_see_them():
    """FR-39, FR-15: corrections are stated wherever the figure stands."""
    at = change(at_the_fields(), "7", "departure_ts", "11:30")
    at = go(at, "what_i_value")
    at = click(click(at, "value_safe_discharge"), "skip")
    at = unfold(go(at, "my_practice"), "origin")
    assert "1 field corrected by you and the registry." in words(at)
    assert "**Corrections.** 1 field corrected by you and the registry, fingerprint" in words(at)
    assert "your corrections are only on this page" in words(at)


def test_too_few_cases_give_no_figure_here_either():
    """FR-10: below n_show there are cases, and no rate."""
    at = change(at_the_fields(), "7", "departure_ts", "11:30")
    at = click(click(go(at, "what_i_value"), "value_safe_discharge"), "skip")
    at = go(at, "corrections")
    assert "40 discharges as it counts now, 39 discharges as the extract came" in words(at)


def test_the_list_of_cases_and_my_data_lead_here():
    at = unfold(click(click(with_sample(), "value_safe_discharge"), "skip"), "behind")
    assert "Put it right" in " ".join(link.proto.label for link in at.get("page_link"))
    at = go(at, "my_data")
    assert "Put right" in " ".join(link.proto.label for link in at.get("page_link"))


def test_without_data_the_page_says_what_to_do_first():
    at = go(opened(), "corrections")
    assert "Bring in some data first." in words(at)


def test_an_extract_without_visits_is_told_so():
    forms = "Form No,Date,Item,Score\n" + "\n".join(f"{n},2025-03-01,Teaching,4" for n in range(9))
    at = go(click(with_own({"evaluations.csv": forms}), "columns_right"), "corrections")
    assert "This extract holds no visits" in words(at)


def kept(at: AppTest, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The same in a private file that was just made."""
    monkeypatch.setitem(lock.ARGON2ID, "memory_kib", 1024)
    monkeypatch.setitem(lock.ARGON2ID, "passes", 1)
    at = go(at, "keep")
    for field in at.text_input:
        field.input("four plain garden words")
    at.button(key="keep_it").click()
    return at.run()


def test_a_newer_extract_that_says_otherwise_is_asked_about_and_yours_stays(
    monkeypatch: pytest.MonkeyPatch,
):
    """FR-39: carried across the next import: keep yours, or take the extract's."""
    at = change(at_the_fields(), "7", "departure_ts", "11:30")
    at = kept(at, monkeypatch)
    at = drop(go(at, "my_data"), extract(departure="2025-03-08 12:45"))
    at = go(click(at, "columns_right"), "corrections")
    assert "yours is **2025-03-08 11:30**, the extract now says **2025-03-08 12:45**" in words(
        at
    ).replace("\\", "")
    keep = click(at, keyed(at, "button", "keep_").key)
    assert "The extract now says" not in words(keep)
    assert [line["Since"] for line in log(keep)] == ["", "Corrected again since."]


def test_a_visit_that_may_not_count_is_named_beside_the_headline():
    """FR-39: what fell out for an odd time is said where the figure stands, with the way there."""
    odd, plain = (
        shown(extract(departure=departure))
        for departure in ("2025-03-08 05:00", "2025-03-08 11:00")
    )
    said = "1 visit has something missing or odd, and may not count."
    assert said in words(odd)
    assert said not in words(plain)


def shown(files: dict[str, str | bytes]) -> AppTest:
    """The practice page on unplanned returns, just reached."""
    at = click(with_own(files), "columns_right")
    return click(click(at, "value_safe_discharge"), "skip")
