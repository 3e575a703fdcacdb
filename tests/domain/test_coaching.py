"""Reading with a colleague: empathy first, and what was lent until when."""

from datetime import UTC, datetime, timedelta

from afreflect.domain import coaching
from afreflect.domain.coaching import BundleLent, BundleTakenBack
from afreflect.domain.prompt import Phase
from afreflect.storage.coaching import cards

NOW = datetime(2026, 7, 1, tzinfo=UTC)
LENT = BundleLent("ct_use", "b1", "ada", NOW + timedelta(days=7))


def test_coaching_opens_only_when_the_owner_was_heard():
    """FR-52: relationship, reaction and content come before coaching."""
    assert coaching.open_phases(heard=False) == (Phase.RELATIONSHIP, Phase.REACTION, Phase.CONTENT)
    assert coaching.open_phases(heard=True) == tuple(Phase)


def test_what_was_taken_back_or_has_ended_is_not_lent_any_more():
    assert coaching.lent((LENT,), NOW) == (LENT,)
    assert coaching.lent((LENT, BundleTakenBack("b1")), NOW) == ()
    assert coaching.lent((LENT,), LENT.until) == ()


def test_there_is_one_card_a_phase_and_advice_is_asked_for_last():
    """FR-52: no change before empathy."""
    assert tuple(cards()) == tuple(Phase)
    before = [ask for phase, card in cards().items() if phase < Phase.COACHING for ask in card.asks]
    assert not any(word in ask for ask in before for word in ("try", "should", "change"))
