"""The same firm under its many spellings, and sister firms that are not the same."""

from __future__ import annotations

import pytest

from jiamao_desktop.domain.matching.model import Voucher, VoucherKind
from jiamao_desktop.domain.matching.names import Likeness, close, folded, written_in
from jiamao_desktop.domain.matching.parties import Parties

FIRM = "长沙样例（湖南）会展服务有限公司"


def voucher(party: str, key: str = "1", *, account: str = "", tax_id: str = "") -> Voucher:
    return Voucher(
        key=key,
        kind=VoucherKind.SLIP,
        party=party,
        accounts=(account,) if account else (),
        tax_id=tax_id,
    )


@pytest.mark.parametrize(
    "written",
    [
        "长沙样例(湖南)会展服务有限公司",
        "长沙样例（湖南）会展服务有限责任公司",
        " 长沙样例 （湖南）会展服务 有限公司 ",
        "长沙样例〔湖南〕会展服务有限公司",
        "长沙样例湖南会展服务有限公司",
    ],
)
def test_writing_habits_do_not_make_another_firm(written: str) -> None:
    assert folded(written) == folded(FIRM)


def test_wide_letters_are_letters() -> None:
    assert folded("ＡＢＣ Ｔｅｃｈ有限公司") == folded("abc tech有限公司")


@pytest.mark.parametrize("mark", ["原名：", "原名称:", "曾用名：", "原", "旧称"])
def test_a_former_name_in_brackets_is_a_name_of_its_own(mark: str) -> None:
    assert written_in(f"永州新样公司（{mark}永州旧样公司）") == ("永州新样公司", "永州旧样公司")


def test_a_place_in_brackets_is_no_former_name() -> None:
    assert written_in("样例（中国）有限公司") == ("样例中国有限公司",)


def test_nobody_has_no_name() -> None:
    assert written_in("") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("长沙样例会展服务有限公司", "长沙样列会展服务有限公司"),
        ("长沙样例会展服务有限公司", "长沙样会展服务有限公司"),
        ("长沙样例会展服务有限公司", "长沙例样会展服务有限公司"),
        ("长沙样例会展服务有限公司", "长沙样例会展服务"),
        ("长沙样例会展服务有限公司", "长沙样例会展服务有限公司长沙分公司"),
        ("湖南省长沙样例国际会展服务有限公司", "湖南省长纱样例囯际会展服务有限公司"),
    ],
)
def test_a_slip_of_the_pen_leaves_names_close(one: str, other: str) -> None:
    assert close(folded(one), folded(other))
    assert close(folded(other), folded(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("长沙第一会展服务有限公司", "长沙第二会展服务有限公司"),
        ("长沙东湖会展服务有限公司", "长沙西湖会展服务有限公司"),
        ("长沙样例会展服务有限公司", "永州样本物流运输有限公司"),
        ("样例会展有限公司", "样本会务有限公司"),
        ("甲乙公司", "甲丙公司"),
        ("长沙样例会展有限公司", "长沙样例会展二部有限公司"),
    ],
)
def test_sister_firms_are_not_taken_for_one(one: str, other: str) -> None:
    assert not close(folded(one), folded(other))
    assert not close(folded(other), folded(one))


def test_an_account_ties_an_old_name_to_the_new_one() -> None:
    parties = Parties(
        [
            voucher("永州旧样有限公司", "1", account="43010000000002"),
            voucher("长沙新样会展有限公司", "2", account="43010000000002"),
        ]
    )
    assert parties.likeness("永州旧样有限公司", "长沙新样会展有限公司") is Likeness.ALIAS
    assert parties.firm("永州旧样有限公司") == parties.firm("长沙新样会展有限公司")


def test_a_tax_number_ties_names_too_and_ties_hang_together() -> None:
    parties = Parties(
        [
            voucher("旧名称有限公司", "1", account="43010000000002"),
            voucher("中间名称有限公司", "2", account="43010000000002", tax_id="91430100MA0000000X"),
            voucher("如今名称有限公司", "3", tax_id="91430100MA0000000X"),
        ]
    )
    assert parties.likeness("旧名称有限公司", "如今名称有限公司") is Likeness.ALIAS


def test_the_account_of_a_payment_service_ties_nobody() -> None:
    many = [voucher(f"{name}有限公司", name, account="99990000000009") for name in "松竹梅兰菊"]
    parties = Parties(many)
    assert parties.likeness("松有限公司", "竹有限公司") is Likeness.OTHER


def test_a_short_number_is_no_account() -> None:
    parties = Parties(
        [voucher("松有限公司", "1", account="0"), voucher("竹公司", "2", account="0")]
    )
    assert parties.likeness("松有限公司", "竹公司") is Likeness.OTHER


def test_a_blank_name_is_unknown_and_not_somebody_else() -> None:
    assert Parties([]).likeness("", "松有限公司") is Likeness.UNKNOWN
    assert Parties([]).firm("") == ""


def test_a_former_name_stated_once_counts_everywhere() -> None:
    parties = Parties([voucher("如今名称有限公司（曾用名：旧名称有限公司）")])
    assert parties.likeness("旧名称有限公司", "如今名称有限公司") is Likeness.ALIAS
    assert parties.likeness("如今名称有限责任公司", "如今名称有限公司") is Likeness.SAME
