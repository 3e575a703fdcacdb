"""Which test keeps which requirement, gathered from the tests' own words.

A test keeps a requirement when its docstring names it (`"FR-10: the sentence states …"`) or its
name does (`test_fr_10_…`, `test_k_01_…`). Run `make requirements` to write docs/requirements.md.
"""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "requirements.md"
FEEDBACK = Path(__file__).with_name("feedback.toml")

IN_WORDS = re.compile(r"\b(FR|K)-(\d{2})\b")
IN_NAME = re.compile(r"_(fr|k)_(\d{2})(?=_|$)")
LEADING_IDS = re.compile(r"^((FR|K)-\d{2}[\s,;and]*)+[:.]?\s*")

HEAD = """\
# Which test keeps which requirement

Written by `make requirements` from the docstrings of the tests; a test fails when it is out of
date. FR- requirements come from the science of feedback, K-rules from what keeps a group safe.

## What is asked

| Requirement | Asks | Kept |
| --- | --- | --- |
"""
BY_TEST = """
## By which test

| Requirement | Kept by | In its words |
| --- | --- | --- |
"""


@dataclass(frozen=True, order=True)
class Keeper:
    """One test that keeps one requirement."""

    requirement: str
    file: str
    test: str
    words: str

    @property
    def row(self) -> str:
        cells = (self.requirement, f"[{self.test}](../{self.file})", self.words.replace("|", "\\|"))
        return f"| {' | '.join(cells)} |"


def requirements_named(test: str, docstring: str) -> set[str]:
    """The ids that a test's name and docstring mention, as FR-nn and K-nn."""
    found = [*IN_WORDS.findall(docstring), *IN_NAME.findall(test)]
    return {f"{family.upper()}-{number}" for family, number in found}


def in_words(test: str, docstring: str) -> str:
    """The first sentence of a docstring without its ids; a test without one is read by its name."""
    first = " ".join(docstring.split("\n\n")[0].split())
    return LEADING_IDS.sub("", first) or test.removeprefix("test_").replace("_", " ")


def keepers(file: str, text: str) -> Iterator[Keeper]:
    """The keepers in one test file."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            docstring = ast.get_docstring(node) or ""
            for requirement in requirements_named(node.name, docstring):
                yield Keeper(requirement, file, node.name, in_words(node.name, docstring))


def asked() -> dict[str, dict[str, str]]:
    """The requirements of the science of feedback, each with what it asks and why not yet."""
    return tomllib.loads(FEEDBACK.read_text("utf-8"))


def overview(kept: Counter[str]) -> Iterator[str]:
    """One row a requirement: how many tests keep it, or why none does."""
    for requirement, said in asked().items():
        tests = kept[requirement]
        how = f"by {tests} test{'s' if tests > 1 else ''}" if tests else "not yet: " + why(said)
        yield f"| {requirement} | {said['asks']} | {how} |\n"


def why(said: dict[str, str]) -> str:
    """The reason why nothing keeps a requirement, as the end of a sentence."""
    return said.get("not_yet", "no test names it.")


def page(found: Iterable[Keeper]) -> str:
    """The whole of docs/requirements.md."""
    keeping = sorted(found)
    kept = Counter(keeper.requirement for keeper in keeping)
    rows = "".join(f"{keeper.row}\n" for keeper in keeping)
    return HEAD + "".join(overview(kept)) + BY_TEST + rows


def written_now(root: Path = ROOT) -> str:
    """What docs/requirements.md should say, by the tests as they are."""
    return page(
        keeper
        for path in sorted((root / "tests").rglob("test_*.py"))
        if path.parent != Path(__file__).parent
        for keeper in keepers(path.relative_to(root).as_posix(), path.read_text("utf-8"))
    )


if __name__ == "__main__":
    PAGE.write_text(written_now(), "utf-8")
