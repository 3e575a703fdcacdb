"""My target: information first, then the clinician's own value, date and reason (FR-30)."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from afreflect.domain import entered, figure
from afreflect.domain.metric import Metric
from afreflect.domain.target import NO_AIM, NO_SMALLEST_CHANGE, Target, faults
from afreflect.storage.practice import Practice
from afreflect.ui import beside, definition, keep, metrics, navigation, page, words
from afreflect.ui.entry import Visit
from afreflect.ui.session import Session

YOUR_CHOICE = "Your choice: there is little trial evidence on self-set targets either way."
"""FR-35. Self-set or local targets stood in 5 of 146 trials (Gude 2019)."""
SHAPES = {"at most": "at most", "at least": "at least", "between": "between two values"}
FIRST_SHAPE = {"lower": "at most", "higher": "at least", "range": "between", "neither": "at most"}


SMALL_CHANGE = {
    "proportion": "2 percentage points",
    "duration": "10 minutes",
    "mean": "0.3 marks",
    "rate": "0.2",
}


def render(visit: Visit) -> None:
    """The wizard for the measure last looked at."""
    held = visit.session
    metric = metrics.known().get(held.showing)
    if held.practice is None or metric is None or not held.choice(metric.id):
        page.question("What would I be pleased with?", held)
        page.nothing_yet(
            "Choose a measure first; its target comes after you have looked at it.",
            "Choose what I value",
            "what_i_value",
        )
        return
    page.question("What would I be pleased with?", held)
    st.header(metric.title, anchor=False)
    _information(held, metric, held.practice)
    if metric.attribution != "team" or _set_one_anyway(held, metric):
        _wizard(held, metric)
    if st.button("My measures", key="back", type="tertiary"):
        navigation.go("what_i_value")
    _earlier(held, metric)


def _information(held: Session, metric: Metric, practice: Practice) -> None:
    """Own range and n, and what a published source asks, before anything is asked back."""
    st.markdown(f"**Your own range.** {own_range(held, metric, practice)}")
    beside.show_provisional(held, metric)
    if not metric.standards:
        st.markdown("**Published standard.** There is none for this measure: the aim is yours.")
    for standard in metric.standards:
        value = figure.say(standard.value, metric)
        st.markdown(f"**Published standard.** {standard.text}: {value}. Source: {standard.source}")


def own_range(held: Session, metric: Metric, practice: Practice) -> str:
    """What the clinician's own figures ran between, with the n behind each."""
    result, standing = beside.measured(held, practice, metric, grain="quarter")
    points = [point for point in result.points if point.value is not None and point.carries_a_rate]
    whole = figure.say_interval(result.whole, metric)
    total = figure.say_cases(result.whole.n, metric.noun)
    if standing.aside:
        total += f" without the {figure.count(standing.aside)} that you set aside"
    if result.whole.n < metric.n_show:
        return f"{total} in all, too few for a rate, which needs {metric.n_show}."
    if len(points) < 2:
        return f"{whole}, from {total} in all."
    values = [point.value for point in points if point.value is not None]
    sizes = [point.n for point in points]
    return (
        f"{_range(metric, min(values), max(values))} over {len(points)} {result.grain}s, each with "
        f"{_sizes(min(sizes), max(sizes))} {metric.noun}. The whole period: {whole}, from {total}."
    )


def _range(metric: Metric, least: float, most: float) -> str:
    last = figure.say(most, metric)
    if figure.say(least, metric) == last:
        return last
    return f"{figure.say_bare(least, metric)} to {last}"


def _sizes(least: int, most: int) -> str:
    return f"{least}" if least == most else f"{least} to {most}"


def _set_one_anyway(held: Session, metric: Metric) -> bool:
    """FR-04: no target of one's own on a team's measure, unless asked for."""
    st.write(
        f"{definition.WHOSE['team']} What you do alone moves it little, so no target is asked of "
        "you here."
    )
    return bool(held.history(metric.id).targets) or st.toggle(
        "Set one anyway", key=f"anyway_{metric.id}"
    )


def _wizard(held: Session, metric: Metric) -> None:
    aim = held.history(metric.id).current
    if aim is not None:
        st.markdown(f"**Your target now.** {words.target(aim, metric)}.")
    st.write("All fields are needed.")
    shape = st.radio(
        "I would be pleased with",
        list(SHAPES),
        index=list(SHAPES).index(_shape_of(aim) if aim else FIRST_SHAPE[metric.better]),
        format_func=lambda shape: SHAPES[shape],
        key=f"shape_{metric.id}",
        horizontal=True,
    )
    st.caption(YOUR_CHOICE)
    with st.form(f"target_{metric.id}", border=False):
        low, high = _ends(metric, shape or "between", aim)
        left, right = st.columns(2, vertical_alignment="bottom")
        smallest = left.text_input(
            f"Smallest change that matters, for example {SMALL_CHANGE[metric.kind]}",
            value=entered.as_typed(aim.smallest_change, metric) if aim else "",
            key=f"smallest_{metric.id}",
        )
        by = right.date_input(
            "I hope to be there by",
            value=aim.by if aim and aim.by > date.today() else None,
            min_value=date.today() + timedelta(days=1),
            key=f"by_{metric.id}",
            format="YYYY-MM-DD",
        )
        reason = st.text_input("Why this target", key=f"reason_{metric.id}")
        kept = st.form_submit_button("Keep this target", key="keep", type="primary")
    if kept:
        _keep(held, metric, shape or "between", (low, high, smallest), by, reason)


def _shape_of(aim: Target) -> str:
    if aim.low is None:
        return "at most"
    return "at least" if aim.high is None else "between"


def _ends(metric: Metric, shape: str, aim: Target | None) -> tuple[str, str]:
    """The one or two fields that the shape asks for, as typed."""
    if shape == "at most":
        return "", _end(st.container(), metric, "At most", aim.high if aim else None)
    if shape == "at least":
        return _end(st.container(), metric, "At least", aim.low if aim else None), ""
    left, right = st.columns(2, vertical_alignment="bottom")
    low = _end(left, metric, "From", aim.low if aim else None)
    return low, _end(right, metric, "To", aim.high if aim else None)


def _end(place: DeltaGenerator, metric: Metric, label: str, value: float | None) -> str:
    return place.text_input(
        f"{label}, {entered.how_to_type(metric)}",
        value="" if value is None else entered.as_typed(value, metric),
        key=f"{label}_{metric.id}",
    )


def _keep(
    held: Session,
    metric: Metric,
    shape: str,
    typed: tuple[str, str, str],
    by: date | None,
    reason: str,
) -> None:
    low_typed, high_typed, smallest_typed = typed
    (low, high), ends_faulty = _read(metric, (low_typed, high_typed), entered.figure)
    (smallest,), change_faulty = _read(metric, (smallest_typed,), entered.difference)
    if shape == "between" and not (low_typed.strip() and high_typed.strip()):
        ends_faulty.append("Give both ends of your range.")
    today = date.today()
    found = faults(low, high, smallest, by, reason, since=today)
    # What can't be read is said as such, rather than as missing.
    said_already = {NO_AIM: ends_faulty, NO_SMALLEST_CHANGE: change_faulty}
    found = [fault for fault in found if not said_already.get(fault)]
    found = list(dict.fromkeys([*ends_faulty, *change_faulty, *found]))
    if found or by is None or smallest is None:
        st.error("  \n".join(found))
        return
    held.set_target(metric.id, Target(low, high, smallest, by, reason.strip(), today))
    navigation.go(keep.way_on(held, "my_practice"))


def _read(
    metric: Metric, typed: Sequence[str], way: Callable[[str, Metric], float | None]
) -> tuple[list[float | None], list[str]]:
    """The figures that were typed, None for what can't be read, and what is wrong with it."""
    entries: list[float | None] = []
    faulty: list[str] = []
    for text in typed:
        try:
            entries.append(way(text, metric))
        except ValueError as error:
            entries.append(None)
            faulty.append(str(error))
    return entries, faulty


def _earlier(held: Session, metric: Metric) -> None:
    """FR-34: what was wanted before stays, with its dates."""
    past = held.history(metric.id).stretches()[:-1]
    if past:
        st.subheader("What I wanted before", anchor=False)
        for stretch in reversed(past):
            st.markdown(
                f"- {words.target(stretch.target, metric)}, held {words.held(stretch)}. "
                f"{words.as_written(stretch.target.reason)}"
            )
