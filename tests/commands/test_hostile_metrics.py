"""A metric file that reads files, never ends or does not run ends in one sentence."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from afreflect.storage import practice
from afreflect.storage.catalogue import METRICS
from tests.commands.conftest import VISITS, Run

FRONT_MATTER = (METRICS / "admission.sql").read_text(encoding="utf-8").split("---*/")[0] + "---*/\n"
WHENEVER = "where $since is null and $until is null"
ENDLESS = (
    "with recursive a as (select 1 as n union all select n + 1 from a) "
    "select n::text as unit_id, null::date as occurred_on, true as met from a"
)


@pytest.fixture
def measured(
    run: Run,
    file: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    """What comes of measuring the small extract by a metric file with this SQL."""
    folder = tmp_path / "metrics"
    folder.mkdir()
    monkeypatch.setenv("AFREFLECT_METRICS", str(folder))

    def measure(sql: str):
        (folder / "own.sql").write_text(f"{FRONT_MATTER}{sql} {WHENEVER}", encoding="utf-8")
        return run("measure", file(VISITS), "own", "--all-rows")

    return measure


@pytest.mark.parametrize(
    "sql",
    [
        "select content as unit_id, null::date as occurred_on, true as met "
        "from read_text('/etc/hostname')",
        "select file as unit_id from glob('/etc/*')",
        "select * from read_csv('http://127.0.0.1:9/x.csv')",
        "select getenv('HOME') as unit_id from visits",
        "select nothing_like_it as unit_id from visits",
        "select encounter_id from visits",
        "select encounter_id as unit_id, null::date as occurred_on, "
        "repeat('x', 99000000000) <> encounter_id as met from visits",
    ],
)
def test_what_a_metric_may_not_or_cannot_do_is_said_in_one_sentence(measured, sql: str):
    done = measured(sql)
    assert (done.code, done.printed) == (2, "")
    assert re.fullmatch(r"own\.sql can't be measured: correct its SQL \(.+\)\.\n", done.complained)


@pytest.mark.parametrize("said", ["error('told ' || patient_id)", "patient_id::integer::text"])
def test_an_error_never_quotes_a_patient(measured, said: str):
    # Where it is counted: DuckDB computes no column that nothing asks for.
    met = f"{said} <> encounter_id as met"
    done = measured(f"select encounter_id as unit_id, occurred_on, {met} from visits")  # noqa: S608
    assert done.code == 2
    assert not re.search(r"P\d", done.complained)


def test_a_query_that_never_ends_is_ended(measured, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(practice, "LONGEST_QUERY", 0.3)
    done = measured(ENDLESS)
    assert done.code == 2
    assert "longer than 0.3 seconds" in done.complained


def test_a_folder_named_like_a_metric_is_refused(run: Run, tmp_path: Path, monkeypatch):
    (tmp_path / "odd.sql").mkdir()
    monkeypatch.setenv("AFREFLECT_METRICS", str(tmp_path))
    done = run("metrics")
    assert (done.code, done.complained) == (2, "odd.sql can't be opened: check what it is.\n")
