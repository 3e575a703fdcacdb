"""MCNZ: a mix of three, a conversation every year, and no hours counted."""

from dataclasses import replace

from tests.domain.cpd_examples import AGAIN, HEARD


def test_measuring_and_reviewing_are_told_apart_by_what_was_done(suggested):
    assert suggested(AGAIN) == {"measuring": "0.5", "reviewing": "0.75"}


def test_no_hours_are_asked_for(regime):
    assert regime.goals == ()
    assert all("counts no hours" in each.note for each in regime.categories)


def test_a_conversation_is_asked_for(lacking):
    assert lacking(HEARD) == []
    assert lacking(replace(HEARD, feedback_how="")) == [
        "the conversation: who responded to your findings, in what role, and how"
    ]
