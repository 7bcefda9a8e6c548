"""Measures are data: no code knows one by its id, and no figure of a notice stands in code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from jiamao_desktop.catalog.packs import load_catalog
from jiamao_desktop.domain.money import Money

SOURCE = Path(__file__).resolve().parents[2] / "src"
FILES = sorted(SOURCE.rglob("*.py"))
CATALOG = load_catalog()


@pytest.mark.parametrize("name", [m.id for p in CATALOG.packs.values() for m in p.measures])
def test_no_source_file_names_a_measure(name: str) -> None:
    naming = [str(file) for file in FILES if name in file.read_text("utf-8")]
    assert not naming


@pytest.mark.parametrize("name", list(CATALOG.packs))
def test_no_source_file_names_a_pack(name: str) -> None:
    naming = [str(file) for file in FILES if name in file.read_text("utf-8")]
    assert not naming


def numbers(file: Path) -> Iterator[int]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, int):
            yield node.value


def test_no_rule_module_holds_an_amount_of_a_notice() -> None:
    parameters = [
        parameter
        for pack in CATALOG.packs.values()
        for parameter in (
            *(one for measure in pack.measures for one in measure.parameters),
            *(limit.amount for limit in pack.limits),
        )
    ]
    amounts = {
        dated.value.fen
        for parameter in parameters
        for dated in parameter.values
        if isinstance(dated.value, Money)
    }
    assert len(amounts) >= 3
    rules = [file for file in FILES if "domain" in file.parts or "catalog" in file.parts]
    holding = [
        (str(file), number) for file in rules for number in numbers(file) if number in amounts
    ]
    assert not holding


def test_no_rule_module_holds_a_document_number() -> None:
    number = re.compile(r"〔20\d\d〕\d+号")
    rules = [file for file in FILES if "domain" in file.parts or "catalog" in file.parts]
    for file in rules:
        code = ast.parse(file.read_text("utf-8"))
        documented = {
            ast.get_docstring(node, clean=False)
            for node in ast.walk(code)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        }
        for node in ast.walk(code):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node.value not in documented
            ):
                assert not number.search(node.value), file
