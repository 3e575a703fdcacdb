"""Saving an entry as a file: only after the look through, with a name that is kept nowhere."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from afreflect.charts import run_chart as drawing
from afreflect.charts.palette import LIGHT
from afreflect.domain import cpd_chart, cpd_claims, cpd_extras, cpd_log, figure
from afreflect.domain.cpd import CHECK, Regime
from afreflect.domain.cpd_claims import Suggestion
from afreflect.domain.cpd_handing import EXTRAS, EXTRAS_WARNING, Handed, Person, handed
from afreflect.domain.cpd_log import LogEntryWritten
from afreflect.domain.metric import Metric
from afreflect.domain.own_voice import MY, as_mine
from afreflect.domain.process import baseline
from afreflect.domain.run_chart import RunChart
from afreflect.reports import log_bundle, log_docx, log_pdf, log_values
from afreflect.reports.log_pdf import CannotSet, Drawn
from afreflect.ui import metrics, occasions, page, process, step_clock, words
from afreflect.ui.session import Session

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render(held: Session, entry: LogEntryWritten, regime: Regime) -> None:
    """The files of one entry for one college."""
    st.header("Save it", anchor=False)
    check = cpd_log.checked(held.ledger, entry)
    if check is None:
        st.write("It can be saved once you have looked it through.")
        return
    person = asked_for("entry")
    ticked = _ticked(held, entry)
    each = handed(entry, regime, check, person, ticked, warnings(held, entry, regime))
    drawn = chart_of(held, entry)
    files([each], {entry.entry_id: drawn}, f"log-{entry.last.isoformat()}")
    if isinstance(drawn, str):
        st.caption(drawn)
    metric = metrics.known().get(entry.metric_id)
    st.download_button(
        "The evidence behind it (ZIP)",
        data=lambda: log_bundle.as_zip(each, metric, drawn),
        file_name=f"log-{entry.last.isoformat()}-evidence.zip",
        mime="application/zip",
        key="save_bundle",
        on_click="ignore",
        type="tertiary",
    )
    st.caption(
        "In the ZIP: the definition, the extract's fingerprint and number of rows, the chart, the "
        "plan. No patient's row."
    )


def warnings(held: Session, entry: LogEntryWritten, regime: Regime) -> tuple[str, ...]:
    """What to look at twice before handing in, each as one sentence."""
    others = cpd_log.entries(held.ledger)
    chosen = next((c for c in cpd_log.colleges(held.ledger) if c.regime_id == regime.id), None)
    return cpd_claims.warnings(entry, others, regime, chosen, step_clock.today())


def asked_for(where: str) -> Person:
    """The name and number to print; they stay in this page and are kept nowhere."""
    with page.choices(f"person_{where}"):
        name = st.text_input("Your name, to be printed", key=f"name_{where}", width=300)
        number = st.text_input("Your college number", key=f"number_{where}", width=220)
    st.caption("Printed on the file and kept nowhere. Both may stay empty.")
    return Person(name.strip(), number.strip())


def files(each: Sequence[Handed], charts: Mapping[str, Drawn | str], name: str) -> None:
    """The same as PDF, Word document, table and JSON; the PDF is made first, so that it works."""
    try:
        made = _pdf(each, charts, repr((each, charts)))
    except CannotSet as fault:
        st.error(str(fault))
        made = None
    with page.choices("save_choices"):
        if made is not None:
            _save("PDF", made, f"{name}.pdf", "application/pdf", primary=True)
        _save("Word", lambda: log_docx.as_docx(each, charts), f"{name}.docx", WORD)
        _save("Table (CSV)", log_values.as_csv(each), f"{name}.csv", "text/csv")
        _save("JSON", log_values.as_json(each), f"{name}.json", "application/json")


def grounds(found: Sequence[Suggestion], regime: Regime) -> None:
    """The rule behind each suggestion, its source, and the day it was read."""
    for each in {one.rule.id: one.rule for one in found}.values():
        st.markdown(each.text)
        unread = "" if each.verified else f" {CHECK}: it could not be checked there."
        st.caption(
            f"Source: {each.source}. Read in a copy on {figure.say_day(regime.read_on)}.{unread}"
        )
    how = "to the nearest quarter" if regime.rounding == "nearest" else "down to quarters"
    st.caption(f"Worked out from unrounded minutes, then cut {how}.")


def chart_of(held: Session, entry: LogEntryWritten) -> Drawn | str:
    """The chart behind an entry, or why there is none; months of few cases stay bare."""
    metric = metrics.known().get(entry.metric_id)
    read = cpd_chart.seen(
        held.ledger,
        entry,
        metric,
        held.history(entry.metric_id),
        _of_now(held, entry, metric),
        rules=process.rules(),
        baseline=baseline(held.ledger, entry.metric_id),
    )
    if isinstance(read, str):
        return read
    return Drawn(drawing.draw(read, LIGHT, whose=MY), cpd_chart.caption(read), as_mine(read.alt))


def _of_now(held: Session, entry: LogEntryWritten, metric: Metric | None) -> RunChart | None:
    """The chart of the extract at hand, where that is the entry's own."""
    practice = held.practice
    if metric is None or practice is None or practice.extract.sha256 != entry.extract_sha256:
        return None
    return None if practice.why_not(metric) else occasions.chart(held, practice, metric)


def _ticked(held: Session, entry: LogEntryWritten) -> dict[str, str]:
    """What is private and was ticked, one by one."""
    private = cpd_extras.extras(held.ledger, entry)
    if not private:
        return {}
    ticked = {}
    with page.unfolded("Put something private in as well", "extras") as unfolded:
        if unfolded:
            st.write(EXTRAS_WARNING)
            for name, text in private.items():
                if st.checkbox(
                    f"{EXTRAS[name]}: {words.as_written(text)}",
                    key=f"extra_{entry.entry_id}_{name}",
                ):
                    ticked[name] = text
    return ticked


def _save(
    label: str, made: bytes | Callable[[], bytes], name: str, mime: str, *, primary: bool = False
) -> None:
    st.download_button(
        f"Save as {label}" if primary else label,
        data=made,
        file_name=name,
        mime=mime,
        key=f"save_{label}",
        on_click="ignore",
        type="primary" if primary else "secondary",
    )


@st.cache_data(scope="session", max_entries=6, show_spinner=False)
def _pdf(_each: Sequence[Handed], _charts: Mapping[str, Drawn | str], content: str) -> bytes:  # noqa: ARG001
    """The PDF, made once for the same `content`."""
    return log_pdf.as_pdf(_each, _charts)
