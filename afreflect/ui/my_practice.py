"""My practice: one measure at a time, read honestly."""

from collections.abc import Sequence

import streamlit as st

from afreflect.domain import expectation, run_chart
from afreflect.domain import process as baselines
from afreflect.domain.gaps import Gaps
from afreflect.domain.metric import Grain, Metric
from afreflect.domain.run_chart import Row, RunChart
from afreflect.storage.practice import MeasureError, Practice
from afreflect.ui import (
    ahead,
    behind_a_point,
    beside,
    chart,
    corrections,
    definition,
    first_look,
    gaps,
    held_against,
    how_to_read,
    metrics,
    moving_with,
    navigation,
    origin,
    page,
    parts,
    process,
    save_picture,
    words,
)
from afreflect.ui.entry import Visit
from afreflect.ui.session import Planning, Session

GRAINS: dict[Grain, str] = {"month": "Months", "quarter": "Quarters", "year": "Years"}
SUMMARIES = {"median": "Half of them", "p90": "Nine in ten of them"}
NO_GRAIN: dict[Grain, str] = {"all": "All in one"}
"""What there is to look at beside the gaps where no period holds enough for a figure."""
_ASKED = "grain asked for"


def render(visit: Visit) -> None:
    """The measure last chosen to look at: sentence, chart, and what stands behind both."""
    held = visit.session
    try:
        _measured(held)
    except MeasureError as fault:
        st.error(words.as_written(str(fault)))
    held.bound_for_practice = False


def _measured(held: Session) -> None:
    known = metrics.known()
    shown = [known[choice.metric_id] for choice in held.chosen if choice.metric_id in known]
    if held.practice is None or not shown:
        _nothing_yet(held)
        return
    chart.style()
    page.steps(held, "my_practice")
    metric = _measure(held, shown)
    st.title(metric.question, anchor=False)
    reason = held.practice.why_not(metric)
    if reason:
        st.write(f"This extract can't answer that: it {reason}.")
        _next(held, metric)
        return
    result, standing = beside.measured(held, held.practice, metric, _summary(metric), _grain())
    first = first_look.is_first(held, metric)
    against = held_against.NOTHING
    if not first:
        against = held_against.chosen(held, held.practice, metric, _summary(metric))
    read = run_chart.read(
        metric,
        result,
        None if first else against.targets,
        held.guesses.get(metric.id),
        standing,
        rules=process.rules(),
        baseline=baselines.baseline(held.ledger, metric.id),
    ).beside_levels(against.comparators)
    rare = gaps.offered(read, held.practice, held)
    asked = rare and st.session_state.get(_ASKED) == gaps.ASKED
    between = gaps.read(read, held.practice, held) if asked else None
    _answer(read, held.practice, between)
    corrections.say(held)
    _picture(read, held.practice, between)
    corrections.say_faulty(held, metric)
    _switches(read, rare, between)
    if first:
        first_look.render(held, metric)
    else:
        if not first_look.doubted(held, metric):
            page.quiet_link("trust", "How far can this data carry me?")
        _next(held, metric)
        page.quiet_link("log", "Put it into my CPD log")
        moving_with.render(held, held.practice, metric, known)
        held_against.offer(metric, against)
    _details(read, held, known, between)
    ahead.measure(held, held.practice, known)


def _nothing_yet(held: Session) -> None:
    page.question("What does my own practice show?", held, "my_practice")
    if held.practice is None:
        page.nothing_yet("Bring in some data first.", "Bring in my data", "my_data")
    else:
        page.nothing_yet(
            "Choose what you care about first; then this page shows what your data say of it.",
            "Choose what I value",
            "what_i_value",
        )


def _measure(held: Session, shown: list[Metric]) -> Metric:
    """The measure to look at, with a quiet switch where there are several."""
    by_id = {metric.id: metric for metric in shown}
    now = held.showing if held.showing in by_id else shown[0].id
    if len(shown) > 1:
        picked = st.pills(
            "Measure",
            list(by_id),
            default=now,
            format_func=lambda metric_id: by_id[metric_id].title,
            required=True,
            key="measure",
            label_visibility="collapsed",
        )
        now = picked or now
    held.showing = now
    return by_id[now]


def _answer(read: RunChart, practice: Practice, between: Gaps | None) -> None:
    """The sentence that answers the title, and what it has to be read with."""
    with st.container(key="answer"):
        st.markdown((between or read).sentence)
    process.say(between or read)
    beside.show(read)
    if read.guess is not None and not read.targets:
        st.markdown(expectation.gap(read.metric, read.guess, read.result))
    if read.targets:
        aim = words.target(read.targets[-1].target, read.metric)
        st.markdown(f"Your target: {aim}.")
    if read.cases_only and read.whole.n:
        more = read.metric.n_show - read.whole.n
        st.markdown(f"About {more} more would allow a figure.")
    small = [read.needed, *(each.said for each in read.comparators)]
    if read.metric.attribution == "team":
        small.append(definition.WHOSE["team"])
    # One element in place of up to five: each costs a browser as much as a tenth of the chart.
    st.caption("\n\n".join(said for said in (*small, how_to_read.age(practice, read)) if said))


def _picture(read: RunChart, practice: Practice, between: Gaps | None) -> None:
    """The chart, or one figure on a line, or a word on what either would need."""
    if between is not None:
        gaps.picture(between)
    elif read.has_series:
        chart.show(read, behind_a_point.picked(read))
        st.caption(how_to_read.series(read, practice.extract))
    elif read.whole.value is not None:
        chart.show_single(read)
        st.caption(how_to_read.single(read, practice))


def _grain() -> Grain:
    """The grain that was wished; months until something else is."""
    wished = st.session_state.get(_ASKED, "month")
    return wished if wished in GRAINS else "month"


def _ask_for_grain() -> None:
    """Keep what was asked for: the control itself shows what the chart came to be."""
    st.session_state[_ASKED] = st.session_state["grain"]


def _summary(metric: Metric) -> str:
    wished = st.session_state.get(f"summary_{metric.id}")
    return wished if wished in metric.summaries else metric.summaries[0]


def _switches(read: RunChart, rare: bool, between: Gaps | None) -> None:
    """Month, quarter or year, and half or nine in ten; both quiet, both below the chart.

    Where events are rare, what lies between them is one more way to look.
    """
    metric, grain = read.metric, read.result.grain
    points: dict[str, str] = {
        **(GRAINS if read.has_series else NO_GRAIN),
        **({gaps.ASKED: gaps.LABEL} if rare else {}),
    }
    with page.choices("switches"):
        if len(points) > 1:
            st.session_state["grain"] = gaps.ASKED if between else grain
            st.segmented_control(
                "Points are",
                list(points),
                format_func=lambda each: points[each],
                required=True,
                key="grain",
                on_change=_ask_for_grain,
                label_visibility="collapsed",
            )
        if between is not None and not between.cases_only:
            gaps.switch(between)
        if len(metric.summaries) > 1:
            st.segmented_control(
                "The figure holds for",
                list(metric.summaries),
                default=metric.summaries[0],
                format_func=lambda summary: SUMMARIES[summary],
                required=True,
                key=f"summary_{metric.id}",
                label_visibility="collapsed",
            )
    wished = _grain()
    if read.has_series and between is None and grain != wished:
        st.caption(f"{GRAINS[wished]} hold too few {metric.noun} here, so these are {grain}s.")


def _next(held: Session, metric: Metric) -> None:
    """The one thing to do next: a target of one's own, or thinking it over."""
    wants_target = not held.history(metric.id).targets
    another = "My measures"
    with page.choices("next"):
        if first_look.doubted(held, metric):
            _doubted(held, wants_target and metric.attribution != "team")
            return
        if wants_target and metric.attribution != "team":
            if page.primary("Set a target", key="set_target"):
                navigation.go("target")
            if st.button("Reflect", key="reflect"):
                navigation.go("reflect")
            if st.button(another, key="another", type="tertiary"):
                navigation.go("what_i_value")
            _question(held)
            return
        if page.primary("Reflect", key="reflect"):
            navigation.go("reflect")
        if st.button(another, key="another", type="tertiary"):
            navigation.go("what_i_value")
        if st.button(
            "Set a target" if wants_target else "Change the target",
            key="set_target",
            type="tertiary",
        ):
            navigation.go("target")
        _question(held)


def _doubted(held: Session, may_want_target: bool) -> None:
    """Who doubts the figure asks first how far the data carries; all else stays one click away."""
    if page.primary("How far can this data carry me?", key="to_trust"):
        navigation.go("trust")
    if st.button("Reflect", key="reflect"):
        navigation.go("reflect")
    _question(held)
    if may_want_target and st.button("Set a target", key="set_target", type="tertiary"):
        navigation.go("target")
    if st.button("My measures", key="another", type="tertiary"):
        navigation.go("what_i_value")


def _question(held: Session) -> None:
    """The ways to try something small, and to question what the chart says."""
    if st.button("Try one small thing", key="to_plan", type="tertiary"):
        held.planning = Planning(held.showing)
        held.looking_again = ""
        navigation.go("my_plan")
    if st.button("Question this measure", key="question", type="tertiary"):
        held.contesting = None
        navigation.go("contest")


def _details(read: RunChart, held: Session, known: dict[str, Metric], between: Gaps | None) -> None:
    """Everything else is one click away, and says what is behind it."""
    of_sample = ("Synthetic sample data: nobody's practice.",) if held.source == "sample" else ()
    save_picture.offer(read, of_sample, between=between)
    with page.unfolded("The same as a table", "table") as unfolded:
        if unfolded:
            gaps.table(between) if between else _table(read)
    if (read.has_series or between) and not read.neutral:
        with page.unfolded("Why this chart, and which rules", "why_this_chart") as unfolded:
            if unfolded:
                process.why(between or read, held)
    if held.practice is not None and read.whole.value is not None:
        with page.unfolded(parts.name(read.metric), parts.OPEN) as unfolded:
            if unfolded:
                parts.render(read, held.practice, held.leaving_out(read.metric.id))
    if held.practice is not None and read.whole.n:
        name = f"The {read.metric.noun}, one by one"
        with page.unfolded(name, behind_a_point.OPEN) as unfolded:
            if unfolded:
                behind_a_point.render(read, held.practice, held)
                corrections.link(held, "Something wrong in one of these? Put it right")
    name = "How it is measured: definition, evidence, what colleagues have questioned, SQL"
    with page.unfolded(name, "definition") as unfolded:
        if unfolded:
            definition.details(read.metric, {metric.id: metric.title for metric in known.values()})
    with page.unfolded(
        "Where these figures come from, and how to check them", "origin"
    ) as unfolded:
        if unfolded:
            origin.render(read, held)


def _table(read: RunChart) -> None:
    _rows(read, run_chart.rows(read), "When")
    held = run_chart.held_against(read)
    if held:
        _rows(read, held, "Held against")


def _rows(read: RunChart, rows: Sequence[Row], heading: str) -> None:
    columns = {
        heading: [row.when for row in rows],
        "n": [row.n for row in rows],
        read.metric.met_short: [row.met for row in rows],
        **_exposed(rows),
        "Figure": [row.figure for row in rows],
        "95 % interval": [row.interval for row in rows],
        "Unlike chance": [row.signal for row in rows],
    }
    if not any(row.signal for row in rows):
        del columns["Unlike chance"]
    if read.whole.met is None:
        del columns[read.metric.met_short]
    st.table(columns, border="horizontal", hide_index=True, alt=read.alt)


def _exposed(rows: Sequence[Row]) -> dict[str, list[str]]:
    """What a rate's events are counted over; nothing for other kinds."""
    return {"Over": [row.exposure for row in rows]} if any(row.exposure for row in rows) else {}
