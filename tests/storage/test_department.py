"""A department's file in memory: each one's figure as they see it alone, and nothing left after."""

import gc
import pickle
import re
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import duckdb
import pytest

from afreflect.domain.extract import Mapping, Upload
from afreflect.storage import splitting, starter
from afreflect.storage.catalogue import catalogue
from afreflect.storage.department import Department, Destroyed
from afreflect.storage.department_file import read_department
from afreflect.storage.lock import WrongKey
from afreflect.storage.practice import Practice, load
from afreflect.storage.reader import Reading, read
from afreflect.storage.sizes import USUAL, Sizes
from afreflect.storage.starter import NotAStarter
from tests.departments import CLINICIANS, NAMED, department

MARCH = (date(2025, 3, 10), date(2025, 3, 20))
IN_BLOCKS = Sizes(whole=2000, block=12_000, together=50)
FACTS_OF_ONE = ("benchmarks", "warnings")


def reading_of(files: dict[str, str], sizes: Sizes = USUAL) -> Reading:
    found = read([Upload(name, text.encode()) for name, text in files.items()], sizes=sizes)
    assert isinstance(found, Reading)
    return found


def opened(files: dict[str, str], sizes: Sizes = USUAL) -> Department:
    reading = reading_of(files, sizes)
    found = read_department(reading, reading.mapping, sizes=sizes)
    assert isinstance(found, Department)
    return found


def refused(files: dict[str, str], mapping: Mapping | None = None) -> str:
    reading = reading_of(files)
    found = read_department(reading, mapping or reading.mapping)
    assert isinstance(found, list)
    [problem] = found
    return problem.text


def own(reading: Reading, clinician: str) -> Practice:
    found = load(reading, replace(reading.mapping, clinician=clinician))
    assert isinstance(found, Practice)
    return found


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return department()


@pytest.fixture(scope="module")
def imports(files):
    """What each of them would see after bringing the whole file in alone."""
    reading = reading_of(files)
    return {name: own(reading, name) for name in CLINICIANS}


@pytest.fixture(scope="module", params=[USUAL, IN_BLOCKS], ids=["held whole", "in blocks"])
def either(files, request):
    """The department, as a small file and as one too large to hold."""
    return opened(files, request.param)


@pytest.fixture(scope="module")
def held(files):
    return opened(files)


def test_each_figure_is_the_one_that_its_owner_measures_alone(held, imports):
    """FR-33, K-02: by every metric that the file supports."""
    assert held.clinicians == CLINICIANS
    assert compared(held, imports, catalogue(), (None, None)) > 40


def test_figures_of_a_part_of_the_time_and_of_large_files_are_theirs_too(either, imports):
    """A share with returns to colleagues, one with shifts, and a duration, over ten days."""
    kinds = ("return_72h_unplanned", "left_without_being_seen", "length_of_stay")
    metrics = [metric for metric in catalogue() if metric.id in kinds]
    assert compared(either, imports, metrics, MARCH) == 3 * len(CLINICIANS)


def test_only_members_are_measured(held):
    """K-10: who did not agree is not even counted."""
    [metric] = [metric for metric in catalogue() if metric.id == "ct_use"]
    found = held.figures(metric, None, None, ("DR-1", "DR-3", "no such"))
    assert [each.clinician for each in found] == ["DR-1", "DR-3"]


def test_a_starter_file_holds_what_its_owner_would_have_imported(either, imports):
    for name, entry in either.imports():
        data, code = starter.sealed(starter.packed(entry), 200_000)
        practice = starter.opened(data, code)
        expected = imports[name]
        for table, rows in expected.tables().items():
            assert in_any_order(practice.tables()[table]) == in_any_order(rows), table
        for fact in vars(expected.extract).keys() - set(FACTS_OF_ONE):
            assert getattr(practice.extract, fact) == getattr(expected.extract, fact), fact


def test_nobody_else_is_in_a_starter_file(held):
    """K-11: no colleague's id or name in any cell, column or fact of it, and no benchmark."""
    for name, entry in held.imports():
        told = f"{entry.extract!r} {[table.to_pylist() for table in entry.tables.values()]}".upper()
        for other in CLINICIANS:
            if other != name:
                assert not re.search(rf"\b{other}\b", told), (name, other)
        assert entry.extract.benchmarks == ()
        who = {row["physician_id"] for row in entry.tables["visits"].to_pylist()}
        assert who == {"you" if name == NAMED else name, None}


def test_a_file_that_is_called_after_somebody_is_not_called_so(files):
    """K-11: neither in its name, nor where a row of it or a column that is left out is told."""
    lines = files["visits.csv"].splitlines()
    named = {"DR-1 visits.csv": "\n".join([*lines, lines[9], lines[9]])}
    entries = dict(opened(named).imports())
    told = repr(entries["DR-2"].extract)
    assert "DR-1" not in told
    assert "a department's file" in told
    assert entries["DR-2"].extract.set_aside[0].rows == 2
    assert entries["DR-1"].extract.files == ("DR-1 visits.csv",)


def test_of_others_there_are_bare_visits_alone(held):
    """What a return needs: ids, arrival, departure, outcome; nothing of what a colleague did."""
    for _, entry in held.imports():
        for row in entry.tables["visits"].to_pylist():
            if not row["mine"]:
                held = {name for name, cell in row.items() if cell is not None}
                assert held <= {
                    "encounter_id", "patient_id", "arrival_ts", "departure_ts", "disposition",
                    "planned_return", "site", "occurred_on", "mine",
                }  # fmt: skip


def test_another_code_and_a_damaged_file_open_nothing(held):
    [(_, first), (_, second), *_] = held.imports()
    data, code = starter.sealed(starter.packed(first), 100_000)
    _, another = starter.sealed(starter.packed(second), 100_000)
    assert starter.opened(data, code.lower().replace("-", " ")).extract == first.extract
    with pytest.raises(WrongKey, match="does not open this file"):
        starter.opened(data, another)
    with pytest.raises(WrongKey, match="30 letters and digits"):
        starter.opened(data, "1234")
    with pytest.raises(WrongKey):
        starter.opened(data[:-1] + bytes([data[-1] ^ 1]), code)
    for damaged in (data[:30], b"", b"PK" + data):
        with pytest.raises(NotAStarter):
            starter.opened(damaged, code)


def test_nothing_can_be_read_in_a_starter_file(held):
    """Neither an id nor a visit nor how many there are; all files are of one length."""
    packed = [starter.packed(entry) for _, entry in held.imports()]
    length = max(map(len, packed))
    sealed = [starter.sealed(each, length)[0] for each in packed]
    assert len({len(each) for each in sealed}) == 1
    for data in sealed:
        for word in (b"DR-", b"visits", b"2025", b"cough", b"PAR1", b"extract"):
            assert word not in data


def test_no_row_is_left_once_it_was_destroyed(files):
    """K-11: no table, no id, nothing to open again; a second time does no harm."""
    found = opened(files)
    connection = found._connection
    found.destroy()
    found.destroy()
    assert found.destroyed
    assert found.clinicians == ()
    assert not held_by(found, "DR-1")
    assert not held_by(found, "P00001")
    with pytest.raises(duckdb.ConnectionException):
        connection.execute("show tables")  # type: ignore[union-attr]
    with pytest.raises(Destroyed, match="bring the file again"):
        found.figures(catalogue()[0], None, None, CLINICIANS)


def test_nothing_but_the_department_holds_its_rows(files):
    """Nor does measuring leave any: neither the database nor an Arrow table outlives it."""
    found = opened(files)
    found.figures(catalogue()[0], None, None, CLINICIANS)
    tables = {row[0] for row in found._open().execute("show tables").fetchall()}
    assert not tables & {"visits", "feedback", "shifts", "care", "counts", "visit_extras"}
    found.destroy()
    gc.collect()
    import pyarrow as pa

    marked = [each for each in gc.get_objects() if isinstance(each, pa.Table) and each.num_rows]
    assert not [each for each in marked if "physician_id" in each.column_names]


def test_it_is_never_written_anywhere(files, tmp_path, monkeypatch):
    """K-11: no temporary file while it is read and measured, and none can be made of it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    found = opened(files)
    found.figures(catalogue()[0], None, None, CLINICIANS)
    assert list(tmp_path.rglob("*")) == []
    with pytest.raises(TypeError, match="never written"):
        pickle.dumps(found)
    assert repr(found) == "Department()"


def test_a_personal_extract_is_no_department(files):
    """Colleagues' visits are in it for the sake of returns, and would make no fair figure."""
    lines = files["visits.csv"].splitlines()
    patients = {line.split(",")[1] for line in lines if ",DR-1,2025" in line}
    cut = [lines[0], *(line for line in lines[1:] if line.split(",")[1] in patients)]
    assert len({line.split(",")[2] for line in cut}) > 3
    assert "one clinician alone" in refused({"visits.csv": "\n".join(cut)})


def test_colleagues_who_share_every_patient_are_a_department(files):
    lines = files["visits.csv"].splitlines()
    shared = [lines[0]]
    for at, line in enumerate(lines[1:]):
        visit, _, *rest = line.split(",")
        shared.append(",".join((visit, f"P{at % 10:05d}", *rest)))
    assert opened({"visits.csv": "\n".join(shared)}).clinicians == CLINICIANS


def test_rows_of_one_clinician_are_no_department(files):
    lines = files["visits.csv"].splitlines()
    alone = [lines[0], *(line for line in lines if ",DR-1,2025" in line)]
    assert "one clinician alone" in refused({"visits.csv": "\n".join(alone)})


def test_a_file_that_names_nobody_is_refused(files):
    bare = re.sub(r"DR-\d|QUIMBY VANE", "", files["visits.csv"])
    assert "names no clinician" in refused({"visits.csv": bare})


def test_what_is_counted_already_is_refused(files):
    counts = "Month,Department,Admissions,Attendances\n2025-03-01,A,20,90\n2025-04-01,A,25,99\n"
    told = refused(files | {"counts.csv": counts})
    assert told == (
        "A table that is counted already belongs to nobody in particular: leave its file out."
    )


def test_forms_alone_are_a_department(files):
    found = opened({"forms.csv": files["forms.csv"]})
    [metric] = [metric for metric in catalogue() if metric.id == "teaching_evaluation"]
    assert len(found.figures(metric, None, None, CLINICIANS)) == len(CLINICIANS)


def test_forms_of_one_person_are_not_given_to_everybody(files):
    """Forms that name one person otherwise than the visits do are nobody's that is known."""
    forms = re.sub(r"DR-\d|QUIMBY VANE", "Jo Berg", files["forms.csv"])
    for _, entry in opened(files | {"forms.csv": forms}).imports():
        assert entry.tables["feedback"].num_rows == 0


def test_splitting_leaves_everything_or_nothing(held, tmp_path, monkeypatch):
    """A disk that fills up half-way leaves no folder and no half of one."""
    put = splitting._put
    done: list[str] = []

    def fills_up(path, data):
        if len(done) == 3:
            raise OSError("No space left on device")
        done.append(path.name)
        put(path, data)

    monkeypatch.setattr(splitting, "_put", fills_up)
    with pytest.raises(splitting.CannotSplit, match="can't be written"):
        splitting.split(held, tmp_path / "out")
    assert len(done) == 3
    assert list(tmp_path.iterdir()) == []


def compared(found: Department, imports, metrics, period) -> int:
    """How many figures were found to be their owners' own."""
    count = 0
    for metric in metrics:
        assert found.why_not(metric) == imports["DR-1"].why_not(metric)
        if found.why_not(metric) is not None:
            continue
        figures = {
            each.clinician: each for each in found.figures(metric, period[0], period[1], CLINICIANS)
        }
        for name, practice in imports.items():
            whole = practice.measure(metric, None, "all", period[0], period[1]).whole
            figure = figures.get(name)
            assert ((figure.n, figure.value) if figure else (0, None)) == (whole.n, whole.value)
            count += figure is not None
    return count


def in_any_order(table) -> list[str]:
    return sorted(map(str, table.to_pylist()))


def held_by(found: object, text: str) -> bool:
    """Whether anything that can be reached from an object says a text."""
    seen: set[int] = set()
    waiting: list[object] = [found]
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, type) or callable(one):
            continue
        seen.add(id(one))
        if isinstance(one, str | bytes) and text in str(one):
            return True
        if isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, Iterable) and not isinstance(one, str | bytes):
            waiting += list(one)
        elif hasattr(one, "__dict__"):
            waiting.append(vars(one))
    return False
