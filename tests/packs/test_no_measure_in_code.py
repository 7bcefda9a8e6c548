"""Measures are data: no code knows one by its id, and no figure of a notice stands in code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from jiamao_desktop.catalog.installed import shipped_catalog
from jiamao_desktop.domain.money import Money

SOURCE = Path(__file__).resolve().parents[2] / "src"
FILES = sorted(SOURCE.rglob("*.py"))
CATALOG = shipped_catalog()


@pytest.mark.parametrize("name", [m.id for p in CATALOG.packs.values() for m in p.measures])
def test_no_source_file_names_a_measure(name: str) -> None:
    naming = [str(file) for file in FILES if name in file.read_text("utf-8")]
    assert not naming


@pytest.mark.parametrize("name", list(CATALOG.packs))
def test_no_source_file_names_a_pack(name: str) -> None:
    naming = [str(file) for file in FILES if name in file.read_text("utf-8")]
    assert not naming


def constants(file: Path) -> Iterator[object]:
    """Yield every constant of a file that is not documentation."""
    code = ast.parse(file.read_text("utf-8"))
    # A text that stands by itself documents what is above it.
    documents = {id(one.value) for one in ast.walk(code) if isinstance(one, ast.Expr)}
    for node in ast.walk(code):
        if isinstance(node, ast.Constant) and id(node) not in documents:
            yield node.value


def figures() -> Iterator[Money | Fraction]:
    for pack in CATALOG.packs.values():
        limits = [limit.amount for limit in pack.limits]
        for parameter in [*limits, *(one for m in pack.measures for one in m.parameters)]:
            for dated in parameter.values:
                if isinstance(dated.value, Money | Fraction):
                    yield dated.value


def written(figure: Money | Fraction) -> set[str]:
    """Return the ways in which a figure might be written down in a text."""
    if isinstance(figure, Fraction):
        return {f"{figure * 100}%", f"{figure * 100}/100"}
    yuan = figure.fen // 100
    ten_thousands = Fraction(yuan, 10_000)
    plain = (
        str(ten_thousands.numerator)
        if ten_thousands.denominator == 1
        else f"{ten_thousands.numerator / ten_thousands.denominator:g}"
    )
    return {f"{yuan}.00", f"{yuan:,}", f"{plain}万", f"{plain} 万"}


def test_no_source_file_holds_an_amount_of_a_notice() -> None:
    amounts = {one.fen for one in figures() if isinstance(one, Money)}
    assert len(amounts) >= 8
    holding = [
        (str(file), number)
        for file in FILES
        for number in constants(file)
        if isinstance(number, int) and not isinstance(number, bool) and number in amounts
    ]
    assert not holding


def test_no_source_file_writes_a_figure_of_a_notice_into_a_text() -> None:
    texts = sorted(text for figure in set(figures()) for text in written(figure))
    figure = re.compile(r"(?<![\d.,])(" + "|".join(map(re.escape, texts)) + ")")
    holding = [
        (str(file), text)
        for file in FILES
        for text in constants(file)
        if isinstance(text, str) and figure.search(text)
    ]
    assert not holding


def test_the_search_for_figures_finds_what_it_looks_for() -> None:
    assert written(Money(2_400_000)) == {"24000.00", "24,000", "2.4万", "2.4 万"}
    assert written(Money(15_000_000)) >= {"150,000", "15万"}
    assert written(Fraction(70, 100)) == {"70%", "70/100"}


def test_no_rule_module_holds_a_document_number() -> None:
    number = re.compile(r"〔20\d\d〕\d+号")
    rules = [file for file in FILES if "domain" in file.parts or "catalog" in file.parts]
    for file in rules:
        texts = [one for one in constants(file) if isinstance(one, str)]
        assert not [one for one in texts if number.search(one)], file
