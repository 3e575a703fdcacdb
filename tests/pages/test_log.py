"""The CPD log: from an empty page in November to an entry that is checked and can be saved."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from afreflect.domain import cpd_log
from afreflect.domain.cpd_log import LogEntryWritten, MinutesNoticed
from afreflect.domain.occasion import OccasionBegun, OccasionEnded
from afreflect.domain.plan_events import CommitmentMade
from afreflect.domain.step_clock import Clock
from afreflect.storage.regimes import regimes
from afreflect.ui import log_fields
from tests.pages.journey import (
    click,
    go,
    labels,
    opened,
    primary,
    title,
    with_a_measure,
    with_cards,
    words,
)

MADE_LONG_AGO = CommitmentMade(
    metric_id="return_72h_unplanned",
    metric_version="1.0",
    definition_sha256="d",
    summary="proportion",
    trigger="I send somebody home",
    act="call the next day",
    patients="all of them",
    start=date(2026, 6, 1),
    look_again=date(2026, 8, 1),
    barrier="me",
    confidence=7,
)
ROYAL = regimes()["royal_college_moc"]


def session(at: AppTest) -> Any:
    return at.session_state["afreflect"].own


def entry(at: AppTest) -> LogEntryWritten:
    return cpd_log.entries(session(at).ledger)[0]


def at_the_log(at: AppTest | None = None) -> AppTest:
    return go(at or opened(), "log")


def report_to(at: AppTest, *ids: str) -> AppTest:
    for name in ids:
        box = next(each for each in at.selectbox if each.label == "Add a college")
        regime = regimes()[name]
        box.set_value(f"{regime.name}, {regime.place}")
        at.run()
    return at


@pytest.fixture
def at() -> AppTest:
    """An entry that was just drafted for the Royal College."""
    at = report_to(at_the_log(with_a_measure()), "royal_college_moc")
    return go(click(at, "write_return_72h_unplanned"), "log_entry")


def change(at: AppTest, **fields: Any) -> AppTest:
    """The page after these fields were written, as typing and going on does."""
    log_fields.record(session(at), entry(at), **fields)
    return at.run()


def spend(at: AppTest, step: str, minutes: int) -> AppTest:
    field = next(each for each in at.number_input if str(each.key).startswith(f"minutes_{step}_"))
    field.set_value(minutes)
    return at.run()


def test_an_empty_log_says_how_to_begin_and_leads_there_and_back():
    at = at_the_log()
    assert title(at) == "What have I learned that I can hand in?"
    assert "Nothing yet. Start now: one measure, about 45 minutes." in words(at)
    assert primary(at) == ["Start now"]
    assert sum(int(minutes.split()[0]) for minutes in at.table[0].value["About, in minutes"]) == 45
    at = go(click(at, "log_start_now"), "my_data")
    assert "On the way to a log entry." in words(at)
    assert primary(at_the_log(at)) == ["Start now"]


def test_a_measure_that_was_looked_at_is_written_about_for_a_college():
    at = at_the_log(with_a_measure())
    assert "Write an entry: Unplanned return within 72 hours" in labels(at)
    at = go(click(at, "write_return_72h_unplanned"), "log_entry")
    assert "Choose who you report to" in words(at)
    at = report_to(at, "rcgp")
    assert entry(at).regimes == "rcgp"
    assert not at.exception


def test_a_conversation_that_was_ended_is_thought_over():
    at = with_a_measure()
    talked = OccasionBegun(
        "return_72h_unplanned", "Returns", "1.0", "d", "e", None, None, 90, 0.1, 0.05, 0.18, "One."
    )
    session(at).record(talked, OccasionEnded(talked.id))
    at = at_the_log(at)
    assert list(at.table[0].value["Done"]) == ["done", "done", "done", ""]
    assert primary(at) == ["Write an entry: Unplanned return within 72 hours"]


def test_a_draft_becomes_a_suggestion_with_its_rule_and_is_saved_once_looked_through(at: AppTest):
    """FR-10: the entry says the sentence that stands beside the chart."""
    assert "Nothing is suggested for this college yet. No minutes are in it." in words(at)
    assert "the minutes you spent" in words(at)
    at = spend(at, "reflect", 25)
    assert "Suggested: Section 3, Assessment, 1.25 credits (25 min at 3 an hour)." in words(at)
    assert "Strongest with a colleague's feedback. Check with your college." in words(at)
    at.session_state["why_suggested"] = True
    at.run()
    assert ROYAL.rule("section_3_rate").text in words(at)
    assert "earn" not in words(at).lower().replace("learn", "")
    assert "It can be saved once you have looked it through." in words(at)
    assert not at.get("download_button")
    at = click(at, "looked_through")
    saving = [str(getattr(button, "label", "")) for button in at.get("download_button")]
    assert saving[:4] == ["Save as PDF", "Word", "Table (CSV)", "JSON"]
    written = entry(at).result
    practice = go(at, "my_practice")
    sentence = next(each.value for each in practice.markdown if "came back" in each.value)
    assert written == sentence.replace(" your ", " my ")


def test_each_finding_is_mended_or_let_stand_and_a_change_asks_for_another_look(at: AppTest):
    at = change(at, what="Mrs Jones came on 12 March 2026.")
    assert "2 places to look at before it can be saved." in words(at)
    assert "looked_through" not in [button.key for button in at.button]
    next(b for b in at.button if b.label == "Change it" and str(b.key).startswith("mend_")).click()
    at.run()
    assert entry(at).what == "Somebody came on 12 March 2026."
    next(b for b in at.button if b.label == "Let it stand").click()
    at.run()
    at = click(at, "looked_through")
    assert "You looked it through as it stands" in words(at)
    at = change(at, so_what="Something new.")
    assert "You looked it through as it stands" not in words(at)


def test_feedback_needs_a_role_and_how_and_what_was_done_elsewhere_counts(at: AppTest):
    at = go(spend(at, "data", 60), "log_feedback")
    assert title(at) == "What does a colleague see in it?"
    at = click(at, "put_feedback")
    assert "Say in what role, and how" in words(at)
    at.text_input(key="feedback_role").set_value("an emergency physician")
    at.text_input(key="feedback_how").set_value("we read it together")
    at.number_input(key="feedback_min").set_value(15)
    at = click(at, "put_feedback")
    assert entry(at).has_feedback
    assert entry(at).minutes_feedback == 15
    at = at_the_log(at)
    at.session_state["elsewhere_royal_college_moc"] = True
    at.session_state["goals_royal_college_moc"] = True
    at.run()
    at.number_input(key="elsewhere_royal_college_moc_year").set_value(10.0)
    at = click(at, "count_royal_college_moc")
    missing = list(at.table[-1].value["Still missing"])
    assert missing[0] == "11.25", "25 less 3.75 for 75 minutes, less 10"
    at = click(go(at, "log_entry"), "remove")
    assert cpd_log.entries(session(at).ledger) == ()


def test_an_entry_taken_out_by_one_click_too_many_can_be_put_back(at: AppTest):
    before = entry(at)
    at = at_the_log(click(at, "remove"))
    assert "You took “Unplanned return within 72 hours in my own practice” out" in words(at)
    at = click(at, "put_back_entry")
    assert entry(at).fingerprint == before.fingerprint
    assert "put_back_entry" not in [button.key for button in at.button]


def test_several_entries_together_ask_for_the_name_to_print_as_well(at: AppTest):
    """Claim check 15."""
    at = click(spend(at, "reflect", 25), "looked_through")
    at = at_the_log(at)
    at.session_state["together"] = True
    at = at.run()
    assert at.text_input(key="name_together").label == "Your name, to be printed"
    saving = next(iter(at.get("download_button")))
    assert str(getattr(saving, "label", "")) == "Save as PDF"


def test_minutes_are_noticed_between_actions_but_neither_in_pauses_nor_by_a_page_alone():
    at, now, key = with_a_measure(), datetime.now(UTC), "step clock: own"

    def noticed() -> list[tuple[str, int, str]]:
        return [
            (each.step, each.minutes, each.metric_id)
            for each in session(at).ledger
            if isinstance(each, MinutesNoticed)
        ]

    before = Clock(now - timedelta(minutes=4), "data", "return_72h_unplanned")
    at.session_state[key] = before
    at.session_state["run by the clock"] = True
    at = go(at, "my_practice")
    assert noticed() == []
    at.session_state[key] = before
    at = go(at, "my_practice")
    assert noticed() == [("data", 4, "return_72h_unplanned")]
    at.session_state[key] = Clock(now - timedelta(minutes=40), "data", "return_72h_unplanned")
    at = go(at, "my_practice")
    assert len(noticed()) == 1


def test_minutes_noticed_are_in_the_draft_and_importing_is_not_unless_put_in():
    at = with_a_measure()
    session(at).record(
        MinutesNoticed("data", 12, date(2026, 11, 20), "return_72h_unplanned"),
        MinutesNoticed("import", 9, date(2026, 11, 19)),
    )
    at = click(report_to(at_the_log(at), "rcgp"), "write_return_72h_unplanned")
    assert (entry(at).minutes.total, entry(at).minutes_data) == (12, 12)
    at = click(go(at, "log_entry"), "add_import")
    assert entry(at).minutes_data == 21


def test_reading_ones_own_with_a_colleague_is_talking_it_through():
    """Talking is "discuss"; it becomes feedback only where the clinician says who and how."""
    at = go(with_a_measure(), "coach")
    assert at.session_state["step clock: own"].step is None
    at = click(at, "together")
    at = at.run()
    clock = at.session_state["step clock: own"]
    assert (clock.step, clock.metric_id) == ("discuss", "return_72h_unplanned")
    at.session_state["step clock: own"] = Clock(
        datetime.now(UTC) - timedelta(minutes=4), "discuss", "return_72h_unplanned"
    )
    at = click(at, "part_after")
    assert cpd_log.counted(cpd_log.unused(session(at).ledger, "return_72h_unplanned")).discuss == 4
    at = report_to(at_the_log(at), "royal_college_moc")
    at = click(at, "write_return_72h_unplanned")
    assert (entry(at).minutes_discuss, entry(at).minutes_feedback) == (4, 0)
    assert not entry(at).has_feedback


def test_minutes_noticed_while_a_colleague_reads_are_offered_once(at: AppTest):
    session(at).record(MinutesNoticed("feedback", 6, date(2026, 11, 20), "return_72h_unplanned"))
    at = go(at, "log_feedback")
    assert at.number_input(key="feedback_min").value == 6
    at.text_input(key="feedback_role").set_value("an emergency physician")
    at.text_input(key="feedback_how").set_value("we read it together")
    at.number_input(key="feedback_min").set_value(20)
    at = go(click(at, "put_feedback"), "log_entry")
    assert entry(at).minutes_feedback == 20
    assert "add_minutes" not in [button.key for button in at.button]


def test_an_entry_for_several_colleges_stands_in_each_ones_wording(at: AppTest):
    at = report_to(at_the_log(at), "cfpc_mainpro", "ama_pi_cme")
    at = change(at, regimes="royal_college_moc,cfpc_mainpro,ama_pi_cme")
    for name in ("cfpc_mainpro", "ama_pi_cme"):
        at = go(at, "log_entry")
        picked = next(each for each in at.button_group if str(each.key).startswith("wording_"))
        picked.set_value(name)
        at.run()
        assert not at.exception
    assert regimes()["ama_pi_cme"].banner in words(at)
    assert "It is used for another college as well." in words(at)


def test_a_measure_without_a_standard_says_so_to_colleges_that_ask_for_one():
    """Claim check 16."""
    at = report_to(at_the_log(with_cards()), "royal_college_moc")
    at = click(go(at, "what_i_value"), "value_right_bed")
    assert "No published standard is known for this measure." in words(at)


def test_a_plan_whose_day_has_come_is_looking_again():
    at = with_a_measure()
    session(at).record(MADE_LONG_AGO)
    at = go(at, "my_plan")
    clock = at.session_state["step clock: own"]
    assert (clock.step, clock.metric_id) == ("remeasure", "return_72h_unplanned")


def test_a_plan_that_is_looked_at_before_its_day_is_looking_again_as_well():
    at = with_a_measure()
    later = replace(MADE_LONG_AGO, look_again=date.today() + timedelta(days=30))
    session(at).record(later)
    at = go(at, "my_plan")
    assert at.session_state["step clock: own"].step == "plan"
    at = click(at, f"look_{later.id}")
    assert at.session_state["step clock: own"].step == "remeasure"
