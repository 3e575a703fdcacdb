"""The measure as a picture to show a colleague, with nothing of a person in it (FR-17)."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from afreflect.charts import gaps as drawing_gaps
from afreflect.charts import run_chart as drawing
from afreflect.charts import single_figure
from afreflect.charts.palette import LIGHT
from afreflect.domain import correction, figure
from afreflect.domain.gaps import MEANS, Gaps
from afreflect.domain.own_voice import MY, as_mine
from afreflect.domain.run_chart import RunChart
from afreflect.reports.picture import Caption, picture


def offer(read: RunChart, notes: Sequence[str] = (), between: Gaps | None = None) -> None:
    """A button that saves the picture; `notes` are sentences the figure must not go without.

    What lies `between` events is drawn in place of the course in time, where it is on the screen.
    """
    if between is not None and between.cases_only:
        return
    if not read.has_series and read.whole.value is None:
        return
    st.download_button(
        "Save as picture",
        data=lambda: drawn(read, tuple(notes), between),
        file_name=f"{read.metric.id}.png",
        mime="image/png",
        key="save_picture",
        on_click="ignore",
        type="tertiary",
    )


def drawn(read: RunChart, notes: tuple[str, ...] = (), between: Gaps | None = None) -> bytes:
    """The picture's PNG: question, sentence, chart and definition, on white paper."""
    if between is not None:
        return picture(drawing_gaps.draw(between, LIGHT), caption_between(read, notes, between))
    if read.has_series:
        chart = drawing.draw(read, LIGHT, whose=MY)
    else:
        chart = single_figure.draw(read, LIGHT, MY)
    return picture(chart, caption(read, notes))


def caption(read: RunChart, notes: tuple[str, ...] = ()) -> Caption:
    """The picture's words; only the metric's definition and the figures, said as "my"."""
    metric = read.metric
    definition = [("Out of:", metric.eligible), ("Counted:", metric.met)]
    left_out = "; ".join(metric.exclusions)
    if left_out:
        definition.append(("Left out:", f"{left_out}."))
    dated = [point.start for point in read.points if point.start is not None]
    until = f", to {figure.say_start(max(dated), read.result.grain)}" if dated else ""
    return Caption(
        question=metric.question,
        # Whoever shows the picture says "my"; the screen says "your" of the same figures.
        sentence=as_mine(read.sentence),
        notes=(*_found(read), *notes, *_beside(read)),
        definition=tuple((name, as_mine(said)) for name, said in definition),
        source=f"{metric.title}, definition {metric.version}{until}. {_legend(read)}",
        alt=as_mine(read.alt),
    )


def caption_between(read: RunChart, notes: tuple[str, ...], between: Gaps) -> Caption:
    """The same words, with what lies between events in place of what months show."""
    metric = read.metric
    return replace(
        caption(read, notes),
        sentence=as_mine(between.sentence),
        notes=(*notes, *_beside(read)),
        source=f"{metric.title}, definition {metric.version}. {MEANS}",
        alt=as_mine(between.alt),
    )


def _found(read: RunChart) -> tuple[str, ...]:
    """Signal or chance, and the target's reach, as the screen says them; nothing before it does."""
    if read.neutral or not read.has_series:
        return ()
    said = (read.process.sentence, as_mine(read.process.reach))
    return tuple(sentence for sentence in said if sentence)


def _legend(read: RunChart) -> str:
    """What the bars, brackets and the band are."""
    brackets = "Brackets: 95 % intervals."
    if read.limits_shown:
        return f"{brackets} The band is where chance alone keeps the points."
    return "Bars and brackets: 95 % intervals."


def _beside(read: RunChart) -> tuple[str, ...]:
    """Cases set aside, provisional until, fields corrected: a figure goes nowhere without them.

    Who corrected with whom stays on the screen: a picture names nobody.
    """
    said = [as_mine(sentence) for sentence in read.beside]
    if read.result.corrections:
        said.append(
            f"{correction.counted(read.result.corrections)} of the extract corrected by me."
        )
    return tuple(said)
