"""FR-39: what was put right is carried across the next import."""

from afreflect.domain import correction
from afreflect.domain.ledger import Corrected
from afreflect.storage import correcting
from afreflect.storage.journal import PERSONAL, Journal
from afreflect.storage.practice import Practice
from tests.storage.journal.conftest import PASSPHRASE, OpenKeeper
from tests.storage.journal.extracts import practice, row


def now(journal: Journal) -> Practice:
    imported = journal.extract()
    assert imported is not None
    return correcting.corrected(imported, correction.in_force(journal.ledger()))


def disposition(practice: Practice, encounter_id: str) -> str | None:
    return correcting.fields(practice, [encounter_id])[encounter_id]["disposition"]


def test_a_correction_holds_over_the_next_import_and_what_it_says_otherwise_is_asked(
    open_keeper: OpenKeeper,
):
    journal, _ = open_keeper().create(PERSONAL, PASSPHRASE)
    journal.keep_extract(practice("march", [row(n) for n in range(1, 4)]))
    said = Corrected("2", "disposition", "discharged", "transferred", "the registry", "the letter")
    journal.record([said])
    assert disposition(now(journal), "2") == "transferred"

    journal.bring_in(practice("march", [row(n) for n in range(2, 6)]))
    assert disposition(now(journal), "2") == "transferred"
    assert len(now(journal).corrections) == 1

    journal.bring_in(practice("march", [row(2, disposition="admitted"), row(6)]))
    assert disposition(now(journal), "2") == "transferred"
    imported = journal.extract()
    assert imported is not None
    there = correcting.places(imported, [said])
    (conflict,) = correction.conflicts(journal.ledger(), there)
    assert conflict.extract_says == "admitted"

    journal.record(correction.taken_back(journal.ledger(), said))
    assert disposition(now(journal), "2") == "admitted"
    assert len(correction.log(journal.ledger())) == 1


def test_a_correction_of_a_visit_that_was_taken_away_stays_in_the_log(open_keeper: OpenKeeper):
    journal, _ = open_keeper().create(PERSONAL, PASSPHRASE)
    journal.keep_extract(practice("march", [row(1), row(2)]))
    journal.record([Corrected("2", "acuity", None, "2", "me", "the chart")])
    journal.keep_extract(practice("march", [row(1)]))
    assert now(journal).corrections == ()
    assert len(correction.log(journal.ledger())) == 1
    journal.keep_extract(practice("march", [row(2)]))
    assert len(now(journal).corrections) == 1
