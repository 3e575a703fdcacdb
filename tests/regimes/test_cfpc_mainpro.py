"""CFPC Mainpro+: one credit an hour from 16 December 2024; nothing here is certified."""

from datetime import date

from tests.domain.cpd_examples import AGAIN, HEARD, WHOLE


def test_a_log_of_ones_own_is_non_certified_at_one_an_hour(suggested):
    assert suggested(AGAIN) == {"non_certified": "1.5"}


def test_feedback_is_asked_for(lacking):
    assert lacking(HEARD) == []
    assert lacking(WHOLE) == ["who responded to your findings, in what role, and how"]


def test_the_year_is_july_to_june_and_the_categories_hold_from_a_day(regime):
    assert (regime.cycle.year, regime.cycle.report_by) == ("july", (6, 30))
    assert regime.rule("rate").effective_from == date(2024, 12, 16)
