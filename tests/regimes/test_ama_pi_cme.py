"""AMA PI CME: packets for the stages of a provider; no credit by oneself."""

from dataclasses import replace

from tests.domain.cpd_examples import AGAIN, WHOLE


def test_it_makes_packets_of_stages_and_no_credits(suggested):
    assert suggested(WHOLE) == {"stage_a": None, "stage_b": None}
    assert suggested(AGAIN) == {"stage_a": None, "stage_b": None, "stage_c": None}


def test_another_measure_afterwards_is_no_stage_c(suggested):
    assert "stage_c" not in suggested(replace(AGAIN, remeasure_definition_sha256="d2"))


def test_every_export_says_that_it_is_not_category_1_by_itself(regime):
    assert regime.banner == "Not Category 1 unless an accredited provider accepts it."
    assert regime.rounding == "nearest"


def test_looking_again_is_asked_for(lacking):
    assert lacking(AGAIN) == []
    assert lacking(WHOLE) == ["what you saw when you looked again"]
