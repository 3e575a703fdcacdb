"""Question a measure: run an objection, keep it, settle it; set a case aside and bring it back."""

import json
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from afreflect.domain import questions
from tests.pages import journey
from tests.pages.journey import click, go, opened, primary, title, words

HANDED = "Handed Over"
UNTIL = questions.window(date.today())


def extract() -> str:
    """Two hundred visits, a quarter admitted; of forty handed over, thirty were."""
    rows = [
        "Visit No,Patient Key,Attending,Arrival Date/Time,Departure Date/Time,ED Disposition,"
        "Handed Over,Consult"
    ]
    for number in range(200):
        handed = number < 40
        ended = "Admitted" if (number < 30 if handed else number % 8 == 0) else "Discharged"
        at = f"2025-{1 + number // 20:02d}-{1 + number % 20:02d}"
        over, consult = "Y" if handed else "N", "Y" if number % 8 == 0 else "N"
        rows.append(f"{number},p{number},D1,{at} 08:00,{at} 11:00,{ended},{over},{consult}")
    return "\n".join(rows) + "\n"


FILES: dict[str, str | bytes] = {"ed.csv": extract()}


@pytest.fixture(scope="module")
def looked_at() -> Any:
    """Makes a window that has looked at admissions, gone on, and unfolded cases and origin."""

    def window() -> AppTest:
        at = click(journey.with_own(FILES), "columns_right")
        at = click(click(at, "value_right_bed"), "skip")
        return journey.unfold(click(at, "no_reaction"), "behind", "origin")

    return window


def questioning(at: AppTest) -> AppTest:
    return click(at, "question")


def in_own_words(at: AppTest, said: str, left_out: str | None) -> AppTest:
    at.text_area(key="own_words_admission").input(said)
    if left_out:
        at.selectbox(key="own_exclusion_admission").set_value(left_out)
    return click(at, "ask")


def labelled(at: AppTest, label: str) -> str:
    return next(str(button.key) for button in at.button if button.label == label)


def picture(at: AppTest) -> dict[str, Any]:
    [chart] = at.get("vega_lite_chart")
    return json.loads(chart.proto.spec)


def test_without_a_measure_the_page_says_what_comes_first():
    at = go(opened(), "contest")
    assert title(at).endswith("?")
    assert primary(at) == ["Bring in my data"]


def test_what_colleagues_questioned_stands_first_and_says_what_it_needs(looked_at):
    """FR-43, FR-44: objections from the front matter, each with what a click on it does."""
    at = questioning(looked_at())
    assert title(at) == "What would I question about this measure?"
    assert "Run it: with and without visits with a consult." in words(at)
    assert "it needs the triage level, which this extract does not have." in words(at)
    assert primary(at) == ["Question this measure"]


def test_an_objection_is_run_with_one_sentence_one_picture_and_the_difference(looked_at):
    """FR-10, FR-14, FR-20: with and without, side by side."""
    at = in_own_words(questioning(looked_at()), "Many were handed over to me", "handed_over")
    assert title(at) == "What if I leave out patients handed over?"
    said = words(at).replace("\N{NO-BREAK SPACE}", " ")
    assert "Leaving out 40 patients handed over: 25.0 % becomes 12.5 %." in said
    assert "**Your conclusion changes.**" in said
    assert "12.5 percentage points lower (" in said
    [chart] = at.get("vega_lite_chart")
    assert "With them: 25.0 % (" in chart.proto.alt
    assert "Without them: 12.5 % (" in chart.proto.alt
    table = {name: list(cells) for name, cells in at.table[0].value.items()}
    assert table["n"] == ["200", "160"]
    assert table["were admitted"] == ["50", "20"]
    gone = at.table[1].value
    assert len(gone["Id"]) == 40
    assert any("--exclude handed_over" in code.value for code in at.code)
    assert primary(at) == ["Keep this objection"]


def test_the_move_has_no_colour_of_direction_where_none_is_wanted(looked_at):
    at = in_own_words(questioning(looked_at()), "Handed over", "handed_over")
    assert not {"#1f6fb2", "#d06c0a"} & set(json.dumps(picture(at)).split('"'))


def test_what_the_data_cannot_run_becomes_a_request(looked_at):
    """FR-38: a note to whoever looks after the data, without patient or figure."""
    at = questioning(looked_at())
    named = next(b for b in at.button if b.label.startswith("Are my shifts those"))
    named.click()
    at = at.run()
    assert title(at) == "Who could answer this?"
    note = next(code.value for code in at.code if "A question about the measure" in code.value)
    assert "would have to tell the triage level" in note
    assert not at.get("vega_lite_chart")


def test_own_words_to_the_data_owner_are_looked_through_first(looked_at):
    at = in_own_words(questioning(looked_at()), "Dr Smith took bed 12 away", None)
    assert not at.code
    assert "2 places to look at before it can be copied or saved." in words(at)
    for _ in range(2):
        next(b for b in at.button if b.label == "Change it").click()
        at = at.run()
    assert "somebody took a bed away" in at.code[0].value.lower()


def test_own_words_alone_can_be_kept_too(looked_at):
    at = in_own_words(questioning(looked_at()), "Beds were closed all winter", None)
    assert title(at) == "Who could answer this?"
    at = click(at, "keep_it")
    assert "You keep this objection." in words(at)


def test_an_objection_needs_words_or_something_to_leave_out(looked_at):
    at = click(questioning(looked_at()), "ask")
    assert "Say in a few words what you question." in words(at)


def test_a_kept_objection_makes_the_measure_provisional_wherever_it_stands(looked_at):
    """FR-45: My practice, its chart and the chart's words, what I value, the definitions, today."""
    at = in_own_words(questioning(looked_at()), "Many were handed over", "handed_over")
    assert at.date_input[0].min == UNTIL[0]
    assert at.date_input[0].max == UNTIL[1]
    at = click(at, "keep_it")
    assert primary(at) == ["Back to my practice"]
    day = f"{UNTIL[1].day} "
    for where in ("my_practice", "what_i_value", "how_measured", "start"):
        at = go(at, where)
        assert f"rovisional until {day}" in words(at), where
    at = go(at, "my_practice")
    [chart] = at.get("vega_lite_chart")
    assert f"Provisional until {day}" in chart.proto.alt
    assert f"Provisional until {day}" in chart.proto.spec


def test_an_objection_is_settled_in_words_or_withdrawn_and_its_history_stays(looked_at):
    """FR-44: what was questioned stays attached to the measure."""
    at = in_own_words(questioning(looked_at()), "Many were handed over", "handed_over")
    at = click(click(at, "keep_it"), "another_objection")
    settle = labelled(at, "Settle it")
    at = click(at, settle)
    assert "Say in a few words what came of it." in words(at)
    asked = settle.removeprefix("settle_it_")
    at.text_input(key=f"settle_words_{asked}").input("They were mine after all")
    at = click(at, settle)
    assert "They were mine after all" in words(at)
    assert "rovisional until" not in words(go(at, "my_practice"))
    at = questioning(at)
    assert "Many were handed over" in words(at)


def aside(at: AppTest, unit: str, reason: str = "not mine", said: str = "") -> AppTest:
    box = next(box for box in at.selectbox if box.label.startswith("Which "))
    box.set_value(box.options and date(2025, 1, 1)).run()
    at.selectbox(key="case_admission").set_value(unit).run()
    next(g for g in at.button_group if g.key == "aside_reason_admission").set_value(reason)
    at.text_input(key="aside_words_admission").input(said)
    return click(at, "set_aside")


def test_a_case_set_aside_stands_beside_the_figure_and_comes_back_with_one_click(looked_at):
    """FR-20: both values, the number set aside, what pruning does, and undo."""
    at = aside(looked_at(), "0", said="Only signed the chart")
    assert "200 visits, 1 set aside by you: 199 count." in words(at)
    assert "With them: 25.0 % (" in words(at)
    [month] = [box for box in at.selectbox if box.label.startswith("Which month")]
    assert month.value == date(2025, 1, 1)
    assert "19 visits" in month.options[0]
    assert questions.PRUNED in words(at)
    assert "Not mine, Only signed the chart" in words(at)
    [chart] = at.get("vega_lite_chart")
    assert "1 set aside by you" in chart.proto.alt
    command = next(code.value for code in at.code if code.value.startswith("python -m afreflect"))
    assert "--set-aside 0" in command
    at = click(at, labelled(at, "Bring it back"))
    assert "set aside by you" not in words(at)


def test_another_reason_needs_words(looked_at):
    at = aside(looked_at(), "0", "other")
    assert "Say in a few words why it should not count." in words(at)
    assert "set aside by you" not in words(at)


def test_an_objection_is_run_beside_what_was_set_aside(looked_at):
    at = aside(looked_at(), "0")
    at = in_own_words(questioning(at), "Handed over", "handed_over")
    assert "Leaving out 39 patients handed over" in words(at)
    assert "The 1 set aside by you are out of both." in words(at)
