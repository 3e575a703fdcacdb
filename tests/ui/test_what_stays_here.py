"""What a clinician tapped or where they stand never becomes a key, and leaves only when ticked."""

import ast
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
HARMLESS = {
    # Three yes-or-no words, eight tables for everybody: no one's answers can be told from them.
    "afreflect/domain/mdpie/rules.py": ["_table"],
    # A page that is handed over, in its own session only, under a fingerprint of what is on it.
    "afreflect/ui/log_export.py": ["_pdf"],
}
"""What may remember its arguments all the same, and why."""
OF_CONVERSATIONS = ("occasion", "mdpie", "placement", "placing", "reflection", "ledger")


def cached_with_arguments(text: str) -> list[str]:
    """The functions of a module about conversations that remember answers by their arguments."""
    tree = ast.parse(text)
    imports = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    if not any(word in each for each in imports for word in OF_CONVERSATIONS):
        return []
    return [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any("cache" in ast.unparse(mark) for mark in node.decorator_list)
        and ast.unparse(node.args)
    ]


def test_nothing_that_knows_of_conversations_is_cached_by_what_it_is_given():
    found = {
        path.relative_to(ROOT).as_posix(): cached_with_arguments(path.read_text("utf-8"))
        for path in sorted((ROOT / "afreflect").rglob("*.py"))
    }
    assert {name: functions for name, functions in found.items() if functions} == HARMLESS


def test_this_rule_can_fail():
    text = "from afreflect.domain import occasion\n@st.cache_data\ndef f(taps):\n    return taps\n"
    assert cached_with_arguments(text) == ["f"]


def test_taking_out_leaves_placements_here_unless_ticked():
    """FR-42: kept on the machine by default, with a plain word on what a tick would do."""
    at = AppTest.from_string(
        "from afreflect.ui import moving\n\nmoving.take_out()\n", default_timeout=60
    ).run()
    assert not at.exception
    assert not at.checkbox("placements_too").value
    assert "?all" not in link(at)
    assert "can read them" in at.caption[0].value
    assert "?all" in link(at.checkbox("placements_too").check().run())


def link(at: AppTest) -> str:
    return str(at.get("html")[0].proto)
