"""ABFM: gap, change, measured again."""

from tests.domain.cpd_examples import AGAIN, WHOLE


def test_it_is_a_packet_once_measured_again(suggested):
    assert suggested(WHOLE) == {}
    assert suggested(AGAIN) == {"activity": None}


def test_looking_again_is_asked_for(lacking):
    assert lacking(AGAIN) == []
    assert lacking(WHOLE) == ["what you saw when you looked again"]
