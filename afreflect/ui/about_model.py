"""About this model: what comes from the paper, what is ours, and what nobody has tested."""

import streamlit as st

from afreflect.domain import mdpie, trust
from afreflect.domain.mdpie import Zone
from afreflect.ui import navigation, page
from afreflect.ui.components.grid import Drawing, grid
from afreflect.ui.entry import Visit

TERMS = {
    Zone.Z1: "Data resistance: questioning the validity of the data",
    Zone.Z2: "Helplessness and disengagement",
    Zone.Z3: "Self-data feedback loop",
    Zone.Z4: "Systemic supports",
}
"""The paper's own terms, which stand on this page and on no other."""
PAPER = (
    "The grid follows MD-PIE, the Mindset and Data model for Practice Improvement and Engagement "
    "(Kamhawy, Chan and Mondoux, preprint of 26 June 2020). Its authors spoke with 15 emergency "
    "physicians of one region in Canada, from July to September 2019, and built a model of how "
    "**groups** of physicians meet data about their work."
)
FROM_THE_PAPER = (
    "Engagement rests on two things: a mindset that things can change, and data that are good and "
    "come with something to do. A strong mindset can make up for poor data. Good data with a plan "
    "can make up for a weaker mindset.",
    "Questioning the data is found everywhere, so here it can lie over any place. It often makes "
    "the data better.",
    "Support around one needs the group's leadership. Nobody gets there by effort alone, so it is "
    "drawn as a gate.",
)
OURS = (
    "**Placing one person is our own extension.** The paper describes groups.",
    "**The drawing is our own.** The paper's Figure 1 was not available to us; this one is made "
    "from its words.",
    "**The sentences to tap on, the weights, the line and its 50 are ours.** Nobody has validated "
    f"them. The version is {mdpie.VERSION}, and it is kept with each place.",
    "**A place belongs to one measure on one day.** Nothing is added up over measures, and nothing "
    "is made of a person.",
)
LIMITS = (
    "15 interviews in one specialty and one region, with few physicians in the middle of their "
    "career.",
    "Studies of mindset in the health professions are few, and often rest on no data.",
    "What we think of our own work and what others find often differ, so the grid shows both, and "
    "takes neither for the truth.",
    "People learn which answers are wanted. That is one reason why nobody but you sees yours.",
)
SOURCES = (
    "Kamhawy, Chan, Mondoux. MD-PIE: Mindset and Data model for Practice Improvement and "
    "Engagement. Preprint, 26 June 2020.",
    "Cooke and colleagues, on making sense of audit data before one can learn from it (the reason "
    "why questioning is welcome here).",
    "Davis and colleagues, JAMA 2006, on what physicians' own view of their work can tell.",
    "Kegan and Lahey, on competing commitments (the idea behind the map of what pulls both ways).",
    "Dweck, on mindset. The sentences here are our own, and are no scale of hers.",
)


def render(visit: Visit) -> None:
    """The drawing, then the paper's part, ours, and the limits of both."""
    page.question("What is this model, and how far does it go?", visit.session)
    st.markdown(PAPER)
    grid("grid_about", Drawing())
    _list("What comes from the paper", FROM_THE_PAPER)
    _list("What is ours", OURS)
    st.header("The paper's words and ours", anchor=False)
    st.table(
        {
            "Here": [zone.label for zone in TERMS],
            "In the paper": list(TERMS.values()),
        },
        border="horizontal",
        hide_index=True,
        alt="What each place is called here and in the paper",
    )
    _list("What to keep in mind", LIMITS)
    st.markdown(
        "Data quality has nine parts of our own choice, "
        f"version {trust.VERSION}; a page of its own shows them."
    )
    page.quiet_link("trust", "How far can this data carry me?")
    _list("Sources", SOURCES)
    if visit.session.practice is not None and st.button("Back to where I stand", key="to_grid"):
        navigation.go("grid")


def _list(heading: str, sentences: tuple[str, ...]) -> None:
    st.header(heading, anchor=False)
    st.markdown("\n".join(f"- {sentence}" for sentence in sentences))
