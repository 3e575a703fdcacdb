"""MD-PIE for a group: three tallies, a way on made of them, and no place for anybody."""

from itertools import product

import pytest

from afreflect.domain import group_taps
from afreflect.domain.disclosure import tally
from afreflect.domain.disclosure.mdpie_group import CARRIES, FAIR, SEEING, SUPPORT, ways_on

FEW, HALF, MOST = tally(0, 8), tally(4, 8), tally(8, 8)


def test_the_three_questions_are_told_as_sentences_of_a_group():
    """K-03: how far the data carries, how many think it fair, and what support is, in words."""
    said = [group_taps.told(tap, MOST) for tap in SEEING]
    assert said == [
        "Most of us find the data good enough to talk about what to try.",
        "Most of us find it a fair enough picture to learn from.",
        "Most of us say that a change would get the support here that it needs.",
    ]


@pytest.mark.parametrize("low", SEEING, ids=lambda tap: tap.id)
def test_what_few_say_yes_to_comes_first(low):
    words = {tap.id: FEW if tap == low else MOST for tap in SEEING}
    assert len(ways_on(words)) == 1
    assert ways_on({**words, low.id: HALF}) == ways_on(words)
    assert ways_on(dict.fromkeys(words, MOST)) != ways_on(words)


def test_few_before_half():
    said = ways_on({CARRIES.id: HALF, FAIR.id: MOST, SUPPORT.id: FEW})
    assert said == ("Talk first about what stands in the way here, and what to ask of leaders.",)


def test_there_is_a_way_on_from_every_three_words_and_none_before():
    """K-01: below eight nothing is counted, and then no way on is said either."""
    for words in product((FEW, HALF, MOST), repeat=3):
        told = dict(zip((tap.id for tap in SEEING), words, strict=True))
        assert ways_on(told)
        assert not ways_on({tap: word for tap, word in told.items() if tap != FAIR.id})
