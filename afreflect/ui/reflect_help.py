"""After a hard landing: a pause, a colleague, people to talk to, or on; nothing about change."""

from itertools import groupby

import streamlit as st

from afreflect.domain.help_service import HelpService
from afreflect.domain.occasion import OccasionParked
from afreflect.storage import help_services
from afreflect.ui import page, words
from afreflect.ui.talk import Talk

PUT_AWAY = "the conversation that was put away after a hard landing"
CHECK = (
    "If a number does not answer, call your local emergency number: lists like this one grow old."
)
DANGER = (
    "If you might hurt yourself, or do not feel safe, call your local emergency number now, or "
    "wake somebody who is near."
)


def pause(talk: Talk) -> None:
    """What would be good now; every answer is a good one."""
    st.write("It is all right if this hurts. Nothing has to be done about it now.")
    chosen = talk.so_far.choices.get("pause", "")
    if chosen == "colleague":
        st.markdown(
            "**A colleague.** Who would you tell this to over a coffee? You need not show the "
            "number. Saying that it landed hard is enough."
        )
    if chosen == "help":
        st.markdown("**Somebody outside.** These people talk with physicians every day.")
        services()
    with page.choices("pause"):
        if page.primary("Leave it for now", key="pause_now"):
            talk.settle("pause", "pause")
            talk.say(OccasionParked(talk.begun.id))
            st.session_state[PUT_AWAY] = talk.begun.id
            st.rerun()
        if chosen != "colleague" and st.button("Talk to a colleague", key="pause_colleague"):
            talk.settle("pause", "colleague")
            st.rerun()
        if chosen != "help" and st.button("Somebody to talk to", key="pause_help"):
            talk.settle("pause", "help")
            st.rerun()
    if st.button("I'd rather carry on", key="pause_carry_on", type="tertiary"):
        talk.settle("pause", "carry on")
        talk.go_on()


def enough(talk: Talk) -> None:
    """Nothing about change in this sitting, unless it is asked for."""
    st.write("You have looked at it, on a day when that was not easy. That is enough.")
    with page.choices("for_today"):
        if page.primary("Enough for today", key="enough"):
            talk.settle("change", "not today")
            talk.go_on()
        if st.button("I want to see what I could try", key="ask_for_change", type="tertiary"):
            talk.settle("change", "asked")
            talk.go_on()


def at_hand() -> None:
    """The list, always there, folded up."""
    with st.expander("Somebody to talk to"):
        services()


def services() -> None:
    """Whom physicians can talk to: the site's own first, then by country."""
    st.markdown(DANGER)
    own = help_services.of_the_site()
    if own:
        st.markdown("**Where you work**\n" + "\n".join(map(_line, own)))
    for country, group in groupby(help_services.listed(), key=lambda each: each.country):
        st.markdown(f"**{country}**\n" + "\n".join(map(_line, group)))
    st.caption(CHECK)


def _line(service: HelpService) -> str:
    name, reach, what, source = map(
        words.as_written, (service.name, service.reach, service.what, service.source)
    )
    read = words.day(service.read_on)
    at = f"[{source}](<{service.link}>)" if service.link else source
    return f"- {name}: **{reach}**. {what}  \n  :small[{at}, read on {read}]"
