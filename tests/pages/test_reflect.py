"""Reflect, as a visitor walks it: reaction, content, coaching; what they skip is not kept."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from afreflect.domain import occasion
from afreflect.domain.cpd_log import MinutesNoticed
from afreflect.domain.ledger import Ledger, Reacted
from afreflect.domain.target import Target
from afreflect.ui.components import Written
from tests.pages import journey
from tests.pages.journey import click, go, primary, title, words

ON = ("go_on", "no_mark", "no_way", "no_decision", "no_barrier", "map_draft", "no_objection")
"""What leads on from a step without saying anything, one of them on each."""


@pytest.fixture(scope="module")
def begun():
    """Makes a window on the first step about unplanned returns."""

    def window(card: str = "safe_discharge") -> AppTest:
        at = click(click(journey.with_cards(), f"value_{card}"), "skip")
        return click(click(at, "no_reaction"), "reflect")

    return window


def ledger(at: AppTest) -> Ledger:
    return at.session_state["afreflect"].own.ledger


def said(at: AppTest) -> list[object]:
    return [event for event in ledger(at) if not isinstance(event, Reacted | MinutesNoticed)]


def tap(at: AppTest, item: str, value: int) -> AppTest:
    next(each for each in at.button_group if f"tap_{item}" in str(each.key)).set_value(value)
    return at.run()


def typed(text: str) -> Written:
    """What a field holds once somebody has written in it, as the browser's part sends it."""
    return Written(text, 0)


def on(at: AppTest) -> AppTest:
    keys = [str(button.key) for button in at.button]
    return click(at, next(key for key in ON if key in keys))


def walk(at: AppTest, until: str, most: int = 20) -> AppTest:
    """On, without a word, until a step asks this."""
    for _ in range(most):
        if title(at) == until:
            return at
        at = on(at)
    raise AssertionError(f"never came to {until!r}")


END = "What do I take with me?"
WITHIN_REACH = Target(None, 0.9, 0.02, date(2027, 6, 30), "Because", date(2026, 11, 22))


def test_whoever_skips_everything_comes_to_the_end_and_nothing_is_kept(begun):
    """FR-16: reaction first; and a skip leaves no trace."""
    at = begun()
    assert title(at) == "How does this land?"
    titles = []
    while title(at) != END:
        assert not at.exception
        titles.append(title(at))
        at = on(at)
    assert titles == [
        "How does this land?",
        "What stands behind the number?",
        "Is it a fair enough picture to learn from?",
        "Is there one thing I could try?",
        "Where do I stand with this, today?",
        "What would help now?",
        "What do I want to do?",
    ]
    assert "nothing was kept" in words(at)
    at = click(at, "done")
    assert not at.exception
    assert said(at) == []


def test_there_is_something_to_look_at_first():
    at = go(journey.opened(), "reflect")
    assert primary(at) == ["Bring in my data"]
    at = go(journey.with_cards(), "reflect")
    assert primary(at) == ["Show me my practice"]


def test_before_the_first_look_there_is_nothing_to_reflect_on():
    at = click(click(journey.with_cards(), "value_safe_discharge"), "skip")
    at = go(at, "reflect")
    assert "Look at the chart first." in words(at)


def test_a_tap_freezes_the_figures_it_is_about(begun):
    """FR-15: period, extract and definition stand with what is said."""
    at = tap(begun(), "landing", 2)
    (conversation,) = occasion.occasions(ledger(at))
    assert conversation.sentence in words(at)
    assert conversation.extract_sha256 == at.session_state["afreflect"].own.practice.extract.sha256
    assert occasion.taps(ledger(at), conversation.id) == {"landing": 2}


def test_a_hard_landing_is_met_with_care_before_anything_else(begun):
    """FR-52: a pause, a colleague, people to talk to; and nothing about change unless asked for."""
    at = on(tap(begun(), "landing", 6))
    assert title(at).startswith("That was not easy to look at.")
    assert primary(at) == ["Leave it for now"]
    assert "of your discharges" not in words(at)
    at = click(at, "pause_colleague")
    assert "Who would you tell this to" in words(at)
    at = click(at, "pause_help")
    assert "1-800-851-6606" in words(at)
    at = click(at, "pause_carry_on")
    at = walk(at, "Is that enough for today?")
    at = click(at, "enough")
    assert title(at) == "Where do I stand with this, today?"
    at = on(at)
    assert "way_five" not in [button.key for button in at.button]
    assert "way_map" not in [button.key for button in at.button]
    assert title(on(at)) == END


def test_what_could_be_tried_is_there_for_whoever_asks_for_it(begun):
    at = click(on(tap(begun(), "landing", 5)), "pause_carry_on")
    at = click(walk(at, "Is that enough for today?"), "ask_for_change")
    assert title(at) == "Is there one thing I could try?"


def test_a_pause_is_kept_and_asks_before_it_goes_on(begun):
    at = click(on(tap(begun(), "landing", 5)), "pause_now")
    assert title(at) == "It is put away."
    assert primary(at) == []
    at = go(click(go(at, "start"), "go_on_reflecting"), "reflect")
    assert title(at) == "Shall we go on?"
    at = click(at, "go_on_again")
    assert title(at).startswith("That was not easy to look at.")


def test_whoever_put_it_away_may_still_carry_on(begun):
    at = click(on(tap(begun(), "landing", 5)), "pause_now")
    assert title(click(at, "take_out_again")).startswith("That was not easy to look at.")


def test_help_is_at_hand_on_every_step(begun, monkeypatch, tmp_path):
    """The site's own services stand first."""
    (tmp_path / "help_services.toml").write_text(
        '[[service]]\ncountry = "Here"\nname = "The chaplain"\nreach = "extension 12"\n'
        'what = "Day and night."\nsource = "Our intranet"\nlink = ""\nread_on = 2026-11-01\n',
        "utf-8",
    )
    monkeypatch.setenv("AFREFLECT_HOME", str(tmp_path))
    at = begun()
    while True:
        assert "The chaplain: **extension 12**" in words(at)
        assert words(at).index("The chaplain") < words(at).index("Ontario")
        if title(at) == END:
            break
        at = on(at)


def test_doubt_becomes_an_objection_with_an_owner_and_a_day(begun):
    """FR-45: the measure is provisional until then, everywhere."""
    at = tap(walk(begun(), "Is it a fair enough picture to learn from?"), "acceptance", 1)
    at = walk(at, "What would help now?")
    at = click(at, "way_doubt")
    at.session_state["written at reflect/return_72h_unplanned/P15"] = typed("Many were planned")
    at = on(at.run())
    at.session_state["written at reflect/return_72h_unplanned/P18"] = typed("Leave them out")
    at = on(at.run())
    at.text_input(key="objection_owner").input("The data office")
    at = click(at, "keep_objection")
    assert "You keep this objection." in words(at)
    assert "The data office" in words(at)
    assert "What I ask to be changed: Leave them out" in at.code[0].value
    at = go(at, "my_practice")
    assert "Provisional until" in words(at)


def test_keep_is_an_outcome_with_a_word_why(begun):
    """FR-21: how I choose to practise is as good an end as any."""
    at = click(walk(begun(), "What do I want to do?"), "decide_keep")
    at.session_state["written at reflect/return_72h_unplanned/decision"] = typed("It is safe")
    at = on(at.run())
    assert title(at) == END
    assert "You keep it: this is how you choose to practise.** It is safe" in words(at)


def test_ideas_stand_beside_the_decision_each_with_its_source(begun):
    at = walk(begun(), "What do I want to do?")
    assert "**Guideline.**" in words(at)
    assert "AHRQ Health Literacy" in words(at)


def test_what_the_clinic_could_change_becomes_a_request_in_ones_own_words(begun):
    """FR-57: one page, without a figure."""
    at = on(click(walk(begun(), "What do I want to do?"), "decide_try"))
    at = click(at, "barrier_clinic")
    at.session_state["written at reflect/return_72h_unplanned/P46"] = typed("No printer at night")
    at = on(at.run())
    assert title(at) == "Who should hear this?"
    note = at.code[0].value
    assert "No printer at night" in note
    assert "%" not in note
    assert title(on(at)) == END


def test_a_request_is_looked_through_before_it_can_be_copied_or_saved(begun):
    """FR-57: whoever could be recognised in a letter is shown first; one's own file stays as is."""
    at = on(click(walk(begun(), "What do I want to do?"), "decide_try"))
    at = click(at, "barrier_clinic")
    said = "Mrs Jones waited for a bed with 555-0142-998."
    at.session_state["written at reflect/return_72h_unplanned/P46"] = typed(said)
    at = on(at.run())
    assert not at.code
    assert not at.get("download_button")
    assert "to look at before it can be copied or saved." in words(at)
    while stands := [b for b in at.button if b.label == "Let it stand"]:
        changes = [b for b in at.button if b.label == "Change it"]
        (changes if "**Mrs Jones**" in words(at) else stands)[0].click()
        at = at.run()
    assert "Somebody waited for a bed" in at.code[0].value
    assert "Jones" not in at.code[0].value
    answers = occasion.answers(
        at.session_state["afreflect"].own.ledger,
        occasion.occasions(at.session_state["afreflect"].own.ledger)[-1].id,
    )
    assert answers["P46"] == said


def test_a_teams_measure_leads_to_those_who_can_change_it_first(begun):
    """FR-04."""
    at = walk(begun("seen_by_someone"), "What would help now?")
    ways = [str(button.key) for button in at.button if str(button.key).startswith("way_")]
    assert ways[0] == "way_request"


def test_the_map_stays_a_draft_until_it_is_said_to_be_done(begun):
    at = click(walk(begun(), "What would help now?"), "way_map")
    at.session_state["written at reflect/return_72h_unplanned/P49"] = typed("Safer goodbyes")
    at = on(on(on(at.run())))
    assert "Safer goodbyes" in words(at)
    assert not [event for event in said(at) if isinstance(event, occasion.Answered)]
    at = click(at, "map_done")
    at = walk(at, END)
    assert "Safer goodbyes" not in words(at)
    assert "Your map is kept" in words(at)
    conversation = occasion.occasions(ledger(at))[-1]
    assert occasion.answers(ledger(at), conversation.id) == {"P49": "Safer goodbyes"}
    assert occasion.settled(ledger(at), conversation.id)["map"] == "done"


def test_closing_it_lets_the_next_one_begin_anew(begun):
    at = tap(begun(), "landing", 2)
    at = click(walk(at, END), "done")
    first = occasion.occasions(ledger(at))[-1]
    assert occasion.open_for(ledger(at), first.metric_id) is None
    at = tap(click(at, "reflect"), "landing", 3)
    assert len(occasion.occasions(ledger(at))) == 2


def test_looking_back_tells_what_was_valued_looked_at_and_found(begun):
    at = click(walk(begun(), "What do I want to do?"), "decide_keep")
    at.session_state["written at reflect/return_72h_unplanned/decision"] = typed("It is safe")
    at = go(on(at.run()), "looking_back")
    assert "**I said I value it.** People stay well after I send them home" in words(at)
    assert "You kept it: this is how you choose to practise. “It is safe”" in words(at)
    assert "**I found, on " in words(at)


def test_at_target_it_says_so_and_asks_for_no_gap(begun):
    """FR-21: keep it, or give the time to another measure; what goes well comes first."""
    at = begun()
    at.session_state["afreflect"].own.set_target("return_72h_unplanned", WITHIN_REACH)
    at = walk(at.run(), "Where do I stand with this, today?")
    at = on(at)
    ways = [str(button.key) for button in at.button if str(button.key).startswith("way_")]
    assert ways[0] == "way_works"
    at = on(at)
    assert "You are where you said you want to be." in words(at)
    decisions = [str(button.key) for button in at.button if str(button.key).startswith("decide_")]
    assert decisions[:2] == ["decide_keep", "decide_another"]


def test_a_way_chosen_on_the_grid_opens_at_its_first_step(begun):
    at = walk(tap(begun(), "landing", 2), "Where do I stand with this, today?")
    own = at.session_state["afreflect"].own
    conversation = occasion.occasions(own.ledger)[-1]
    own.record(occasion.Settled(conversation.id, "way", "cases"))
    at = go(at, "reflect")
    assert title(at) == "Look at a few cases behind it"


def test_who_guessed_sees_how_far_it_was_before_anything_is_asked_of_it():
    at = click(journey.with_cards(), "value_safe_discharge")
    at.text_input(key="guess_return_72h_unplanned").input("5")
    at = click(click(click(at, "show"), "no_reaction"), "reflect")
    assert "You expected" not in words(at)
    at = on(at)
    assert "You expected 5.0 %" in words(at)


def test_what_is_tried_on_the_sample_is_said_to_go():
    at = click(click(journey.with_sample(), "value_safe_discharge"), "skip")
    at = click(click(at, "reaction_Uneasy"), "reflect")
    assert "At the first look you said: “Uneasy”." in words(at)
    assert "what you said goes when you close this page" in words(at)
