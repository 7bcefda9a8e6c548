"""One term, one word: what the glossary says ``never`` to is not an identifier."""

from __future__ import annotations

import ast
import functools
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from tests.architecture.tree import RESOURCES, listed, parsed, place, python_files


def terms() -> list[dict[str, Any]]:
    """Return the entries of the glossary, in its order."""
    sections = tomllib.loads((RESOURCES / "glossary.toml").read_text("utf-8"))
    return [term for section in sections.values() for term in section]


TERMS = terms()
NAMES = {name for term in TERMS for name in term["id"].split(" / ")}


def defined(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Yield the identifiers a file makes up itself; those of libraries are not ours to name."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
                yield name, node
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name, node
            case ast.alias(asname=str(name)):
                yield name, node


@functools.cache
def words(identifier: str) -> str:
    """Return an identifier as its words: ``ClaimId`` and ``claim_id`` are both ``_claim_id_``."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", identifier).lower()
    return f"_{snake.strip('_')}_"


def says(identifier: str, never: str) -> bool:
    """Tell whether an identifier uses a banned word, other than inside a settled name."""
    plain = words(identifier)
    if f"_{never}" not in plain:
        return False
    for settled in NAMES:
        if f"_{never}_" in f"_{settled}_":
            plain = plain.replace(f"_{settled}_", "_")
    return any(f"_{form}_" in plain for form in (never, f"{never}s"))


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("invoice", True),
        ("invoices", True),
        ("InvoiceNumber", True),
        ("_read_invoice", True),
        ("commercial_invoice", False),
        ("commercial_invoice_number", False),
        ("invoiced_on", False),
        ("fapiao_number", False),
    ],
)
def test_a_word_is_found_whole_and_settled_names_pass(identifier: str, *, expected: bool) -> None:
    assert says(identifier, "invoice") is expected


def test_code_uses_the_words_of_the_glossary() -> None:
    banned = [word for term in TERMS for word in term.get("never", [])]
    found = [
        f"{place(path, node)}: {name} says {never}; see resources/glossary.toml"
        for path in python_files("src")
        for name, node in defined(parsed(path))
        for never in banned
        if says(name, never)
    ]
    assert not found, listed(found)


def test_every_term_is_complete() -> None:
    allowed = {"zh", "id", "en", "why", "never", "source"}
    odd = [str(t) for t in TERMS if not {"zh", "id", "en"} <= set(t) or not set(t) <= allowed]
    assert not odd, listed(odd)


def test_no_term_and_no_identifier_stands_twice() -> None:
    for key in ("zh", "id"):
        values = [term[key] for term in TERMS]
        assert len(values) == len(set(values))


def test_what_one_term_bans_no_other_term_is_called() -> None:
    banned = {word for term in TERMS for word in term.get("never", [])}
    assert not banned & NAMES
