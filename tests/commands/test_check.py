"""`check` says what an extract holds, what is wrong with it, and what would settle it."""

from tests.commands.conftest import VISITS
from tests.storage.presets import department


def test_it_reports_what_the_files_hold(run, file):
    done = run("check", file(VISITS + "Total,5,,,,\n"), "--format", "json")
    report = done.stated
    assert done.code == 0
    assert {"files", "mapping", "rows_in", "rows_kept", "set_aside", "problems"} <= report.keys()
    assert report["files"][0]["name"] == "visits.csv"
    assert report["mapping"]["columns"]["arrival_ts"] == "Arrival"
    assert (report["rows_in"], report["rows_kept"]) == (6, 5)
    assert [(group["reason"], group["rows"]) for group in report["set_aside"]] == [
        ("a totals or footer row", 1)
    ]


def test_other_clinicians_good_rows_count_as_kept(run, file):
    assert run("check", file(VISITS), "--format", "json").stated["rows_kept"] == 5


def test_it_speaks_plainly_to_a_person(run, file):
    done = run("check", file(VISITS))
    assert done.printed.startswith("5 of 5 rows can be used, 2025-01-31 to 2025-03-02.")


def test_whose_the_rows_are_is_open_and_refuses_nothing(run, file):
    [problem] = run("check", file(VISITS), "--format", "json").stated["problems"]
    assert (problem["settles"], problem["refuses"]) == ("clinician", False)


def test_what_cannot_be_decided_is_refused_with_the_key_that_settles_it(run, file):
    undecided = "Visit ID,Arrival\n1,03/04/2025 08:00\n"
    done = run("check", file(undecided))
    assert done.code == 2
    assert done.printed == ""
    assert done.complained.count("\n") == 1
    assert '(mapping key: "dates")' in done.complained
    settled = run("check", file(undecided), "--mapping", file('dates = "dmy"', "map.toml"))
    assert settled.code == 0


def test_a_refusal_is_also_told_in_json(run, file):
    done = run("check", file("Visit ID,Arrival\n1,03/04/2025 08:00\n"), "--format", "json")
    assert done.code == 2
    assert done.stated["rows_in"] is None
    assert done.stated["problems"][0]["settles"] == "dates"


def test_every_problem_is_a_line_of_its_own(run, file):
    mapping = file('[columns]\narrival_ts = "When"\nage = "Years"\n', "map.toml")
    done = run("check", file(VISITS), "--mapping", mapping)
    assert done.code == 2
    assert done.complained.count("\n") == 2
    assert '(mapping key: "columns.arrival_ts")' in done.complained
    assert '(mapping key: "columns.age")' in done.complained


def test_a_wrong_file_is_one_sentence(run, file):
    done = run("check", file("<html><body>Sign in</body></html>", "report.csv"))
    assert done.code == 2
    assert done.complained.count("\n") == 1
    assert "web page" in done.complained


def test_a_file_that_is_not_there_or_a_folder_is_one_sentence(run, tmp_path):
    for name in (tmp_path / "none.csv", tmp_path):
        done = run("check", name)
        assert (done.code, done.complained.count("\n")) == (2, 1)
        assert "can't be opened" in done.complained


def test_a_mapping_that_is_not_there_or_wrong_is_one_sentence(run, file, tmp_path):
    for mapping in (tmp_path / "none.toml", file("colums = 1", "wrong.toml")):
        done = run("check", file(VISITS), "--mapping", mapping)
        assert (done.code, done.complained.count("\n")) == (2, 1)


def test_what_was_understood_can_be_saved_and_gives_the_same_again(run, file, tmp_path):
    """FR-18: a saved mapping spares the next upload its questions."""
    visits, saved = file(VISITS), tmp_path / "map.toml"
    first = run("check", visits, "--save-mapping", saved, "--format", "json").stated
    again = run("check", visits, "--mapping", saved, "--format", "json").stated
    assert again == first
    measured = ("measure", visits, "admission", "--clinician", "D1")
    assert run(*measured).printed == run(*measured, "--mapping", saved).printed


def test_a_mapping_that_cannot_be_saved_is_one_sentence(run, file, tmp_path):
    done = run("check", file(VISITS), "--save-mapping", tmp_path / "no" / "map.toml")
    assert (done.code, done.complained.count("\n")) == (2, 1)
    assert "can't be written" in done.complained


def test_a_known_layout_is_said_and_can_be_declined(run, tmp_path):
    """FR-40: the columns of a known layout need not be stated."""
    files = []
    for name, text in department.mimic(department.visits()).items():
        files.append(tmp_path / name)
        files[-1].write_text(text, encoding="utf-8")
    said = run("check", *files).printed
    assert said.startswith("This looks like MIMIC-IV-ED; its columns are known.")
    assert run("check", *files, "--format", "json").stated["preset"] == "mimic_iv_ed"
    declined = run("check", *files, "--preset", "none", "--format", "json")
    assert (declined.code, declined.stated["preset"]) == (0, None)
    refused = run("check", *files, "--preset", "nhs_ecds")
    assert (refused.code, refused.complained.count("\n")) == (2, 1)
    measured = ("measure", *files, "admission", "--all-rows", "--by", "all")
    assert run(*measured).printed == run(*measured, "--preset", "mimic_iv_ed").printed
