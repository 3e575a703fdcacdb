"""Each kept extract remembers how complete its fields were."""

from afreflect.domain import data_note
from afreflect.domain.extract import Attributed, Completeness
from afreflect.storage import written
from afreflect.storage.journal import Journal
from tests.storage.journal.extracts import practice, row


def rows(first: int, blank: int) -> list[str]:
    """Two hundred visits, of which so many have no diagnosis."""
    return [row(first + at, diagnosis="" if at < blank else "cough") for at in range(200)]


def test_a_later_extract_says_what_became_of_each_field(journal: Journal):
    """FR-41: completeness as a shared craft, with the improvement since the last extract."""
    journal.bring_in(practice("first", rows(1, 90)))
    journal.bring_in(practice("second", rows(1000, 10)))
    (before, then), (after, now) = journal.completeness()
    assert (before.files, after.files) == (("first.csv",), ("second.csv",))
    assert Completeness("visits.diagnosis", 200, 110) in then
    [change] = data_note.changes(then, now)
    assert data_note.say_change(change) == (
        "Diagnosis: 55 % then, 95 % now. You and your data owner did that."
    )


def test_merged_extracts_are_counted_anew(journal: Journal):
    journal.bring_in(practice("first", rows(1, 90)))
    merged = journal.bring_in(practice("second", rows(1, 10))).practice.extract
    assert Completeness("visits.diagnosis", 200, 190) in merged.completeness
    assert merged.attributed == Attributed(400, 400)


def test_what_was_counted_is_kept_as_it_was_and_older_extracts_lack_it():
    extract = practice("first", rows(1, 90)).extract
    value = written.extract_value(extract)
    assert written.extract_from(value) == extract
    older = {name: value[name] for name in value if name not in ("attributed", "completeness")}
    assert written.extract_from(older).completeness == ()
    assert written.extract_from(older).attributed is None
