"""The mapping is a TOML file that a person can read, keep and correct."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain.extract import DATE_ORDERS, TABLES, FileMapping, Mapping
from afreflect.storage.mapping import MappingError, mapping_from, mapping_text

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
sources = st.lists(texts, min_size=1, max_size=3).map(tuple)
columns = st.dictionaries(texts, sources, max_size=3)
files = st.builds(
    FileMapping,
    name=texts,
    table=st.sampled_from(TABLES),
    join=st.one_of(st.just(""), texts),
    to=st.one_of(st.just(""), texts),
    sheet=st.one_of(st.just(""), texts),
    encoding=st.sampled_from(["", "cp1252"]),
    delimiter=st.sampled_from(["", ";", "|"]),
    dates=st.sampled_from(["", *DATE_ORDERS]),
    zone=st.sampled_from(["", "America/Toronto"]),
    metric=st.sampled_from(["", "admission"]),
    columns=columns,
)
mappings = st.builds(
    Mapping,
    files=st.lists(files, min_size=1, max_size=3).map(tuple),
    columns=columns,
    values=st.dictionaries(texts, st.dictionaries(texts, texts, min_size=1), max_size=2),
    only=columns,
    scale=st.sampled_from([None, (1.0, 5.0), (0.0, 10.0)]),
    clinician=st.one_of(st.just(""), texts),
)


@given(mappings)
def test_a_mapping_that_is_saved_comes_back_as_it_was(mapping: Mapping):
    """FR-18: what was understood once need not be said again."""
    assert mapping_from(mapping_text(mapping)) == mapping


def test_a_single_file_needs_no_entry_of_its_own():
    stated = mapping_from('dates = "dmy"\nencoding = "cp1252"\n[columns]\nage = "Years"\n')
    assert stated.files == (FileMapping("*", dates="dmy", encoding="cp1252"),)


def test_what_is_true_of_all_files_is_said_once():
    text = 'zone = "America/Toronto"\n[[file]]\nname = "a*"\n[[file]]\nname = "b*"\ndates = "dmy"\n'
    stated = mapping_from(text)
    assert [entry.zone for entry in stated.files] == ["America/Toronto"] * 2
    assert [entry.dates for entry in stated.files] == ["", "dmy"]


def test_a_name_is_a_pattern(load):
    mapping = """
        [[file]]
        name = "visits_*.csv"
        dates = "dmy"
        [columns]
        encounter_id = "No"
        arrival_ts = "When"
        """
    rows = "No,When\n{n},03/04/2025 08:00\n"
    found = load({f"visits_{n}.csv": rows.format(n=n) for n in (1, 2)}, mapping)
    assert [when.month for when in found.column("arrival_ts")] == [4, 4]


@pytest.mark.parametrize(
    "text, named",
    [
        ('colums = "x"', "colums"),
        ('[[file]]\nnmae = "x"', "nmae"),
        ('table = "visit"', "visit"),
        ('dates = "ymd"', "ymd"),
        ('delimiter = ";;"', ";;"),
        ("scale = [5, 1]", "scale"),
        ("scale = 5", "scale"),
        ("columns = 3", "columns"),
        ("[columns]\nage = { a = 1 }", "age"),
        ("file = 3", "file"),
        ('table = "shifts"\n[[file]]\nname = "a"', "table"),
        ("[columns\n", "TOML"),
        ("[values]\ndisposition = 3", "values.disposition"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(text: str, named: str):
    with pytest.raises(MappingError, match=named):
        mapping_from(text)


@pytest.mark.parametrize(
    "mapping, named",
    [
        ('[columns]\narrival_ts = "When"\n', '"When"'),
        ('[columns]\narival_ts = "Arrival"\n', "arival_ts"),
        ('[values.disposition]\nHome = "dischraged"\n', "dischraged"),
        ('[values.los_min]\n"1" = "2"\n', "los_min"),
        ('[only]\nClinic = ["ED"]\n', "Clinic"),
        ('[[file]]\nname = "other.csv"\n[columns]\narrival_ts = "Arrival"\n', "none of these"),
        ('[[file]]\nname = "visits.csv"\n[[file]]\nname = "b.csv"\njoin = "X"\n'
         '[columns]\narrival_ts = "Arrival"\n', '"X"'),
    ],
)  # fmt: skip
def test_what_the_files_do_not_hold_is_refused_by_name(refusals, mapping: str, named: str):
    files = {
        "visits.csv": "Visit,Arrival,Disposition\n1,2025-03-01 08:00,Home\n",
        "b.csv": "Visit,CTAS\n1,3\n",
    }
    if '"b.csv"' not in mapping:
        del files["b.csv"]
    assert any(named in sentence for sentence in refusals(files, mapping))


def test_a_mapping_that_names_columns_is_taken_as_it_is(load):
    text = "Visit,Arrival,Disposition\n1,2025-03-01 08:00,Home\n"
    found = load(text, '[columns]\nencounter_id = "Visit"\narrival_ts = "Arrival"\n')
    assert found.column("disposition") == [None]


def test_a_mapping_that_names_none_leaves_them_to_us(load):
    text = "Visit,Arrival,Disposition\n1,2025-03-01 08:00,Fizz\n"
    found = load(text, '[values.disposition]\nFizz = "admitted"\n')
    assert found.column("disposition") == ["admitted"]
