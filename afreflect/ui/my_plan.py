"""My plan: one small thing to try, the day to look again, and whether it moved."""

from dataclasses import replace

import streamlit as st

from afreflect.domain import commitment
from afreflect.domain.commitment import Commitment
from afreflect.storage.practice import MeasureError
from afreflect.ui import (
    chart,
    first_look,
    metrics,
    my_plan_list,
    my_plan_look,
    my_plan_make,
    page,
    words,
)
from afreflect.ui.entry import Visit
from afreflect.ui.session import Planning, Session


def render(visit: Visit) -> None:
    """The commitment that is being made or looked at again, or all that go on."""
    held = visit.session
    if held.source == "sample":
        # Nothing of the sample is kept, so that what is typed about it is no draft either.
        visit = replace(visit, journal=None)
    looked_at = _looked_at(held)
    chart.style()
    try:
        if looked_at is not None:
            my_plan_look.render(visit, looked_at)
        elif _making(held):
            my_plan_make.render(visit, _measures(held))
        else:
            my_plan_list.render(visit)
    except MeasureError as fault:
        st.error(words.as_written(str(fault)))


def _looked_at(held: Session) -> Commitment | None:
    every = commitment.commitments(held.ledger)
    return next((each for each in every if each.id == held.looking_again), None)


def _making(held: Session) -> bool:
    """Whether the form is shown: asked for, or there is nothing else to show and it can be made."""
    if held.planning is None and not commitment.commitments(held.ledger):
        measures = _measures(held)
        if held.practice is None or not measures:
            _nothing_yet(held)
        shown = held.showing if held.showing in measures else measures[0]
        held.planning = Planning(shown)
    return held.planning is not None


def _measures(held: Session) -> list[str]:
    """The chosen measures that this extract answers and that were looked at."""
    known = metrics.known()
    return [
        choice.metric_id
        for choice in held.chosen
        if choice.metric_id in known
        and held.practice is not None
        and held.practice.why_not(known[choice.metric_id]) is None
        and not first_look.is_first(held, known[choice.metric_id])
    ]


def _nothing_yet(held: Session) -> None:
    page.question("What one thing will I try?", held, "my_plan")
    if held.practice is None:
        page.nothing_yet("Bring in some data first.", "Bring in my data", "my_data")
    elif not held.chosen:
        page.nothing_yet(
            "Choose what you care about first; then you can try something small for it.",
            "Choose what I value",
            "what_i_value",
        )
    page.nothing_yet(
        "Look at one of your measures first; then you can try something small for it.",
        "Show me my practice",
        "my_practice",
    )
