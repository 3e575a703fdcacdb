"""The house rules, each a named sentence, each with a snippet that breaks it.

Rules are read from the syntax tree, so an import inside a function counts like any other. A rule
that could not fail would be no rule: every one of them is shown to find its offending snippet.
"""

import ast
import builtins
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

from tests.queries import assembled_queries, long_queries, missing_grain, shouted_keywords
from tests.syntax import Source, imported

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("domain", "storage", "content", "charts", "reports", "ui", "commands")
MOST_LINES = 400
MOST_PAGE_STATEMENTS = 3

# Which rooms may import which package. A package that isn't here is imported nowhere.
ROOMS_OF_PACKAGE = {
    "numpy": {"domain", "storage", "charts", "reports"},
    "scipy": {"domain"},
    "duckdb": {"storage"},
    "pyarrow": {"storage"},
    "python_calamine": {"storage"},
    "tomli_w": {"storage"},
    "sqlalchemy": {"storage"},
    "cryptography": {"storage"},
    "platformdirs": {"storage"},
    "jsonschema": {"storage"},
    "pandas": {"storage", "charts", "ui"},
    "altair": {"charts"},
    "streamlit": {"ui", "app"},
    "starlette": {"ui"},
    "anyio": {"ui"},
    "streamlit_authenticator": {"ui"},
    "keyring": {"storage"},
    "typst": {"reports"},
    "icalendar": {"reports"},
    "vl_convert": {"reports"},
    "docx": {"reports"},
    "phonenumbers": {"storage"},
    "stdnum": {"storage"},
    # Ours, beside the house: it makes the synthetic department.
    "sample_data": {"storage"},
}
# Which rooms may import which of our own.
ROOMS_OF_ROOM = {
    "domain": {"domain"},
    "storage": {"domain", "storage", "content"},
    "content": {"content"},
    "charts": {"domain", "charts"},
    "reports": {"domain", "reports", "content"},
    "ui": {"domain", "storage", "content", "charts", "reports", "ui"},
    "commands": {"domain", "storage", "content", "charts", "reports", "commands"},
    "__main__": {"domain", "storage", "content", "charts", "reports", "commands"},
    "app": {"ui"},
    "pages": {"ui"},
}
BASES_THAT_ARE_NO_REUSE = {
    *(
        "Enum",
        "StrEnum",
        "IntEnum",
        "Flag",
        "IntFlag",
        "Protocol",
        "Generic",
        "NamedTuple",
        "TypedDict",
    ),
    *(name for name in dir(builtins) if name.endswith(("Error", "Exception"))),
}
VAGUE_MODULES = {"util", "utils", "helper", "helpers", "common", "misc", "shared", "lib"}


@dataclass(frozen=True)
class Rule:
    """A sentence, where it holds, what breaks it, and a file that does."""

    sentence: str
    holds_in: Callable[[Source], bool]
    faults: Callable[[Source], Iterator[str]]
    offender: Source


def python(source: Source) -> bool:
    return source.path.suffix == ".py" and source.path.parts[0] != "sample_data"


def sql(source: Source) -> bool:
    return source.path.suffix == ".sql"


def in_rooms(*rooms: str) -> Callable[[Source], bool]:
    return lambda source: python(source) and source.room in rooms


def packages(source: Source) -> Iterator[str]:
    """The packages from elsewhere that a file imports."""
    for name in imported(source.tree, source.path):
        package = name.split(".")[0]
        if package not in sys.stdlib_module_names and package != "afreflect":
            yield package


def own_rooms(tree: ast.AST, path: PurePosixPath) -> Iterator[str]:
    """The rooms of ours that are imported below a node."""
    for name in imported(tree, path):
        package, _, rest = name.partition(".")
        room = rest.split(".")[0]
        if package == "afreflect" and (room in ROOMS or room == "__main__"):
            yield room


def wrong_packages(source: Source) -> Iterator[str]:
    for package in packages(source):
        if source.room not in ROOMS_OF_PACKAGE.get(package, set()):
            yield f"{source.room} imports {package}"


def wrong_rooms(source: Source) -> Iterator[str]:
    for room in own_rooms(source.tree, source.path):
        if room not in ROOMS_OF_ROOM.get(source.room, set()):
            yield f"{source.room} imports {room}"


def screens_outside_serve(source: Source) -> Iterator[str]:
    serving = [
        node
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef) and "serve" in node.name
    ]
    allowed = sum(list(own_rooms(function, source.path)).count("ui") for function in serving)
    if list(own_rooms(source.tree, source.path)).count("ui") > allowed:
        yield "imports ui outside of the function that serves it"


def unknown_rooms(source: Source) -> Iterator[str]:
    known = {*ROOMS, "__init__", "__main__"}
    if source.path.parts[0] == "afreflect" and source.room not in known:
        yield f"{source.room} is no room of the house"


def page_faults(source: Source) -> Iterator[str]:
    body = source.tree.body
    has_docstring = ast.get_docstring(source.tree) is not None
    if len(body) - has_docstring > MOST_PAGE_STATEMENTS:
        yield f"has more than {MOST_PAGE_STATEMENTS} statements"
    calls = (ast.unparse(node.func) for node in ast.walk(source.tree) if isinstance(node, ast.Call))
    if "entry.enter" not in calls:
        yield "never calls entry.enter("


def inheritance(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef):
            for base in node.bases:
                name = ast.unparse(base).split("[")[0].split(".")[-1]
                if name not in BASES_THAT_ARE_NO_REUSE:
                    yield f"{node.name} inherits from {name}"


def global_state(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Global):
            yield f"changes the global {', '.join(node.names)}"


def icon_fonts(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and ":material/" in str(node.value):
            yield f"asks for an icon font: {node.value!r}"


def too_long(source: Source) -> Iterator[str]:
    lines = source.text.count("\n")
    if lines > MOST_LINES:
        yield f"has {lines} lines"


def vague_name(source: Source) -> Iterator[str]:
    if VAGUE_MODULES & set(source.path.with_suffix("").parts):
        yield "says nothing about what is inside"


def offender(path: str, text: str) -> Source:
    return Source(PurePosixPath(path), text)


RULES = [
    Rule(
        "the domain knows the standard library, numpy and scipy and nothing else",
        in_rooms("domain"),
        lambda source: (name for name in packages(source) if name not in {"numpy", "scipy"}),
        offender("afreflect/domain/a.py", "def f():\n    import pandas\n"),
    ),
    Rule(
        "a package from elsewhere is imported only in the rooms that need it",
        python,
        wrong_packages,
        offender("afreflect/ui/a.py", "from duckdb import connect\n"),
    ),
    Rule(
        "only the ui and the router import streamlit",
        in_rooms(
            "domain", "storage", "content", "charts", "reports", "pages", "commands", "__main__"
        ),
        lambda source: (name for name in packages(source) if name.startswith("streamlit")),
        offender("afreflect/__main__.py", "import streamlit as st\n"),
    ),
    Rule(
        "only storage imports duckdb",
        in_rooms(
            "domain", "content", "charts", "reports", "ui", "pages", "app", "commands", "__main__"
        ),
        lambda source: (name for name in packages(source) if name == "duckdb"),
        offender("afreflect/ui/a.py", "def f():\n    import duckdb.typing\n"),
    ),
    Rule(
        "charts, reports and storage never import each other, and nobody imports upwards",
        in_rooms(
            "domain", "storage", "content", "charts", "reports", "ui", "app", "pages", "commands"
        ),
        wrong_rooms,
        offender("afreflect/charts/a.py", "from ..storage import reader\n"),
    ),
    Rule(
        "the command line reaches for a screen only where it serves one",
        in_rooms("__main__"),
        screens_outside_serve,
        offender("afreflect/__main__.py", "def measure():\n    from afreflect import ui\n"),
    ),
    Rule(
        "nothing is imported by a name worked out at run time",
        python,
        lambda source: (name for name in imported(source.tree, source.path) if "run time" in name),
        offender("afreflect/domain/a.py", "import importlib\nimportlib.import_module('duckdb')\n"),
    ),
    Rule(
        "every module of ours stands in a room of the house",
        python,
        unknown_rooms,
        offender("afreflect/services/a.py", ""),
    ),
    Rule(
        "a page is at most three statements and enters through entry.enter",
        in_rooms("pages"),
        page_faults,
        offender("pages/a.py", "from afreflect.ui import a\n\na.render()\n"),
    ),
    Rule(
        "no query is put together from strings",
        python,
        assembled_queries,
        offender("afreflect/storage/a.py", "def f(t):\n    return f'select n from {t}'\n"),
    ),
    Rule(
        "a query of several lines stands in sql",
        python,
        long_queries,
        offender("afreflect/storage/a.py", 'Q = """select a,\n  b\nfrom visits"""\n'),
    ),
    Rule(
        "a file of ours is at most four hundred lines long",
        lambda source: source.path.parts[0] in {"afreflect", "sql", "pages", "app.py"},
        too_long,
        offender("afreflect/domain/a.py", "a = 1\n" * (MOST_LINES + 1)),
    ),
    Rule(
        "no module is called utils, helpers or the like",
        python,
        vague_name,
        offender("afreflect/ui/helpers.py", ""),
    ),
    Rule(
        "no class inherits for reuse",
        python,
        inheritance,
        offender("afreflect/domain/a.py", "class Rate(Figure):\n    pass\n"),
    ),
    Rule(
        "no function changes global state",
        python,
        global_state,
        offender("afreflect/ui/a.py", "def f():\n    global practice\n    practice = 1\n"),
    ),
    Rule(
        "no icon is fetched from a font host",
        python,
        icon_fonts,
        offender("pages/a.py", "icon = ':material/home:'\n"),
    ),
    Rule(
        "sql keywords are in lower case",
        sql,
        shouted_keywords,
        offender("sql/extract/a.sql", "-- One row per visit\nSELECT 'FROM' from visits\n"),
    ),
    Rule(
        "every sql file states its grain in the first line",
        sql,
        missing_grain,
        offender("sql/metrics/a.sql", "/*---\nid = 'a'\n---*/\nselect 1 -- one row per visit\n"),
    ),
]


def of_the_house() -> Iterator[Source]:
    """Every Python and SQL file of ours that is there to be judged."""
    paths = [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py"))]
    paths += sorted((ROOT / "afreflect").rglob("*.py"))
    paths += sorted((ROOT / "sql").rglob("*.sql"))
    for path in paths:
        if path.exists():
            yield Source(PurePosixPath(path.relative_to(ROOT).as_posix()), path.read_text("utf-8"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.sentence)
def test_the_house_keeps_the_rule_that(rule: Rule):
    faults = [
        f"{source.path}: {fault}"
        for source in of_the_house()
        if rule.holds_in(source)
        for fault in rule.faults(source)
    ]
    assert not faults, "\n".join([rule.sentence, *faults])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.sentence)
def test_this_rule_can_fail(rule: Rule):
    assert rule.holds_in(rule.offender)
    assert list(rule.faults(rule.offender))


@pytest.mark.parametrize(
    "text",
    [
        "print(f'Select a file from {folder}')",
        "print(f'{n} visits from {start} to {end}')",
        "raise ValueError(f'Delete it where you found it, in {folder}')",
        "query = Path('sql/summaries/median.sql').read_text()",
        "con.execute('set variable grain = ?', [grain])",
    ],
)
def test_a_plain_sentence_is_not_taken_for_a_query(text: str):
    assert not list(assembled_queries(offender("afreflect/ui/a.py", text)))


@pytest.mark.parametrize(
    "text",
    [
        "q = 'select ' + column + ' from visits'",
        "q = 'delete from %s' % table",
        "q = 'drop table {}'.format(table)",
        "q = ' '.join(['select', column, 'from visits'])",
        "q = f\"copy {table} to '{path}'\"",
        "q = f\"set variable grain = '{grain}'\"",
    ],
)
def test_a_query_is_found_however_it_is_put_together(text: str):
    assert list(assembled_queries(offender("afreflect/storage/a.py", text)))
