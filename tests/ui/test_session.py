"""What one visit holds."""

import pytest

from afreflect.domain.ledger import CaseSetAside, Corrected
from afreflect.ui.session import Choice, Session
from tests.domain.examples import target
from tests.storage.journal.extracts import practice


def test_five_measures_are_the_most():
    """FR-43: a small finite set, five at most."""
    held = Session("own")
    for metric_id in "abcde":
        held.choose(Choice(metric_id, "because"))
    with pytest.raises(ValueError, match="let one go"):
        held.choose(Choice("f", "because"))
    held.drop("b")
    held.choose(Choice("f", "because"))
    assert [choice.metric_id for choice in held.chosen] == ["a", "c", "d", "e", "f"]


def test_choosing_a_measure_again_changes_why_and_not_its_place():
    held = Session("own")
    held.choose(Choice("a", "first"))
    held.choose(Choice("b", "because"))
    held.choose(Choice("a", "second"))
    assert held.chosen == (Choice("a", "second"), Choice("b", "because"))
    assert held.showing == "a"


def test_letting_a_measure_go_keeps_its_targets():
    held = Session("own")
    held.choose(Choice("a", "because"))
    held.set_target("a", target())
    held.drop("a")
    assert held.history("a").current == target()
    assert held.showing == ""


def test_a_second_click_sets_no_second_target():
    held = Session("own")
    held.set_target("a", target())
    held.set_target("a", target())
    assert len(held.history("a").targets) == 1
    held.set_target("a", target(high=0.07))
    assert len(held.history("a").targets) == 2


def test_the_corrected_practice_is_made_once_and_made_anew_when_another_field_is_corrected():
    """FR-39: what is put right counts wherever the practice is asked for."""
    held = Session("own", imported=practice("march", visits=3))
    assert held.practice is held.imported
    held.record(Corrected("1", "acuity", None, "2", "me", "the chart"))
    first = held.practice
    assert first is not None
    assert len(first.corrections) == 1
    held.record(CaseSetAside("admission", "3", "not mine"))
    assert held.practice is first
    held.record(Corrected("2", "acuity", None, "2", "me", "the chart"))
    assert held.practice is not first
