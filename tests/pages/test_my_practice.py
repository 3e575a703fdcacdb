"""My practice: one measure at a time, read honestly."""

import json
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from afreflect import __main__ as command_line
from afreflect.storage.catalogue import catalogue
from afreflect.ui import how_to_read
from tests.pages.journey import click, drop, go, opened, primary, title, unfold, with_own, words

HEADER = "Visit No,Patient Key,Arrival Date/Time,Seen,Departure Date/Time,ED Disposition"
MONTHS, EACH = 14, 40


def _busy() -> str:
    """One clinician's extract: 40 discharges a month from Jan 2024 on, a varying few come back."""
    rows = [HEADER]
    for month in range(MONTHS):
        day = f"{2024 + month // 12}-{month % 12 + 1:02d}"
        for visit in range(EACH):
            number = month * 100 + visit
            again = visit < 2 + month % 4
            at, hour = f"{day}-{visit % 25 + 1:02d}", 8 + visit // 25
            rows.append(f"{number},p{number},{at} {hour:02d}:00,{at} {hour:02d}:{visit:02d},"
                        f"{at} 11:00,Discharged")  # fmt: skip
            if again:
                rows.append(f"r{number},p{number},{at} 20:00,{at} 20:10,{at} 22:00,Admitted")
    return "\n".join(rows) + "\n"


MORE = "9001,p9001,2025-02-20 08:00,2025-02-20 08:10,2025-02-20 11:00,Discharged\n"
BUSY: dict[str, str | bytes] = {"visits.csv": _busy()}


def with_a_measure(card: str = "safe_discharge", guess: str = "") -> AppTest:
    """The first measure of the busy extract after a first look, with all of it unfolded."""
    return unfold(click(at_a_first_look(card, guess), "no_reaction"))


def at_a_first_look(card: str = "safe_discharge", guess: str = "") -> AppTest:
    """The practice page as it opens on a measure for the first time."""
    at = click(click(with_own(BUSY), "columns_right"), f"value_{card}")
    if guess:
        at.text_input[0].input(guess)
    return click(at, "show" if guess else "skip")


def charts(at: AppTest) -> list[dict[str, Any]]:
    """The charts on the page; AppTest has no element of its own for them."""
    return [json.loads(chart.proto.spec) for chart in at.get("vega_lite_chart")]


def pointed_at(at: AppTest) -> list[str]:
    """What the chart says of each point when it is pointed at."""
    return [
        row["words"]
        for layer in charts(at)[0]["layer"]
        for row in layer["data"]["values"]
        if "words" in row
    ]


def alternative(at: AppTest) -> str:
    return at.get("vega_lite_chart")[0].proto.alt


def tables(at: AppTest) -> list[dict[str, list[str]]]:
    return [{name: list(table.value[name]) for name in table.value} for table in at.table]


def one_by_one(at: AppTest) -> dict[str, list[str]]:
    """The table of single cases."""
    return next(table for table in tables(at) if "Id" in table)


def sentence(at: AppTest) -> str:
    """The answer to the title: the first words below the steps that hold a figure."""
    return next(m.value for m in at.markdown if "%" in m.value or " or less" in m.value)


def labels(spec: dict[str, Any]) -> str:
    texts = [layer["mark"].get("text", "") for layer in spec["layer"]]
    return " | ".join(" ".join(text) if isinstance(text, list) else text for text in texts)


def choose(at: AppTest, key: str, value: str) -> AppTest:
    group = next(group for group in at.button_group if group.key == key)
    group.set_value(value)
    return at.run()


def grain(at: AppTest) -> object:
    return next(group for group in at.button_group if group.key == "grain").value


def with_target(high: str = "4") -> AppTest:
    at = click(with_a_measure(), "set_target")
    at.radio[0].set_value("at most").run()
    metric = "return_72h_unplanned"
    at.text_input(key=f"At most_{metric}").input(high)
    at.text_input(key=f"smallest_{metric}").input("1")
    at.text_input(key=f"reason_{metric}").input("Coming back is a bad day")
    at.date_input(key=f"by_{metric}").set_value(date(date.today().year + 1, 6, 30))
    at.button(key="keep").click()
    at.run()
    return click(at, "keep_later")


def visits(rows: list[str], header: str) -> dict[str, str | bytes]:
    return {"visits.csv": "\n".join([header, *rows]) + "\n"}


def dated_visits(months: int, each: int) -> dict[str, str | bytes]:
    """An extract with so many visits in each of so many months; every fourth was admitted."""
    header = "Visit No,Arrival Date/Time,Departure Date/Time,ED Disposition"
    rows = []
    for month in range(months):
        day = f"{2024 + month // 12}-{month % 12 + 1:02d}"
        for visit in range(each):
            ended = "Admitted" if visit % 4 == 0 else "Discharged"
            at = f"{day}-{visit % 28 + 1:02d}"
            rows.append(f"{month * 1000 + visit},{at} 08:00,{at} 11:00,{ended}")
    return visits(rows, header)


def looking_at_admission(files: dict[str, str | bytes]) -> AppTest:
    at = click(with_own(files), "columns_right")
    return click(click(at, "value_right_bed"), "skip")


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


@pytest.mark.parametrize(
    "last, said",
    [
        (date(2026, 11, 21), "The last of these visits is from today."),
        (date(2026, 11, 20), "The last of these visits is 1 day old (20 Nov 2026)."),
        (date(2026, 10, 20), "The last of these visits is about 5 weeks old (20 Oct 2026)."),
        (date(2026, 8, 23), "The last of these visits is about 3 months old (23 Aug 2026)."),
        (
            date(2026, 8, 22),
            "The last of these visits is about 3 months old (22 Aug 2026). "
            "Much may have changed since.",
        ),
        (date(2110, 1, 2), "The dates in this extract seem to have been shifted."),
        (
            date(2024, 10, 1),
            "The last of these visits is about 2 years old (1 Oct 2024). "
            "Much may have changed since.",
        ),
        (None, "This extract has no dates, so we can't say how old it is."),
    ],
)
def test_the_age_of_the_data_is_said(last: date | None, said: str):
    """FR-07: warned from the 91st day on."""
    assert how_to_read.said_age(last, "visits", date(2026, 11, 21)) == said


def test_the_grain_can_be_chosen():
    at = choose(with_a_measure(), "grain", "quarter")
    assert tables(at)[0]["When"][0] == "Q1 2024"
    assert "median quarter" in labels(charts(at)[0])


def test_the_grain_widens_by_itself_and_says_so():
    at = unfold(looking_at_admission(dated_visits(months=24, each=6)), "table")
    assert "Months hold too few visits here, so these are quarters." in words(at)
    assert tables(at)[0]["When"][0] == "Q1 2024"


def test_the_control_shows_the_grain_that_the_chart_shows():
    at = unfold(looking_at_admission(dated_visits(months=24, each=6)), "table")
    assert grain(at) == "quarter"
    at = choose(at, "grain", "month")
    assert grain(at) == "quarter"
    assert "Months hold too few visits here, so these are quarters." in words(at)
    at = choose(at, "grain", "year")
    assert grain(at) == "year"
    assert tables(at)[0]["When"] == ["2024", "2025", "Whole period"]


def test_the_caption_explains_every_line_and_names_part_periods():
    """FR-12: easy to take in by somebody who never saw a run chart."""
    at = at_a_first_look()
    assert "the thin upright bar through it" in words(at)
    assert "half of the months lie above it, half below." in words(at)
    at = click(at, "no_reaction")
    assert "The band is where chance alone keeps your points" in words(at)
    assert "With fewer than twenty points it will still move." in words(at)
    at = choose(at, "grain", "year")
    assert "2025 is a part year." in words(at)
    both: dict[str, str | bytes] = {
        "visits.csv": str(BUSY["visits.csv"]).replace("2024-01-", "2024-02-")
    }
    at = choose(looking_at_admission(both), "grain", "year")
    assert "2024 and 2025 are part years." in words(at)


def test_the_age_is_that_of_what_the_measure_counts():
    """FR-07: a form from last week says nothing of how old the visits are."""
    forms = "Evaluation ID,Evaluator,Form Date,Item,Score\n" + "".join(
        f"f{n},r{n},2026-05-{n:02d},Explains well,{1 + n % 4}\n" for n in range(1, 13)
    )
    at = looking_at_admission({**BUSY, "forms.csv": forms})
    assert "Feb 2025)." in words(at)
    assert "The last of these visits is about" in words(at)


def test_half_of_them_or_nine_in_ten():
    at = click(click(with_own(BUSY), "columns_right"), "value_no_needless_wait")
    at = click(click(at, "pace_time_to_first_assessment"), "skip")
    half = sentence(at)
    at = choose(at, "summary_time_to_first_assessment", "p90")
    assert half.startswith("For half of your ")
    assert sentence(at).startswith("For nine in ten of your ")


def test_too_few_for_the_metric_are_counted_not_rated():
    """FR-10: n_show judges the whole period; below it there are cases, and no rate."""
    at = unfold(looking_at_admission(dated_visits(months=3, each=16)), "table")
    assert not charts(at)
    assert "12 of 48 visits were admitted" in words(at)
    assert "too few for a figure, which needs 50" in words(at)
    assert "About 2 more would allow a figure." in words(at)
    assert set(tables(at)[0]["Figure"]) == {"too few"}
    assert "%" not in json.dumps(tables(at)[0]["Figure"])


def test_an_extract_without_dates_shows_one_figure_and_what_a_chart_would_need():
    rows = [f"{visit},{'Admitted' if visit % 4 == 0 else 'Discharged'}" for visit in range(80)]
    at = looking_at_admission(visits(rows, "Visit No,ED Disposition"))
    assert "25.0 % (16.8 to 35.5)" in sentence(at)
    assert "25.0 %" in labels(charts(at)[0])
    assert "A chart in time would need the day of each." in words(at)
    assert "This extract has no dates" in words(at)
    assert not [group for group in at.button_group if group.key == "grain"]


def test_the_visits_behind_a_point_can_be_chosen_by_keyboard():
    """FR-22: down to one's own rows, on this machine."""
    at = with_a_measure()
    box = next(box for box in at.selectbox if box.label.startswith("Which month"))
    assert box.value is None
    box.set_value(date(2024, 10, 1)).run()
    table = tables(at)[0]
    row = table["When"].index("Oct 2024")
    behind = one_by_one(at)
    n, met = table["n"][row], table["came back unplanned"][row]
    assert f"{n} discharges, {met} came back unplanned." in words(at)
    assert len(behind["Id"]) == int(table["n"][row])
    assert behind["came back unplanned"].count("yes") == int(table["came back unplanned"][row])
    assert all(day.endswith("Oct 2024") for day in behind["Day"])


def test_a_click_on_the_chart_asks_about_the_same_point():
    at = with_a_measure()
    spec = charts(at)[0]
    assert spec["params"][0]["name"] == "pick"
    proto = at.get("vega_lite_chart")[0].proto
    assert proto.id
    assert list(proto.selection_mode) == ["pick"]


def test_where_the_figures_come_from_is_one_click_away():
    """FR-15: definition, source, n, exclusions and fingerprints."""
    said = words(with_a_measure())
    version = next(m.version for m in catalogue() if m.id == "return_72h_unplanned")
    for part in ("visits.csv", "set aside", f"version {version}", "Fingerprint", "Left out"):
        assert part in said


def test_the_command_on_the_page_gives_the_same_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """FR-15: the same figure twice."""
    at = choose(with_a_measure(), "grain", "quarter")
    command = next(code.value for code in at.code if code.value.startswith("python -m afreflect"))
    table = tables(at)[0]
    (tmp_path / "visits.csv").write_text(str(BUSY["visits.csv"]))
    monkeypatch.chdir(tmp_path)
    assert command_line.main(shlex.split(command)[3:]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert [str(point["n"]) for point in printed["points"]] == table["n"][:-1]
    assert [f"{100 * point['value']:.1f} %" for point in printed["points"]] == table["Figure"][:-1]
    assert printed["extract_sha256"][:12] in words(at)
    assert printed["metric_sha256"][:12] in words(at)


def test_a_changed_mapping_goes_along_with_the_command():
    at = with_own(BUSY)
    at.selectbox(key="column__seen_by_physician_ts_1").set_value("")
    at = click(at.run(), "columns_right")
    at = unfold(click(click(at, "value_safe_discharge"), "skip"), "origin")
    command = next(code.value for code in at.code if code.value.startswith("python -m afreflect"))
    assert command.endswith("--mapping columns.toml")


def test_several_measures_are_looked_at_one_at_a_time():
    """FR-12: a quiet switch, one chart."""
    at = with_a_measure()
    at = click(go(at, "what_i_value"), "add_admission")
    at.text_input(key="why_admission").input("The right bed")
    at = go(click(at, "skip"), "my_practice")
    assert "admitted" in title(at)
    at = choose(at, "measure", "return_72h_unplanned")
    assert "come back" in title(at)
    assert len(charts(at)) == 1
    at = go(go(at, "what_i_value"), "my_practice")
    assert "come back" in title(at)


def test_a_file_of_counts_has_rows_behind_a_point_and_nobody_in_them():
    rows = ["Period,Unit,Metric,Numerator,Denominator"]
    rows += [f"2024-{month:02d}-01,ED,admission,{20 + month},100" for month in range(1, 13)]
    at = with_own({"counts.csv": "\n".join(rows) + "\n"})
    at = unfold(click(click(click(at, "columns_right"), "value_right_bed"), "skip"))
    assert "26.5 % (24.1 to 29.1) of your visits were admitted: 318 of 1,200" in sentence(at)
    box = next(box for box in at.selectbox if box.label.startswith("Which month"))
    box.set_value(date(2024, 3, 1)).run()
    assert "each row below stands for several visits" in words(at)
    assert list(one_by_one(at)) == ["Id", "Day"]


def test_no_more_is_listed_than_anybody_reads():
    at = with_a_measure()
    at = choose(at, "grain", "year")
    box = next(box for box in at.selectbox if box.label.startswith("Which year"))
    box.set_value(date(2024, 1, 1)).run()
    assert len(one_by_one(at)["Id"]) == 200
    assert "The first 200 of 480: choose a shorter period." in words(at)
