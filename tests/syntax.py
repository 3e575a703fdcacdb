"""What a source file says, read from its syntax tree: what it imports, what strings it builds."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True)
class Source:
    """One file of the repository, by its path from the top."""

    path: PurePosixPath
    text: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def room(self) -> str:
        """The room a Python file belongs to; a file at the top is a room of its own."""
        match self.path.with_suffix("").parts:
            case ("afreflect", room, *_):
                return room
            case (top, *_):
                return top
            case _:
                return ""


def imported(tree: ast.AST, path: PurePosixPath) -> Iterator[str]:
    """Every dotted name that is imported below a node, relative ones made absolute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = list(path.parts[: -node.level]) if node.level else []
            module = ".".join([*start, *filter(None, [node.module])])
            yield from (f"{module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
            ("import_module", "__import__")
        ):
            yield f"a name worked out at run time: {ast.unparse(node)}"


def literal(node: ast.expr) -> str:
    """The text of a string expression, with {} for what is worked out at run time."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(literal(value) for value in values)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return literal(left) + literal(right)
        case _:
            return "{}"


def assembled(tree: ast.AST) -> Iterator[str]:
    """The text of every string that is put together by formatting, adding or joining."""
    for node in ast.walk(tree):
        match node:
            case ast.JoinedStr() | ast.BinOp(op=ast.Add()):
                yield literal(node)
            case ast.BinOp(left=left, op=ast.Mod()):
                yield literal(left)
            case ast.Call(func=ast.Attribute(value=value, attr="format" | "format_map")):
                yield literal(value)
            case ast.Call(func=ast.Attribute(attr="join"), args=[ast.List(elts=parts)]):
                yield " ".join(literal(part) for part in parts)
