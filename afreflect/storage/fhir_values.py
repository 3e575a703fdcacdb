"""What single elements of a FHIR resource say, in one cell; '' where they say nothing.

https://hl7.org/fhir/R4/datatypes.html. Whatever stands in a file, nothing here raises.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

_SYSTEMS = {
    "http://terminology.hl7.org/CodeSystem/discharge-disposition": "",
    "http://hl7.org/fhir/discharge-disposition": "",
    "http://terminology.hl7.org/CodeSystem/v3-ActPriority": "",
    "https://www.nubc.org/CodeSystem/PatDischargeStatus": "UB-04 ",
    "http://www.nubc.org/patient-discharge": "UB-04 ",
    "https://www.nubc.org/patient-discharge": "UB-04 ",
    "http://snomed.info/sct": "SNOMED CT ",
}
"""How codes of a system are written in a cell: codes of two systems look alike and mean different
things."""
_ATTENDING = ("ATND", "PPRF")
"""Of HL7's ParticipationType, in this order: attender, primary performer."""
_CLINICIANS = ("Practitioner/", "PractitionerRole/", "urn:", "http")
_OLDEST = 125
_LONGEST = 400


def text(value: Any) -> str:
    """A string or a number on one line, without what no database could hold."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    said = str(value)[:_LONGEST].encode("utf-8", "replace").decode().replace("\0", "")
    return " ".join(said.split())


def mapped(value: Any) -> Mapping[str, Any]:
    """An element with parts; empty where it is none."""
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> list[Mapping[str, Any]]:
    """The elements of a list that have parts; one that stands alone is a list of one."""
    each = value if isinstance(value, list) else [value]
    return [one for one in each if isinstance(one, dict)]


def code_of(value: Any) -> str:
    """The code of a Coding, or of the first Coding of a concept (`class` in R4 and in R5)."""
    for one in listed(value):
        for coding in (one, *listed(one.get("coding"))):
            if code := text(coding.get("code")):
                return code
    return ""


def concept(value: Any) -> str:
    """A concept by its code, after the name of its system where that isn't HL7's own.

    A code of a system that we don't know is told in its words, which can be understood or asked.
    """
    for one in listed(value):
        codings = [coding for coding in listed(one.get("coding")) if text(coding.get("code"))]
        for coding in codings:
            system = text(coding.get("system"))
            if not system or system in _SYSTEMS:
                return _SYSTEMS.get(system, "") + text(coding.get("code"))
        said = text(one.get("text")) or next((text(c.get("display")) for c in codings), "")
        if said or codings:
            return said or f"{text(codings[0].get('system'))}|{text(codings[0].get('code'))}"
    return ""


def words(value: Any) -> str:
    """A concept, or the first of several, in words."""
    for one in listed(value):
        codings = listed(one.get("coding"))
        shown = next((text(coding.get("display")) for coding in codings), "")
        if said := text(one.get("text")) or shown or code_of(one):
            return said
    return ""


def tail(url: str) -> str:
    """The id at the end of "Patient/12", "https://host/Patient/12/_history/3" or "urn:uuid:12"."""
    if "?identifier=" in url:
        return url.partition("?identifier=")[2].rpartition("|")[2]
    if url.startswith("urn:"):
        return url.rpartition(":")[2]
    return url.partition("/_history/")[0].rpartition("/")[2]


def reference(value: Any) -> str:
    """The id that a reference points to; of one without an address its identifier."""
    at = text(mapped(value).get("reference"))
    if at.startswith("#"):
        return ""
    return tail(at) or text(mapped(mapped(value).get("identifier")).get("value"))


def named(value: Any) -> str:
    """What a reference to an organisation is called, or else its id; never used for people."""
    return text(mapped(value).get("display")) or reference(value)


def place(value: Any) -> str:
    """The first location of a visit."""
    return next((said for one in listed(value) if (said := named(one.get("location")))), "")


def attending(value: Any) -> str:
    """The id of who saw the patient: the attender, the primary performer, or the only one."""
    others: list[str] = []
    by_type: dict[str, str] = {}
    for one in listed(value):
        person = one.get("individual") or one.get("actor")
        at = text(mapped(person).get("reference"))
        id_ = reference(person)
        if not id_ or (at and not at.startswith(_CLINICIANS) and "Practitioner" not in at):
            continue
        types = {code_of(kind) for kind in listed(one.get("type"))}
        for kind in types & set(_ATTENDING):
            by_type.setdefault(kind, id_)
        if types <= {""}:
            others.append(id_)
    known = [by_type[kind] for kind in _ATTENDING if kind in by_type]
    alone = others[0] if len(set(others)) == 1 else ""
    return known[0] if known else alone


def times_by_status(value: Any) -> dict[str, str]:
    """When each status began first, of a status history."""
    began: dict[str, str] = {}
    for one in listed(value):
        status, start = text(one.get("status")), text(mapped(one.get("period")).get("start"))
        if status and start and start < began.get(status, "\uffff"):
            began[status] = start
    return began


def triage_level(value: Any) -> str:
    """What an extension about triage holds; R4 itself has no element for it."""
    for one in listed(value):
        if "triage" not in text(one.get("url")).lower():
            continue
        for name, held in one.items():
            said = text(held) or code_of(held) or words(held)
            if name.startswith("value") and said:
                return said
    return ""


def age(born: Any, arrived: str) -> str:
    """Full years between a birth date, or only its year, and the day of an arrival."""
    first, last = text(born), arrived[:10]
    try:
        if len(first) == 4:
            years = int(last[:4]) - int(first)
        else:
            birth, day = date.fromisoformat(first), date.fromisoformat(last)
            years = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    except ValueError:
        return ""
    return str(years) if 0 <= years <= _OLDEST else ""
