"""What a log may claim: each check by its number, so that no claim goes further than the work."""

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import cpd_claims, cpd_fields, cpd_log, cpd_tally
from afreflect.domain.cpd import Rule
from afreflect.domain.cpd_claims import NO_STANDARD, suggestions, warnings
from afreflect.domain.cpd_cycle import Span
from afreflect.domain.cpd_log import (
    CollegeChosen,
    DoneElsewhere,
    LogEntryChecked,
    LogEntryRemoved,
    MinutesNoticed,
)
from afreflect.storage.regimes import regimes
from tests.domain.cpd_examples import AGAIN, COLLEGE, HEARD, TODAY, WHOLE

ROYAL, MAINPRO = regimes()["royal_college_moc"], regimes()["cfpc_mainpro"]
EVERY = tuple(regimes().values())


def names(entry, regime) -> list[str]:
    return [each.category.id for each in suggestions(entry, regime)]


def warned(entry, regime=COLLEGE, others=(), chosen=None, today=TODAY) -> str:
    return " ".join(warnings(entry, others, regime, chosen, today))


def test_check_1_and_11_no_feedback_never_blocks_section_3_and_says_what_is_strongest():
    assert names(WHOLE, ROYAL) == ["section_3"]
    assert "Strongest with a colleague's feedback. Check with your college." in (
        suggestions(WHOLE, ROYAL)[0].notes
    )
    assert not any("Strongest" in note for note in suggestions(HEARD, ROYAL)[0].notes)


@pytest.mark.parametrize(
    "n, found", [(None, ["section_2"]), (9, ["section_2"]), (10, ["section_3"])]
)
def test_check_2_below_ten_cases_nothing_is_claimed_as_an_audit(n, found):
    assert names(replace(WHOLE, n=n), ROYAL) == found
    boarded = names(replace(AGAIN, n=n), regimes()["abem"])
    assert boarded == (["activity"] if n == 10 else [])


def test_check_2_says_why_it_is_not_section_3():
    notes = suggestions(replace(WHOLE, n=9), ROYAL)[0].notes
    assert notes[0] == ("Not Section 3, Assessment: it asks for 10 cases or more, and this has 9.")


def test_check_3_stage_c_needs_the_same_measure_before_and_after():
    ama = regimes()["ama_pi_cme"]
    assert names(AGAIN, ama) == ["stage_a", "stage_b", "stage_c"]
    assert "stage_c" not in names(replace(AGAIN, remeasure_definition_sha256="d2"), ama)
    assert "stage_c" not in names(replace(AGAIN, remeasure_definition_sha256=""), ama)
    assert "stage_c" not in names(replace(AGAIN, remeasure_n=None), ama)


def test_check_4_a_check_holds_only_for_the_entry_exactly_as_it_was_checked():
    check = LogEntryChecked("one", WHOLE.fingerprint)
    assert cpd_log.checked((WHOLE, check), WHOLE) == check
    assert cpd_log.checked((WHOLE, check), replace(WHOLE, what="Mrs Jones came back.")) is None
    same = replace(WHOLE, id="b" * 32)
    assert cpd_log.checked((WHOLE, check), same) == check


def test_check_5_and_14_a_provisional_result_goes_out_as_provisional():
    doubted = replace(WHOLE, provisional_until=date(2027, 1, 20))
    assert names(doubted, COLLEGE) == ["audit"]
    assert cpd_fields.text(doubted, "result").endswith("Provisional until 20 Jan 2027.")
    assert "Provisional until 20 Jan 2027" in warned(doubted)


def test_check_6_an_entry_has_no_room_for_placement_landing_or_mindset():
    kept = {each.name for each in fields(WHOLE)} | set(cpd_fields.LABELS)
    assert not kept & {"placement", "landing", "sting", "mindset", "zone", "acceptance", "agency"}


def test_check_7_dates_outside_of_year_cycle_and_day_to_report_are_said():
    over = replace(WHOLE, first=date(2025, 12, 28), last=date(2026, 1, 3))
    assert "begins in one year and ends in the next" in warned(over)
    chosen = CollegeChosen("college", date(2026, 1, 1))
    before = replace(WHOLE, first=date(2025, 5, 1), last=date(2025, 5, 1))
    assert "outside of your cycle, 1 Jan 2026 to 31 Dec 2030" in warned(before, chosen=chosen)
    assert "was 31 Jan 2026" in warned(before)
    assert "was 31 Jan" not in warned(before, today=date(2026, 1, 31))
    assert warned(WHOLE) == ""


def test_check_7_work_that_is_still_to_come_is_said():
    assert "only what was done counts" in warned(replace(WHOLE, last=date(2026, 11, 23)))
    assert warned(replace(WHOLE, last=TODAY)) == ""


def test_check_7_names_the_days_of_the_two_colleges_that_have_one():
    late = replace(WHOLE, first=date(2026, 6, 1), last=date(2026, 6, 1))
    assert "30 Jun 2026" in warned(late, MAINPRO, today=date(2026, 7, 1))
    assert "31 Jan 2027" in warned(late, ROYAL, today=date(2027, 2, 1))


def test_check_7_a_rule_that_came_later_is_said():
    early = replace(WHOLE, first=date(2024, 12, 1), last=date(2024, 12, 1))
    assert "holds from 16 Dec 2024" in warned(early, MAINPRO, today=date(2024, 12, 2))


def test_check_8_more_than_twelve_hours_a_day_is_asked_about():
    assert "12 hours" not in warned(replace(WHOLE, minutes_data=720 - 25))
    assert "More than 12 hours a day, 20 Nov 2026" in warned(replace(WHOLE, minutes_data=696))
    two_days = replace(WHOLE, last=date(2026, 11, 21), minutes_data=1_415)
    assert "12 hours" not in warned(two_days)
    another = replace(WHOLE, entry_id="two", minutes_data=600)
    assert "12 hours" in warned(WHOLE, others=[replace(another, minutes_data=700)])


SPANS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 3), st.integers(0, 1_500)), min_size=1, max_size=4
)


@given(SPANS)
def test_check_8_is_silent_exactly_where_the_minutes_fit_into_the_days(spans):
    """Filled day by day, the entry that ends first goes first: that fits whenever anything does."""
    start = date(2026, 12, 28)
    found = [
        replace(
            WHOLE,
            entry_id=str(number),
            first=start + timedelta(days=begins),
            last=start + timedelta(days=begins + length),
            minutes_data=minutes,
            minutes_reflect=0,
        )
        for number, (begins, length, minutes) in enumerate(spans)
    ]
    left = {each.entry_id: each.minutes.total for each in found}
    for ahead in range(12):
        day, room = start + timedelta(days=ahead), 720
        for each in sorted(found, key=lambda one: one.last):
            if each.first <= day <= each.last:
                taken = min(room, left[each.entry_id])
                left[each.entry_id] -= taken
                room -= taken
    assert (cpd_claims.too_long(found) is None) == (not any(left.values()))


def test_check_9_rules_read_more_than_a_year_ago_are_old():
    assert not COLLEGE.is_old(date(2027, 11, 21))
    assert COLLEGE.is_old(date(2027, 11, 22))
    assert "more than a year ago" in warned(WHOLE, today=date(2027, 11, 22))
    leap = replace(COLLEGE, read_on=date(2024, 2, 29))
    assert (leap.is_old(date(2025, 2, 28)), leap.is_old(date(2025, 3, 1))) == (False, True)


@pytest.mark.parametrize("entry", [WHOLE, HEARD, AGAIN], ids=["alone", "heard", "again"])
def test_check_10_certified_assessment_is_never_suggested(entry):
    assert names(entry, MAINPRO) == ["non_certified"]
    assert any("Certified Assessment" in why for why in cpd_claims.not_suggested(entry, MAINPRO))


@pytest.mark.parametrize("lost", ["feedback_role", "feedback_how"])
def test_check_12_a_group_is_feedback_only_where_somebody_responded_to_these_findings(lost):
    group = replace(HEARD, feedback_from="group")
    assert group.has_feedback
    assert not replace(group, **{lost: " "}).has_feedback
    lacking = cpd_claims.lacking(replace(group, **{lost: ""}), MAINPRO)
    assert "who responded to your findings, in what role, and how" in [a.words for a in lacking]


def test_check_13_bringing_data_in_is_left_out_unless_it_is_put_in():
    found = [
        MinutesNoticed("import", 12, TODAY),
        MinutesNoticed("data", 20, TODAY),
        MinutesNoticed("plan", 5, TODAY),
    ]
    assert cpd_log.counted(found).total == 25
    assert cpd_log.counted(found, with_import=True).data == 32


def test_check_15_no_field_of_an_entry_takes_a_name_or_a_college_number():
    kept = {each.name for each in fields(WHOLE)}
    assert not kept & {"name", "physician", "college_number", "member"}


def test_check_16_a_measure_without_a_standard_says_so_for_those_who_ask_for_one():
    said = cpd_claims.standard_note(EVERY, has_standard=False)
    assert "Royal College of Physicians and Surgeons of Canada" in said
    assert "American Board of Emergency Medicine" in said
    assert cpd_claims.standard_note(EVERY, has_standard=True) == ""
    assert cpd_claims.standard_note([MAINPRO], has_standard=False) == ""
    without = replace(AGAIN, standard=NO_STANDARD)
    assert names(without, ROYAL) == ["section_3"]
    assert names(without, regimes()["abem"]) == []


def test_a_standard_or_an_own_target_is_a_comparison_and_none_available_is_not():
    board = regimes()["mba"]
    compared = "what you compared with: a standard, or your own target"

    def asked(**fields: str) -> bool:
        lacking = cpd_claims.lacking(replace(WHOLE, **fields), board)
        return compared in [ask.words for ask in lacking]

    assert not asked(own_target="")
    assert not asked(standard="")
    assert not asked(standard=NO_STANDARD)
    assert asked(standard=NO_STANDARD, own_target="")


@pytest.mark.parametrize("regime", EVERY, ids=lambda regime: regime.id)
def test_nothing_is_ever_said_to_be_earned(regime):
    for entry in (WHOLE, HEARD, AGAIN):
        for each in suggestions(entry, regime):
            assert each.sentence.startswith("Suggested: ")
            assert "earn" not in " ".join([each.sentence, *each.notes]).lower()


def test_one_minute_counts_once_in_a_college():
    mine = replace(WHOLE, noticed="m1,m2")
    other = replace(WHOLE, entry_id="two", noticed="m2", title="The same again")
    apart = replace(WHOLE, entry_id="three", noticed="m3")
    assert "uses the same minutes as “The same again”" in warned(mine, others=[other, apart])
    assert "same minutes" not in warned(mine, others=[apart, mine])
    elsewhere = replace(other, regimes="another")
    assert "same minutes" not in warned(mine, others=[elsewhere])
    year = Span(date(2026, 1, 1), date(2026, 12, 31))
    assert len(cpd_tally.within([mine, other, apart], COLLEGE, year)) == 2


def test_a_second_college_may_be_told_of_the_same_minutes_with_a_note():
    both = replace(WHOLE, regimes="college,another")
    assert "used for another college as well" in warned(both)


@given(st.lists(st.frozensets(st.sampled_from("abcd"), max_size=3), max_size=5))
def test_no_minute_is_ever_tallied_twice(uses):
    found = [
        replace(WHOLE, entry_id=str(at), noticed=",".join(sorted(ids)))
        for at, ids in enumerate(uses)
    ]
    year = Span(date(2026, 1, 1), date(2026, 12, 31))
    counted = cpd_tally.within(found, COLLEGE, year)
    assert all(not one.noticed_ids & other.noticed_ids for one, other in combinations(counted, 2))
    left = [each for each in found if each not in counted]
    assert all(any(each.noticed_ids & one.noticed_ids for one in counted) for each in left)


def test_a_minute_of_last_year_does_not_count_again_in_this_one():
    eve = replace(WHOLE, noticed="m1", last=date(2025, 12, 20), first=date(2025, 12, 20))
    after = replace(WHOLE, entry_id="two", noticed="m1", last=TODAY, first=TODAY)
    years = [Span(date(year, 1, 1), date(year, 12, 31)) for year in (2025, TODAY.year)]
    counted = [cpd_tally.within([eve, after], COLLEGE, year) for year in years]
    assert counted == [(eve,), ()]


def test_an_entry_that_did_not_count_keeps_no_other_from_counting():
    first, both, last = (
        replace(WHOLE, entry_id=name, noticed=ids)
        for name, ids in {"a": "m1", "b": "m1,m2", "c": "m2,m3"}.items()
    )
    year = Span(date(2026, 1, 1), date(2026, 12, 31))
    assert cpd_tally.within([first, both, last], COLLEGE, year) == (first, last)


def test_what_is_missing_is_the_goal_less_what_is_here_and_elsewhere():
    chosen = CollegeChosen("college", date(2024, 1, 1))
    elsewhere = DoneElsewhere("college", "year", 40, date(2026, 3, 1))
    last_year = DoneElsewhere("college", "year", 80, date(2025, 3, 1))
    (found,) = cpd_tally.progress((last_year, elsewhere), [WHOLE], COLLEGE, chosen, TODAY)
    assert (found.here, found.elsewhere, found.missing) == (
        Decimal("2.25"), Decimal(10), Decimal("12.75"),
    )  # fmt: skip
    assert found.sentence == (
        "Credits in this year: 2.25 of 25 here, 10 from elsewhere, 12.75 to go."
    )


def test_an_entry_on_new_years_eve_counts_in_the_year_that_ends():
    eve = replace(WHOLE, first=date(2026, 12, 31), last=date(2026, 12, 31))
    chosen = CollegeChosen("college", date(2024, 1, 1))
    (this,) = cpd_tally.progress((), [eve], COLLEGE, chosen, TODAY)
    (following,) = cpd_tally.progress((), [eve], COLLEGE, chosen, date(2027, 1, 1))
    assert (this.here, following.here) == (Decimal("2.25"), 0)


def test_a_rule_that_could_not_be_read_says_to_check():
    unread = replace(COLLEGE, rules=(Rule("rate", "Three an hour.", "None", verified=False),))
    assert "Check with your college: this rule could not be checked at its source." in (
        suggestions(WHOLE, unread)[0].notes
    )


def test_the_newest_version_of_an_entry_holds_and_every_version_stays():
    changed = replace(WHOLE, title="CT, all headaches", id="b" * 32)
    assert cpd_log.entries((WHOLE, changed)) == (changed,)
    assert cpd_log.versions((WHOLE, changed), "one") == (WHOLE, changed)
    assert cpd_log.entries((WHOLE, changed, LogEntryRemoved("one"))) == ()


def test_minutes_that_an_entry_uses_are_not_offered_again():
    first, second = MinutesNoticed("data", 9, TODAY, "ct_use"), MinutesNoticed("plan", 5, TODAY)
    other = MinutesNoticed("data", 7, TODAY, "admission")
    events = (first, second, other)
    assert cpd_log.unused(events, "ct_use") == (first, second)
    assert cpd_log.unused((*events, replace(WHOLE, noticed=first.id)), "ct_use") == (second,)
