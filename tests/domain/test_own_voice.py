"""What is handed in or shown says "I" of what the screen calls "you"."""

import re

import pytest

from afreflect.domain.own_voice import as_mine
from afreflect.storage.catalogue import catalogue

METRICS = catalogue()


@pytest.mark.parametrize(
    "yours, mine",
    [
        ("50.0 % of your visits had imaging.", "50.0 % of my visits had imaging."),
        ("Your target: at most 5 %.", "My target: at most 5 %."),
        ("42 % since you began, 53 % before", "42 % since I began, 53 % before"),
        ("Provisional until May: you questioned it.", "Provisional until May: I questioned it."),
        ("3 set aside by you: 40 count.", "3 set aside by me: 40 count."),
        ("died: you did not send them home", "died: I did not send them home"),
    ],
)
def test_what_is_said_to_you_is_said_of_me(yours: str, mine: str):
    assert as_mine(yours) == mine


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.id)
def test_no_definition_that_is_handed_in_still_speaks_to_you(metric):
    """What goes into an entry of a measure: title, who counts, what counts, what is left out."""
    for said in (metric.title, metric.eligible, metric.met, *metric.exclusions):
        assert not re.search(r"\byou(r|rs)?\b", as_mine(f"Left out: {said}")), said
