"""A metric file whose SQL does not run says so on the page."""

from pathlib import Path

import pytest

from afreflect.storage.catalogue import METRICS
from tests.pages.journey import click, go, with_cards, words


def test_a_metric_that_cannot_be_measured_ends_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    text = (METRICS / "admission.sql").read_text(encoding="utf-8").split("---*/")[0]
    sql = "select encounter_id as unit_id, occurred_on, error(patient_id) = 1 as met from visits"
    written = f"{text}---*/\n{sql} where $since is null and $until is null"
    (tmp_path / "own.sql").write_text(written, encoding="utf-8")
    monkeypatch.setenv("AFREFLECT_METRICS", str(tmp_path))
    at = click(with_cards(), "value_safe_discharge")
    at = click(at, "skip")
    at.session_state["afreflect"].own.chosen += (
        type(at.session_state["afreflect"].own.chosen[0])("own", "to see"),
    )
    at.session_state["afreflect"].own.showing = "own"
    at = go(at, "my_practice")
    assert not at.exception
    assert "can't be measured" in words(at)
    assert "p1" not in "".join(error.value for error in at.error)
