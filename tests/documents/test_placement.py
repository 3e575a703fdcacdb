"""docs/placement.md says what the rules do."""

from afreflect.domain.mdpie import VERSION
from benchmarks.population import BEGINS, ENDS, FIRST, PAGE, figures, tables


def test_the_first_made_up_sheets_are_placed_as_the_page_says():
    found = figures(FIRST)
    block = PAGE.read_text("utf-8").split(BEGINS)[1].split(ENDS)[0]
    for row in tables(found, found).splitlines():
        if row.startswith(("| Z", "| Not")):
            name, part = row.split(" | ")[:2]
            assert f"{name} | {part} |" in block
        elif row.startswith("Of the first"):
            assert row in block


def test_no_tap_from_one_zone_ends_in_another():
    assert figures(60).flips == 0


def test_the_page_names_the_version_that_is_used():
    assert f"`{VERSION}`" in PAGE.read_text("utf-8")
