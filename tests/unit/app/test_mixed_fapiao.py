"""A 发票 of several kinds makes an expense of its largest kind, which can be split afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.app.fapiao_files import fapiao_xml, write

from jiamao_desktop.app import chain, ledger, splitting
from jiamao_desktop.app.importing import read_files
from jiamao_desktop.app.intake import take_in
from jiamao_desktop.app.ledger import LedgerFilter
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.money import Money

BOOTH, BED, MEAL = "*会展服务*展位费", "*住宿服务*住宿费", "*餐饮服务*餐费"


def of_lines(*lines: tuple[str, str]) -> bytes:
    """Return a 数电票 at 6 % of lines, each with its net amount in whole yuan."""
    net = sum(int(yuan) for _, yuan in lines)
    text = fapiao_xml(1, gross=Money.from_yuan(str(net * 106 // 100))).decode()
    start = text.index("    <IssuItemInformation>")
    rest = text[text.index("  </EInvoiceData>") :]
    rows = "".join(
        f"<IssuItemInformation><ItemName>{name}</ItemName><Amount>{yuan}.00</Amount>"
        f"<TaxRate>0.06</TaxRate><ComTaxAm>{int(yuan) * 6 // 100}.00</ComTaxAm>"
        "</IssuItemInformation>"
        for name, yuan in lines
    )
    return (text[:start] + rows + rest).encode()


@pytest.mark.parametrize(
    ("lines", "category"),
    [
        (((BOOTH, "20000"), (BED, "3000"), (MEAL, "1000")), "fair.booth"),
        (((BED, "9000"), (BOOTH, "6000")), "fair.people"),
        (((BED, "4000"), (BOOTH, "6000"), (BED, "3000")), "fair.people"),
        (((MEAL, "9000"), (BOOTH, "1000")), "fair.booth"),
        (((MEAL, "9000"),), ""),
    ],
)
def test_the_largest_kind_that_is_named_is_suggested(
    workspace: Workspace, tmp_path: Path, lines: tuple[tuple[str, str], ...], category: str
) -> None:
    (item,) = read_files(workspace, [write(tmp_path, "mixed.xml", of_lines(*lines))])
    assert item.category == category


def test_what_was_taken_in_so_can_be_split(workspace: Workspace, tmp_path: Path) -> None:
    content = of_lines((BOOTH, "20000"), (BED, "3000"))
    take_in(workspace, read_files(workspace, [write(tmp_path, "mixed.xml", content)]))
    (number,) = ledger.expense_ids(workspace, LedgerFilter())
    seen = chain.view(workspace, number)
    assert seen is not None
    assert seen.mixed
    found = splitting.proposal(workspace, number)
    assert [choice.category for choice in found.choices] == ["fair.booth", "fair.people"]
