"""What every source file keeps to, whoever wrote it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import SOURCE, lines, listed, parsed, place, python_files

LONGEST = 400
EXACT_LAYERS = ("domain", "storage", "catalog")


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    files = python_files("src", "tests", "tools")
    long = [f"{place(path)}: {len(lines(path))}" for path in files if len(lines(path)) > LONGEST]
    assert not long, listed(long)


def test_there_are_at_least_as_many_lines_of_tests_as_of_source() -> None:
    source = sum(len(lines(path)) for path in python_files("src"))
    tests = sum(len(lines(path)) for path in python_files("tests"))
    assert tests >= source, f"{tests} lines of tests for {source} of source"


def public_things(tree: ast.Module) -> Iterator[ast.Module | ast.ClassDef | ast.FunctionDef]:
    """Yield the module and its public classes, functions and methods."""
    yield tree
    holders: list[ast.Module | ast.ClassDef] = [tree]
    while holders:
        for node in holders.pop().body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node
                holders.append(node)
            elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield node


def test_public_things_say_what_they_are() -> None:
    silent, count = list[str](), 0
    for path in python_files("src", "tools"):
        for thing in public_things(parsed(path)):
            count += 1
            if not ast.get_docstring(thing):
                silent.append(f"{place(path, thing)}: {getattr(thing, 'name', 'module')}")
    assert len(silent) <= count * 5 // 100, f"of {count}: {listed(silent)}"


def calls(tree: ast.Module, name: str) -> Iterator[ast.Call]:
    """Yield the calls of a plain name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def test_no_float_is_made_where_amounts_live() -> None:
    found = [
        place(path, call)
        for layer in EXACT_LAYERS
        for path in python_files(f"src/jiamao_desktop/{layer}")
        for call in calls(parsed(path), "float")
    ]
    assert not found, listed(found)


def test_no_float_is_written_in_the_domain() -> None:
    found = [
        f"{place(path, node)}: {node.value}"
        for path in python_files("src/jiamao_desktop/domain")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    assert not found, listed(found)


def handlers(path: Path) -> Iterator[ast.ExceptHandler]:
    """Yield the ``except`` clauses of a file."""
    return (node for node in ast.walk(parsed(path)) if isinstance(node, ast.ExceptHandler))


def test_nobody_catches_everything() -> None:
    wide = {"Exception", "BaseException"}
    found = [
        place(path, handler)
        for path in python_files("src")
        for handler in handlers(path)
        if (
            handler.type is None or (isinstance(handler.type, ast.Name) and handler.type.id in wide)
        )
        and not any(isinstance(node, ast.Raise) for node in ast.walk(handler))
    ]
    assert not found, listed(found)


def test_every_exception_to_a_rule_gives_its_reason() -> None:
    bare = re.compile(
        r"#\s*(?:noqa|pragma:)(?!.*\s--\s\S)|#\s*type:\s*ignore(?!\[[\w, -]+\]\s+(?:#|--)\s*\S)"
    )
    found = [
        f"{place(path, number)}: {line.strip()}"
        for path in python_files("src", "tests", "tools")
        if path != Path(__file__).resolve()
        for number, line in enumerate(lines(path), start=1)
        if bare.search(line)
    ]
    assert not found, listed(found)


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|raise NotImplemented" r"Error)\b")
    found = [
        f"{place(path, number)}: {line.strip()}"
        for path in python_files("src", "tests", "tools")
        for number, line in enumerate(lines(path), start=1)
        if later.search(line)
    ]
    assert not found, listed(found)


def test_the_source_never_prints() -> None:
    found = [
        place(path, call)
        for path in python_files("src")
        if "cli" not in path.relative_to(SOURCE).parts[0]
        for call in calls(parsed(path), "print")
    ]
    assert not found, listed(found)


def test_a_measure_is_never_named_in_code() -> None:
    ids = {path.name.partition(".")[0] for path in measure_files()}
    found = [
        f"{place(path, node)}: {node.value}"
        for path in python_files("src")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and node.value in ids
    ]
    assert not found, listed(found)


def measure_files() -> list[Path]:
    """Return the measure files of all packs."""
    packs = SOURCE.parents[1] / "resources" / "packs"
    return sorted(packs.glob("*/measures/*.toml"))
