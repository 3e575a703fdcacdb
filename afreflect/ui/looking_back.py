"""What I said I value, what I looked at, what I found: one quiet page."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from afreflect.domain import looking_back, own_use
from afreflect.domain.looking_back import Asked, Found, Passage
from afreflect.ui import metrics, navigation, page, words
from afreflect.ui.entry import Visit

DECIDED = {
    "try": "You wanted to try one small thing",
    "keep": "You kept it: this is how you choose to practise",
    "another": "You went on to another measure",
    "question": "You questioned the measure",
}
MOST_DAYS = 3


def render(visit: Visit) -> None:
    """Each measure with why it matters, when it was looked at, and what was found."""
    held = visit.session
    page.question("What did I value, and what did I find?", held)
    titles = {metric.id: metric.title for metric in metrics.known().values()}
    told = looking_back.passages(held.chosen, held.ledger, titles)
    if not told:
        page.nothing_yet(
            "Here you will find what you said you value, what you looked at and what you found.",
            "Choose what I value" if held.practice else "Bring in my data",
            "what_i_value" if held.practice else "my_data",
        )
    for passage in told:
        with st.container(key=f"passage_{passage.metric_id}", gap="xsmall"):
            _passage(passage)
    if done := own_use.of(held.ledger).sentence:
        st.caption(done)
    if page.primary("Show me my practice", key="to_practice"):
        navigation.go("my_practice")


def _passage(passage: Passage) -> None:
    st.header(passage.title, anchor=False)
    if passage.why:
        st.markdown(f"**I said I value it.** {words.as_written(passage.why)}")
    else:
        st.markdown("I looked at it, and later let it go.")
    if not passage.looked:
        st.markdown("**I have not looked at it yet.**")
        return
    st.markdown(f"**I looked at it** {_days(passage.looked)}.")
    for found in passage.found:
        _found(found)
    for asked in passage.asked:
        _asked(asked)


def _found(found: Found) -> None:
    said = [found.sentence]
    if found.decision in DECIDED:
        said.append(f"{DECIDED[found.decision]}.")
    if found.words:
        said.append(f"“{words.as_written(found.words)}”")
    st.markdown(f"**I found, on {words.day(found.on)}.** {' '.join(said)}")


def _asked(asked: Asked) -> None:
    came = f" What came of it: “{words.as_written(asked.outcome)}”" if asked.outcome else ""
    said = words.as_written(asked.words)
    st.markdown(f"**I questioned it, on {words.day(asked.on)}.** “{said}”{came}")


def _days(days: Sequence[date]) -> str:
    """The days of the looks; of many the last ones."""
    named = [words.day(day) for day in days[-MOST_DAYS:]]
    said = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    earlier = len(days) - len(named)
    return f"on {said}" + (f", and on {earlier} earlier days" if earlier > 1 else "")
