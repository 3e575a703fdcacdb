"""An entry is drafted from what was already written, and says nothing that was kept private."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from afreflect.domain import commitment, cpd_draft, run_chart
from afreflect.domain.cpd_draft import Seen
from afreflect.domain.cpd_log import MinutesNoticed
from afreflect.domain.extract import Extract
from afreflect.domain.ledger import Event, Questioned, Reacted
from afreflect.domain.metric import Standard
from afreflect.domain.occasion import Answered, OccasionBegun, Placed, Tapped
from afreflect.domain.plan_events import CommitmentMade, CycleAnswered, LookedAgain
from afreflect.domain.target import Target, TargetHistory
from tests.domain.examples import RETURNS, returns

TODAY, ZONE = date(2026, 11, 22), ZoneInfo("America/Toronto")
TARGET = Target(None, 0.05, 0.02, date(2027, 6, 1), "people should stay well", date(2026, 6, 1))
READ = run_chart.read(RETURNS, returns([(5, 100), (9, 110)]), TargetHistory((TARGET,)))
EXTRACT = Extract(
    files=("/home/me/secret.csv",),
    since=date(2025, 7, 1),
    until=date(2026, 6, 30),
    rows_in=400,
    rows_kept=400,
    rows_mine=210,
    set_aside=(),
    warnings=(),
    left_out=(),
    columns={},
    sha256="e1",
)
SEEN = Seen(READ, EXTRACT, TARGET, "I send many home")
BEGUN = OccasionBegun(
    metric_id=RETURNS.id,
    metric_title=RETURNS.title,
    metric_version="1.0",
    definition_sha256="d",
    extract_sha256="before",
    since=date(2025, 1, 1),
    until=date(2025, 6, 30),
    n=120,
    value=0.06,
    low=0.03,
    high=0.12,
    sentence="6.0 % (3.0 to 12.0) of your discharges came back.",
    id="one",
    at=datetime(2026, 11, 21, 3, 0, tzinfo=UTC),
)
MADE = CommitmentMade(
    metric_id=RETURNS.id,
    metric_version=RETURNS.version,
    definition_sha256=commitment.counting_sha256(RETURNS),
    summary="proportion",
    trigger="I discharge somebody over seventy",
    act="call the next day",
    patients="all of them",
    start=date(2026, 6, 1),
    look_again=date(2026, 9, 1),
    barrier="me",
    confidence=7,
    id="plan",
)


def drafted(*events: Event):
    return cpd_draft.draft(events, SEEN, ("rcgp",), TODAY, ZONE)


def test_a_measure_alone_gives_its_question_figures_standard_and_target():
    entry = drafted()
    assert entry.question == RETURNS.question
    assert (entry.n, entry.rows, entry.period) == (210, 210, "Jul 2025 to Jun 2026")
    assert entry.result == READ.sentence.replace(" your ", " my ")
    assert entry.own_target == "at most 5.0 %, because people should stay well"
    assert entry.so_what == "I chose this because it matters to me: I send many home"
    assert (entry.first, entry.last, entry.regimes) == (TODAY, TODAY, "rcgp")
    assert entry.definition_sha256 == commitment.counting_sha256(RETURNS)


def test_no_path_or_file_name_gets_into_an_entry():
    assert not any("secret" in str(getattr(drafted(), each.name)) for each in fields(drafted()))


def test_a_conversation_gives_its_frozen_figures_and_each_answer_its_field():
    entry = drafted(
        BEGUN,
        Answered("one", "P30", "Six in a hundred came back."),
        Answered("one", "P31", "They were frightened."),
        Answered("one", "P32", "I will call them."),
        Answered("one", "P35", "The leaflet."),
    )
    assert (entry.n, entry.extract_sha256, entry.occasion_id) == (120, "before", "one")
    assert entry.result == "6.0 % (3.0 to 12.0) of my discharges came back."
    assert entry.rows == 0, "the rows in hand are another extract's"
    assert "210" not in entry.data_source
    assert (entry.what, entry.so_what, entry.now_what, entry.share) == (
        "Six in a hundred came back.", "They were frightened.", "I will call them.", "The leaflet.",
    )  # fmt: skip
    assert entry.last == date(2026, 11, 20), "late in the evening on the clinician's own clock"


def test_check_6_how_it_landed_and_where_they_stand_stay_out():
    entry = drafted(
        BEGUN,
        Reacted(RETURNS.id, "Humbling", "before"),
        Tapped("one", "landing", 6),
        Placed("one", 12.5, 34.5, "self", words="I was furious"),
        Answered("one", "P07", "Ouch"),
        Answered("one", "P09", "A verdict"),
    )
    said = " ".join(str(getattr(entry, each.name)) for each in fields(entry))
    assert not any(word in said for word in ("Humbling", "furious", "Ouch", "A verdict", "12.5"))


def test_the_plan_and_what_came_of_it_are_taken_over():
    look = LookedAgain(
        "plan", "keep", "It is a habit now.", date(2026, 12, 1), since_n=90, since=0.04,
        sentence="4.0 % of your discharges came back since you began.", id="look",
    )  # fmt: skip
    entry = drafted(MADE, look, CycleAnswered("plan", "look", "P33", "The call itself."))
    assert entry.plan == MADE_SENTENCE
    assert (entry.review_on, entry.remeasure_n) == (date(2026, 12, 1), 90)
    assert entry.remeasure_result == "4.0 % of my discharges came back since I began."
    assert (entry.outcome, entry.went_well) == ("It is a habit now.", "The call itself.")
    assert entry.has_same_measure_again


MADE_SENTENCE = commitment.sentence(MADE.trigger, MADE.act, MADE.patients, MADE.start)


def test_a_re_look_with_too_few_cases_is_no_second_measurement():
    look = LookedAgain("plan", "keep", "Go on.", date(2026, 12, 1), id="look")
    entry = drafted(MADE, look)
    assert (entry.remeasure_n, entry.remeasure_result, entry.outcome) == (None, "", "Go on.")


def test_minutes_noticed_come_with_their_days_and_importing_stays_out():
    entry = drafted(
        MinutesNoticed("import", 9, date(2026, 11, 1)),
        MinutesNoticed("data", 20, date(2026, 11, 2), RETURNS.id),
        MinutesNoticed("plan", 10, date(2026, 11, 9), RETURNS.id),
        MinutesNoticed("data", 99, date(2026, 11, 3), "another"),
    )
    assert (entry.minutes_data, entry.minutes_plan, entry.minutes.total) == (20, 10, 30)
    assert (entry.first, entry.last) == (date(2026, 11, 1), date(2026, 11, 9))


def test_check_14_what_was_questioned_is_provisional_and_said():
    asked = Questioned(RETURNS.id, "Planned ones count too.", "", date(2027, 1, 22))
    entry = drafted(asked)
    assert entry.provisional_until == date(2027, 1, 22)
    assert "Questioned: Planned ones count too." in entry.data_source


@pytest.mark.parametrize("of_sample", [True, False])
def test_sample_data_are_said_to_be_nobodys(of_sample):
    seen = Seen(READ, EXTRACT, of_sample=of_sample)
    entry = cpd_draft.draft((), seen, (), TODAY, ZONE)
    assert ("nobody's practice" in entry.data_source) == of_sample


def test_a_measure_without_a_standard_says_so():
    published = Standard("A guideline asks", 0.04, "A body, 2025")
    assert cpd_draft.standard(replace(RETURNS, standards=())) == "none available"
    assert cpd_draft.standard(replace(RETURNS, standards=(published,))) == (
        "A guideline asks: 4.0 % (A body, 2025)"
    )
