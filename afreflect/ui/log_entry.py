"""One log entry: what it suggests, its words, its minutes, the check, and the files."""

import streamlit as st

from afreflect.domain import cpd_claims, cpd_log, event_fields
from afreflect.domain.cpd import Regime
from afreflect.domain.cpd_log import LogEntryRemoved, LogEntryWritten
from afreflect.storage.regimes import regimes
from afreflect.ui import (
    log_check,
    log_colleges,
    log_export,
    log_feedback,
    log_fields,
    log_minutes,
    log_open,
    log_start,
    navigation,
    page,
    words,
)
from afreflect.ui.entry import Visit
from afreflect.ui.session import Session


def render(visit: Visit) -> None:
    """The entry that was opened last, in its college's order and wording."""
    held = visit.session
    page.question("What goes into my log?", held)
    entry = log_open.opened(held)
    if entry is None:
        st.write("There is no entry yet.")
        log_start.another(held)
        page.quiet_link("log", "To the log")
        return
    entry = log_fields.taken_over(held, entry, visit.journal)
    st.header(words.as_written(entry.title or "An entry without a title"), anchor=False)
    if not cpd_log.colleges(held.ledger):
        log_colleges.render(held)
        return
    regime = _college(held, entry)
    entry = log_open.opened(held) or entry
    _suggested(held, entry, regime)
    st.header("The entry", anchor=False)
    st.caption(f"{regime.labels_are} What you type is kept as you type.")
    log_fields.render(held, entry.entry_id, regime, visit.journal)
    log_minutes.render(held, entry)
    log_feedback.in_entry(entry)
    log_check.render(held, entry)
    log_export.render(held, entry, regime)
    _away(held, entry)


def _college(held: Session, entry: LogEntryWritten) -> Regime:
    """The college whose wording is shown; the entry is for those that are ticked."""
    known = [
        each.regime_id for each in cpd_log.colleges(held.ledger) if each.regime_id in regimes()
    ]
    mine = [name for name in entry.regime_ids if name in known]
    if not mine:
        mine = known[:1]
        _write(held, entry, mine)
    if len(known) == 1:
        return regimes()[known[0]]
    picked = st.pills(
        "This entry is for",
        known,
        default=mine,
        selection_mode="multi",
        format_func=lambda name: regimes()[name].college,
        key=f"for_{entry.entry_id}",
    )
    if picked and set(picked) != set(mine):
        _write(held, entry, [name for name in known if name in picked])
        st.rerun()
    shown = picked or mine
    if len(shown) == 1:
        return regimes()[shown[0]]
    name = st.segmented_control(
        "Wording of",
        shown,
        default=shown[0],
        format_func=lambda name: regimes()[name].college,
        required=True,
        key=f"wording_{entry.entry_id}",
    )
    return regimes()[name or shown[0]]


def _write(held: Session, entry: LogEntryWritten, names: list[str]) -> None:
    log_fields.record(held, entry, regimes=",".join(names))


def _suggested(held: Session, entry: LogEntryWritten, regime: Regime) -> None:
    """What it suggests and why, what it also needs, what to look at twice."""
    found = cpd_claims.suggestions(entry, regime)
    with st.container(key="suggested", border=True, gap="xsmall"):
        if regime.banner:
            st.markdown(regime.banner)
        for each in found:
            st.markdown(each.sentence)
            for note in each.notes:
                st.caption(note)
        if not found:
            no_minutes = " No minutes are in it." if not entry.minutes.total else ""
            st.markdown(f"Nothing is suggested for this college yet.{no_minutes}")
            for why in cpd_claims.not_suggested(entry, regime):
                st.caption(why)
        _lacking(entry, regime)
        for said in log_export.warnings(held, entry, regime):
            st.markdown(words.as_written(said))
        if found:
            with page.unfolded("Why, and where the rule was read", "why_suggested") as unfolded:
                if unfolded:
                    log_export.grounds(found, regime)


def _lacking(entry: LogEntryWritten, regime: Regime) -> None:
    """What the college also asks for, and what would make the entry stronger there."""
    absent = cpd_claims.lacking(entry, regime)
    for level, name in (("must", "Also needs"), ("better", "Stronger with")):
        if listed := [f"- {ask.words}" for ask in absent if ask.level == level]:
            st.markdown("\n".join([f"{name}:", "", *listed]))


def _away(held: Session, entry: LogEntryWritten) -> None:
    with page.choices("entry_away"):
        if st.button("Back to the log", key="to_log", type="tertiary"):
            navigation.go("log")
        if st.button("Copy it into a new entry", key="again", type="tertiary"):
            log_fields.record(held, entry, entry_id=event_fields.new_id(), noticed="")
            navigation.go("log")
        if st.button("Take it out of the log", key="remove", type="tertiary"):
            held.record(LogEntryRemoved(entry.entry_id))
            log_open.took_out(entry.entry_id)
            navigation.go("log")
