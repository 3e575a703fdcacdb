"""GMC: no amount is asked for; what, so what, now what."""

from dataclasses import replace

from tests.domain.cpd_examples import WHOLE


def test_it_is_a_reflective_note_of_what_so_what_now_what(suggested):
    assert suggested(WHOLE) == {"quality_improvement": "0.75"}
    assert suggested(replace(WHOLE, now_what="")) == {}


def test_the_note_stands_in_that_order(regime):
    fields = [each.field for each in regime.portal]
    at = fields.index("what")
    assert fields[at : at + 3] == ["what", "so_what", "now_what"]


def test_the_year_ends_with_the_appraisal(regime):
    assert regime.cycle.year == "appraisal"


def test_no_amount_is_asked_for(regime):
    assert regime.goals == ()
