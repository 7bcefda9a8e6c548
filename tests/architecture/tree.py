"""The checkout as the tests of this folder see it: its files, and its Python parsed once."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "jiamao_desktop"
RESOURCES = ROOT / "resources"

_NOT_OURS = {".git", ".venv", ".hypothesis", "__pycache__", "build", "dist", "out", "node_modules"}
_BINARY = {".png", ".ttf", ".pdf", ".ofd", ".xlsx", ".ico", ".icns", ".zip", ".jpg", ".db", ".qm"}


@functools.cache
def files() -> tuple[Path, ...]:
    """Return every file of the checkout, without caches and environments."""
    return tuple(_walk(ROOT))


def _walk(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if not entry.is_dir():
            yield entry
        elif entry.name not in _NOT_OURS and not entry.name.endswith("_cache"):
            yield from _walk(entry)


def text_files() -> Iterator[Path]:
    """Yield the files that hold text."""
    return (path for path in files() if path.suffix not in _BINARY)


@functools.cache
def python_files(*folders: str) -> tuple[Path, ...]:
    """Return the Python files of some folders of the checkout."""
    roots = [ROOT / folder for folder in folders]
    return tuple(
        path
        for path in files()
        if path.suffix == ".py" and any(path.is_relative_to(root) for root in roots)
    )


@functools.cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text("utf-8"))


def lines(path: Path) -> list[str]:
    """Return the lines of a text file."""
    return path.read_text("utf-8").splitlines()


def place(path: Path, node: ast.AST | int | None = None) -> str:
    """Return ``file:line`` for a message."""
    number = node if isinstance(node, int) else getattr(node, "lineno", 0)
    where = path.relative_to(ROOT).as_posix()
    return f"{where}:{number}" if number else where


def listed(found: list[str]) -> str:
    """Return findings one a line, for the message of an assertion."""
    return f"{len(found)} found\n" + "\n".join(found)
