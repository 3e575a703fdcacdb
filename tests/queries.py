"""What may be wrong with a query: where it stands, how it is put together, how it is set."""

import ast
import re
from collections.abc import Iterator

from tests.syntax import Source, assembled, literal

# Title case is left out: "Select a file from …" is a sentence, `select … from` is a query.
QUERY = re.compile(
    r"""\b(
        (select|SELECT)\b .+? \b(from|FROM)\b
      | (insert|INSERT)\s+(or\s+\w+\s+)?(into|INTO)
      | (update|UPDATE)\s+\S+\s+(set|SET)\b
      | (delete|DELETE)\s+(from|FROM)
      | (create|CREATE)\s+(or\s+replace\s+)?(temp\w*\s+)?(table|view|macro|TABLE|VIEW)
      | (drop|alter|truncate|DROP|ALTER|TRUNCATE)\s+(table|view|schema|TABLE|VIEW)
      | (copy|COPY)\b .+? \b(to|from|TO|FROM)\s+'
      | (attach|ATTACH)\s+'
      | (set|SET)\s+variable\b
    )""",
    re.VERBOSE | re.DOTALL,
)
SQL_WORDS = re.compile(
    r"\b(select|from|where|with|as|join|left|on|using|and|or|not|null|is|in|case|when|then|else|end"
    r"|group|by|order|having|over|partition|qualify|union|all|create|table|view|insert|into|values"
    r"|update|delete|set|between|like|cast|filter|window|exists|distinct|asc|desc|limit)\b",
    re.IGNORECASE,
)
SQL_ASIDES = re.compile(
    r"""/\*.*?\*/ | --[^\n]* | '(?:[^']|'')*' | "(?:[^"]|"")*" """, re.VERBOSE | re.DOTALL
)


def assembled_queries(source: Source) -> Iterator[str]:
    for text in assembled(source.tree):
        if QUERY.search(text):
            yield f"a query is put together: {text[:60]!r}"


def long_queries(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        text = literal(node) if isinstance(node, ast.Constant) else ""
        if "\n" in text.strip() and QUERY.search(text):
            yield f"a query of several lines: {text.strip()[:60]!r}"


def shouted_keywords(source: Source) -> Iterator[str]:
    for found in SQL_WORDS.finditer(SQL_ASIDES.sub(" ", source.text)):
        if found.group() != found.group().lower():
            yield f"shouts {found.group()}"


def missing_grain(source: Source) -> Iterator[str]:
    described = source.path.parts[1] in {"metrics", "exclusions", "splits"}
    text = source.text.split("---*/\n", 1)[-1] if described else source.text
    first = text.partition("\n")[0]
    if not re.match(r"--.*\b(rows?|grain)\b", first, re.IGNORECASE):
        yield f"does not begin with a comment such as '-- One row per visit': {first!r}"
