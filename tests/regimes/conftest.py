"""A college's rules as they ship, and entries to hold against them."""

from collections.abc import Callable

import pytest

from afreflect.domain import cpd_claims
from afreflect.domain.cpd import Regime
from afreflect.domain.cpd_log import LogEntryWritten
from afreflect.storage.regimes import regimes

Suggested = Callable[[LogEntryWritten], dict[str, str | None]]


@pytest.fixture
def regime(request: pytest.FixtureRequest) -> Regime:
    """The college that the test's file is named after."""
    return regimes()[request.path.stem.removeprefix("test_")]


@pytest.fixture
def suggested(regime: Regime) -> Suggested:
    """What an entry suggests there: amounts by category, None where only a provider credits."""

    def found(entry: LogEntryWritten) -> dict[str, str | None]:
        return {
            each.category.id: None if each.amount is None else str(each.amount)
            for each in cpd_claims.suggestions(entry, regime)
        }

    return found


@pytest.fixture
def lacking(regime: Regime) -> Callable[[LogEntryWritten], list[str]]:
    """What the college asks for and an entry lacks, in words."""

    def found(entry: LogEntryWritten) -> list[str]:
        return [each.words for each in cpd_claims.lacking(entry, regime) if each.level == "must"]

    return found
