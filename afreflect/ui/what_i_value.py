"""What I value: one card picks the first measure; later up to five, and why."""

import streamlit as st

from afreflect.ui import looking_into, measures, metrics, navigation, page, value_cards, words
from afreflect.ui.entry import Visit


def render(visit: Visit) -> None:
    """The cards at first, the measure looked into, or the measures chosen so far."""
    held = visit.session
    if held.bound_for_practice:
        # The second click of a double click comes while the practice page is still being made.
        navigation.go("my_practice")
    if held.practice is None:
        page.question("What would I want to be good at?", held, "what_i_value")
        page.nothing_yet(
            "First comes your data, so that you are offered only measures that it can support.",
            "Check the columns" if held.reading else "Bring in my data",
            "my_data",
        )
    elif held.considering is not None:
        looking_into.render(held, held.practice, held.considering)
    elif held.chosen:
        measures.render(held, held.practice, visit.journal)
    else:
        page.question("What would I want to be good at?", held, "what_i_value")
        measures.offer_to_bring_back(held, metrics.known())
        _taken_in(visit)
        value_cards.render(held, held.practice)


def _taken_in(visit: Visit) -> None:
    practice = visit.session.practice
    if practice is None:
        return
    extract = practice.extract
    st.caption(words.loaded(extract, visit.session.source))
    advice = words.downloads(extract.left_out)
    if advice and visit.session.source == "own":
        st.info(advice)
