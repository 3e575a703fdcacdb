"""My data says which known layout the files have, and takes no for an answer."""

from tests.pages.journey import click, drop, labels, primary, with_own, words
from tests.storage.presets.department import fhir, mimic, omop, visits

SAID = "This looks like MIMIC-IV-ED; its columns are known."


def test_a_known_layout_is_said_in_one_line_and_still_confirmed():
    """FR-40: the columns of a known layout need not be asked for."""
    at = with_own({**mimic(visits())})
    assert SAID in words(at)
    assert primary(at) == ["These columns look right"]
    at = click(at, "columns_right")
    assert not at.exception


def test_it_can_be_declined_and_taken_after_all():
    at = click(with_own({**mimic(visits())}), "preset_1")
    assert "You said it is not MIMIC-IV-ED: its columns are guessed." in words(at)
    assert SAID not in words(at)
    at = click(at, "preset_2")
    assert SAID in words(at)


def test_what_was_declined_is_not_asked_again_when_a_file_is_added():
    at = click(with_own({**mimic(visits())}), "preset_1")
    shifts = "Shift ID,Shift Start,Shift End\ns1,2025-03-01 07:00,2025-03-01 15:00\n"
    at = drop(at, {"shifts.csv": shifts})
    assert "You said it is not MIMIC-IV-ED" in words(at)


def test_what_is_worth_knowing_of_a_layout_is_said():
    at = with_own({**omop(visits("lwbs", "eloped"))})
    assert "OMOP has no word for people who left unseen." in words(at)


def test_fhir_is_taken_as_it_comes():
    at = with_own({**fhir(visits())})
    assert "This looks like FHIR R4 Encounters; its columns are known." in words(at)
    assert f"{len(visits())} visits are yours." in words(at)


def test_nothing_is_said_of_a_file_of_the_house():
    at = with_own({"ed.csv": "Visit ID,Arrival,Disposition\n1,2025-03-01 08:00,Home\n"})
    assert "This looks like" not in words(at)
    assert "It is something else" not in labels(at)
