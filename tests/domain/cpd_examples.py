"""Entries and a college made by hand, for the rules of the log."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from afreflect.domain.cpd import Ask, Asked, Category, Goal, Regime, Rule
from afreflect.domain.cpd_cycle import CycleRule
from afreflect.domain.cpd_log import LogEntryWritten
from afreflect.domain.cpd_minutes import STEPS

TODAY = date(2026, 11, 22)
WHOLE = LogEntryWritten(
    entry_id="one",
    first=date(2026, 11, 20),
    last=date(2026, 11, 20),
    regimes="college",
    metric_id="ct_use",
    metric_version="1.0",
    definition_sha256="d1",
    extract_sha256="e1",
    rows=672,
    minutes_data=20,
    minutes_reflect=25,
    title="CT for headache",
    question="Do I order more than I need?",
    measures="CT use",
    audit_tool="afreflect",
    data_source="My department's extract.",
    n=672,
    standard="A guideline's",
    own_target="at most 20 %",
    result="24.1 % (20.9 to 27.5).",
    what="One in four had a CT.",
    so_what="Some could be spared one.",
    now_what="I will look at the rule before I order.",
    plan="I, the rule, from December.",
    review_on=date(2027, 2, 20),
    id="a" * 32,
    at=datetime(2026, 11, 20, 12, tzinfo=UTC),
)
HEARD = replace(
    WHOLE,
    feedback_from="peer",
    feedback_on=date(2026, 11, 21),
    feedback_role="an emergency physician",
    feedback_how="we read it together",
    minutes_feedback=30,
)
AGAIN = replace(
    HEARD,
    remeasure_definition_sha256="d1",
    remeasure_n=320,
    remeasure_result="19.0 % (15.0 to 23.6).",
    minutes_remeasure=15,
)
EVERY_STEP = tuple(STEPS)
COLLEGE = Regime(
    id="college",
    college="A college",
    programme="",
    place="Nowhere",
    read_on=date(2026, 11, 21),
    cycle=CycleRule("calendar", 5, (1, 31)),
    rounding="down",
    rules=(Rule("rate", "Three an hour.", "A page", verified=True),),
    categories=(
        Category(
            "audit", "Audit", "credits", "rate", EVERY_STEP, Decimal(3), least_n=10,
            otherwise="reading", strongest_with="feedback",
        ),
        Category("reading", "Reading", "credits", "rate", EVERY_STEP, Decimal(2)),
    ),
    asks=(Ask(("feedback",), "who responded", "better"), Ask(("question",), "the question")),
    goals=(Goal("year", "Credits in this year", Decimal(25), "credits", "year", "rate"),),
    portal=(Asked("title", "Title"),),
    labels_are="Ours.",
)  # fmt: skip
