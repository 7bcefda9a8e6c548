from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

import pytest
from tests.unit.importers.making import (
    BUYER,
    NUMBER,
    SELLER,
    Placed,
    digital,
    item,
    older,
    page,
    right,
)

from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.importers import fapiao_layout
from jiamao_desktop.importers.fapiao_sources import Source
from jiamao_desktop.importers.layout import Page, Word

GOODS = item(165, "*塑料制品*外壳", "7000.00", "910.00", quantity="100", price="70", unit="个")


def read(*pages: list[Placed]) -> Source:
    source = fapiao_layout.read([page(*placed) for placed in pages])
    assert source is not None
    return source


def test_a_digital_fapiao_is_read_by_place() -> None:
    source = read(digital(*GOODS, remark=["合同号HT-2025-01"]))
    assert source.values == {
        "kind": "digital_special",
        "number": NUMBER,
        "code": "",
        "issued_on": dt.date(2025, 8, 9),
        "seller": SELLER[0],
        "seller_id": SELLER[1],
        "buyer": BUYER[0],
        "buyer_id": BUYER[1],
        "net": Money(700000),
        "tax": Money(91000),
        "gross": Money(791000),
        "remark": "合同号HT-2025-01",
    }
    assert source.words == "柒仟玖佰壹拾圆整"


def test_the_order_in_which_words_are_drawn_does_not_matter() -> None:
    placed = digital(*GOODS)
    assert read(placed[::-1]) == read(placed)


def placed_on(placed: list[Placed], scale: float, x: float, y: float, width: float) -> Page:
    """The face drawn larger or smaller, somewhere on another sheet."""
    upright = page(*placed)
    moved = [
        Word(w.text, w.x0 * scale + x, w.y0 * scale + y, w.x1 * scale + x, w.y1 * scale + y)
        for w in upright.words
    ]
    return Page(width=width, height=width, words=tuple(moved))


@pytest.mark.parametrize("face", [digital(*GOODS, remark=["备注一行"]), older()])
@pytest.mark.parametrize(
    ("scale", "x", "y", "width"),
    [(0.5, 0, 0, 298), (1, 0, 420, 595), (1, 120, 80, 842), (1.41, 0, 0, 842), (2, 0, 0, 1190)],
)
def test_size_and_place_on_the_sheet_do_not_matter(
    face: list[Placed], scale: float, x: float, y: float, width: float
) -> None:
    assert fapiao_layout.read([placed_on(face, scale, x, y, width)]) == read(face)


@pytest.mark.parametrize("seed", range(5))
def test_printing_that_is_a_little_uneven_does_not_matter(seed: int) -> None:
    chance = random.Random(seed)
    face = digital(*GOODS, remark=["备注一行"])
    uneven = [(x + chance.uniform(-1, 1), y + chance.uniform(-1, 1), text) for x, y, text in face]
    assert read(uneven) == read(face)


def test_an_older_fapiao_has_the_buyer_above_the_seller() -> None:
    line: list[Placed] = [
        (27, 166, "*信息技术服务*软件服务费"),
        right(319, 166, "1"),
        right(391, 166, "107.55"),
        right(479, 166, "107.55"),
        right(502, 166, "6%"),
        right(590, 166, "6.45"),
    ]
    source = read(older(*line))
    assert source.values["kind"] == "electronic_ordinary"
    assert source.values["code"] == "033001800311"
    assert source.values["number"] == "54041450"
    assert source.values["issued_on"] == dt.date(2019, 5, 13)
    assert (source.values["buyer"], source.values["buyer_id"]) == BUYER
    assert (source.values["seller"], source.values["seller_id"]) == SELLER
    assert source.values["net"] == Money(10755)
    assert source.lines[0]["quantity"] == Decimal(1)
    assert source.lines[0]["net"] == Money(10755)


def test_sums_without_the_yuan_sign_are_read() -> None:
    source = read(older(sums=("107.55", "6.45"), gross="114.00"))
    assert (source.values["net"], source.values["tax"]) == (Money(10755), Money(645))
    assert source.values["gross"] == Money(11400)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("增值税专用发票", "digital_special"),
        ("普通发票", "digital_ordinary"),
        ("铁路电子客票", "rail_ticket"),
        ("机动车销售统一发票", "other"),
    ],
)
def test_the_title_tells_the_kind(title: str, kind: str) -> None:
    assert read(digital(*GOODS, title=title)).values["kind"] == kind


def test_an_older_special_fapiao_is_told_by_its_title() -> None:
    source = read(older(title="深圳增值税电子专用发票"))
    assert source.values["kind"] == "electronic_special"


def test_a_red_fapiao_is_negative() -> None:
    goods = item(165, "*塑料制品*外壳", "-7000.00", "-910.00", quantity="-100", price="70")
    source = read(
        digital(
            *goods,
            sums=("¥-7000.00", "¥-910.00"),
            gross="¥-7910.00",
            capitals="（负数）柒仟玖佰壹拾圆整",
        )
    )
    assert source.values["gross"] == Money(-791000)
    assert source.values["net"] == Money(-700000)
    assert source.lines[0]["quantity"] == Decimal(-100)
    assert source.words == "(负数)柒仟玖佰壹拾圆整"


def test_exempt_goods_have_no_tax() -> None:
    goods = item(165, "*运输服务*国际货运", "900.00", "***", rate="免税")
    source = read(digital(*goods, sums=("¥900.00", "***"), gross="¥900.00"))
    assert source.values["tax"] == ZERO
    assert source.lines[0]["rate"] == "免税"


def test_starred_tax_on_the_difference_stays_unknown() -> None:
    source = read(digital(*GOODS, sums=("¥7000.00", "***"), gross="¥7910.00"))
    assert source.values["tax"] is None


def test_a_long_party_name_goes_on_below() -> None:
    long = ("样例国际经济技术合作进出口贸易股份有限公司", "91441900MA5TE5T029")
    placed = digital(*GOODS, seller=(long[0][:18], long[1]))
    placed.append((340, 108, long[0][18:]))
    assert read(placed).values["seller"] == long[0]


def test_brackets_in_names_stay_as_printed() -> None:
    assert (
        read(digital(*GOODS, buyer=("样例（广州）公司", ""))).values["buyer"] == "样例（广州）公司"
    )


def test_a_foreign_buyer_keeps_the_blanks_of_the_name() -> None:
    placed = [p for p in digital(*GOODS) if p[2] != BUYER[0]]
    placed += [(60, 98, "SAMPLE"), (90, 98, "TRADING"), (125, 98, "LTD")]
    assert read(placed).values["buyer"] == "SAMPLE TRADING LTD"


def test_a_buyer_without_tax_id_has_none() -> None:
    source = read(digital(*GOODS, buyer=("个人", "")))
    assert (source.values["buyer"], source.values["buyer_id"]) == ("个人", "")
    assert source.values["seller_id"] == SELLER[1]


def test_a_tax_id_in_small_letters_is_the_same_id() -> None:
    source = read(digital(*GOODS, buyer=(BUYER[0], BUYER[1].lower())))
    assert source.values["buyer_id"] == BUYER[1]


def test_the_cipher_does_not_run_into_the_name_beside_it() -> None:
    placed = [p for p in older() if p[2] not in "密码区"]
    assert read(placed).values["buyer"] == BUYER[0]


def test_the_remark_of_an_older_fapiao_stands_right_of_its_letters() -> None:
    source = read(older(remark=[(355, 303, "稻谷交易"), (355, 318, "第二行")]))
    assert source.values["remark"] == "稻谷交易 第二行"
    assert source.values["seller"] == SELLER[0]


def test_a_fapiao_issued_on_behalf_names_the_real_seller() -> None:
    office = ("国家税务总局样例税务局(代开电子发票)", "44030400DK02243")
    remark: list[Placed] = [
        (355, 303, "代开企业税号:91440300MA5TE5T031;"),
        (355, 318, "代开企业名称:样例工厂;"),
    ]
    source = read(older(seller=office, remark=remark))
    assert (source.values["seller"], source.values["seller_id"]) == office
    assert [note.code for note in source.notes] == ["fapiao.on_behalf"]
    assert dict(source.notes[0].details) == {"seller": "样例工厂"}


def test_the_sums_may_stand_on_the_last_page_only() -> None:
    whole = digital(*GOODS)
    first = [p for p in whole if p[1] < 250]
    first += [(58, 266, "小计"), right(434, 266, "¥7000.00"), right(583, 266, "¥910.00")]
    more = item(165, "*塑料制品*内衬", "1000.00", "130.00")
    last = digital(*more, sums=("¥8000.00", "¥1040.00"), gross="¥9040.00")
    source = read(first, last)
    assert source.values["net"] == Money(800000)
    assert [line["net"] for line in source.lines] == [Money(700000), Money(100000)]


def test_missing_sums_are_added_up_when_they_fit() -> None:
    placed = [p for p in digital(*GOODS) if p[1] != 266]
    source = read(placed)
    assert (source.values["net"], source.values["tax"]) == (Money(700000), Money(91000))


def test_missing_sums_are_not_guessed_when_they_do_not_fit() -> None:
    placed = [p for p in digital(*GOODS, gross="¥7911.00") if p[1] != 266]
    assert read(placed).values["net"] is None


def test_a_number_set_apart_from_its_label_is_found() -> None:
    placed = [(x, y + 5 if text == NUMBER else y, text) for x, y, text in digital(*GOODS)]
    assert read(placed).values["number"] == NUMBER


@pytest.mark.parametrize(
    "placed",
    [
        [(10.0, 20.0, "投标文件"), (10.0, 40.0, "合计 100.00")],
        [(10.0, 20.0, "发票号码：54041450")],
        [(10.0, 20.0, "价税合计（大写）")],
        [],
    ],
)
def test_other_papers_are_left_alone(placed: list[Placed]) -> None:
    assert fapiao_layout.read([page(*placed)]) is None


def test_no_pages_are_no_invoice() -> None:
    assert fapiao_layout.read([]) is None


@pytest.mark.parametrize(
    ("gross", "words"),
    [
        ("¥60880.31", "陆万零捌佰捌拾圆零叁角壹分"),
        ("¥133700.77", "壹拾叁万叁仟柒佰圆柒角柒分"),
        ("¥10.05", "壹拾圆零伍分"),
        ("¥7910.00", "柒仟玖佰壹拾圆整"),
    ],
)
def test_capital_numerals_are_taken_whole(gross: str, words: str) -> None:
    assert read(digital(*GOODS, gross=gross, capitals=words)).words == words


def retold(old: str, new: str) -> list[Placed]:
    """The face of a 数电票 with one text exchanged."""
    return [(x, y, new if text == old else text) for x, y, text in digital(*GOODS)]


@pytest.mark.parametrize("day", ["2025-08-09", "2025.08.09", "2025/08/09", "20250809"])
def test_a_day_is_read_however_it_is_written(day: str) -> None:
    placed = retold("2025年08月09日", day)
    assert read(placed).values["issued_on"] == dt.date(2025, 8, 9)


def test_a_number_with_an_unknown_label_is_the_only_one_of_its_kind() -> None:
    placed = retold("发票号码：", "票据编号：")
    assert read(placed).values["number"] == NUMBER


def test_of_two_numbers_with_unknown_labels_none_is_taken() -> None:
    placed = retold("发票号码：", "票据编号：")
    twice = [*placed, (100.0, 60.0, "25442000000000000099")]
    assert fapiao_layout.read([page(*twice)]) is None


@pytest.mark.parametrize("label", ["公司名称：", "单位名称："])
def test_a_longer_label_of_a_name_is_no_part_of_the_name_before(label: str) -> None:
    source = read(retold("名称：", label))
    assert (source.values["buyer"], source.values["seller"]) == (BUYER[0], SELLER[0])


def test_goods_under_a_heading_that_nobody_knows_are_in_the_first_column() -> None:
    source = read(retold("项目名称", "服务内容"))
    assert [line["name"] for line in source.lines] == ["*塑料制品*外壳"]
