"""The content files are read whole, and what is missing in them is refused."""

from dataclasses import replace

import pytest

from afreflect.storage.content import mindset_items


def test_there_are_six_items_of_mindset_five_of_felt_quality_and_six_of_support():
    items = mindset_items()
    assert [item.key for item in items.mindset] == ["-", "-", "-", "+", "+", "+"]
    assert (len(items.felt), len(items.support)) == (5, 6)
    assert (len(items.agreement), len(items.extent)) == (6, 3)


def test_a_teams_measure_is_asked_without_what_nobody_can_answer_alone():
    items = mindset_items()
    assert [item.id for item in items.asked(is_team=True)] == ["M1", "M3", "M5", "M6"]
    assert items.asked(is_team=False) == items.mindset


def test_every_sentence_is_short_and_ends():
    items = mindset_items()
    for item in (*items.mindset, *items.felt, *items.support):
        assert len(item.text.split()) <= 16
        assert item.text.endswith(".")


@pytest.mark.parametrize(
    "change",
    [
        lambda items: {"mindset": items.mindset[1:]},
        lambda items: {"mindset": (replace(items.mindset[0], key="+"), *items.mindset[1:])},
        lambda items: {"felt": items.felt[:4]},
        lambda items: {"support": ()},
        lambda items: {"agreement": items.agreement[:5]},
        lambda items: {"extent": items.extent[:2]},
    ],
    ids=["one less", "another key", "less felt", "no support", "five steps", "two steps"],
)
def test_items_that_are_not_ours_are_refused(change):
    items = mindset_items()
    with pytest.raises(ValueError, match=r"items are|scale of"):
        replace(items, **change(items))
