"""FHIR R4 Encounters become one row each, without anybody's name, or a sentence says why not."""

import contextlib
import gzip
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afreflect.domain.extract import Upload
from afreflect.storage import unpacking
from afreflect.storage.fhir import read as read_fhir
from afreflect.storage.practice import Practice, load
from afreflect.storage.reader import Reading, read
from afreflect.storage.sheet import Unreadable
from tests.storage.presets.department import encounter, visits

SOME = [encounter(visit) for visit in visits()[:4]]
PATIENT = {
    "resourceType": "Patient",
    "id": "p000",
    "gender": "female",
    "birthDate": "1980-03-02",
    "name": [{"family": "Doe", "given": ["Jane"]}],
    "telecom": [{"value": "514-555-0199"}],
    "address": [{"line": ["1 Elm Street"], "postalCode": "H2X 1Y4"}],
}
DOCTOR = {"resourceType": "Practitioner", "id": "d1", "name": [{"family": "House"}]}


def bundle(*resources: dict[str, Any], kind: str = "searchset") -> dict[str, Any]:
    return {
        "resourceType": "Bundle",
        "type": kind,
        "entry": [{"fullUrl": f"urn:uuid:{n}", "resource": one} for n, one in enumerate(resources)],
    }


def rows(content: Any, name: str = "Encounter.json") -> list[dict[str, str | None]]:
    written = content if isinstance(content, bytes) else json.dumps(content).encode()
    return read_fhir(Upload(name, written)).rows.to_pylist()


def refusal(content: bytes, name: str = "Encounter.ndjson") -> str:
    result = read([Upload(name, content)])
    assert isinstance(result, list)
    [problem] = result
    return problem.text


def lines(*resources: Any) -> bytes:
    return "\n".join(json.dumps(one) for one in resources).encode()


def changed(**elements: Any) -> dict[str, Any]:
    return {**SOME[0], **elements}


@pytest.mark.parametrize(
    "name, content",
    [
        ("bundle.json", json.dumps(bundle(*SOME)).encode()),
        ("bundle.json", json.dumps(bundle(*SOME), indent=2).encode()),
        ("two bundles.json", json.dumps([bundle(*SOME[:2]), bundle(*SOME[2:])]).encode()),
        ("bundles.ndjson", lines(bundle(*SOME[:2]), bundle(*SOME[2:]))),
        ("Encounter.ndjson", lines(*SOME)),
        ("Encounter.ndjson", b"\xef\xbb\xbf" + lines(*SOME) + b"\r\n\n"),
        ("Encounter.ndjson.gz", gzip.compress(lines(*SOME))),
        ("export.txt", lines(*SOME)),
        ("mixed.ndjson", lines(DOCTOR, *SOME, {"resourceType": "Location", "id": "l"})),
    ],
)
def test_a_bundle_and_a_resource_a_line_are_the_same_rows(name: str, content: bytes):
    result = read([Upload(name, content)])
    assert isinstance(result, Reading)
    assert result.preset is not None
    assert result.preset.id == "fhir_r4"
    assert result.sheets[0].rows.to_pylist() == rows(lines(*SOME), "Encounter.ndjson")
    assert result.sheets[0].rows_in == len(SOME)


def test_nobodys_name_number_or_address_enters_the_sheet():
    [first, *_] = rows(bundle(PATIENT, DOCTOR, *SOME))
    said = json.dumps(rows(bundle(PATIENT, DOCTOR, *SOME)))
    for secret in ("Doe", "Jane", "House", "555", "Elm", "H2X", "1980", "Example"):
        assert secret not in said
    assert (first["gender"], first["age"]) == ("female", "44")


def test_the_clock_is_taken_as_it_was_written_with_its_offset():
    [row] = rows(changed(period={"start": "2025-03-01T08:00:00+09:00"}))
    assert row["period start"] == "2025-03-01T08:00:00+09:00"


@pytest.mark.parametrize(
    "status, reason",
    [
        ("planned", "a visit that had not taken place yet"),
        ("cancelled", "a visit that was cancelled"),
        ("entered-in-error", "marked as entered in error"),
    ],
)
def test_what_was_no_visit_is_set_aside_and_counted(status: str, reason: str):
    upload = Upload("e.ndjson", lines(*SOME, changed(status=status, id="x")))
    sheet = read_fhir(upload)
    assert [(group.reason, group.rows) for group in sheet.set_aside] == [(reason, 1)]
    assert sheet.rows_in == len(SOME) + 1


def test_a_stay_on_a_ward_is_no_visit():
    upload = Upload("e.ndjson", lines(*SOME, changed(**{"class": {"code": "IMP"}})))
    assert read_fhir(upload).set_aside[0].rows == 1


@pytest.mark.parametrize(
    "participants, id_",
    [
        ([("PPRF", "Practitioner/b"), ("ATND", "Practitioner/a")], "a"),
        (
            [("REF", "Practitioner/c"), ("PPRF", "https://x.org/Practitioner/b/_history/2")],
            "b",
        ),
        ([("", "urn:uuid:9")], "9"),
        ([("", "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|77")], "77"),
        ([("", "Practitioner/a"), ("", "Practitioner/b")], None),
        ([("ADM", "Practitioner/a")], None),
        ([("ATND", "RelatedPerson/a")], None),
    ],
)
def test_who_saw_the_patient_is_the_attender_or_primary_performer(
    participants: Any, id_: str | None
):
    told = [
        {"type": [{"coding": [{"code": code}]}] if code else [], "individual": {"reference": at}}
        for code, at in participants
    ]
    [row] = rows(changed(participant=told))
    assert row.get("participant") == id_


UB_04 = "https://www.nubc.org/CodeSystem/PatDischargeStatus"


@pytest.mark.parametrize(
    "coding, cell",
    [
        ({"code": "home"}, "home"),
        (
            {"system": UB_04, "code": "09"},
            "UB-04 09",
        ),
        ({"system": "http://snomed.info/sct", "code": "306689006"}, "SNOMED CT 306689006"),
        ({"system": "https://here", "code": "7", "display": "Admitted"}, "Admitted"),
        ({"system": "https://here", "code": "7"}, "https://here|7"),
    ],
)
def test_codes_of_different_systems_are_told_apart(coding: dict[str, str], cell: str):
    stay = {"dischargeDisposition": {"coding": [coding]}}
    [row] = rows(changed(hospitalization=stay))
    assert row["discharge disposition"] == cell


def test_genders_of_a_file_of_patients_are_joined():
    patients = [{**PATIENT, "id": f"p{n:03}"} for n in range(4)]
    uploads = [
        Upload("Encounter.ndjson", lines(*SOME)),
        Upload("Patient.ndjson", lines(*patients)),
        Upload("Practitioner.ndjson", lines(DOCTOR, DOCTOR)),
    ]
    result = read(uploads)
    assert isinstance(result, Reading)
    held = load(result, result.mapping, everyone=True)
    assert isinstance(held, Practice)
    assert "sex" in held.extract.columns["visits"]
    assert held.extract.rows_in == held.extract.rows_kept == 4
    assert any("Practitioner.ndjson" in warning.text for warning in held.extract.warnings)


def test_the_same_encounter_in_two_bundles_is_one_visit():
    twice = [bundle(*SOME), bundle(*SOME)]
    result = read([Upload(f"{n}.json", json.dumps(one).encode()) for n, one in enumerate(twice)])
    assert isinstance(result, Reading)
    held = load(result, result.mapping, everyone=True)
    assert isinstance(held, Practice)
    assert (held.extract.rows_in, held.extract.rows_kept) == (8, 4)


def test_a_broken_line_refuses_the_file_by_its_number():
    broken = lines(*SOME[:2]) + b'\n{"resourceType": "Encounter", "id": \n' + lines(SOME[3])
    assert "Line 3 of Encounter.ndjson" in refusal(broken)
    first = lines(SOME[0])[:-9] + b"}\n" + lines(SOME[1])
    assert "Line 1 of Encounter.ndjson" in refusal(first)


@pytest.mark.parametrize(
    "content",
    [
        b'{"visits": [1, 2, 3]}',
        b"[1, 2, 3]",
        b'"a word"',
        b"{}",
        b'{"resourceType": "Bundle"}',
        b'{"resourceType": "Bundle", "entry": [',
        lines(*SOME, {"visit": 1}),
        lines(*SOME, 7),
        b"[" * 100_000,
        b" \n ",
        b'{"resourceType": ["Encounter"]}',
    ],
)
def test_a_file_that_is_no_fhir_gets_one_sentence(content: bytes):
    sentence = refusal(content, "visits.json")
    assert "visits.json" in sentence
    assert sentence.endswith(".")
    assert len(sentence) < 300


def test_a_csv_whose_names_stand_in_brackets_is_still_a_csv():
    content = b"[Visit ID],[Arrival],[Disposition]\n1,2025-03-01 08:00,Home\n"
    assert isinstance(read([Upload("visits.csv", content)]), Reading)


def test_a_bomb_is_refused_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(unpacking, "_LEAST_ALLOWED", 1 << 20)
    assert "too large" in refusal(gzip.compress(b" " * (1 << 24)), "bomb.ndjson.gz")


ELEMENTS = (
    "id", "status", "class", "subject", "participant", "period", "statusHistory", "hospitalization",
    "reasonCode", "priority", "extension", "location", "serviceProvider", "meta", "entry",
    "birthDate", "gender",
)  # fmt: skip
INSIDE = (
    "resourceType", "Encounter", "Bundle", "resource", "start", "coding", "code", "individual",
    "reference", "type", "url", "triage", "Patient", "planned", "2025-03-01T08:00:00Z",
)  # fmt: skip
WORDS = st.sampled_from((*ELEMENTS, *INSIDE))
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
ANYTHING = st.recursive(
    SCALARS | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(max_size=6), inner),
    max_leaves=8,
)
RESOURCES = st.fixed_dictionaries(
    {"resourceType": st.sampled_from(("Encounter", "Patient", "Bundle"))},
    optional=dict.fromkeys(ELEMENTS, ANYTHING),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(ANYTHING | RESOURCES, max_size=4), st.booleans())
def test_whatever_stands_in_a_json_file_it_is_read_or_refused(things: list[Any], by_line: bool):
    content = lines(*things) if by_line else json.dumps(things).encode()
    with contextlib.suppress(Unreadable):
        sheet = read_fhir(Upload("x.json", content))
        assert sheet.rows_in == sheet.table.num_rows + sum(one.rows for one in sheet.set_aside)


@settings(max_examples=12, deadline=None)
@given(st.lists(RESOURCES, min_size=1, max_size=4), st.integers(0, 4000))
def test_rows_in_are_rows_kept_and_rows_set_aside(things: list[Any], cut: int):
    content = lines(*SOME, *things)
    shortened = content[: len(content) - cut] if cut % 3 == 0 else content
    result = read([Upload("Encounter.ndjson", shortened)])
    if isinstance(result, list):
        assert result[0].text.endswith(".")
        return
    held = load(result, result.mapping, everyone=True)
    if isinstance(held, Practice):
        extract = held.extract
        aside = sum(group.rows for group in extract.set_aside)
        assert extract.rows_in == extract.rows_kept + aside
