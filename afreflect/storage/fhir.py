"""FHIR R4 Encounters, in a Bundle or one a line, become a sheet: one row an Encounter.

https://hl7.org/fhir/R4/encounter.html and, for files with a resource a line,
https://hl7.org/fhir/uv/bulkdata/. Times are kept as written, with their offset. No name, address,
telephone number or date of birth of a patient enters the sheet, nor the name of anybody else.
"""

import json
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from afreflect.domain.extract import File, SetAside
from afreflect.storage import fhir_values as values
from afreflect.storage.sheet import Sheet, Unreadable

ENDINGS = (".json", ".ndjson", ".jsonl")
ALWAYS = ("id", "subject", "status", "class", "period start", "period end")
WHERE_KNOWN = (
    "participant", "status triaged", "status in-progress", "discharge disposition", "reason code",
    "priority", "triage", "location", "service provider", "gender", "age", "last updated",
)  # fmt: skip
_NO_VISITS = {
    "planned": "a visit that had not taken place yet",
    "cancelled": "a visit that was cancelled",
    "entered-in-error": "marked as entered in error",
}
_WARD_CLASSES = frozenset(("IMP", "ACUTE", "NONAC", "OBSENC", "PRENC", "SS"))
"""Of HL7's ActEncounterCode: inpatient stays, which are no visits to a department or clinic."""
_ON_A_WARD = "a stay on a ward, not a visit to the department or a clinic"
_MARK = b"\xef\xbb\xbf"
_EXAMPLES = 3
_DEEPEST = 4
"""A Bundle holds resources; a Bundle of Bundles of Bundles of Bundles is nobody's extract."""


@dataclass
class _Gathered:
    """What was read of one file so far."""

    rows: list[dict[str, str]] = field(default_factory=list)
    patients: dict[str, dict[str, Any]] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    aside: dict[str, list[str]] = field(default_factory=dict)
    encounters: int = 0


def is_json(name: str, head: bytes) -> bool:
    """Whether a file is JSON by its name, or begins as a JSON object does."""
    if name.lower().removesuffix(".gz").endswith(ENDINGS):
        return True
    start = "".join(head[:200].removeprefix(_MARK).decode("utf-8", "replace").split())
    return start.startswith(('{"', "[{"))


def read(upload: File) -> Sheet:
    """The Encounters of a file as a sheet; raises Unreadable with a sentence for the user.

    A file of other resources alone becomes a sheet of what may be taken from it: of Patients the id
    and the gender, of all others nothing.
    """
    found = _Gathered()
    try:
        for where, resource in _resources(upload):
            _take(found, where, resource, upload)
    except RecursionError as fault:
        raise _not_fhir(upload) from fault
    if found.encounters:
        return _sheet(upload, found)
    if found.patients:
        names = ("id of Patient", "gender of Patient")
        known = [(id_, values.text(one.get("gender"))) for id_, one in found.patients.items()]
        return _table(upload.name, names, known)
    if found.kinds:
        return _table(upload.name, ("resource",), [(kind,) for kind in found.kinds.elements()])
    raise Unreadable(f"{upload.name} holds no Encounter: export it again for a period with visits.")


def _resources(upload: File) -> Iterator[tuple[str, Any]]:
    """Each thing in a file with the place to look for it: a line, or the file itself."""
    first, rest = _first_line(upload)
    if not rest:
        yield "", _parsed(upload, upload.bytes.removeprefix(_MARK), "")
        return
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        if first.strip().endswith(b"}") and len(first.strip()) > 2:
            _parsed(upload, first, "line 1")
        yield "", _parsed(upload, upload.bytes.removeprefix(_MARK), "")
        return
    with upload.open() as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield f"line {number}", _parsed(upload, line.removeprefix(_MARK), f"line {number}")


def _first_line(upload: File) -> tuple[bytes, bool]:
    """The first line that is not blank, and whether anything follows it."""
    with upload.open() as file:
        lines = (line.removeprefix(_MARK) for line in file if line.strip())
        return next(lines, b""), next(lines, None) is not None


def _parsed(upload: File, content: bytes, where: str) -> Any:
    try:
        return json.loads(content)
    except ValueError as fault:
        if where:
            raise Unreadable(
                f"{where.capitalize()} of {upload.name} is no whole JSON record: mend it, or "
                "export the file again."
            ) from fault
        raise Unreadable(
            f"{upload.name} is no whole JSON file: export it again, or bring a CSV or a "
            "spreadsheet (XLSX)."
        ) from fault


def _take(found: _Gathered, where: str, thing: Any, upload: File) -> None:
    """Gather what one line or file holds: a resource, a Bundle or a list of them."""
    waiting: deque[tuple[Any, str, int]] = deque([(thing, "", 0)])
    while waiting:
        one, full_url, depth = waiting.popleft()
        if isinstance(one, list) and depth < _DEEPEST:
            waiting += [(part, "", depth + 1) for part in one]
            continue
        resource = values.mapped(one)
        kind = resource.get("resourceType")
        if not isinstance(kind, str):
            raise _not_fhir(upload, where)
        if kind == "Bundle" and depth < _DEEPEST:
            waiting += [
                (entry["resource"], values.text(entry.get("fullUrl")), depth + 1)
                for entry in values.listed(resource.get("entry"))
                if "resource" in entry
            ]
            continue
        _keep(found, kind, resource, full_url)


def _keep(found: _Gathered, kind: str, resource: Mapping[str, Any], full_url: str) -> None:
    found.kinds[values.text(kind)] += 1
    id_ = values.text(resource.get("id")) or values.tail(full_url)
    if kind == "Patient" and id_:
        # Only what is asked for below is kept, and none of it but the gender enters the sheet.
        found.patients[id_] = {name: resource.get(name) for name in ("gender", "birthDate")}
    if kind != "Encounter":
        return
    found.encounters += 1
    status = values.text(resource.get("status"))
    setting = values.code_of(resource.get("class"))
    reason = _NO_VISITS.get(status) or (_ON_A_WARD if setting in _WARD_CLASSES else "")
    if reason:
        found.aside.setdefault(reason, []).append(f"Encounter {found.encounters}")
        return
    found.rows.append(_row(resource, id_, status, setting))


def _row(encounter: Mapping[str, Any], id_: str, status: str, setting: str) -> dict[str, str]:
    """One Encounter as cells; '' where it does not say."""
    period = values.mapped(encounter.get("period"))
    entered = values.times_by_status(encounter.get("statusHistory"))
    stay = values.mapped(encounter.get("hospitalization"))
    return {
        "id": id_,
        "subject": values.reference(encounter.get("subject")),
        "status": status,
        "class": setting,
        "period start": values.text(period.get("start")) or entered.get("arrived", ""),
        "period end": values.text(period.get("end")),
        "participant": values.attending(encounter.get("participant")),
        "status triaged": entered.get("triaged", ""),
        "status in-progress": entered.get("in-progress", ""),
        "discharge disposition": values.concept(stay.get("dischargeDisposition")),
        "reason code": values.words(encounter.get("reasonCode")),
        "priority": values.concept(encounter.get("priority")),
        "triage": values.triage_level(encounter.get("extension")),
        "location": values.place(encounter.get("location")),
        "service provider": values.named(encounter.get("serviceProvider")),
        "last updated": values.text(values.mapped(encounter.get("meta")).get("lastUpdated")),
    }


def _sheet(upload: File, found: _Gathered) -> Sheet:
    for row in found.rows:
        patient = found.patients.get(row["subject"], {})
        row["gender"] = values.text(patient.get("gender"))
        row["age"] = values.age(patient.get("birthDate"), row["period start"])
    names = (*ALWAYS, *(name for name in WHERE_KNOWN if any(row[name] for row in found.rows)))
    cells = [tuple(row[name] for name in names) for row in found.rows]
    aside = tuple(
        SetAside(reason, len(places), tuple(places[:_EXAMPLES]))
        for reason, places in found.aside.items()
    )
    return _table(upload.name, names, cells, aside)


def _table(
    name: str,
    names: tuple[str, ...],
    rows: list[tuple[str, ...]],
    aside: tuple[SetAside, ...] = (),
) -> Sheet:
    columns = [
        pa.array([row[place] or None for row in rows], pa.string()) for place in range(len(names))
    ]
    return Sheet(name, names, pa.table(columns, names=list(names)), aside, first_row=1)


def _not_fhir(upload: File, where: str = "") -> Unreadable:
    said = f"{where.capitalize()} of {upload.name}" if where else upload.name
    return Unreadable(
        f"{said} is JSON, but no FHIR resource: bring a FHIR Bundle, a file with one FHIR resource "
        "a line, a CSV or a spreadsheet (XLSX)."
    )
