"""My plan: one small thing with a day to look again, and what became of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from afreflect.domain import commitment, figure, occasion
from afreflect.domain.ledger import Ledger
from afreflect.domain.plan_events import CommitmentMade, CycleAnswered, LookedAgain
from afreflect.storage.catalogue import catalogue
from afreflect.ui.components.autosave import Written
from tests.pages.journey import (
    click,
    go,
    opened,
    primary,
    title,
    with_a_measure,
    with_sample,
    words,
)
from tests.pages.test_reflect import on

RETURNS = next(metric for metric in catalogue() if metric.id == "return_72h_unplanned")
BLANKS = {
    "trigger": "I sign a discharge",
    "act": "Ask what would bring them back",
    "patients": "everybody over 70",
}
MADE = CommitmentMade(
    metric_id=RETURNS.id,
    metric_version=RETURNS.version,
    definition_sha256=commitment.counting_sha256(RETURNS),
    summary="proportion",
    trigger=BLANKS["trigger"],
    act=BLANKS["act"],
    patients=BLANKS["patients"],
    start=date(2024, 7, 1),
    look_again=date(2025, 3, 1),
    barrier="me",
    confidence=7,
    leading="Patients who can say it",
    guess=0.1,
    at=datetime(2025, 1, 1, tzinfo=UTC),
)


def ledger(at: AppTest) -> Ledger:
    return at.session_state["afreflect"].own.ledger


def kept(at: AppTest) -> tuple[commitment.Commitment, ...]:
    return commitment.commitments(ledger(at))


def write(at: AppTest, place: str, text: str) -> None:
    """What the browser part for text would have sent."""
    at.session_state[f"written at {place}"] = Written(text, 0)


def filled(at: AppTest, **but: str) -> AppTest:
    for blank, text in {**BLANKS, **but}.items():
        write(at, f"plan/{RETURNS.id}/{blank}", text)
    at.pills(key=f"barrier_{RETURNS.id}").set_value("me")
    at.pills(key=f"confidence_{RETURNS.id}").set_value(7)
    return at.run()


def making() -> AppTest:
    return click(with_a_measure(), "to_plan")


def with_one(*events: object, page: str = "my_plan") -> AppTest:
    at = with_a_measure()
    at.session_state["afreflect"].own.record(MADE, *events)
    return go(at, page)


def test_before_there_is_anything_the_page_says_what_comes_first():
    at = go(opened(), "my_plan")
    assert "Bring in some data first." in words(at)
    assert primary(at) == ["Bring in my data"]


def test_one_sentence_with_four_blanks_and_a_day_to_look_again():
    """FR-05, FR-06, FR-53: saved only with trigger, act, patients, day, barrier and re-look."""
    at = click(making(), "keep_plan")
    for fault in ("Say when", "Say what you will do", "Say with which patients"):
        assert fault in at.error[0].value
    assert "Say what is most in the way" in at.error[0].value
    assert "Say how sure you are" in at.error[0].value
    assert kept(at) == ()

    at = click(filled(at), "keep_plan")
    (one,) = kept(at)
    assert one.sentence.startswith("When I sign a discharge, I will ask what would bring them back")
    assert one.made.start == date.today()
    assert one.look_again == date.today() + timedelta(weeks=8)
    assert one.made.metric_version == RETURNS.version
    assert one.made.lag_days == 90


def test_no_way_leads_round_the_re_look():
    """FR-06: without a day to look again nothing is kept."""
    at = filled(making())
    at.date_input(key=f"look_again_{RETURNS.id}_{date.today()}").set_value(None)
    at = click(at, "keep_plan")
    assert "Choose a day to look again" in at.error[0].value
    assert kept(at) == ()


def test_a_guess_is_kept_in_the_measures_unit():
    at = filled(making())
    at.text_input(key=f"plan_guess_{RETURNS.id}").input("4.5 %")
    (one,) = kept(click(at, "keep_plan"))
    assert one.made.guess == pytest.approx(0.045)


def test_a_guess_that_is_no_number_is_sent_back():
    at = filled(making())
    at.text_input(key=f"plan_guess_{RETURNS.id}").input("fewer")
    at = click(at, "keep_plan")
    assert "Write a percentage as a number" in at.error[0].value


def test_a_partner_a_peer_time_and_learning_may_stand_beside_it():
    """FR-28, FR-50, FR-54, FR-55, FR-56: time, learning, a partner with a day, what would add one.

    Confidence is asked and shown nowhere as an outcome.
    """
    at = filled(making())
    name = RETURNS.id
    at.text_input(key=f"partner_{name}").input("Sam")
    at.date_input(key=f"check_in_{name}").set_value(date.today() + timedelta(days=14))
    at.text_input(key=f"peer_{name}").input("Kim")
    at.text_input(key=f"soon_{name}").input("whether I asked today")
    at.text_input(key=f"time_{name}").input("one minute")
    at.text_input(key=f"learn_{name}").input("the ward's leaflet")
    write(at, f"plan/{name}/one more", "a card on the desk")
    at = click(at, "keep_plan")
    (one,) = kept(at)
    assert (one.made.partner, one.made.peer, one.made.time_needed) == ("Sam", "Kim", "one minute")
    assert (one.made.one_more, one.made.to_learn) == ("a card on the desk", "the ward's leaflet")
    said = words(go(at, "my_plan"))
    assert "Sam checks in" in said
    assert "Kim may ask: in two weeks, whether I asked today." in said
    assert "Time it takes: one minute." in said
    assert "To read or watch first: the ward's leaflet" in said
    assert "sure" not in said


def test_problem_cause_and_what_would_be_a_success_may_be_said_in_words():
    """FR-27, FR-49: problem, cause, then what could be done; success in words beside the figure."""
    at = filled(making())
    headings = [box.label for box in at.expander]
    assert headings[:2] == [
        "The problem, and what may cause it",
        "What could be done: small changes others have tried",
    ]
    at.text_input(key=f"problem_{RETURNS.id}").input("They leave unsure.")
    at.text_input(key=f"cause_{RETURNS.id}").input("Nobody asks them")
    at.text_input(key=f"success_{RETURNS.id}").input("they can say it themselves")
    (one,) = kept(click(at, "keep_plan"))
    assert one.why == (
        "The problem: They leave unsure. What may cause it: Nobody asks them. I would call it a "
        "success if: they can say it themselves."
    )
    at = click(go(at, "my_plan"), f"look_{one.id}")
    assert "What you would call a success.** they can say it themselves" in words(at)


def test_a_re_look_before_the_measure_can_show_anything_says_so():
    """FR-47: the measure follows three months later; the usual day to look again is sooner."""
    at = making()
    shows = figure.say_day(date.today() + timedelta(days=90))
    assert f"The measure itself can show it from {shows} on" in words(at)
    at.number_input(key=f"lag_{RETURNS.id}").set_value(10)
    assert "The measure itself can show it" not in words(at.run())


def test_an_idea_of_others_can_be_where_it_starts():
    at = click(making(), f"idea_{RETURNS.id}_0")
    written = at.session_state[f"written at plan/{RETURNS.id}/act"]
    assert written.text == RETURNS.ideas[0].text


def test_a_re_look_that_is_due_stands_on_today():
    """FR-06: the due list on the first page."""
    at = with_one(page="start")
    assert "Time to look again." in words(at)
    assert primary(at) == ["Look again"]
    at = click(at, f"due_look_{MADE.id}")
    assert title(at) == "Did it move?"


def test_before_its_day_today_says_when_quietly():
    later = LookedAgain(MADE.id, "keep", "it helps", date.today() + timedelta(days=30))
    said = words(with_one(later, page="start"))
    assert "Time to look again." not in said
    assert "You look again at what you are trying on" in said


def test_before_and_since_stand_there_by_themselves_with_the_guess():
    """FR-29, FR-11: sentence, picture and table of the same figures, the guess beside them."""
    at = with_one()
    assert "discharges in the year before you began: too few to compare with." in words(at)
    at.session_state[f"plan_table_{MADE.id}"] = True
    at = click(at, f"look_{MADE.id}")
    said = words(at)
    assert "too few to compare with" in said
    assert "Before: 1 Jul 2023 to 30 Jun 2024. Since: 1 Jul 2024 to" in said
    assert "You expected 10.0 %" in said
    assert "The early sign you named.** Patients who can say it" in said
    assert at.get("vega_lite_chart")
    assert next(iter(at.table[0].value.columns)) == "Which"


def test_keep_needs_a_word_and_the_next_day():
    at = click(with_one(), f"look_{MADE.id}")
    at = click(at, "decide")
    assert "Choose one" in at.error[0].value
    assert "Add a word" in at.error[0].value
    at.pills(key=f"outcome_{MADE.id}").set_value("keep")
    at = at.run()
    write(at, f"look/{MADE.id}/why", "It helps")
    at = click(at, "decide")
    (one,) = kept(at)
    assert one.last is not None
    assert (one.last.outcome, one.last.words) == ("keep", "It helps")
    assert one.look_again == date.today() + timedelta(weeks=8)
    # The figures are kept as they stood on the screen.
    assert one.last.sentence
    assert one.last.before_n > 0


def test_the_four_questions_come_after_it_and_each_may_be_skipped():
    """FR-46: went well, could be better, worth passing on, next to learn; a skip leaves nothing."""
    at = click(with_one(), f"look_{MADE.id}")
    at.pills(key=f"outcome_{MADE.id}").set_value("stop")
    at = at.run()
    write(at, f"look/{MADE.id}/why", "done")
    at = click(at, "decide")
    assert title(at) == "Anything worth keeping in mind?"
    look = kept(at)[0].looks[0]
    write(at, f"cycle/{look.id}/P34", "The forms")
    at = click(at, "answered")
    answers = [event for event in ledger(at) if isinstance(event, CycleAnswered)]
    assert [(answer.prompt_id, answer.words) for answer in answers] == [("P34", "The forms")]
    at = go(at, "my_plan")
    at.session_state["plans_before"] = True
    said = words(at.run())
    assert "stopped: done" in said
    assert "The forms" in said


def test_to_change_it_begins_another_one_in_its_place():
    """Nothing is rewritten: the changed one follows the first."""
    look = LookedAgain(MADE.id, "change", "too late", date.today() + timedelta(days=60))
    at = click(with_one(look), f"change_{MADE.id}")
    assert title(at) == "What one thing will I try?"
    assert "It takes the place of this one" in words(at)
    at.pills(key=f"barrier_{RETURNS.id}").set_value("clinic")
    at.pills(key=f"confidence_{RETURNS.id}").set_value(8)
    at = click(at, "keep_plan")
    first, second = kept(at)
    assert second.made.follows == first.id
    assert second.made.trigger == MADE.trigger
    assert [one.id for one in commitment.going_on(ledger(at))] == [second.id]
    assert first.looks == (look,)


def test_what_was_said_in_a_conversation_stands_in_the_form():
    """FR-40, FR-13: the idea, and what is in the way, are asked once."""
    at = click(with_a_measure(), "reflect")
    for _ in range(20):
        if title(at) == "What do I want to do?":
            break
        at = on(at)
    at = click(at, "decide_try")
    write(at, f"reflect/{RETURNS.id}/decision", "Ask what would bring them back")
    at = click(on(at.run()), "barrier_me")
    while title(at) != "What do I take with me?":
        at = on(at)
    at = click(at, "to_plan")
    assert title(at) == "What one thing will I try?"
    written = at.session_state[f"written at plan/{RETURNS.id}/act"]
    assert written.text == "Ask what would bring them back"
    assert at.pills(key=f"barrier_{RETURNS.id}").value == "me"
    at = click(filled(at), "keep_plan")
    (one,) = kept(at)
    assert one.made.occasion_id == occasion.occasions(ledger(at))[-1].id


def test_the_calendar_file_can_be_saved_for_one_and_for_all():
    at = with_one()
    assert len(at.get("download_button")) == 1
    at.session_state["afreflect"].own.record(replace(MADE, id="t" * 32))
    assert len(go(at, "my_plan").get("download_button")) == 3


def test_what_is_typed_about_the_sample_stands_apart_from_ones_own():
    """Nothing of the sample is kept, nor does it stand in one's own form."""
    at = click(click(click(with_sample(), "value_safe_discharge"), "skip"), "no_reaction")
    at = click(at, "to_plan")
    write(at, f"sample plan/{RETURNS.id}/trigger", "only trying")
    at = at.run()
    assert f"written at plan/{RETURNS.id}/trigger" not in at.session_state
    at = click(filled(at), "keep_plan")
    assert "Say when" not in at.error[0].value
    assert "Say what you will do" in at.error[0].value
