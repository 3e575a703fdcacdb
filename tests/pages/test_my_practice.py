"""My practice: one measure at a time, read honestly."""

import json
from datetime import date

from tests.pages.journey import click, drop, go, opened, primary, title, unfold, with_own, words
from tests.pages.practice import (
    BUSY,
    MORE,
    alternative,
    at_a_first_look,
    charts,
    choose,
    labels,
    pointed_at,
    sentence,
    tables,
    with_a_measure,
    with_target,
)


def test_nobody_without_data_is_shown_a_figure():
    at = go(opened(), "my_practice")
    assert primary(at) == ["Bring in my data"]
    assert not charts(at)


def test_the_title_asks_and_one_sentence_and_one_chart_answer():
    """FR-12: one chart, one question; FR-14: at most 25 words."""
    at = with_a_measure()
    assert title(at).endswith("?")
    assert len(sentence(at).split()) <= 25
    assert len(charts(at)) == 1
    assert primary(at) == ["Set a target"]


def test_sentence_table_and_chart_say_the_same_numbers():
    """FR-10, FR-11: one reading, three ways to it."""
    at = with_a_measure()
    table = tables(at)[0]
    assert table["When"][-1] == "Whole period"
    assert f"{table['Figure'][-1]} ({table['95 % interval'][-1]})" in sentence(at)
    drawn = pointed_at(at)
    for when, figure, between in zip(
        table["When"], table["Figure"], table["95 % interval"], strict=True
    ):
        assert any(said.startswith(f"{when}: {figure} ({between})") for said in drawn)
    assert sentence(at) in alternative(at)


def test_the_first_look_has_no_target_and_takes_no_side():
    """FR-16, FR-32: neutral until the clinician has said, or not said, how it lands."""
    at = at_a_first_look()
    assert not primary(at)
    assert "how does this land" in at.header[0].value
    spec = charts(at)[0]
    assert "target" not in labels(spec)
    assert "median month" in labels(spec)
    assert not {"#1f6fb2", "#d06c0a"} & set(json.dumps(spec).split('"'))


def test_a_guess_is_met_with_one_sentence():
    """FR-16: what was expected and what was found, without a verdict."""
    at = with_a_measure(guess="8")
    assert "You expected 8.0 %; the extract shows 8.4 %, 0.4 percentage points higher, " in words(
        at
    )
    assert "which is within what chance allows." in words(at)
    assert "you expected 8.0 %" in labels(charts(at)[0])


def test_one_tap_on_how_it_lands_opens_the_rest_and_is_asked_once():
    """FR-16: the reaction comes before anything on a gap, and no word of it is shown again."""
    at = click(at_a_first_look(), "reaction_Surprised")
    assert primary(at) == ["Set a target"]
    assert "land" not in words(at)
    assert "Surprised" not in words(at)
    assert "how does this land" not in words(go(go(at, "what_i_value"), "my_practice"))


def test_the_picture_is_offered_wherever_there_is_a_figure():
    """FR-17: one click away, at a first look and later."""
    offered = at_a_first_look().get("download_button")
    assert "Save as picture" in [getattr(button, "label", "") for button in offered]


def test_what_nobody_unfolds_is_not_made():
    at = click(at_a_first_look(), "no_reaction")
    assert not at.table
    assert not at.code
    assert unfold(at, "table").table


def test_where_it_differs_is_one_click_away_and_asks_what_one_expects():
    """FR-12: nothing is drawn until one way to look is chosen."""
    at = with_a_measure()
    at.session_state["parts_open"] = True
    at.run()
    assert "say to yourself what you expect" in words(at)
    assert len(charts(at)) == 1
    at = choose(at, "split_return_72h_unplanned", "time_of_day")
    assert len(charts(at)) == 2
    assert "time of day" in words(at)
    assert "one part stands out by chance alone" in words(at)


def test_doubt_leads_to_the_data_first_and_to_a_target_later():
    """FR-16: who doubts a figure is not asked for an aim."""
    at = click(at_a_first_look(), "reaction_I doubt it")
    assert primary(at) == ["How far can this data carry me?"]
    assert {"Question this measure", "Set a target"} <= {button.label for button in at.button}
    assert title(click(at, "to_trust")) == "How far can this data carry me?"


def test_one_day_that_is_still_to_come_is_a_slip_and_not_the_extracts_age():
    """FR-07: the age is that of the last visit there was."""
    slip = str(BUSY["visits.csv"]) + MORE.replace("2025-02-20", "2097-02-20")
    at = click(click(with_own({"visits.csv": slip}), "columns_right"), "value_safe_discharge")
    said = words(click(at, "skip"))
    assert "1 of these discharges is dated in the future: a slip?" in said
    assert "shifted" not in said


def test_limits_move_only_with_a_day_and_a_cause_and_move_back():
    at = with_a_measure()
    assert "Why this chart, and which rules" in [each.label for each in at.expander]
    move = "FormSubmitter:baseline_return_72h_unplanned-Move the limits"
    at = click(at, move)
    assert "limits move only with a cause." in words(at)
    at.date_input[0].set_value(date(2024, 8, 1))
    at.text_input[0].input("New follow-up clinic")
    at = click(at, move)
    assert "Limits begin anew on 1 Aug 2024: New follow-up clinic" in words(at)
    back = next(button.key for button in at.button if str(button.key).startswith("back_"))
    at = click(at, str(back))
    assert "New follow-up clinic" not in words(at)


def test_the_rules_can_be_changed_and_stay_changed():
    at = with_a_measure()
    at.radio(key="rules").set_value("anhoej").run()
    at = unfold(go(go(at, "what_i_value"), "my_practice"), "why_this_chart")
    assert at.radio(key="rules").value == "anhoej"


def test_another_extract_is_a_first_look_again_without_the_target():
    """FR-16: what was set before does not judge what has not been looked at yet."""
    at = click(go(with_target(), "my_data"), "start_again")
    at = click(drop(at, {"visits.csv": str(BUSY["visits.csv"]) + MORE}), "columns_right")
    at = go(at, "my_practice")
    assert "how does this land" in words(at)
    assert "Your target" not in words(at)
    assert "target" not in labels(charts(at)[0])
    assert "Your target: at most 4.0 %" in words(click(at, "no_reaction"))


def test_a_guess_may_say_how_sure_one_is():
    at = click(click(with_own(BUSY), "columns_right"), "value_safe_discharge")
    for field, typed in zip(at.text_input, ("8", "9", "12"), strict=True):
        field.input(typed)
    at = click(at, "show")
    assert "Your lowest is above the figure you expect: change one of the two." in words(at)
    at.text_input[1].input("6")
    at = click(at, "show")
    assert "You expected 8.0 % (6.0 to 12.0); the extract shows 8.4 %, inside" in words(at)
    assert "you expected 8.0 % 6.0 to 12.0" in labels(charts(at)[0])


def test_a_skipped_guess_is_not_spoken_of():
    assert "You expected" not in words(with_a_measure())


def test_the_own_target_stands_on_the_chart_once_it_is_set():
    """FR-09, FR-23: the trend is read against one's own target."""
    at = with_target()
    assert "your target at most 4.0 %" in labels(charts(at)[0])
    assert "Your target: at most 4.0 % by 30 Jun " in words(at)
    assert primary(at) == ["Reflect"]


def test_a_team_measure_says_whose_it_is():
    """FR-04: the service, not the person; a target is not what comes next."""
    at = with_a_measure("seen_by_someone")
    assert "This describes the service you work in." in words(at)
    assert primary(at) == ["Reflect"]
