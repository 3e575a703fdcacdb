"""An audit fails on a known fault, and on nothing else."""

import pytest

from tests.dependencies.audit import audit_of

SOUND = {"name": "duckdb", "version": "2.0.0", "vulns": []}
FAULTY = {"name": "left", "version": "1.0", "vulns": [{"id": "CVE-2026-0001"}]}
UNKNOWN = {"name": "right", "skip_reason": "not found"}


@pytest.mark.parametrize(
    "packages, looked_up, faults, said",
    [
        ([SOUND, UNKNOWN], 1, (), "1 packages audited, 0 with a known fault."),
        ([SOUND, FAULTY], 2, ("left 1.0: CVE-2026-0001",), "2 packages audited, 1 with a known"),
        ([UNKNOWN], 0, (), "none was audited"),
        ([], 0, (), "none was audited"),
    ],
    ids=["sound", "faulty", "unanswered", "empty"],
)
def test_what_an_audit_says(packages, looked_up, faults, said):
    audit = audit_of({"dependencies": packages})
    assert (audit.looked_up, audit.faults) == (looked_up, faults)
    assert said in audit.sentence
