"""My private file: what is kept where, and everything that can be done with it as a whole."""

import streamlit as st

from afreflect.storage import home, keychain
from afreflect.storage.journal import Journal
from afreflect.storage.vault import WrongKey
from afreflect.ui import (
    admission,
    components,
    consent,
    moving,
    navigation,
    new_passphrase,
    page,
    remembering,
    words,
)
from afreflect.ui import visitor as visitors
from afreflect.ui.entry import Visit
from afreflect.ui.visitor import Visitor

_NEW_CODE = "new recovery code"
_WORD = "erase"


def render(visit: Visit) -> None:
    """The whole file where it is open, or how to make one."""
    visitor = visitors.visitor(active=False)
    page.question("What is kept of mine, and where?", visit.session)
    if visit.journal is None:
        _none_yet(visit, visitor)
        return
    _what(visit.journal, visitor)
    _closing(visitor)
    with st.expander("My extracts", key="extracts"):
        _extracts(visit.journal)
    with st.expander("Change my passphrase", key="passphrase"):
        _change_passphrase(visit.journal)
    with st.expander("Make a new recovery code", key="new_code"):
        _new_recovery_code(visit.journal)
    if not visitor.door.hosting.hosted:
        with st.expander("What this computer remembers", key="computer"):
            _remembering(visit.journal, visitor)
    with st.expander("Take everything out", key="moving"):
        moving.take_out()
    with st.expander("Who opened it, and when", key="access_log"):
        _access_log(visit.journal)
    with st.expander("What is protected from whom", key="protected"):
        consent.show(visitor.door.hosting)
    with st.expander("Erase everything", key="erasing"):
        _erase(visit.journal)


def _none_yet(visit: Visit, visitor: Visitor) -> None:
    if visit.session.practice is not None and visit.session.source == "own":
        st.write("You have no private file yet. What you see lives in this page alone.")
        if page.primary("Keep it", key="to_keep"):
            navigation.go("keep")
    else:
        st.write(
            "You have no private file yet. You are asked for one when there is something worth "
            "keeping."
        )
    with st.expander("Bring in a file that I took out elsewhere", key="moving"):
        moving.bring_in(visitor)
    with st.expander("What is protected from whom", key="protected", expanded=True):
        consent.show(visitor.door.hosting)


def _what(journal: Journal, visitor: Visitor) -> None:
    """What is kept in numbers, and where it lies."""
    practice = journal.extract()
    targets = sum(len(history.targets) for history in journal.targets().values())
    kept = [
        words.loaded(practice.extract, "own") if practice else "No extract yet.",
        f"{_counted(len(journal.choices()), 'measure')}, "
        f"{_counted(len(journal.guesses()), 'guess', 'guesses')}, {_counted(targets, 'target')}.",
    ]
    st.table(
        {
            "What": ["My extract", "What I chose and set", "The key"],
            "How it is kept": [
                f"{kept[0]} Sealed.",
                f"{kept[1]} Sealed.",
                "Wrapped by your passphrase, and by your recovery code.",
            ],
        },
        border="horizontal",
        hide_index=True,
    )
    if not visitor.door.hosting.hosted:
        st.caption("It lies in this folder:")
        st.code(str(home.home_folder()), language=None)
        st.caption("A copy of it, made while the app runs: `python -m afreflect backup FILE`.")


def _counted(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or one + 's'}"


def _closing(visitor: Visitor) -> None:
    with page.choices("closing"):
        if st.button("Lock it now", key="lock"):
            admission.lock()
        if visitor.door.hosting.hosted:
            if st.button("Sign out", key="sign_out"):
                admission.sign_out()
            if st.button("Sign out everywhere", key="sign_out_everywhere"):
                admission.sign_out(everywhere=True)


def _extracts(journal: Journal) -> None:
    """Each extract as it was brought in; a wrong one can be taken away again."""
    kept = journal.imports()
    if not kept:
        st.write("None is kept yet.")
    for entry in kept:
        names = ", ".join(words.as_written(name) for name in entry.files)
        st.markdown(f"**{entry.kept_at[:10]}** {names}")
        if st.button("Take it away", key=f"away_{entry.id}", type="tertiary"):
            journal.take_away(entry.id)
            st.rerun()


def _change_passphrase(journal: Journal) -> None:
    with st.form("change_passphrase", border=False, clear_on_submit=True):
        current = st.text_input(
            "Passphrase now", type="password", key="current", autocomplete="current-password"
        )
        first, again = new_passphrase.fields("change")
        sent = st.form_submit_button("Change it", key="change_it")
    if not sent:
        return
    chosen = new_passphrase.checked(first, again)
    if chosen is None:
        return
    try:
        journal.change_passphrase(current, chosen)
    except WrongKey as fault:
        st.error(str(fault))
        return
    st.success("Changed. Your recovery code is the same as before.")


def _new_recovery_code(journal: Journal) -> None:
    st.write("The one that you printed before opens nothing any more.")
    if st.button("Make a new code", key="make_code"):
        st.session_state[_NEW_CODE] = journal.new_recovery_code()
    code = st.session_state.get(_NEW_CODE)
    if not code:
        return
    st.code(code, language=None)
    components.print_button("Print this page")
    if st.button("I have printed it", key="printed"):
        del st.session_state[_NEW_CODE]
        st.rerun()


def _remembering(journal: Journal, visitor: Visitor) -> None:
    if remembering.is_remembered(visitor):
        st.write(f"It remembers the key. {remembering.WHAT_IT_MEANS}")
        if st.button("Let it forget the key", key="forget_key"):
            keychain.forget()
            journal.note("this computer was made to forget the key")
            st.rerun()
    elif remembering.offer(visitor, key="remember_now"):
        remembering.remember(visitor, journal.vault)
        journal.note("this computer was let remember the key")
        st.rerun()


def _access_log(journal: Journal) -> None:
    log = journal.access_log()
    st.table(
        {
            "When (UTC)": [access.at.replace("T", " ")[:16] for access in log],
            "What": [access.event for access in log],
        },
        border="horizontal",
        hide_index=True,
    )


def _erase(journal: Journal) -> None:
    st.write(
        "Everything of yours goes at once: the extract, what you chose and wrote, and the keys. "
        "Nobody can bring it back. Backups that you made stay where you put them."
    )
    with st.form("erase", border=False, clear_on_submit=True):
        typed = st.text_input(f'Type "{_WORD}" if you are sure', key="erase_word")
        sent = st.form_submit_button("Erase everything of mine", key="erase_now")
    if not sent:
        return
    if typed.strip().lower() != _WORD:
        st.error(f'Type the word "{_WORD}" to erase everything.')
        return
    keychain.forget()
    journal.erase()
    admission.erased()
