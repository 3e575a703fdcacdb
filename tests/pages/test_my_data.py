"""My data: what is asked, what is refused, and that nothing is lost or half done."""

import pytest

from tests.pages.journey import (
    TWO_CLINICIANS,
    UNCLEAR_DATES,
    VISITS,
    click,
    drop,
    go,
    labels,
    opened,
    primary,
    title,
    unfold,
    with_own,
    words,
)


def test_columns_are_guessed_and_one_button_confirms_them():
    at = with_own({"ed.csv": VISITS})
    assert title(at) == "Are these columns right?"
    assert "1 file with 3 rows, Mar 2025. 3 visits are yours." in words(at)
    assert primary(at) == ["These columns look right"]
    table = at.table[0].value
    row = table[table["We take"] == "Arrival"].iloc[0]
    assert row["from your column"] == "Arrival Date/Time"
    assert row["such as"].startswith("2025-03-01")


def test_rows_are_counted_as_a_person_counts_them_and_in_the_same_words_everywhere():
    forms = "Visit No,Triage Level\n1,3\n2,2\n3,4\n"
    at = with_own({"ed.csv": VISITS, "triage.csv": forms})
    said = "2 files with 6 rows, Mar 2025. 3 visits are yours."
    assert said in words(at)
    at = click(at, "columns_right")
    assert f"Loaded: {said}" in words(at)
    at = unfold(click(click(at, "value_right_bed"), "skip"), "origin")
    assert said in words(at)


def test_what_stays_out_is_counted_in_the_singular_where_it_is_one_row():
    at = with_own({"ed.csv": VISITS + "3,p2,D1,2025-03-17 10:00,2025-03-17 15:30,Admitted,71,B\n"})
    assert "1 row can't be used and stays out." in words(at)
    again = "".join(f"{n},p2,D1,2025-03-17 10:00,2025-03-17 15:30,Admitted,71,B\n" for n in (2, 3))
    assert "2 rows can't be used and stay out." in words(with_own({"ed.csv": VISITS + again}))


def test_the_limit_of_the_browser_is_said_with_the_command_for_more():
    at = click(opened(), "use_own")
    assert "200 MB" in words(at)
    assert "python -m afreflect check FILE" in words(at)


def test_columns_that_name_people_are_left_out_and_the_download_is_remembered():
    at = with_own({"ed.csv": VISITS})
    assert "Patient Name" in words(at)
    at = click(at, "columns_right")
    asked = "The file in your downloads still holds patient names. Delete it when you are done?"
    assert asked in words(at)
    assert asked in words(go(at, "my_data"))


def test_nothing_is_said_of_names_where_there_are_none():
    at = click(with_own({"ed.csv": VISITS.replace("Patient Name", "Bay")}), "columns_right")
    assert "patient names" not in words(at)


@pytest.mark.parametrize(
    "column, value", [("Birth Year", "1980"), ("Phone", "514 555 0199"), ("Nurse", "N. Lee")]
)
def test_columns_that_identify_and_hold_no_patients_name_are_called_what_they_are(column, value):
    held = VISITS.replace("Patient Name", column)
    held = held.replace("Ann Example", value).replace("Bo Example", value)
    at = click(with_own({"ed.csv": held}), "columns_right")
    assert "patient names" not in words(at)
    assert f"still holds columns that can identify people ({column}). Delete it" in words(at)


def test_a_patients_name_in_the_place_of_a_number_is_a_name():
    held = VISITS.replace("Patient Name", "Bay")
    held = held.replace(",p1,", ",Ann Example,").replace(",p2,", ",Bo Example,")
    at = click(with_own({"ed.csv": held}), "columns_right")
    assert "still holds patient names" in words(at)


@pytest.mark.parametrize(
    "name, held",
    [
        ("empty.csv", b""),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("binary.csv", bytes(range(256)) * 4),
        ("page.csv", b"<!doctype html><html><body>Please sign in</body></html>"),
        ("header.csv", VISITS.splitlines()[0].encode()),
        ("unknown.csv", b"colour,taste\nblue,sour\nred,sweet\n"),
        ("prose.txt", b"Dear colleague,\nplease find attached the report.\nKind regards\n"),
    ],
)
def test_a_wrong_file_gets_one_plain_sentence(name, held):
    at = with_own({name: held})
    assert not at.exception
    assert len(at.error) == 1
    assert at.error[0].value.endswith((".", "mapping."))
    assert "Traceback" not in at.error[0].value
    assert title(at) == "Which data shall we look at?"


def test_after_a_wrong_file_the_right_one_can_be_dropped_at_once():
    at = with_own({"page.csv": b"<!doctype html><html></html>"})
    assert "page.csv is a web page" in words(at)
    at = drop(at, {"ed.csv": VISITS})
    assert not at.error
    assert primary(at) == ["These columns look right"]


def test_a_wrong_file_among_good_ones_changes_nothing():
    at = with_own({"ed.csv": VISITS})
    at = drop(at, {"broken.csv": b""})
    assert "broken.csv is empty" in words(at)
    assert primary(at) == ["These columns look right"]
    assert "1 file with 3 rows" in words(at)


def test_the_order_of_day_and_month_is_asked_once_with_two_rows_each_way():
    at = with_own({"ed.csv": UNCLEAR_DATES})
    assert "day or the month" in at.radio[0].label
    assert primary(at) == []
    assert "3 April 2025" in str(at.radio[0].proto.captions)
    assert "4 March 2025" in str(at.radio[0].proto.captions)
    at.radio[0].set_value("dmy")
    at = at.run()
    assert not at.radio
    assert "Dates: day first. To change this, open" in words(at)
    assert "Apr 2025 to Aug 2025" in words(at)
    assert primary(at) == ["These columns look right"]


def test_whose_the_extract_is_is_asked_where_it_cannot_be_told():
    at = with_own({"ed.csv": TWO_CLINICIANS})
    assert "Which id is yours?" in at.radio[0].label
    at.radio[0].set_value(at.radio[0].proto.options and "D2")
    at = at.run()
    assert "1 file with 4 rows" in words(at)
    assert "2 visits are yours" in words(at)


def test_a_guess_can_be_changed_before_it_is_confirmed():
    at = with_own({"ed.csv": VISITS})
    at.selectbox(key="column__departure_ts_1").set_value("")
    at = at.run()
    assert "Departure" not in list(at.table[0].value["We take"])
    assert primary(at) == ["These columns look right"]


def test_changing_a_guess_later_keeps_what_was_loaded_until_it_is_confirmed():
    at = click(with_own({"ed.csv": VISITS}), "columns_right")
    at = go(at, "my_data")
    assert title(at) == "What did I bring in?"
    at.selectbox(key="column__departure_ts_1").set_value("")
    at = at.run()
    assert title(at) == "Are these columns right?"
    assert title(go(at, "what_i_value")) == "What would I want to be good at?"


def test_a_column_changed_by_hand_is_not_asked_again_when_a_file_is_added():
    """FR-40: no field is asked twice."""
    at = with_own({"ed.csv": VISITS})
    at.selectbox(key="column__departure_ts_1").set_value("")
    at = at.run()
    shifts = "Shift ID,Shift Start,Shift End\ns1,2025-03-01 07:00,2025-03-01 15:00\n"
    at = drop(at, {"shifts.csv": shifts})
    assert "2 files with 4 rows" in words(at)
    assert "Departure" not in list(at.table[0].value["We take"])


def test_coming_back_finds_the_extract_as_it_was():
    at = click(with_own({"ed.csv": VISITS}), "columns_right")
    at = go(at, "start")
    assert "Loaded: 1 file with 3 rows, Mar 2025. 3 visits are yours." in words(at)
    assert primary(at) == ["Choose what I value"]


def test_a_second_click_confirms_nothing_twice():
    at = with_own({"ed.csv": VISITS})
    at.button(key="columns_right").click()
    at = click(at, "columns_right")
    assert title(at) == "What would I want to be good at?"


def test_sample_and_own_data_stay_apart():
    at = click(with_own({"ed.csv": VISITS}), "columns_right")
    at = click(go(at, "start"), "use_sample")
    assert "Synthetic data" in words(at)
    at = click(go(at, "start"), "use_own")
    assert "1 file with 3 rows" in words(at)


def test_starting_again_keeps_what_is_loaded_until_other_files_are_confirmed():
    at = click(with_own({"ed.csv": VISITS}), "columns_right")
    at = click(go(at, "my_data"), "start_again")
    assert "It stays until you confirm other files." in words(at)
    assert "Choose what I value" not in labels(at)


def test_a_file_taken_for_something_else_can_be_told_what_it_is():
    shifts = "Shift ID,Shift Start,Shift End\ns1,2025-03-01 07:00,2025-03-01 15:00\n"
    at = with_own({"ed.csv": VISITS, "shifts.csv": shifts})
    at.segmented_control(key="group").set_value("Files")
    at = at.run()
    at.selectbox(key="table_shifts.csv_1").set_value("")
    at = at.run()
    assert "We take nothing from this file." in words(at)
    at.selectbox(key="table_shifts.csv_1").set_value("shifts")
    at = at.run()
    assert "Shift begins" in list(at.table[1].value["We take"])
    assert primary(at) == ["These columns look right"]


def test_the_id_taken_for_ones_own_is_said_and_can_be_changed():
    mostly_mine = TWO_CLINICIANS.replace("2,D2", "2,D1").replace("4,D2", "4,D1")
    at = with_own({"ed.csv": mostly_mine + "5,D2,2025-03-20 09:00,2025-03-20 10:00,Discharged\n"})
    assert "4 visits are yours" in words(at)
    assert "Taken as yours: D1. Dates: year first" in words(at)
    at.segmented_control(key="group").set_value("People")
    at = at.run()
    at.selectbox(key="own_id_1").set_value("D2")
    at = at.run()
    assert "1 visit is yours" in words(at)
    assert "Taken as yours: D2." in words(at)


def test_a_code_that_we_do_not_know_can_be_given_its_meaning():
    rows = "".join(
        f"{n},2025-04-{n:02d} 08:00,2025-04-{n:02d} 11:00,{'Zebra' if n == 4 else 'Discharged'}\n"
        for n in range(1, 21)
    )
    at = with_own({"ed.csv": UNCLEAR_DATES.splitlines()[0] + "\n" + rows})
    at.segmented_control(key="group").set_value("Codes")
    at = at.run()
    zebra = at.selectbox(key="code_disposition_Zebra_1")
    assert zebra.value == ""
    zebra.set_value("lwbs")
    at = at.run()
    assert at.selectbox(key="code_disposition_Zebra_1").value == "lwbs"
    at = click(click(click(at, "columns_right"), "value_seen_by_someone"), "skip")
    assert "1 of 20" in words(at)


def test_the_scale_of_a_form_that_does_not_tell_it_can_be_said():
    forms = "Evaluation ID,Evaluator,Form Date,Item,Score\n" + "".join(
        f"f{n},r{n},2025-05-{n:02d},Explains well,{1 + n % 4}\n" for n in range(1, 13)
    )
    at = with_own({"forms.csv": forms})
    at.segmented_control(key="group").set_value("Evaluation forms")
    at = at.run()
    at.number_input(key="scale_low_1").set_value(1.0)
    at.number_input(key="scale_high_1").set_value(7.0)
    at = at.run()
    assert not at.exception
    assert "we took the scale to be" not in words(at)
    assert primary(at) == ["These columns look right"]


def test_the_order_of_dates_can_be_changed_after_it_was_answered():
    at = with_own({"ed.csv": UNCLEAR_DATES})
    at.radio[0].set_value("dmy")
    at = at.run()
    at.segmented_control(key="group").set_value("Files")
    at = at.run()
    at.selectbox(key="dates_ed.csv_1").set_value("mdy")
    assert "Mar 2025 to Jul 2025" in words(at.run())


def test_a_column_that_was_left_out_by_mistake_comes_back_with_one_click():
    at = with_own({"ed.csv": VISITS.replace("Patient Name", "Nurse team")})
    assert "1 column stays out, because it identifies people: Nurse team." in words(at)
    assert "can miss a first name" in words(at)
    at = click(at, "keep ed.csv Nurse team")
    assert "No column looks as if it identified anybody." in words(at)
    assert "You kept “Nurse team”." in words(at)
    at = click(at, "undo ed.csv Nurse team")
    assert "1 column stays out" in words(at)


def test_a_column_that_the_check_missed_goes_with_one_choice():
    at = with_own({"ed.csv": VISITS.replace("Patient Name", "Bay").replace("Ann Example", "Ann")})
    box = next(box for box in at.selectbox if "identify somebody" in box.label)
    at = box.set_value(("ed.csv", "Bay")).run()
    assert "1 column stays out, because it identifies people: Bay." in words(at)


def test_what_leaves_no_doubt_offers_no_way_back():
    held = VISITS.replace("Patient Name", "Box").replace("Ann Example", "ann@example.org")
    at = with_own({"ed.csv": held.replace("Bo Example", "bo@example.org")})
    assert "because it identifies people: Box." in words(at)
    assert not any(button.label.startswith("Keep “") for button in at.button)
