"""Why here, in words: nothing goes into a placement that is not said."""

from dataclasses import replace

import pytest

from afreflect.domain import trust
from afreflect.domain.mdpie import VERSION, Answers, Placement, place, situation_of
from afreflect.storage.content import mindset_items
from tests.domain.mdpie.sheets import INDIVIDUAL, M50, M80, M90, TEAM, felt, placed, support
from tests.domain.test_trust import METRIC, facts

BANNED = ("resistan", "helpless", "disengag", "sting", "verdict", "score", "compliance", "!")


def said(placement: Placement) -> dict[str, str]:
    return {line.about: line.words for line in placement.why}


def full(**changes: object) -> Placement:
    situation = situation_of(trust.read(METRIC, facts()), METRIC, 400)
    answers = Answers(M80, felt(4), support(1), 5, 5)
    return place(answers, replace(situation, **{"validity": "had", **changes}), mindset_items())


def test_every_item_component_weight_and_tick_is_said():
    found = said(full())
    assert set(found) >= {
        *(f"M{number}" for number in range(1, 7)),
        *(f"D{number}" for number in range(1, 10)),
        *(f"F{number}" for number in range(1, 6)),
        *(f"S{number}" for number in range(1, 7)),
        "zone", "rule", "M", "Dc", "Ds", "D", "S", "version",
    }  # fmt: skip
    assert "weight 0.15" in found["D1"]
    assert "Unknown parts are left out" in found["Dc"]
    assert "0.6 × counted + 0.4 × felt" in found["D"]


def test_items_stand_there_with_their_sentences_and_how_they_count():
    first = next(line for line in full().why if line.about == "M1")
    assert first.name == mindset_items().text("M1")
    assert first.words == ("You gave 2 of 6. It is worded the other way round and counts as 5.")


@pytest.mark.parametrize("id_, low", [("D1", "completeness"), ("D4", "attribution_share")])
def test_a_limit_is_named_with_its_reason(id_, low):
    words = said(full(**{low: 0.2}))[f"cap {id_}"]
    assert "data quality ends at 40" in words
    assert f"cap {id_}" not in said(full(**{low: 0.9}))


def test_our_version_stands_with_every_placement():
    assert full().version == VERSION
    assert VERSION in said(full())["version"]
    assert "nobody has validated" in said(full())["version"]


def test_who_is_not_placed_is_told_why_first():
    found = placed(M80, 80, n=12)
    assert found.why[0].words == found.not_placed
    assert "rule" not in said(found)


@pytest.mark.parametrize(
    "placement, words",
    [
        (placed(M90, 90, 6, acceptance=1), "fair enough picture"),
        (placed(M90, 90, 6, acceptance=3), "lies between"),
        (placed(M90, 90, 6, at_target=True), "own target"),
        (placed(M90, 90, 6, keeps=True), "chose to keep"),
        (placed(M90, 90, 1), "one thing I could try"),
        (placed(M90, 90, 6), "above the line at 50"),
        (placed(M50, 40, 6), "below the line at 50"),
        (placed(M50, 90, 6, ideas=0.0), "above the line"),
        (placed(M90, 90, 6, situation=TEAM), "department's doing"),
    ],
)  # fmt: skip
def test_the_rule_that_decided_is_told(placement, words):
    assert words in said(placement)["rule"]


def test_the_shares_are_told_in_words():
    found = placed(M50, 51, 4)
    assert "2,000 times" in said(found)["zone"]
    assert "None of them reaches 60 %" in said(found)["zone"]


def test_what_is_beside_the_gate_says_that_one_answer_decides():
    found = placed(M90, 90, 6, given=support(2, 2, 1, 0, 1, 2))
    assert "One answer a step higher or lower" in said(found)["zone"]


@pytest.mark.parametrize(
    "placement",
    [full(), placed(M50, 51, 4), placed(M80, 80, n=12), placed({}, 80), placed(M80, 80, None)],
)
def test_no_word_of_it_is_unkind(placement):
    words = " ".join(f"{line.name} {line.words}" for line in placement.why).lower()
    assert not [word for word in BANNED if word in words.replace("interesting", "")]


def test_without_a_sheet_of_trust_there_are_no_components():
    assert "D1" not in said(place(Answers(M80, {}, {}, 5, 5), INDIVIDUAL))
