"""Several windows add up: what was changed here is kept on top of what was kept elsewhere."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain.choice import Choice
from afreflect.domain.expectation import Expectation
from afreflect.domain.extract import Upload
from afreflect.domain.ledger import CaseSetAside, Corrected
from afreflect.domain.target import Target
from afreflect.storage.journal import PERSONAL, Journal, JournalKeeper
from afreflect.ui import keeping
from afreflect.ui.keeping import merged_choices
from afreflect.ui.session import MOST_MEASURES, Held
from tests.storage.journal.extracts import HEADER, practice_of, row

CHOICES = st.lists(
    st.builds(Choice, st.sampled_from("abcdefg"), st.sampled_from(("one", "two"))),
    max_size=MOST_MEASURES,
    unique_by=lambda choice: choice.metric_id,
).map(tuple)


@pytest.fixture
def journal(tmp_path: Path):
    keeper = JournalKeeper.at(tmp_path)
    made, _ = keeper.create(PERSONAL, "four words are enough")
    yield made
    keeper.close()


def window(journal: Journal) -> Held:
    """A window that has just been opened on the private file."""
    held = Held()
    keeping.settle(held, journal)
    return held


def target(high: float) -> Target:
    return Target(None, high, 1.0, date(2099, 1, 1), "for my patients", date(2026, 1, 1))


@given(CHOICES, CHOICES)
def test_what_was_changed_in_one_window_alone_is_what_holds(seen, mine):
    assert merged_choices(seen, mine, seen) == mine
    assert merged_choices(seen, seen, mine) == mine


@given(CHOICES, CHOICES, CHOICES)
def test_nothing_that_somebody_let_go_or_nobody_chose_comes_back(seen, mine, theirs):
    merged = merged_choices(seen, mine, theirs)
    assert len(merged) <= MOST_MEASURES
    assert {choice.metric_id for choice in merged} <= {c.metric_id for c in (*mine, *theirs)}
    for gone in {c.metric_id for c in seen} - {c.metric_id for c in mine}:
        assert gone not in {choice.metric_id for choice in merged}


def test_two_windows_choose_different_measures_and_both_are_kept(journal: Journal):
    first, second = window(journal), window(journal)
    first.own.choose(Choice("admission", "one"))
    second.own.choose(Choice("ct_use", "two"))
    keeping.settle(first, journal)
    keeping.settle(second, journal)
    keeping.settle(first, journal)
    assert {choice.metric_id for choice in first.own.chosen} == {"admission", "ct_use"}
    assert first.own.chosen == second.own.chosen == journal.choices()


def test_two_windows_set_targets_and_the_history_holds_both(journal: Journal):
    """FR-34: changes of targets are kept with their dates."""
    first, second = window(journal), window(journal)
    first.own.set_target("admission", target(10))
    second.own.set_target("admission", target(20))
    keeping.settle(first, journal)
    keeping.settle(second, journal)
    assert [kept.high for kept in journal.history("admission").targets] == [10, 20]
    assert [kept.high for kept in second.own.history("admission").targets] == [10, 20]
    keeping.settle(second, journal)
    assert len(journal.history("admission").targets) == 2


def test_a_guess_and_a_skipped_one_are_kept(journal: Journal):
    here = window(journal)
    here.own.guesses = {"admission": Expectation(12.5), "ct_use": None}
    keeping.settle(here, journal)
    assert window(journal).own.guesses == {"admission": Expectation(12.5), "ct_use": None}


def test_what_was_done_before_the_file_was_opened_is_not_mixed_into_it(journal: Journal):
    stranger = Held()
    stranger.own.choose(Choice("admission", "not the owner's"))
    keeping.settle(stranger, journal)
    assert stranger.own.chosen == journal.choices() == ()


def test_nothing_of_the_sample_is_kept(journal: Journal):
    here = window(journal)
    here.sample.choose(Choice("admission", "only looking"))
    keeping.settle(here, journal)
    assert journal.choices() == ()


def test_what_was_done_in_two_windows_stands_in_both_and_survives(journal: Journal):
    first, second = window(journal), window(journal)
    one, two = (CaseSetAside("admission", unit, "not mine") for unit in "12")
    first.own.record(one)
    second.own.record(two)
    keeping.settle(first, journal)
    keeping.settle(second, journal)
    keeping.settle(first, journal)
    assert first.own.ledger == second.own.ledger == journal.ledger() == (one, two)


def test_an_event_is_kept_once_however_often_it_is_handed_in(journal: Journal):
    event = CaseSetAside("admission", "1", "not mine")
    journal.record([event, event])
    journal.record([event])
    assert journal.ledger() == (event,)


def test_a_row_without_a_number_keeps_its_correction_once_the_extract_is_kept(journal: Journal):
    """FR-39: nothing that was put right is lost, also where the file numbers no visit."""
    header, *rows = HEADER.split(",", 1)[1], *(row(n).split(",", 1)[1] for n in (1, 2))
    unnumbered = practice_of(Upload("visits.csv", "\n".join([header, *rows, ""]).encode()))
    here = Held()
    here.own.imported = unnumbered
    made_id = sorted(unnumbered.tables()["visits"]["encounter_id"].to_pylist())[1]
    here.own.record(Corrected(made_id, "acuity", None, "2", "me", "the chart"))
    keeping.keep_all(here, journal)
    again = window(journal).own.practice
    assert again is not None
    assert len(again.corrections) == 1
