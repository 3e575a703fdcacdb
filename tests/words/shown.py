"""Every text that a working screen may show, with the file it stands in.

Read from the sources, so that a new screen is covered without being named anywhere.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("ui", "charts", "reports", "domain", "commands")
"""Rooms whose texts reach a screen, a picture, a file that is handed in, or a terminal."""
ABOUT_THE_MODEL = "about_model"
"""The one page on which the paper's own terms may stand."""
UNREAD = {"codes.toml", "identifying.toml"}
"""Word lists by which files are read; nobody is shown them."""
FRONT_MATTER = re.compile(r"/\*---\n(.*?)---\*/", re.DOTALL)

Shown = tuple[str, str]
"""Where a text stands, and the text."""


def texts() -> Iterator[Shown]:
    """Every text of ours that somebody may read on a working screen."""
    for room in ROOMS:
        for path in sorted((ROOT / "afreflect" / room).rglob("*")):
            if ABOUT_THE_MODEL not in path.name:
                yield from of_file(path)
    for path in sorted((ROOT / "afreflect" / "content").rglob("*.toml")):
        if path.name not in UNREAD and ABOUT_THE_MODEL not in path.name:
            yield from of_file(path)
    for folder in ("metrics", "exclusions", "splits"):
        for path in sorted((ROOT / "sql" / folder).glob("*.sql")):
            yield from of_file(path)


def of_file(path: Path) -> Iterator[Shown]:
    """The texts of one file, by what kind of file it is."""
    name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
    if path.suffix == ".py":
        found = of_python(path.read_text("utf-8"))
    elif path.suffix == ".toml":
        found = of_toml(tomllib.loads(path.read_text("utf-8")))
    elif path.suffix == ".sql":
        matter = FRONT_MATTER.search(path.read_text("utf-8"))
        found = of_toml(tomllib.loads(matter.group(1))) if matter else iter(())
    elif path.suffix in (".html", ".js", ".typ"):
        found = iter(path.read_text("utf-8").splitlines())
    else:
        found = iter(())
    return ((name, text) for text in found)


def of_python(text: str) -> Iterator[str]:
    """String literals without the docstrings; what is put together from parts is read as one."""
    tree = ast.parse(text)
    unread = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            unread |= {id(part) for part in node.values}
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else "…" for p in node.values)
        elif isinstance(node, ast.Constant) and id(node) not in unread:
            yield from [node.value] if isinstance(node.value, str) else []


def of_toml(value: Any) -> Iterator[str]:
    """Every text in what a TOML file holds; keys are nobody's to read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from of_toml(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from of_toml(inner)
