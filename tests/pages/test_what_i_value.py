"""What I value: a card, a guess, up to five measures."""

import pytest

from afreflect.storage.catalogue import catalogue
from tests.pages.journey import (
    VISITS,
    click,
    go,
    labels,
    opened,
    primary,
    title,
    with_a_measure,
    with_cards,
    with_own,
    words,
)


def test_the_chart_is_three_clicks_after_the_upload():
    """FR-18: from extract to first chart in at most three clicks."""
    at = click(opened(), "use_sample")
    clicks = 0
    for key in ("columns_right", "value_safe_discharge", "skip"):
        at = click(at, key)
        clicks += 1
    assert clicks == 3
    assert not at.exception
    assert at.get("vega_lite_chart")


def test_the_definition_stands_before_the_number():
    """FR-15: definition, evidence, objections and SQL one click before any figure."""
    at = click(with_cards(), "value_safe_discharge")
    said = words(at)
    for heading in ("Who counts.", "Evidence.", "What colleagues have questioned", "Left out"):
        assert heading in said
    assert at.code[0].value.startswith("-- one row per")
    assert not at.get("vega_lite_chart")


def test_the_card_is_the_why_of_the_first_measure():
    """FR-03: the value card tapped is the why."""
    at = go(with_a_measure(), "what_i_value")
    assert "Why: People stay well after I send them home" in words(at)


def test_a_later_measure_needs_a_why():
    """FR-03: no further measure without why it matters."""
    at = click(go(with_a_measure(), "what_i_value"), "add_admission")
    at = click(at, "skip")
    assert "Add a few words on why" in words(at)
    at.text_input(key="why_admission").input("A bed is a treatment too")
    at = click(at, "skip")
    at = go(at, "what_i_value")
    assert "Why: A bed is a treatment too" in words(at)


def test_a_guess_that_is_no_number_is_sent_back_and_kept():
    at = click(with_cards(), "value_safe_discharge")
    at.text_input[0].input("a few")
    at = click(at, "show")
    assert "Write a percentage as a number" in words(at)
    assert at.text_input[0].value == "a few"


def test_a_measure_of_pace_is_never_picked_for_anybody():
    at = click(with_cards(), "value_no_needless_wait")
    assert title(at) == "What would I want to be good at?"
    assert "we don't pick one for you" in words(at)
    at = click(at, "pace_length_of_stay_discharged")
    assert title(at) == "How long do patients I send home stay in the department?"


def test_a_value_that_the_extract_cannot_support_says_why():
    at = click(with_own({"ed.csv": VISITS}), "columns_right")
    assert at.button(key="value_teaching").disabled
    assert "Not with this extract: it needs marks from evaluation forms" in words(at)


def test_measures_the_extract_cannot_support_are_greyed_with_the_reason():
    at = click(with_own({"ed.csv": VISITS}), "columns_right")
    at = click(click(at, "value_right_bed"), "skip")
    at = go(at, "what_i_value")
    assert at.button(key="add_teaching_evaluation").disabled
    assert "it needs marks from evaluation forms" in words(at)


def test_five_measures_are_the_most_and_one_can_be_let_go():
    """FR-43: a small finite set, five at most."""
    at = go(with_a_measure(), "what_i_value")
    more = (
        "admission",
        "left_without_being_seen",
        "length_of_stay",
        "length_of_stay_discharged",
    )
    for metric_id in more:
        at = click(at, f"add_{metric_id}")
        at.text_input(key=f"why_{metric_id}").input("It matters")
        at = go(click(at, "skip"), "what_i_value")
    assert "Five measures are the most" in words(at)
    at = click(at, "drop_admission")
    assert at.button(key="add_admission")


def test_what_was_let_go_can_be_brought_back_until_the_next_action():
    at = click(go(with_a_measure(), "what_i_value"), "drop_return_72h_unplanned")
    assert "You let Unplanned return within 72 hours go." in words(at)
    assert [step for step in labels_of_steps(at) if "✓" in step] == ["My data ✓"]
    at = click(at, "bring_back")
    assert "Why: People stay well after I send them home" in words(at)
    assert "You let" not in words(at)
    at = click(click(at, "drop_return_72h_unplanned"), "value_right_bed")
    assert "You let" not in words(click(at, "something_else"))


def test_values_that_the_extract_supports_come_first():
    forms = "Evaluation ID,Evaluator,Form Date,Item,Score\n" + "".join(
        f"f{n},r{n},2025-05-{n:02d},Explains well,{1 + n % 4}\n" for n in range(1, 13)
    )
    at = click(with_own({"forms.csv": forms}), "columns_right")
    cards = [button for button in at.button if str(button.key).startswith("value_")]
    assert cards[0].key == "value_teaching"
    assert [card.disabled for card in cards] == [False, *[True] * (len(cards) - 1)]


def test_looking_into_a_measure_can_be_undone():
    at = click(with_cards(), "value_safe_discharge")
    at = click(at, "something_else")
    assert title(at) == "What would I want to be good at?"
    assert "What I value ✓" not in labels(at)


def test_every_screen_of_the_step_has_one_primary_button_at_most():
    at = with_cards()
    assert len(primary(at)) <= 1
    at = click(at, "value_safe_discharge")
    assert primary(at) == ["Show me my practice"]


def test_without_data_the_way_to_it_is_shown():
    at = go(opened(), "what_i_value")
    assert primary(at) == ["Bring in my data"]


def test_a_metric_file_added_to_a_folder_is_on_the_screen(tmp_path, monkeypatch):
    """A new metric is one file, and is offered without any other change."""
    ours = next(metric for metric in catalogue() if metric.id == "admission")
    text = _file_of("admission").replace(f'title = "{ours.title}"', 'title = "Beds filled"')
    (tmp_path / "beds_filled.sql").write_text(text)
    monkeypatch.setenv("AFREFLECT_METRICS", str(tmp_path))
    at = go(with_a_measure(), "what_i_value")
    assert "Beds filled" in labels(at)
    at = click(at, "add_beds_filled")
    assert not at.exception


def test_a_metric_file_that_cannot_be_used_is_named_in_a_sentence(tmp_path, monkeypatch):
    (tmp_path / "broken.sql").write_text("select 1")
    monkeypatch.setenv("AFREFLECT_METRICS", str(tmp_path))
    at = with_cards()
    assert not at.exception
    assert "broken.sql" in words(at)


@pytest.mark.parametrize("screen", ["start", "my_data", "what_i_value", "target"])
def test_no_screen_offers_the_mean_of_a_group(screen):
    """FR-33: a group mean can't be had."""
    at = go(with_a_measure(), screen)
    said = " ".join([words(at), *labels(at)]).lower()
    for phrase in ("group mean", "department mean", "average of", "percentile", "peer"):
        assert phrase not in said


def labels_of_steps(at) -> list[str]:
    return [link.proto.label for link in at.get("page_link")]


def _file_of(metric_id: str) -> str:
    from afreflect.storage.catalogue import METRICS

    return (METRICS / f"{metric_id}.sql").read_text()
