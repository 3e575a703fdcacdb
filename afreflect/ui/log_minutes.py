"""The minutes of an entry: what was noticed, changed as one likes, and the days they were on."""

from datetime import date

import streamlit as st

from afreflect.domain import cpd_draft, cpd_log
from afreflect.domain.cpd_log import LogEntryWritten, MinutesNoticed
from afreflect.domain.cpd_minutes import STEPS, Minutes, said_minutes
from afreflect.ui import log_fields
from afreflect.ui.session import Session


def render(held: Session, entry: LogEntryWritten) -> None:
    """One number a step, and what was noticed beside it."""
    st.header("Minutes", anchor=False)
    st.caption(
        "Noticed while you worked here, without pauses. Change them to what you know. Bringing "
        "files in and matching columns is left out."
    )
    stamp = f"{entry.entry_id}_{'_'.join(str(getattr(entry.minutes, step)) for step in STEPS)}"
    with st.container(key="minutes", horizontal=True, gap="small"):
        typed = {
            step: int(
                st.number_input(
                    name,
                    min_value=0,
                    step=5,
                    value=getattr(entry.minutes, step),
                    key=f"minutes_{step}_{stamp}",
                    width=220,
                )
            )
            for step, name in STEPS.items()
        }
    wanted = Minutes(**typed)
    if wanted != entry.minutes:
        _record(held, cpd_draft.with_minutes(entry, wanted))
    st.markdown(f"Together: {said_minutes(entry.minutes.total)}.")
    _days(held, entry)
    _more(held, entry)


def _days(held: Session, entry: LogEntryWritten) -> None:
    picked = st.date_input(
        "On these days",
        value=(entry.first, entry.last),
        format="YYYY-MM-DD",
        key=f"days_{entry.entry_id}_{entry.first}_{entry.last}",
        width=320,
    )
    if isinstance(picked, tuple) and len(picked) == 2 and picked != (entry.first, entry.last):
        log_fields.record(held, entry, first=picked[0], last=picked[1])
        st.rerun()


def _more(held: Session, entry: LogEntryWritten) -> None:
    """Minutes noticed since the entry was written, and those of bringing data in."""
    since = [each for each in cpd_log.unused(held.ledger, entry.metric_id) if each.step != "import"]
    if since:
        count = cpd_log.counted(since)
        if st.button(f"Add {said_minutes(count.total)} noticed since", key="add_minutes"):
            _add(held, entry, since, count)
    imports = [
        each
        for each in cpd_log.noticed(held.ledger)
        if each.step == "import" and each.id in entry.noticed_ids
    ]
    if not imports:
        return
    spent = cpd_log.counted(imports, with_import=True)
    if st.button(
        f"Count {said_minutes(spent.total)} of bringing data in as well",
        key="add_import",
        type="tertiary",
    ):
        left = entry.noticed_ids - {each.id for each in imports}
        counted = cpd_draft.with_minutes(entry, entry.minutes + spent)
        _record(held, counted, ",".join(sorted(left)))


def _add(
    held: Session, entry: LogEntryWritten, since: list[MinutesNoticed], count: Minutes
) -> None:
    ids = ",".join(sorted(entry.noticed_ids | {each.id for each in since}))
    days: list[date] = [each.on for each in since]
    log_fields.record(
        held,
        cpd_draft.with_minutes(entry, entry.minutes + count),
        noticed=ids,
        first=min([entry.first, *days]),
        last=max([entry.last, *days]),
    )
    st.rerun()


def _record(held: Session, entry: LogEntryWritten, noticed: str | None = None) -> None:
    log_fields.record(held, entry, **({} if noticed is None else {"noticed": noticed}))
    st.rerun()
