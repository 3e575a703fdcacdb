"""What a colleague may read of one measure: figures and ticked words, never a case."""

import json
from datetime import date

import pytest

from afreflect.domain import bundle as bundles
from afreflect.domain.bundle import Bundle
from afreflect.domain.metric import LeftOut, MetricResult, Point
from afreflect.storage.prompts import script

RESULT = MetricResult(
    metric_id="ct_use",
    version="1.0",
    metric_sha256="d",
    extract_sha256="e",
    summary="proportion",
    grain="month",
    points=(
        Point(date(2026, 1, 1), 40, 8, 0.2, 0.1, 0.35),
        Point(date(2026, 2, 1), 7, 1, None, None, None),
    ),
    whole=Point(None, 47, 9, 0.19, 0.1, 0.32),
)
WRITTEN = {"P06": "Flu", "P07": "Ouch", "P19": "Half of it", "P26": "Scans of all", "P51": "Fear"}


def bundle(*ticked: str) -> Bundle:
    offered = bundles.may_be_lent(WRITTEN, script().prompts)
    return Bundle("CT", "How often?", "20 in 100.", "", date(2026, 7, 1),
                  bundles.chosen(offered, ticked), RESULT)  # fmt: skip


def test_only_what_was_ticked_goes_along():
    assert bundle().answers == ()
    assert [said.words for said in bundle("P26").answers] == ["Scans of all"]


def test_the_first_word_the_map_and_what_no_other_screen_may_show_are_not_even_offered():
    """The map has no view but its owner's (prompts.md, map rules; safeguard 5)."""
    offered = bundles.may_be_lent(WRITTEN, script().prompts)
    assert [prompt.id for prompt, _ in offered] == ["P06", "P26"]
    assert bundle("P07", "P19", "P51").answers == ()


def test_it_reads_back_as_it_was_made():
    made = bundle("P06", "P26")
    assert bundles.from_value(json.loads(json.dumps(bundles.as_value(made)))) == made


def test_how_cases_were_left_out_and_put_right_stays_with_the_owner():
    tried = {"left_out": (LeftOut("night_arrivals", 3, "f"),), "corrections": 2}
    result = MetricResult(**{**vars(RESULT), **tried, "corrections_sha256": "c0ffee"})
    sent = json.dumps(bundles.as_value(Bundle(**{**vars(bundle()), "result": result})))
    assert "night_arrivals" not in sent
    assert "c0ffee" not in sent
    assert bundles.from_value(json.loads(sent)) == bundle()


@pytest.mark.parametrize("without", ["title", "answers", "result", "made_on"])
def test_half_a_bundle_is_none(without: str):
    value = bundles.as_value(bundle())
    del value[without]
    with pytest.raises((KeyError, TypeError)):
        bundles.from_value(value)
