"""`metrics` lists every definition, for people and for other programs."""

import csv
import json

from afreflect.storage.catalogue import catalogue


def test_json_is_a_list_with_the_id_first_and_the_front_matter(run):
    done = run("metrics")
    stated = done.stated
    assert done.code == 0
    assert [metric["id"] for metric in stated] == [metric.id for metric in catalogue()]
    assert next(iter(stated[0])) == "id"
    assert {"title", "kind", "eligible", "met", "standards", "version", "sha256"} <= set(stated[0])


def test_csv_has_the_same_metrics_a_row_each(run):
    rows = list(csv.DictReader(run("metrics", "--format", "csv").printed.splitlines()))
    stated = run("metrics").stated
    assert [row["id"] for row in rows] == [metric["id"] for metric in stated]
    assert json.loads(rows[0]["needs"]) == stated[0]["needs"]


def test_a_folder_of_ones_own_is_added(run, root, tmp_path, monkeypatch):
    own = (root / "sql" / "metrics" / "admission.sql").read_text(encoding="utf-8")
    (tmp_path / "my_admission.sql").write_text(own, encoding="utf-8")
    monkeypatch.setenv("AFREFLECT_METRICS", str(tmp_path))
    assert "my_admission" in [metric["id"] for metric in run("metrics").stated]


def test_a_metric_that_cannot_be_used_is_one_sentence(run, tmp_path, monkeypatch):
    (tmp_path / "broken.sql").write_text("select 1", encoding="utf-8")
    monkeypatch.setenv("AFREFLECT_METRICS", str(tmp_path))
    done = run("metrics")
    assert (done.code, done.complained.count("\n")) == (2, 1)
    assert "broken.sql" in done.complained
