"""What every exclusion's file must hold, and what none may."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from afreflect.domain.exclusion import Exclusion, LeavingOut, counts_of
from afreflect.domain.extract import TABLES
from afreflect.domain.metric import ASIDE, Metric, Objection
from afreflect.storage.catalogue import catalogue
from afreflect.storage.exclusions import (
    EXCLUSIONS,
    KEYS,
    ExclusionError,
    exclusion_from,
    exclusions,
    fitting,
)
from tests.metrics.tables import practice_of, practice_tables

ALL = exclusions()
METRICS = {metric.id: metric for metric in catalogue()}
TEXT = (EXCLUSIONS / "night_arrivals.sql").read_text(encoding="utf-8")
each_exclusion = pytest.mark.parametrize("exclusion", ALL.values(), ids=lambda each: each.id)
RUNNABLE = [
    (metric, objection)
    for metric in METRICS.values()
    for objection in metric.objections
    if objection.exclusion
]


def test_the_front_matter_holds_every_field_that_an_exclusion_has():
    assert set(KEYS) == {field.name for field in fields(Exclusion)} - {"id", "sql", "sha256"}


@each_exclusion
def test_it_has_a_spec(exclusion: Exclusion):
    assert (Path(__file__).parent / f"test_{exclusion.id}.py").is_file()


@each_exclusion
def test_it_stands_up_to_what_a_foreign_file_has_to(exclusion: Exclusion):
    text = (EXCLUSIONS / f"{exclusion.id}.sql").read_text(encoding="utf-8")
    assert exclusion_from(text, exclusion.id) == exclusion
    assert exclusion.id != ASIDE


@each_exclusion
def test_it_needs_columns_that_exist_and_fits_metrics_that_exist(exclusion: Exclusion):
    tables = practice_tables({})
    for column in (column for needed in exclusion.needs for column in needed):
        table, _, name = column.partition(".")
        assert table in TABLES
        assert name in tables.table(table).columns
    assert set(exclusion.metrics) <= set(METRICS)
    assert any(exclusion.fits(metric) for metric in METRICS.values())
    assert all(counts_of(METRICS[name]) == exclusion.unit for name in exclusion.metrics)


@each_exclusion
def test_without_its_columns_it_says_in_plain_words_what_is_missing(exclusion: Exclusion):
    reason = practice_of({}).why_not(exclusion)
    assert reason
    assert not re.search(r"[a-z]\.[a-z]|_", reason)


@each_exclusion
def test_its_words_speak_plainly(exclusion: Exclusion):
    for said in (exclusion.title, exclusion.leaves_out, exclusion.noun, exclusion.noun_one):
        assert not re.search(r"!|_ts\b|_|KPI|performance", said)
    assert exclusion.title[0].isupper()
    assert exclusion.noun[0].islower()
    assert len(exclusion.noun.split()) <= 6


@pytest.mark.parametrize(
    "metric, objection", RUNNABLE, ids=lambda each: getattr(each, "id", "") or each.exclusion
)
def test_an_objection_names_an_exclusion_that_fits_its_metric(metric: Metric, objection: Objection):
    assert objection.exclusion in fitting(metric)


def test_every_metric_has_an_objection_that_the_data_may_answer():
    assert {metric.id for metric, _ in RUNNABLE} == set(METRICS)


@pytest.mark.parametrize("key", sorted(KEYS))
def test_a_missing_key_is_refused_by_name(key: str):
    text, times = re.subn(rf"^{key} = .*\n", "", TEXT, flags=re.MULTILINE)
    assert times == 1
    with pytest.raises(ExclusionError, match=rf'^x\.sql: .* lacks the key "{key}"'):
        exclusion_from(text, "x")


def test_an_unknown_key_is_refused_by_name():
    with pytest.raises(ExclusionError, match=r'"owner"'):
        exclusion_from(TEXT.replace("unit = ", 'owner = "me"\nunit = '), "x")


@pytest.mark.parametrize(
    "sql, fault",
    [
        ("drop table visits", "exactly one SELECT"),
        ("select encounter_id as unit_id from visits; drop table visits", "exactly one SELECT"),
        ("with gone as (delete from visits returning 1) select '1' as unit_id", "change nothing"),
        ("select encounter_id as unit_id from visits where $since is null", "no parameter"),
        ("select unit_id from nowhere", "can't be run"),
        ("select encounter_id from visits", "must yield unit_id as text"),
        ("select 1 as unit_id", "must yield unit_id as text"),
        ("select encounter_id as unit_id, mine from visits", "must yield unit_id as text"),
        ("select content as unit_id from read_text('/etc/hostname')", "can't be run"),
    ],
)
def test_a_foreign_file_is_one_select_of_ids_that_reaches_nothing_else(sql: str, fault: str):
    text = TEXT.partition("---*/\n")[0] + "---*/\n" + sql
    with pytest.raises(ExclusionError, match=rf"^x\.sql: .*{fault}"):
        exclusion_from(text, "x")


def test_a_file_in_a_named_folder_joins_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "late_ones.sql").write_text(TEXT)
    monkeypatch.setenv("AFREFLECT_EXCLUSIONS", str(tmp_path))
    assert set(exclusions()) == {*ALL, "late_ones"}


def test_a_named_folder_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AFREFLECT_EXCLUSIONS", str(tmp_path / "nowhere"))
    with pytest.raises(ExclusionError, match="AFREFLECT_EXCLUSIONS"):
        exclusions()


def test_two_files_of_one_name_are_refused(tmp_path: Path):
    (tmp_path / "children.sql").write_text(TEXT)
    with pytest.raises(ExclusionError, match=r"Two files are named children\.sql"):
        exclusions(EXCLUSIONS, tmp_path)


VISITS = """
    visit | patient | arrived          | disposition | handed_over
    ------+---------+------------------+-------------+------------
    1     | p1      | 2025-03-01 08:00 | admitted    | T
    2     | p2      | 2025-03-01 09:00 | discharged  | T
    3     | p3      | 2025-03-02 23:30 | admitted    | F
    4     | p4      | 2025-04-01 08:00 | discharged  | F
"""


def test_a_measure_leaves_out_what_two_exclusions_name_and_says_how_much_each_did():
    practice, admission = practice_of({"visits": VISITS}), METRICS["admission"]
    without = LeavingOut((ALL["handed_over"], ALL["weekend_arrivals"]), ("4", "not here"))
    result = practice.measure(admission, grain="month", leaving_out=without)
    assert (result.whole.n, result.points) == (0, ())
    assert {left.because: left.units for left in result.left_out} == {
        "handed_over": 2,
        "weekend_arrivals": 3,
        ASIDE: 1,
    }
    prints = {left.because: left.sha256 for left in result.left_out}
    assert prints["handed_over"] == ALL["handed_over"].sha256
    assert len(prints[ASIDE]) == 64


def test_the_units_behind_a_figure_are_told_apart_from_those_left_out():
    practice, admission = practice_of({"visits": VISITS}), METRICS["admission"]
    without = LeavingOut((ALL["handed_over"],))
    kept = practice.units(admission, None, "all", without)
    gone = practice.units(admission, None, "all", without, "gone")
    assert [unit.unit_id for unit in kept] == ["3", "4"]
    assert [unit.unit_id for unit in gone] == ["1", "2"]
    assert practice.units(admission, None, "all", part="gone") == ()


def test_a_fingerprint_does_not_depend_on_the_order_in_which_cases_were_set_aside():
    practice, admission = practice_of({"visits": VISITS}), METRICS["admission"]
    one, other = (
        practice.measure(admission, leaving_out=LeavingOut(cases=ids)).left_out
        for ids in (("1", "2"), ("2", "1"))
    )
    assert one == other


def test_one_measurement_forgets_what_the_last_one_left_out():
    practice, admission = practice_of({"visits": VISITS}), METRICS["admission"]
    assert practice.measure(admission, leaving_out=LeavingOut(cases=("1",))).whole.n == 3
    assert practice.measure(admission).whole.n == 4


def test_an_id_is_never_taken_for_sql():
    practice, admission = practice_of({"visits": VISITS}), METRICS["admission"]
    hostile = LeavingOut(cases=("1'); drop table visits; --", "1"))
    assert practice.measure(admission, leaving_out=hostile).whole.n == 3
    assert practice.measure(admission).whole.n == 4
