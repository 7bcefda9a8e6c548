from __future__ import annotations

from tests.unit.importers.making import (
    HEIGHT,
    NUMBER,
    Placed,
    digital,
    item,
    older,
    page,
    pdf,
    qr_drawn,
)

from jiamao_desktop.importers.fapiao_layout import read
from jiamao_desktop.importers.fapiao_pages import bands, split
from jiamao_desktop.importers.layout import Page
from jiamao_desktop.importers.reading import read_bytes

GOODS = item(165, "*塑料制品*外壳", "7000.00", "910.00", quantity="100", price="70")
OTHER = "25442000000000000097"
LIST: Page = page(*((30.0, 20.0 + 12 * i, "清单上的一行货物名称") for i in range(6)))


def below(placed: list[Placed], down: float) -> list[Placed]:
    return [(x, y + down, text) for x, y, text in placed]


def shape(*pages: Page) -> list[tuple[int, int, bool]]:
    return [(group.first, len(group.pages), group.scan) for group in split(pages)]


def test_pages_part_where_a_new_number_begins() -> None:
    first, second = page(*digital(*GOODS)), page(*digital(*GOODS, number=OTHER))
    assert shape(first, LIST, second) == [(0, 2, False), (2, 1, False)]


def test_a_number_repeated_on_each_page_is_one_invoice() -> None:
    assert shape(page(*digital(*GOODS)), page(*digital(*GOODS))) == [(0, 2, False)]


def test_a_page_without_text_stands_alone() -> None:
    first = page(*digital(*GOODS))
    assert shape(first, page(), first) == [(0, 1, False), (1, 1, True), (2, 1, False)]


def test_the_mark_of_a_scanning_program_does_not_make_text() -> None:
    assert shape(page((200, 380, "由扫描程序生成"))) == [(0, 1, True)]


def test_no_pages_are_no_invoices() -> None:
    assert split([]) == []


def test_two_invoices_below_each_other_are_cut_apart() -> None:
    both = digital(*GOODS) + below(digital(*GOODS, number=OTHER, remark=["第二张"]), HEIGHT)
    upper, lower = bands(page(*both, height=2 * HEIGHT))
    assert read([upper]) == read([page(*digital(*GOODS))])
    source = read([lower])
    assert source is not None
    assert source.values["number"] == OTHER
    assert source.values["remark"] == "第二张"


def test_an_older_one_below_a_new_one_is_cut_off_too() -> None:
    both = digital(*GOODS) + below(older(), HEIGHT)
    parts = bands(page(*both, height=2 * HEIGHT))
    assert [len(part.words) for part in parts] == [len(digital(*GOODS)), len(older())]


def test_a_number_quoted_in_the_remark_does_not_cut() -> None:
    placed = digital(*GOODS, remark=[f"被红冲蓝字数电发票号码：{OTHER}"])
    assert len(bands(page(*placed))) == 1


def test_a_quoted_number_between_two_invoices_does_not_cut_too_early() -> None:
    quoting = digital(*GOODS, remark=[f"被红冲蓝字数电发票号码：{OTHER}"])
    both = quoting + below(digital(*GOODS, number=OTHER), HEIGHT)
    upper, lower = bands(page(*both, height=2 * HEIGHT))
    assert len(upper.words) == len(quoting)
    assert len(lower.words) == len(digital(*GOODS, number=OTHER))


def test_one_invoice_is_one_band() -> None:
    assert len(bands(page(*digital(*GOODS)))) == 1
    assert len(bands(page(*older()))) == 1
    assert len(bands(LIST)) == 1


def test_each_invoice_of_a_page_is_compared_with_its_own_code() -> None:
    code = f"01,31,,{NUMBER},7910.00,20250809,,A1B2,"
    both = digital(*GOODS) + below(digital(*GOODS, number=OTHER), HEIGHT)
    drafts = read_bytes("x", pdf(both, draw=qr_drawn(code), height=2 * HEIGHT)).drafts
    assert [draft.fields["number"].value for draft in drafts] == [NUMBER, OTHER]
    codes = {warning.code for draft in drafts for warning in draft.warnings}
    assert "fapiao.sources_differ" not in codes
