"""A shared hour is its events: whoever reads them in their order finds the same board."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import hour
from afreflect.domain.hour import (
    AskedOfLeaders,
    Board,
    CheckIn,
    Committed,
    CueNoted,
    ElementShown,
    Event,
    Hidden,
    LeadersDid,
    NotNow,
    Objected,
    OneThingLearned,
    OptionAdded,
    Parked,
    PhaseSet,
    ReactionsHeard,
    TakenOff,
    TimerSet,
)

DAY = date(2027, 1, 11)
EVERY_KIND: tuple[Event, ...] = (
    PhaseSet(hour.CONTENT), ElementShown("picture"), ReactionsHeard(), TimerSet(180), Hidden(True),
    Parked("the new form"), Objected("transfers count twice"), CueNoted("I could ring them"),
    OptionAdded("a second look", "me"), OptionAdded("a quiet room", "clinic"),
    OptionAdded("one record", "system"),
    Committed("I will ring", DAY, "I count", "Sam", 7, "two", "one", "all", "frail ones", "Alex"),
    AskedOfLeaders("mend the clock", "the head of department", DAY), CheckIn(DAY),
    OneThingLearned("we share this"), LeadersDid("protect time"), TakenOff("nothing"),
)  # fmt: skip
SWITCHES = st.lists(
    st.sampled_from(
        [PhaseSet(phase) for phase in hour.PHASES]
        + [ReactionsHeard(), ElementShown("picture"), Hidden(True), Hidden(False)]
    )
)


def called(event: Event) -> str:
    return type(event).__name__ + getattr(event, "level", "")


def test_an_hour_begins_with_the_relationship_and_nothing_on_the_board():
    assert hour.fold([]) == Board()
    assert Board().phase == hour.RELATIONSHIP


def test_every_event_finds_its_place_on_the_board():
    board = hour.fold(EVERY_KIND)
    assert (board.phase, board.element, board.hidden, board.heard) == (
        "content",
        "picture",
        True,
        True,
    )
    assert board.timer is not None
    assert board.timer.seconds == 180
    said = [board.parked, board.objections, board.cues, board.commitments, board.asks]
    assert [len(each) for each in (*said, board.learned, board.leaders_did)] == [1] * 7
    assert {level: each[0].words for level, each in board.options.items()} == {
        "me": "a second look", "clinic": "a quiet room", "system": "one record",
    }  # fmt: skip
    assert board.check_in == DAY


@given(SWITCHES)
def test_coaching_never_opens_before_reactions_were_heard(events: list[Event]):
    """FR-52: no change talk before reactions were heard, whoever asks for it and in which order."""
    for n in range(len(events) + 1):
        board = hour.fold(events[:n])
        heard = any(isinstance(event, ReactionsHeard) for event in events[:n])
        assert board.heard == heard == board.may_enter(hour.COACHING)
        assert heard or board.phase != hour.COACHING


def test_a_phase_begins_without_what_the_last_one_showed():
    events = (PhaseSet(hour.CONTENT), ElementShown("picture"), PhaseSet(hour.REACTION))
    assert hour.fold(events).element == ""


def test_what_was_taken_off_stands_nowhere():
    parked = Parked("the new form")
    asked = AskedOfLeaders("mend the clock", "the head", DAY)
    did = LeadersDid("protect time")
    board = hour.fold((parked, asked, did, *(TakenOff(each.id) for each in (parked, asked, did))))
    assert board == Board()


def test_the_later_check_in_and_timer_hold_and_a_timer_of_nothing_is_none():
    later = date(2027, 3, 1)
    assert hour.fold((CheckIn(DAY), CheckIn(later))).check_in == later
    assert hour.fold((TimerSet(60), TimerSet(0))).timer is None


@pytest.mark.parametrize("event", EVERY_KIND, ids=called)
def test_an_event_is_read_back_as_it_was_written(event: Event):
    assert hour.from_value(hour.as_value(event)) == event


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"event": "Grudge"},
        {**hour.as_value(Hidden(True)), "on": "yes"},
        {**hour.as_value(Parked("words")), "name": "smuggled in"},
        {**hour.as_value(OptionAdded("words", "me")), "level": "them"},
    ],
)
def test_what_is_no_event_is_refused(value: dict[str, object]):
    with pytest.raises(ValueError, match=r"."):
        hour.from_value(value)


@pytest.mark.parametrize("event", EVERY_KIND, ids=called)
def test_a_member_steers_nothing(event: Event):
    by_member = hour.from_value({**hour.as_value(event), "by": "member"})
    if isinstance(event, hour.MEMBERS_MAY):
        hour.refuse_what_may_not_be(by_member, Board())
    else:
        with pytest.raises(NotNow, match="Only the facilitator"):
            hour.refuse_what_may_not_be(by_member, Board(heard=True))


@pytest.mark.parametrize("sure", [-1, 11])
def test_confidence_goes_from_nought_to_ten(sure: int):
    with pytest.raises(NotNow, match="0 to 10"):
        hour.refuse_what_may_not_be(Committed("I try", DAY, confidence=sure), Board())


def test_every_word_that_a_member_writes_is_looked_through():
    """K-08: but for the name that somebody puts to their own commitment."""
    texts = {**hour.free_text(EVERY_KIND[11])}
    assert set(texts) == {
        "words", "how_known", "who_may_ask", "short", "mid", "long", "patients",
    }  # fmt: skip
    assert set(hour.free_text(EVERY_KIND[12])) == {"words", "owner"}
    for event in EVERY_KIND:
        wrote = {value for value in hour.as_value(event).values() if isinstance(value, str)}
        if isinstance(event, Parked | Objected | CueNoted | OptionAdded | OneThingLearned):
            assert set(hour.free_text(event).values()) <= wrote
            assert hour.free_text(event)


def test_a_commitment_is_read_in_the_first_person():
    assert hour.first_person(Committed("ring two patients", DAY)) == "I will try: ring two patients"
    assert hour.first_person(Committed("I ring two patients", DAY)) == "I ring two patients"


def test_cards_reach_the_leaders_from_five_contributors_and_never_those_in_ones_own_hands():
    board = hour.fold(EVERY_KIND)
    assert hour.for_leaders(board, has_five=False) == ()
    words = [each.words for each in hour.for_leaders(board, has_five=True)]
    assert words == ["a quiet room", "one record"]
