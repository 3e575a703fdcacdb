"""Looks up known faults of every pinned package: `make audit`, and part of `make check`.

A package index that knows no advisories, or none that answers, audits nothing; that is said and
is no failure. A known fault is one.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 240


@dataclass(frozen=True)
class Audit:
    """How many packages were looked up, how many could not be, and each fault in a line."""

    looked_up: int
    not_answered: int
    faults: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The outcome in words."""
        if not self.looked_up:
            return "The package index answered for no package, so none was audited."
        return f"{self.looked_up} packages audited, {len(self.faults)} with a known fault."


def audit_of(report: dict[str, Any]) -> Audit:
    """An audit from pip-audit's JSON report."""
    packages = report.get("dependencies", [])
    answered = [package for package in packages if "skip_reason" not in package]
    faults = tuple(
        f"{package['name']} {package['version']}: {fault['id']}"
        for package in answered
        for fault in package.get("vulns", [])
    )
    return Audit(len(answered), len(packages) - len(answered), faults)


def main() -> int:
    """Audit the pins; 1 when one of them has a known fault."""
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--no-deps", "--format=json"]
    command += ["-r", str(ROOT / "tests" / "requirements.txt")]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        audit = audit_of(json.loads(done.stdout))
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        audit = Audit(0, 0, ())
    sys.stdout.write("\n".join([*audit.faults, audit.sentence]) + "\n")
    return 1 if audit.faults else 0


if __name__ == "__main__":
    sys.exit(main())
