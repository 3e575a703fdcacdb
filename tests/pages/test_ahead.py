"""My practice measures the other chosen measures while the first is read, and never shows old."""

from streamlit.testing.v1 import AppTest

from afreflect.domain.choice import Choice
from afreflect.domain.ledger import CaseSetAside, Corrected, Reacted
from afreflect.storage.catalogue import catalogue
from afreflect.ui import ahead
from afreflect.ui.session import Session
from tests.pages.journey import go, with_cards, words

CHOSEN = ("return_72h_unplanned", "admission")


def with_two_measures() -> AppTest:
    """My practice on the first of two measures that were both looked at before."""
    at = with_cards()
    held = session(at)
    held.chosen = tuple(Choice(metric_id, "It matters") for metric_id in CHOSEN)
    held.guesses = dict.fromkeys(CHOSEN)
    held.showing = CHOSEN[0]
    assert held.practice is not None
    held.record(*(Reacted(each, None, held.practice.extract.sha256) for each in CHOSEN))
    return go(at, "my_practice")


def session(at: AppTest) -> Session:
    return at.session_state["afreflect"].own


def at_rest(at: AppTest) -> AppTest:
    """The same page, with all that is measured ahead."""
    held, known = session(at), {metric.id: metric for metric in catalogue()}
    assert held.practice is not None
    ahead.measure(held, held.practice, known).result()
    return at


def other(at: AppTest) -> AppTest:
    """The page after a click on the other measure."""
    next(group for group in at.button_group if group.key == "measure").set_value(CHOSEN[1])
    return at.run()


def test_a_click_on_another_measure_asks_the_database_nothing():
    at = at_rest(with_two_measures())
    practice = session(at).practice
    assert practice is not None
    practice.cursor().execute("drop table visits")
    assert "108 of 432" in words(other(at))
    assert "Your past" in words(at)
    assert "What may move with it" in words(at)


def test_a_case_that_is_set_aside_meanwhile_is_out_of_the_other_measure():
    """FR-20: what was measured ahead holds for the very cases that it was measured without."""
    at = at_rest(with_two_measures())
    session(at).record(CaseSetAside("admission", "3", "not mine"))
    assert "107 of 431" in words(other(at))


def test_a_correction_made_meanwhile_counts_in_the_other_measure():
    """FR-39: a corrected practice is another one, of which nothing was measured yet."""
    at = at_rest(with_two_measures())
    session(at).record(Corrected("3", "disposition", "admitted", "discharged", "me", "the chart"))
    assert "107 of 432" in words(other(at))
