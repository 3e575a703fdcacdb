"""The rules K-01 to K-12, as far as they are a matter of what a snapshot is made of."""

import json
from dataclasses import fields, replace
from datetime import date

import pytest

from afreflect.domain.disclosure import (
    NOT_SHOWN,
    RULES_VERSION,
    Asked,
    Contribution,
    Refused,
    Release,
    Scale,
    Snapshot,
    as_value,
    asked,
    cells,
    check_split,
    counted,
    from_value,
    least_cases,
    own_words,
    release,
    room_words,
    rounded,
    say_share,
    share_of_rounded,
    snapshot,
    what_will_be_shown,
)
from tests.domain.disclosure.groups import ASKED, MADE_ON, MARKS, SHARE, gave
from tests.domain.examples import RETURNS

EIGHT = [0.10, 0.20, 0.25, 0.30, 0.35, 0.40, 0.45, 0.90]
JANUARY, FEBRUARY = (date(2026, 1, 1), date(2026, 2, 1)), (date(2026, 2, 1), date(2026, 3, 1))


def frozen(
    given: list[Contribution], what: Asked = SHARE, earlier: tuple[Release, ...] = ()
) -> Snapshot:
    return snapshot(what, given, earlier, MADE_ON, "S-1")


def refusal(given: list[Contribution], earlier: tuple[Release, ...] = ()) -> str:
    with pytest.raises(Refused) as refused:
        frozen(given, earlier=earlier)
    return str(refused.value)


def people(names: str, figure: float = 0.3) -> list[Contribution]:
    return [Contribution(name, 100, figure) for name in names]


def in_month(month: tuple[date, date]) -> Asked:
    return asked(RETURNS, *month)


@pytest.mark.parametrize("count", range(5))
def test_k_01_fewer_than_five_are_refused(count: int):
    """K-01: a group is opened by five contributors."""
    assert refusal(gave(EIGHT[:count])) == NOT_SHOWN


@pytest.mark.parametrize("count", [5, 6, 7])
def test_k_01_five_to_seven_are_words_that_hang_on_nobody(count: int):
    """K-01, K-03: from five to seven there are words, the same whatever anybody's figure is."""
    one, other = frozen(gave(EIGHT[:count])), frozen(gave([1.0] * count))
    assert one == other
    assert one.band is None
    assert one.how_many == "5 to 7"
    assert not any(letter.isdigit() for letter in "".join(one.sentences))


def test_k_01_a_split_needs_eight_in_every_part():
    """K-01: a group in parts is refused unless each part has eight with cases enough."""
    check_split([gave(EIGHT), gave(EIGHT)])
    for part in (gave(EIGHT[:7]), gave(EIGHT, [9] + [100] * 7), []):
        with pytest.raises(Refused):
            check_split([gave(EIGHT), part])


def test_k_02_who_has_fewer_than_ten_cases_is_left_out():
    """K-02: nine cases are no figure, ten are."""
    assert len(counted(gave(EIGHT, [10] * 7 + [9]))) == 7
    assert frozen(gave(EIGHT, [10] * 8)).band is not None
    assert frozen(gave(EIGHT, [10] * 7 + [9])).band is None
    assert refusal(gave(EIGHT[:5], [9] + [50] * 4)) == NOT_SHOWN


def test_k_02_of_a_rare_outcome_few_cases_are_left_out_whatever_the_step():
    """K-02, A3: a whole case moves a share by two steps at most, so that several shares fit."""
    rare = replace(SHARE, scale=Scale(step=0.01, low=0.0, high=0.2))
    assert (least_cases(SHARE), least_cases(rare), least_cases(MARKS)) == (10, 50, 10)
    nobody_but_one = [1 / 15, *[0.0] * 7]
    with pytest.raises(Refused):
        frozen(gave(nobody_but_one, [15] * 8), rare)
    made = frozen(gave([0.04, *[0.0] * 7], [50] * 8), rare)
    assert made.band is not None
    assert made.band.high.words == "under 2 %"
    assert "fewer than 50 cases" in own_words(made, 0.02, 49)


def test_k_02_counts_of_cases_are_coarse_and_small_ones_withheld():
    """K-02: below eight nothing, zero included; above to the nearest five."""
    assert [rounded(count) for count in range(8)] == [None] * 8
    assert [rounded(count) for count in (8, 12, 13, 17, 18, 102)] == [10, 10, 15, 15, 20, 100]
    with pytest.raises(ValueError, match="below zero"):
        rounded(-1)


def test_k_03_every_edge_is_averaged_over_three_and_rounded():
    """K-03: ranks 2 to 4, the middle four, ranks 5 to 7 of eight, each rounded to the step."""
    band = frozen(gave(EIGHT)).band
    assert band is not None
    assert (band.low.value, band.middle.value, band.high.value) == (0.25, 0.35, 0.40)
    assert (band.low.words, band.middle.words, band.high.words) == ("25 %", "35 %", "40 %")


def test_k_03_of_nine_the_middle_is_three():
    """K-03: an odd group has its middle in ranks 4 to 6 of nine."""
    band = frozen(gave([0.1, 0.2, 0.2, 0.3, 0.5, 0.7, 0.8, 0.8, 0.9])).band
    assert band is not None
    assert band.middle.value == 0.5
    assert (band.low.value, band.high.value) == (0.25, 0.75)


@pytest.mark.parametrize("what", ASKED, ids=lambda what: what.metric_id)
def test_k_03_the_lowest_and_the_highest_change_nothing(what: Asked):
    """K-03: whoever is lowest or highest could be anywhere beyond the next of them."""
    low, high = what.scale.low, what.scale.high
    inner = [low + (high - low) * place for place in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)]
    shown = {
        frozen(gave([first, *inner, last]), what).band
        for first in (low, inner[0])
        for last in (inner[-1], high)
    }
    assert len(shown) == 1


def test_k_03_no_name_no_extreme_and_no_group_mean_is_in_it():
    """K-03: the only numbers of a snapshot are three rounded edges."""
    given = gave([0.123, 0.311, 0.322, 0.333, 0.344, 0.355, 0.366, 0.987])
    said = json.dumps(as_value(frozen(given)))
    for number in ("12.3", "0.123", "98.7", "0.987", "0.39", "39", "100"):
        assert number not in said
    assert not any(f'"{each.contributor}"' in said for each in given)


def test_k_03_people_are_counted_in_three_words():
    """K-03: the number of people in a room is said in one of three ways."""
    assert {room_words(count) for count in range(5)} == {"fewer than 5"}
    assert {room_words(count) for count in range(5, 8)} == {"5 to 7"}
    assert {room_words(count) for count in range(8, 50)} == {"8 or more"}


@pytest.mark.parametrize(
    "cases, shown",
    [
        ([350] + [50] * 7, True),
        ([351] + [50] * 7, False),
        ([450, 450] + [50] * 6, True),
        ([460, 450] + [50] * 6, False),
        ([30, 30] + [9] * 8, False),
    ],
)
def test_k_04_nobody_holds_most_of_the_cases(cases: list[int], shown: bool):
    """K-04: refused where one has more than half of the cases, or two more than three quarters."""
    given = gave([0.3] * len(cases), cases)
    if shown:
        assert frozen(given).band is not None
    else:
        assert refusal(given) == NOT_SHOWN


def test_k_05_one_hidden_number_takes_others_with_it():
    """K-05: beside totals no row and no column has a single hidden number."""
    hidden = cells([[40, 5, 60], [70, 80, 90], [30, 20, 55]])
    assert hidden.rows[0][1] is None
    for line in (*hidden.rows, *zip(*hidden.rows, strict=True)):
        assert line.count(None) != 1
    assert hidden.total == 450


def test_k_05_a_hidden_number_of_a_chain_is_solved_for():
    """K-05: two hidden in every line can still give a third away; it is solved for, not counted."""
    block = [[3, 3, 50, 50], [3, 3, 50, 50], [50, 50, 3, 3], [50, 50, 3, 3]]
    block[1][2] = 4
    shown = cells(block)
    assert shown.rows[1][2] is None
    assert sum(line.count(None) for line in shown.rows) > 9


def test_k_05_a_table_of_large_counts_hides_nothing():
    """K-05: nothing is hidden needlessly."""
    assert cells([[40, 50], [60, 70]]).rows == ((40, 50), (60, 70))
    with pytest.raises(ValueError, match="one length"):
        cells([[1, 2], [3]])


@pytest.mark.parametrize("month", [JANUARY, FEBRUARY])
@pytest.mark.parametrize("now", ["abcdefghi", "bcdefghi", "abcdefgx", "abcdefxy", "abcdefghijkl"])
def test_k_06_nearly_the_same_people_are_refused(now: str, month: tuple[date, date]):
    """K-06: refused where one to four people differ, in the same period or another."""
    before = release(in_month(JANUARY), people("abcdefgh"))
    with pytest.raises(Refused, match="nearly the same people"):
        snapshot(in_month(month), people(now), [before], MADE_ON, "S-2")


def test_k_06_the_same_people_are_shown_again_for_another_period_alone():
    """K-06: an identical group is shown for a period that touches no earlier one."""
    before = release(in_month(JANUARY), people("abcdefgh"))
    again = people("hgfedcba")
    assert snapshot(in_month(FEBRUARY), again, [before], MADE_ON, "S-2").band is not None
    for since, until in (JANUARY, (date(2025, 6, 1), date(2026, 1, 2))):
        with pytest.raises(Refused):
            snapshot(asked(RETURNS, since, until), again, [before], MADE_ON, "S-2")


def test_k_06_five_others_another_measure_and_words_alone_are_no_difference():
    """K-06: what has no number in common can't be subtracted."""
    given = people("abcdefgh")
    far = release(SHARE, people("abcdexyz") + people("uv"))
    other = replace(release(SHARE, given), metric_id="admission")
    words = release(SHARE, given[:7])
    assert frozen(given, earlier=(far, other, words)).band is not None
    assert frozen(given[:7], earlier=(release(SHARE, given),)).band is None


def test_k_06_nobodys_figure_goes_into_one_picture_after_the_other():
    """K-06: a third picture of mostly the same people and days is refused, however they differ."""
    first = release(in_month(JANUARY), people("abcdefgh"))
    second = release(in_month(JANUARY), people("abcdeijklm"))
    third = people("abcfgijnopqrs")
    assert snapshot(in_month(JANUARY), third, [first], MADE_ON, "S-2").band is not None
    with pytest.raises(Refused):
        snapshot(in_month(JANUARY), third, [first, second], MADE_ON, "S-3")
    assert snapshot(in_month(FEBRUARY), third, [first, second], MADE_ON, "S-3").band is not None


def test_k_06_trying_groups_out_ends_after_two_refusals():
    """K-06: who was in an earlier picture is not found out by leaving one out after the other."""
    everybody = people("abcdefghijkl")
    shown = release(in_month(JANUARY), people("abcdefghijk"))
    tried = [
        replace(release(in_month(FEBRUARY), [one for one in everybody if one != left]), shown=False)
        for left in everybody[:2]
    ]
    asked_again = in_month(FEBRUARY), people("abcdefghijk")
    for known in ([shown], [shown, tried[0]], [shown, tried[0], tried[0]]):
        assert snapshot(*asked_again, known, MADE_ON, "S-2").band is not None
    with pytest.raises(Refused):
        snapshot(*asked_again, [shown, *tried], MADE_ON, "S-2")
    assert frozen(people("nopqrstuv"), earlier=tuple(tried)).band is not None


def test_k_06_a_third_group_that_overlaps_two_earlier_ones_is_refused():
    """K-06: many overlapping groups of one time, solved together, can give somebody away."""
    earlier = [release(SHARE, people("abcdefgh")), release(SHARE, people("efghijklm"))]
    third = people("abcijknop")
    with pytest.raises(Refused):
        frozen(third, earlier=tuple(earlier))
    assert frozen(third, earlier=tuple(earlier[:1])).band is not None
    later = asked(RETURNS, SHARE.until, date(2027, 1, 1))
    assert frozen(third, later, tuple(earlier)).band is not None


def test_k_06_who_was_left_out_is_not_remembered():
    """K-06, K-02: a release is of those whose figures are in it."""
    kept = release(SHARE, gave(EIGHT, [9] + [10] * 7))
    assert kept.members == {f"c{at}" for at in range(1, 8)}


def test_k_07_a_share_comes_from_rounded_parts():
    """K-07: 12 of 33 is 10 of 35; below twenty cases a share stands without its count."""
    assert share_of_rounded(12, 33) == 10 / 35
    assert say_share(12, 33) == "about 29 % of about 35"
    assert say_share(9, 19) == "about 50 %"
    assert "of" not in say_share(8, 16)
    with pytest.raises(ValueError, match="above its whole"):
        share_of_rounded(34, 33)


def test_k_08_nothing_that_anybody_wrote_is_in_a_snapshot():
    """K-08: every word comes from the measure's definition, the rules, and nobody's hand."""
    given = gave(EIGHT)
    assert {each.name for each in fields(given[0])} == {"contributor", "n", "figure"}
    assert all(isinstance(each.contributor, str) for each in given)
    renamed = [replace(each, contributor=f"Dr Wong {at}") for at, each in enumerate(given)]
    assert frozen(renamed) == frozen(given)


def test_k_09_the_own_figure_is_said_apart_from_the_snapshot():
    """K-09: a member's figure is laid beside the band in words of its own, for their device."""
    shown = frozen(gave(EIGHT))
    assert own_words(shown, 0.45, 120) == (
        "Yours is 45.0 %, from 120 cases. The band runs from about 25 % to about 40 %. "
        "Yours is above it."
    )
    assert own_words(shown, 0.30, 120).endswith("Yours is inside it.")
    assert own_words(shown, 0.26, 120).endswith("Yours is at its edge.")
    assert own_words(shown, 0.01, 120).endswith("Yours is below it.")
    assert "too few" in own_words(shown, 0.30, 9)
    assert "No number" in own_words(frozen(gave(EIGHT[:5])), 0.3, 50)
    assert "45.0" not in json.dumps(as_value(shown))


def test_k_10_what_will_be_shown_is_fixed_before_anything_is_given():
    """K-10: what is shown at which count can be told from the measure alone."""
    promised = " ".join(what_will_be_shown(SHARE))
    assert "rounded to 5 %" in promised
    for count in ("fewer than five", "five to seven", "eight or more"):
        assert count in promised
    assert "can be noticed" in promised


def test_k_10_who_declined_is_like_who_was_never_asked():
    """K-10: a snapshot of eight is the same whether a ninth declined or had too few cases."""
    assert frozen(gave([*EIGHT, 0.77], [100] * 8 + [3])) == frozen(gave(EIGHT))


def test_k_11_a_snapshot_carries_its_id_and_the_rules_and_no_contributor():
    """K-11: id and version are on it; it reads back the same, and no person is in it."""
    shown = frozen(gave(EIGHT))
    value = json.loads(json.dumps(as_value(shown)))
    assert (value["id"], value["rules_version"]) == ("S-1", RULES_VERSION)
    assert set(value) == {
        "id", "rules_version", "asked", "made_on", "how_many", "band", "sentences",
    }  # fmt: skip
    assert from_value(value) == shown
    words = frozen(gave(EIGHT[:5]), MARKS)
    assert from_value(as_value(words)) == words
    for broken in (
        {},
        {**value, "band": {"low": 1}},
        {**value, "extra": 1},
        {**value, "made_on": 3},
    ):
        with pytest.raises(ValueError, match=r"no snapshot|asked for"):
            from_value(broken)


def test_k_12_a_snapshot_is_the_same_whoever_freezes_it():
    """K-12: there is one view; neither the order nor the names of those who gave can change it."""
    given = gave(EIGHT)
    assert frozen(given[::-1]) == frozen(given)


def test_the_one_refusal_tells_no_reason():
    """K-01, K-04, K-06: too few, one with most cases and a near repeat are refused alike."""
    given = gave(EIGHT)
    assert {
        refusal(given[:4]),
        refusal(gave(EIGHT, [900] + [10] * 7)),
        refusal(given, (release(SHARE, given[1:] + people("x")),)),
    } == {NOT_SHOWN}


def test_what_is_no_figure_is_never_frozen():
    """Two figures of one contributor, or no number, are a fault of the caller's."""
    with pytest.raises(ValueError, match="two figures"):
        frozen(people("aabcdefgh"))
    with pytest.raises(ValueError, match="no number"):
        frozen(gave([float("nan"), *EIGHT]))


def test_what_is_asked_states_the_measure_and_its_period():
    """Until is the first day not counted; a period that ends before it begins is refused."""
    assert SHARE.definition == f"{RETURNS.eligible} {RETURNS.met}"
    assert [each.scale.step for each in ASKED] == [0.05, 10, 0.2, 0.2, 0.01]
    with pytest.raises(Refused, match="ends before it begins"):
        asked(RETURNS, date(2026, 1, 1), date(2026, 1, 1))
    with pytest.raises(Refused, match="no fixed scale"):
        asked(replace(RETURNS, kind="mean", unit="points"), *JANUARY)
