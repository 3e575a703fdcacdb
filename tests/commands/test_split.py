"""`split`: a sealed starter file each, whole or not at all, never over anything that is there."""

import csv
import json
import stat
from pathlib import Path

import pytest

from afreflect.storage import splitting, starter
from afreflect.storage.catalogue import catalogue
from tests.commands.conftest import VISITS
from tests.departments import CLINICIANS, department


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = []
    for name, text in department().items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def whose(folder: Path) -> dict[str, tuple[Path, str]]:
    with (folder / splitting.LIST).open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {row["clinician"]: (folder / row["file"], row["code"]) for row in rows}


def test_everyone_gets_a_file_that_measures_as_the_whole_file_does(run, files, tmp_path):
    """FR-33: the figure in the starter file is what `measure` says of the department's file."""
    out = tmp_path / "out"
    done = run("split", *files, "--out", out)
    assert done.code == 0, done.complained
    assert "6 starter files are in" in done.printed
    assert "This list is not sealed" in done.printed
    assert tuple(whose(out)) == CLINICIANS
    for metric_id in ("return_72h_unplanned", "left_without_being_seen"):
        [metric] = [metric for metric in catalogue() if metric.id == metric_id]
        file, code = whose(out)["DR-3"]
        practice = starter.opened(file.read_bytes(), code)
        stated = run("measure", *files, metric_id, "--clinician", "DR-3").stated
        for point, said in zip(practice.measure(metric).points, stated["points"], strict=True):
            own = json.loads(json.dumps(vars(point), default=str))
            assert {name: own[name] for name in said} == said
        assert practice.extract.sha256 == stated["extract_sha256"]


def test_only_their_owner_can_open_the_files_and_no_name_tells_whose_they_are(run, files, tmp_path):
    out = tmp_path / "out"
    run("split", *files, "--out", out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    there = list(out.iterdir())
    assert len(there) == len(CLINICIANS) + 1
    for path in there:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert not any(name in path.name for name in (*CLINICIANS, "Quimby", "Vane"))
    sealed = [path for path in there if path.suffix == starter.ENDING]
    assert len({path.stat().st_size for path in sealed}) == 1
    again = tmp_path / "again"
    run("split", *files, "--out", again)
    assert not {path.name for path in again.iterdir()} & {path.name for path in sealed}


@pytest.mark.parametrize("what", ["folder", "file", "link"])
def test_nothing_is_written_over_anything(run, files, tmp_path, what):
    out = tmp_path / "out"
    if what == "folder":
        out.mkdir()
        (out / "mine.txt").write_text("mine")
    elif what == "file":
        out.write_text("mine")
    else:
        out.symlink_to(tmp_path / "nowhere")
    done = run("split", *files, "--out", out)
    assert done.code == 2
    assert done.complained == f"There is something at {out} already: name a new folder.\n"
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in (*files, out)}
    if what == "folder":
        assert [path.name for path in out.iterdir()] == ["mine.txt"]


def test_an_empty_folder_will_do(run, files, tmp_path):
    out = tmp_path / "out"
    out.mkdir(mode=0o755)
    assert run("split", *files, "--out", out).code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "is empty"),
        ("\0\1\2" * 500, "visits.csv"),
        ("a,b\n1,2\n", "None of the columns"),
        (VISITS.replace("D2", "D1"), "one clinician alone"),
        (
            "Visit,Doctor,Arrival\n1,D1,03/04/2025 08:00\n2,D2,04/05/2025 08:00\n",
            "day or the month",
        ),
    ],
    ids=["empty", "no text", "unknown columns", "one clinician", "unclear dates"],
)
def test_a_wrong_file_is_refused_whole_in_one_sentence(run, file, tmp_path, text, said):
    done = run("split", file(text), "--out", tmp_path / "out")
    assert done.code == 2
    assert said in done.complained
    assert done.complained.count("\n") == 1
    assert done.printed == ""
    assert [path.name for path in tmp_path.iterdir()] == ["visits.csv"]


def test_a_place_that_is_not_there_is_refused(run, files, tmp_path):
    done = run("split", *files, "--out", tmp_path / "no" / "such")
    assert (done.code, done.complained.count("\n")) == (2, 1)
    assert "can't be written" in done.complained


def test_an_id_that_a_spreadsheet_would_calculate_is_guarded(run, file, tmp_path):
    out = tmp_path / "out"
    done = run("split", file(VISITS.replace("D2", "=D2+1")), "--out", out)
    assert done.code == 0, done.complained
    assert "'=D2+1," in (out / splitting.LIST).read_text("utf-8-sig")
