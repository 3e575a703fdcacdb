"""CONTRIBUTING's "Add a metric, in two steps" is followed to the letter."""

import re
from pathlib import Path

import pytest

from afreflect.storage.catalogue import METRICS, catalogue
from tests.metrics.conftest import Given, given  # noqa: F401  # pyright: ignore[reportUnusedImport]
from tests.pages.journey import go, labels, opened, with_a_measure

CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"
NEW = "left_against_advice"


def block(language: str, after: str) -> str:
    """The first fenced block of a language after a heading or a phrase."""
    text = CONTRIBUTING.read_text(encoding="utf-8").split(after, 1)[1]
    found = re.search(rf"```{language}\n(.*?)```", text, re.DOTALL)
    assert found, f"CONTRIBUTING.md has no {language} block after {after!r}"
    return found[1]


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own metrics that holds the file of step 1, as the app is told of it."""
    (tmp_path / f"{NEW}.sql").write_text(block("sql", "in two steps"), encoding="utf-8")
    monkeypatch.setenv("AFREFLECT_METRICS", str(tmp_path))
    return tmp_path


def test_the_file_of_step_one_is_a_metric(own_folder: Path):
    metric = catalogue(METRICS, own_folder)[-1]
    assert (metric.id, metric.title) == (NEW, "Left against advice")


def test_the_spec_of_step_two_holds(own_folder: Path, given: Given):  # noqa: F811
    metric = catalogue(own_folder)[0]

    def outcome(practice, metric_id):
        assert metric_id == NEW
        units = practice.units(metric, None, "all")
        return {int(unit.unit_id): unit.met for unit in units}

    spec: dict = {}
    exec(block("python", "in the given/expect style"), spec)  # noqa: S102
    spec["test_a_patient_who_left_against_advice_is_met"](given, outcome)


@pytest.mark.usefixtures("own_folder")
def test_a_new_metric_is_on_the_screen_at_once():
    explained = go(opened(), "how_measured")
    assert [box.label for box in explained.expander if "Left against advice" in box.label]
    offered = go(with_a_measure(), "what_i_value")
    assert "Left against advice" in labels(offered)


def test_every_command_that_the_page_names_is_in_the_makefile():
    makefile = (CONTRIBUTING.parent / "Makefile").read_text(encoding="utf-8")
    named = re.findall(r"make ([a-z]+)", CONTRIBUTING.read_text(encoding="utf-8"))
    assert named
    assert [name for name in named if f"\n{name}:" not in makefile] == []
