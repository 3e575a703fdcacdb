"""An objection that was run: one sentence, one picture, and what stands behind both."""

from pathlib import Path
from typing import Any

import streamlit as st

from afreflect.charts import with_and_without
from afreflect.charts.palette import Palette
from afreflect.domain import contest, figure
from afreflect.domain.contest import WithAndWithout
from afreflect.domain.exclusion import Exclusion, LeavingOut
from afreflect.domain.metric import Metric, Objection
from afreflect.storage.practice import Practice
from afreflect.ui import beside, chart, objections, page, words
from afreflect.ui.behind_a_point import LONGEST, MOST, TALLEST, cases
from afreflect.ui.session import Session

STYLE = Path(__file__).with_name("with_and_without.css")
HOW_TO_READ = (
    "Each bar is the range that chance leaves open around a figure; the arrow is what leaving them "
    "out does to it."
)
SUMMARIES = {"median": "Half of them take no longer.", "p90": "Nine in ten take no longer."}


def render(
    held: Session, practice: Practice, metric: Metric, objection: Objection, exclusion: Exclusion
) -> None:
    """The figure with and without what the objection leaves out."""
    page.steps(held, "my_practice")
    st.title(f"What if I leave out {exclusion.noun}?", anchor=False)
    st.caption(f"{metric.title}. “{words.as_written(objection.text)}”")
    beside.show_provisional(held, metric)
    summary = _summary(metric)
    seen = contest.compare(
        practice.with_and_without(
            metric,
            LeavingOut((exclusion,)),
            (exclusion.noun, exclusion.noun_one),
            summary,
            besides=held.leaving_out(metric.id),
        ),
        held.history(metric.id).current,
    )
    with st.container(key="answer"):
        st.markdown(_said(seen.sentence))
    _picture(seen)
    _conclusion(seen, held, metric)
    objections.keep(held, metric, objection)
    _details(seen, held, practice, exclusion)


def _said(sentence: str) -> str:
    """The sentence with what follows from it in bold, and no figure parted from its unit."""
    figures, part, conclusion = sentence.rstrip(".").rpartition(". ")
    said = f"{figures}. **{conclusion}.**" if part else sentence
    return said.replace(" %", "\N{NO-BREAK SPACE}%")


def _summary(metric: Metric) -> str:
    """Half or nine in ten, as My practice shows it now."""
    wished = st.session_state.get(f"summary_{metric.id}")
    return wished if wished in metric.summaries else metric.summaries[0]


def _picture(seen: WithAndWithout) -> None:
    if not seen.has_figures or not seen.left_out:
        return
    st.html(STYLE)
    with st.container(key="contest"):
        st.vega_lite_chart(_drawn(seen, chart.palette()), theme=None, width="stretch", alt=seen.alt)


@st.cache_data(scope="session", max_entries=20, show_spinner=False)
def _drawn(seen: WithAndWithout, colours: Palette) -> dict[str, Any]:
    return with_and_without.draw(seen, colours)


def _conclusion(seen: WithAndWithout, held: Session, metric: Metric) -> None:
    """What the conclusion rests on, in full."""
    if not seen.left_out:
        return
    said = [seen.why]
    if seen.has_figures:
        said.insert(0, f"**The difference:** {contest.difference_in_words(seen)}.")
    st.markdown(" ".join(said))
    small = [HOW_TO_READ, SUMMARIES.get(seen.summary, "")] if seen.has_figures else []
    if seen.target is None and seen.has_figures:
        small.append("With a target of your own, we would ask on which side of it you stand.")
    if aside := len(held.leaving_out(metric.id).cases):
        small.append(f"The {aside} set aside by you are out of both.")
    st.caption(" ".join(part for part in small if part))


def _details(seen: WithAndWithout, held: Session, practice: Practice, exclusion: Exclusion) -> None:
    metric = seen.metric
    with st.expander("The same as a table", key="contest_table"):
        _table(seen)
    if seen.left_out:
        with st.expander(f"The {figure.count(seen.left_out)} left out, one by one", key="gone"):
            _gone(held, practice, metric, exclusion)
    with st.expander("How they are left out: words and SQL", key="how_left_out"):
        st.write(exclusion.leaves_out)
        st.code(exclusion.sql.strip(), language="sql", wrap_lines=True)
        st.caption(f"Fingerprint {exclusion.sha256[:12]}. From the command line:")
        st.code(
            f"python -m afreflect measure FILE... {metric.id} --exclude {exclusion.id}",
            language=None,
            wrap_lines=True,
        )


def _table(seen: WithAndWithout) -> None:
    rows = contest.rows(seen)
    names = ("Which", "n", seen.metric.met_short, "Figure", "95 % interval")
    columns = {
        name or "Which": list(cells)
        for name, cells in zip(names, zip(*rows, strict=True), strict=True)
    }
    if seen.everything.met is None:
        del columns[seen.metric.met_short]
    st.table(columns, border="horizontal", hide_index=True, alt=seen.alt)


def _gone(held: Session, practice: Practice, metric: Metric, exclusion: Exclusion) -> None:
    aside = held.leaving_out(metric.id)
    gone = practice.units(metric, None, "all", LeavingOut((exclusion,)), "gone")
    units = [unit for unit in gone if unit.unit_id not in aside.cases]
    ordered = sorted(units, key=lambda unit: (not unit.met, -(unit.value or 0)))[:MOST]
    st.table(
        cases(metric, ordered),
        border="horizontal",
        hide_index=True,
        height=TALLEST if len(ordered) > LONGEST else "content",
        alt=f"The {metric.noun} that are left out",
    )
    if len(units) > MOST:
        st.caption(f"The first {MOST} of {figure.count(len(units))}.")
    st.caption("Shown on this computer only.")
