"""Tables leave as CSV that no program misreads."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest

from jiamao_desktop.documents import csv_table
from jiamao_desktop.documents.export_table import Cell, ExportTable
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import csv_text
from jiamao_desktop.importers.sheet_values import text


def written(*rows: tuple[Cell, ...]) -> bytes:
    file = io.BytesIO()
    csv_table.write(file, ExportTable(name="费用", heading=("甲", "=乙"), rows=rows))
    return file.getvalue()


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_amounts_numbers_and_days_are_plain() -> None:
    content = written((Money(-123456), dt.date(2026, 3, 5)), (Decimal("0.10"), None), (7, "x,\ny"))
    assert content.startswith("\ufeff".encode())
    assert read(content)[1:] == [["-1234.56", "2026-03-05"], ["0.10", ""], ["7", "x,\ny"]]


def test_a_negative_amount_has_no_quote_and_a_formula_has_one() -> None:
    assert read(written(("-12.5", "=1+1")))[1] == ["-12.5", "'=1+1"]
    assert read(written())[0] == ["甲", "'=乙"]


@pytest.mark.parametrize("text", ["=1", "+86 10", "-A1", "--1", "@x", "\t=1", "\r=1", "-"])
def test_whatever_could_be_a_formula_is_tamed(text: str) -> None:
    assert csv_table.tame(text) == f"'{text}"


@pytest.mark.parametrize("number", ["25312000000123456789", "0012", "530120260000000001"])
def test_digits_that_are_no_number_keep_their_noughts_and_come_back_whole(number: str) -> None:
    content = written((number, "甲"))
    assert read(content)[1][0] == f"\t{number}"
    workbook = csv_text.load(content)
    assert workbook is not None
    assert text(workbook.sheets[0].at(1, 0)) == number


def test_short_codes_stay_as_they_are() -> None:
    assert read(written(("0", "1234567890")))[1] == ["0", "1234567890"]
