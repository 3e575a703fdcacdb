"""A later extract joins what is there: the newer version of a visit holds, nothing else is lost."""

from dataclasses import replace
from datetime import date, datetime

import pyarrow as pa
import pytest

from afreflect.domain.extract import Upload
from afreflect.storage import kept_extract
from afreflect.storage.catalogue import catalogue
from afreflect.storage.journal import Journal
from afreflect.storage.merging import Import, Merged, import_of, merged
from afreflect.storage.practice import Practice
from afreflect.storage.sample import sample_uploads
from tests.storage.journal.extracts import practice, practice_of, row

FORMS = "form_id,rater,date,item,score,scale_min,scale_max"
NO_IDS = "patient_id,physician_id,arrival_ts,departure_ts,disposition"


def visits(found: Practice) -> dict[str, str]:
    """Each visit's id with how it ended."""
    table = found.tables()["visits"]
    return dict(
        zip(table["encounter_id"].to_pylist(), table["disposition"].to_pylist(), strict=True)
    )


def together(*practices: Practice) -> Merged:
    return merged([import_of(one) for one in practices])


def without_ids(name: str, *rows: str) -> Practice:
    return practice_of(Upload(f"{name}.csv", "\n".join([NO_IDS, *rows, ""]).encode()))


def forms(name: str, *rows: str) -> Upload:
    return Upload(f"forms_{name}.csv", "\n".join([FORMS, *rows, ""]).encode())


def test_one_extract_stays_as_it_is():
    alone = practice("march", visits=3)
    result = together(alone)
    assert visits(result.practice) == visits(alone)
    assert result.practice.extract == alone.extract
    assert (result.visits_added, result.visits_replaced) == (3, 0)


def test_a_visit_that_comes_again_holds_as_the_newer_extract_has_it():
    march = practice("march", [row(1), row(2)])
    april = practice("april", [row(2, disposition="admitted"), row(3)])
    result = together(march, april)
    assert visits(result.practice) == {"1": "discharged", "2": "admitted", "3": "discharged"}
    assert (result.visits_added, result.visits_replaced) == (1, 1)
    aside = {group.reason: group.rows for group in result.practice.extract.set_aside}
    assert aside == {"an earlier version of a visit that comes again": 1}


def test_it_is_the_order_of_bringing_in_that_decides():
    march = practice("march", [row(1, disposition="admitted")])
    april = practice("april", [row(1)])
    assert visits(together(april, march).practice) == {"1": "admitted"}
    assert visits(together(march, april).practice) == {"1": "discharged"}


def test_visits_without_a_number_are_all_kept_and_look_alikes_are_said():
    """FR-40: look-alike rows are never dropped in silence."""
    same = "p1,DRA,2026-03-01 08:00,2026-03-01 10:00,discharged"
    march = without_ids("march", same, "p2,DRA,2026-03-01 09:00,2026-03-01 11:00,admitted")
    april = without_ids("april", "p3,DRA,2026-04-01 09:00,2026-04-01 11:00,admitted", same)
    result = together(march, april)
    assert len(visits(result.practice)) == 4
    assert result.visits_that_look_alike == 1
    said = " ".join(warning.text for warning in result.practice.extract.warnings)
    assert "1 visits without a number of their own look like ones you brought in before" in said


def test_the_rows_of_two_files_without_numbers_are_not_taken_for_each_other():
    march = without_ids("march", "p1,DRA,2026-03-01 08:00,2026-03-01 10:00,discharged")
    april = without_ids("april", "p2,DRA,2026-04-01 08:00,2026-04-01 10:00,admitted")
    result = together(march, april)
    assert sorted(visits(result.practice).values()) == ["admitted", "discharged"]
    assert result.visits_that_look_alike == 0


def test_a_form_that_comes_again_holds_as_the_newer_extract_has_it():
    march = practice(
        "march", visits=1, others=[forms("march", "f1,r1,2026-03-02,clarity,3,1,5",
                                         "f1,r1,2026-03-02,kindness,4,1,5")],
    )  # fmt: skip
    april = practice(
        "april", [row(2)], others=[forms("april", "f1,r1,2026-03-02,clarity,5,1,5",
                                         "f2,r2,2026-04-02,clarity,2,1,5")],
    )  # fmt: skip
    result = together(march, april)
    table = result.practice.tables()["feedback"].select(["form_id", "item", "score"])
    assert sorted(tuple(mark.values()) for mark in table.to_pylist()) == [
        ("f1", "clarity", 5.0),
        ("f2", "clarity", 2.0),
    ]
    assert (result.forms_added, result.forms_replaced) == (1, 1)


def test_the_period_and_the_counts_are_those_of_all_extracts():
    march = practice("march", [row(1, day="2026-03-01"), row(2, day="2026-03-31")])
    april = practice("april", [row(3, day="2026-04-10")])
    extract = together(march, april).practice.extract
    assert (extract.since, extract.until) == (date(2026, 3, 1), date(2026, 4, 10))
    assert (extract.rows_in, extract.rows_kept, extract.rows_mine) == (3, 3, 3)
    assert extract.files == ("march.csv", "april.csv")
    assert extract.sha256 not in {march.extract.sha256, april.extract.sha256}


def test_a_measure_counts_each_visit_once():
    admission = next(metric for metric in catalogue() if metric.id == "admission")
    march = practice("march", [row(n) for n in range(1, 11)])
    april = practice("april", [row(n, disposition="admitted") for n in range(6, 16)])
    whole = together(march, april).practice.measure(admission, grain="all").whole
    assert (whole.met, whole.n) == (10, 15)


def test_a_return_is_found_across_extracts():
    returns = next(metric for metric in catalogue() if metric.id == "return_72h_unplanned")
    march = practice("march", [row(0, day="2026-03-02"), row(1, patient="p", day="2026-03-31")])
    april = practice("april", [row(2, patient="p", day="2026-04-01"), row(3, day="2026-04-20")])
    whole = together(march, april).practice.measure(returns, grain="all").whole
    assert whole.met == 1


def test_the_journal_merges_a_later_extract(journal: Journal):
    journal.bring_in(practice("march", [row(1), row(2)]))
    result = journal.bring_in(practice("april", [row(2, disposition="admitted"), row(3)]))
    kept = journal.extract()
    assert kept is not None
    assert visits(kept) == visits(result.practice)
    assert kept.extract == result.practice.extract
    assert [one.files for one in journal.imports()] == [("march.csv",), ("april.csv",)]


def test_the_same_files_brought_in_again_take_their_own_place(journal: Journal):
    again = without_ids("march", "p1,DRA,2026-03-01 08:00,2026-03-01 10:00,discharged")
    journal.bring_in(again)
    mark = journal.extract_mark()
    result = journal.bring_in(again)
    assert len(visits(result.practice)) == 1
    assert result.visits_that_look_alike == 0
    assert len(journal.imports()) == 1
    assert journal.extract_mark() != mark


def test_an_extract_can_be_taken_away_again(journal: Journal):
    journal.bring_in(practice("march", [row(1)]))
    journal.bring_in(practice("wrong", [row(1, disposition="died"), row(9)]))
    left = journal.take_away(journal.imports()[1].id)
    assert left is not None
    assert visits(left) == {"1": "discharged"}
    assert journal.take_away(journal.imports()[0].id) is None
    assert journal.extract() is None


def test_an_extract_can_take_the_place_of_all(journal: Journal):
    journal.bring_in(practice("march", [row(1)]))
    kept = journal.keep_extract(practice("april", [row(2)]))
    assert visits(kept) == {"2": "discharged"}
    assert [one.files for one in journal.imports()] == [("april.csv",)]


def test_two_windows_that_bring_in_at_once_both_have_their_extract_kept(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
):
    """The second to finish starts anew from what the first has kept."""
    real, meanwhile = kept_extract.merged, [practice("april", [row(2)])]

    def merge_while_another_window_does(imports, watch):
        if meanwhile:
            journal.bring_in(meanwhile.pop())
        return real(imports, watch)

    monkeypatch.setattr(kept_extract, "merged", merge_while_another_window_does)
    journal.bring_in(practice("march", [row(1)]))
    kept = journal.extract()
    assert kept is not None
    assert set(visits(kept)) == {"1", "2"}


def test_every_figure_is_the_same_after_a_round_through_the_vault(journal: Journal):
    before = practice_of(*sample_uploads())
    journal.bring_in(before)
    kept = journal.extract()
    assert kept is not None
    assert kept.extract == before.extract
    for metric in catalogue():
        now, then = kept.measure(metric), before.measure(metric)
        assert [point.n for point in now.points] == [point.n for point in then.points]
        assert [point.value for point in now.points] == pytest.approx(
            [point.value for point in then.points]
        )


def with_table(one: Practice, name: str, rows: list[dict[str, object]]) -> Import:
    """An import of a practice, one of its tables replaced by these rows."""
    entry = import_of(one)
    schema = entry.tables[name].schema
    return replace(entry, tables={**entry.tables, name: pa.Table.from_pylist(rows, schema)})


def rows_of(found: Practice, table: str, *columns: str) -> list[tuple[object, ...]]:
    return sorted(tuple(row.values()) for row in found.tables()[table].select(columns).to_pylist())


def test_the_acts_at_a_visit_are_those_of_the_newest_extract_that_lists_any():
    march = with_table(
        practice("march", [row(1), row(2)]),
        "care",
        [{"encounter_id": "1", "item": "ct"}, {"encounter_id": "2", "item": "xr"}],
    )
    april = with_table(
        practice("april", [row(2), row(3)]),
        "care",
        [{"encounter_id": "3", "item": "us"}, {"encounter_id": "3", "item": "us"}],
    )
    may = import_of(practice("may", [row(1), row(3)]))
    both = merged([march, april]).practice
    assert rows_of(both, "care", "encounter_id", "item") == [("1", "ct"), ("3", "us"), ("3", "us")]
    # An extract without any acts says nothing about them.
    assert rows_of(merged([march, april, may]).practice, "care", "encounter_id", "item") == [
        ("1", "ct"), ("3", "us"), ("3", "us"),
    ]  # fmt: skip


def test_a_shift_that_comes_again_is_one_shift_with_or_without_a_number():
    begins, ends = datetime(2026, 3, 1, 8), datetime(2026, 3, 1, 16)
    plain = {"starts_at": begins, "ends_at": ends, "site": "north", "kind": "day"}
    march = with_table(
        practice("march", [row(1)]), "shifts", [{"shift_id": "s1", "site": "north"}, plain]
    )
    april = with_table(
        practice("april", [row(2)]),
        "shifts",
        [{"shift_id": "s1", "site": "south"}, plain, {**plain, "site": "south"}],
    )
    found = merged([march, april]).practice.tables()["shifts"].to_pylist()
    assert sorted((shift["shift_id"] or "", shift["site"]) for shift in found) == [
        ("", "north"),
        ("", "south"),
        ("s1", "south"),
    ]


def test_a_period_that_is_counted_again_holds_as_the_newer_extract_counts_it():
    def counted(month: int, numerator: float) -> dict[str, object]:
        return {
            "period": date(2026, month, 1), "unit": "ED", "metric": "lwbs",
            "numerator": numerator, "denominator": 100.0,
        }  # fmt: skip

    march = with_table(practice("march", [row(1)]), "counts", [counted(2, 5.0), counted(3, 6.0)])
    april = with_table(practice("april", [row(2)]), "counts", [counted(3, 7.0), counted(4, 8.0)])
    assert rows_of(merged([march, april]).practice, "counts", "period", "numerator") == [
        (date(2026, 2, 1), 5.0),
        (date(2026, 3, 1), 7.0),
        (date(2026, 4, 1), 8.0),
    ]


def test_a_further_column_is_that_of_the_newest_extract_that_has_it():
    def extra(visit: str, field: str, value: str) -> dict[str, object]:
        return {"encounter_id": visit, "field": field, "value": value}

    march = with_table(
        practice("march", [row(1)]),
        "visit_extras",
        [extra("1", "bed", "4"), extra("1", "bay", "b")],
    )
    april = with_table(practice("april", [row(1)]), "visit_extras", [extra("1", "bed", "9")])
    assert rows_of(merged([march, april]).practice, "visit_extras", "field", "value") == [
        ("bay", "b"),
        ("bed", "9"),
    ]
