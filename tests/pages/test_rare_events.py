"""My practice where events are rare: what lies between them, in place of months with none."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages.journey import click, unfold, with_a_measure, with_own, words

HEADER = "Visit No,Patient Key,Attending,Arrival Date/Time,Departure Date/Time,ED Disposition"


def extract(*returning: int, months: int = 24) -> str:
    """Twelve discharges a month, each of a patient of their own but those who come back."""
    rows = [HEADER]
    for number in range(months * 12):
        patient = number - (number in returning)
        day = f"{2024 + number // 144}-{1 + number // 12 % 12:02d}-{1 + number % 12:02d}"
        rows.append(f"{number},p{patient},D1,{day} 08:00,{day} 10:00,Discharged")
    return "\n".join(rows)


def thinly_spread(*returning: int) -> str:
    """Eight discharges a year over fourteen years, a few of patients who had left just before."""
    rows = [HEADER]
    for number in range(112):
        year, month = 2010 + number // 8, 1 + number % 8
        rows.append(f"{number},p{number},D1,{year}-{month:02d}-05 08:00,"
                    f"{year}-{month:02d}-05 10:00,Discharged")  # fmt: skip
        if number in returning:
            rows.append(f"{number}b,p{number},D1,{year}-{month:02d}-06 08:00,"
                        f"{year}-{month:02d}-06 10:00,Admitted")  # fmt: skip
    return "\n".join(rows)


RARE = extract(5, 30, 44, 61, 90, 92, 111, 130, 155, 171, 190, 233, 261)
FEW = extract(30, 90, 190)


def first_look(held: str) -> AppTest:
    at = click(with_own({"ed.csv": held}), "columns_right")
    return click(click(at, "value_safe_discharge"), "skip")


def looked_at(held: str) -> AppTest:
    return unfold(click(first_look(held), "no_reaction"), "table", "why_this_chart")


def between(at: AppTest, how: str = "") -> AppTest:
    at.segmented_control(key="grain").set_value("between")
    at.run()
    if how:
        at.segmented_control(key="gaps_in").set_value(how)
        at.run()
    assert not at.exception
    return at


def offers(at: AppTest) -> list[str]:
    return list(at.segmented_control(key="grain").options)


def chart(at: AppTest) -> dict[str, Any]:
    return json.loads(at.get("vega_lite_chart")[0].proto.spec)


def test_rare_events_are_offered_as_what_lies_between_them_and_others_are_not():
    assert "Between events" in offers(looked_at(RARE))
    assert "Between events" not in offers(with_a_measure())


def test_gaps_are_all_there_is_to_see_where_no_period_holds_enough_for_a_figure():
    thin = looked_at(thinly_spread(5, 20, 41, 60, 88, 101))
    assert not [spec for spec in thin.get("vega_lite_chart") if "median" in spec.proto.spec]
    assert offers(thin) == ["All in one", "Between events"]
    at = between(thin)
    assert "6 of your 112 discharges came back" in words(at)
    assert "With 6 gaps, fewer than 10" in words(at)
    assert len(chart(at)["layer"]) > 1
    at.segmented_control(key="grain").set_value("all")
    at.run()
    assert "so this is one figure for all of them" in words(at)
    assert not looked_at(thinly_spread(5, 20)).get("button_group")


def test_cases_between_events_have_sentence_chart_and_table_and_their_reason_one_click_away():
    """FR-14: sentence, chart and table say the same."""
    at = between(looked_at(RARE))
    said = words(at)
    assert "13 of your 288 discharges came back" in said
    assert "A longer gap is fewer events." in said
    assert "Since the last one: " in said
    assert "A g chart." in said
    shown = at.table[0].value
    assert len(shown) == 13
    dots = [layer for layer in chart(at)["layer"] if layer["mark"].get("type") == "circle"]
    assert len(dots) == 1


def test_days_between_are_one_click_further_and_stay_over_a_look_at_months():
    at = between(looked_at(RARE), "days")
    assert "A t chart." in words(at)
    assert len(at.table[0].value) == 12
    at.segmented_control(key="grain").set_value("month")
    at.run()
    assert "A t chart." not in words(at)
    assert "A t chart." in words(between(at))


def test_a_first_look_at_gaps_is_neutral():
    """FR-16: no signal and no limit before the reaction."""
    at = between(first_look(RARE))
    assert "The band is where chance" not in words(at)
    assert "unlike chance" not in words(at)


def test_below_five_events_the_cases_stand_in_place_of_a_chart():
    at = between(looked_at(FEW))
    assert "too few to draw the gaps between them" in words(at)
    assert not at.get("vega_lite_chart")
    assert len(at.table[0].value) == 3
