from __future__ import annotations

from decimal import Decimal

from tests.unit.importers.making import Placed, digital, item, page, right

from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers.fapiao_lines import goods, read_table
from jiamao_desktop.importers.fapiao_sources import Values


def lines(*pages: list[Placed]) -> list[Values]:
    return goods([read_table(page(*placed)) for placed in pages])


def names(*pages: list[Placed]) -> list[object]:
    return [line["name"] for line in lines(*pages)]


def test_each_cell_finds_its_column() -> None:
    (line,) = lines(
        digital(
            *item(
                165,
                "*微电子组件*芯片",
                "31468.75",
                "4090.94",
                specification="LSG10R042BHC",
                unit="片",
                quantity="25",
                price="1258.75",
            )
        )
    )
    assert line == {
        "name": "*微电子组件*芯片",
        "specification": "LSG10R042BHC",
        "unit": "片",
        "quantity": Decimal(25),
        "unit_price": Decimal("1258.75"),
        "net": Money(3146875),
        "rate": "13%",
        "tax": Money(409094),
    }


def test_a_long_price_does_not_slip_into_the_quantity() -> None:
    (line,) = lines(
        digital(*item(165, "*服务*费", "4197.17", "251.83", quantity="1", price="4197.16981132075"))
    )
    assert line["quantity"] == Decimal(1)
    assert line["unit_price"] == Decimal("4197.16981132075")


def test_a_wrapped_name_is_put_together() -> None:
    placed = [*item(165, "*塑料制品*汽车内", "7000.00", "910.00"), (13.0, 175.0, "饰用注塑件")]
    assert names(digital(*placed)) == ["*塑料制品*汽车内饰用注塑件"]


def test_a_name_wrapped_around_its_numbers_is_put_together() -> None:
    numbers = item(170, "", "7000.00", "910.00")
    placed = [(13.0, 165.0, "*塑料制品*汽车内"), *numbers, (13.0, 175.0, "饰用注塑件")]
    assert names(digital(*placed)) == ["*塑料制品*汽车内饰用注塑件"]


def test_a_wrapped_model_is_put_together() -> None:
    placed = [
        *item(165, "*电子*件", "7000.00", "910.00", specification="LSG10R"),
        (119.0, 175.0, "042BHC"),
    ]
    (line,) = lines(digital(*placed))
    assert line["specification"] == "LSG10R042BHC"


def test_a_discount_is_a_line_of_its_own() -> None:
    placed = [
        *item(165, "*塑料制品*外壳", "7080.00", "920.40", quantity="100", price="70.8"),
        *item(176, "*塑料制品*外壳", "-80.00", "-10.40"),
    ]
    found = lines(digital(*placed))
    assert [line["net"] for line in found] == [Money(708000), Money(-8000)]
    assert found[1]["quantity"] is None


def test_an_item_may_go_on_over_the_end_of_a_page() -> None:
    first = [p for p in digital(*item(165, "*塑料制品*汽车内", "7000.00", "910.00")) if p[1] < 250]
    last = digital((13.0, 165.0, "饰用注塑件"), *item(180, "*塑料制品*内衬", "1.00", "0.13"))
    assert names(first, last) == ["*塑料制品*汽车内饰用注塑件", "*塑料制品*内衬"]


def test_a_pointer_to_the_list_gives_way_to_the_list() -> None:
    first = digital(*item(165, "（详见销货清单）", "300.00", "18.00", rate="6%"))
    head: list[Placed] = [
        (14, 176, "序号"),
        (72, 176, "项目名称"),
        (180, 176, "规格型号"),
        (242, 176, "单位"),
        (285, 176, "数量"),
        (339, 176, "单价"),
        (410, 176, "金额"),
        (473, 176, "税率"),
        (519, 176, "税额"),
    ]
    rows: list[Placed] = []
    for number in range(1, 4):
        y = 176.0 + 20 * number
        rows += [
            (20, y, str(number)),
            (35, y, "*餐饮服务*餐费"),
            right(322, y, "4"),
            right(378, y, "25"),
            right(463, y, "100.00"),
            right(495, y, "6%"),
            right(580, y, "6.00"),
        ]
    found = lines(first, [*head, *rows, (14, 280, "小计"), right(463, 280, "¥300.00")])
    assert [line["net"] for line in found] == [Money(10000)] * 3
    assert {line["name"] for line in found} == {"*餐饮服务*餐费"}


def test_a_pointer_without_a_list_is_better_than_nothing() -> None:
    first = digital(*item(165, "（详见销货清单）", "300.00", "18.00", rate="6%"))
    assert [line["net"] for line in lines(first)] == [Money(30000)]


def test_special_businesses_have_other_headings() -> None:
    heading: list[Placed] = [
        (30, 156, "项目名称"),
        (110, 156, "建筑服务发生地"),
        (240, 156, "建筑项目名称"),
        (407, 156, "金额"),
        (447, 156, "税率/征收率"),
        (551, 156, "税额"),
    ]
    placed = [
        (13.0, 165.0, "*建筑服务*工程款"),
        (110.0, 165.0, "样例市样例区"),
        (240.0, 165.0, "某厂房"),
        right(434, 165, "609724.77"),
        right(479, 165, "9%"),
        right(583, 165, "54875.23"),
    ]
    (line,) = lines(digital(*placed, heading=heading))
    assert line["name"] == "*建筑服务*工程款"
    assert line["net"] == Money(60972477)
    assert line["tax"] == Money(5487523)


def test_the_second_table_of_a_freight_fapiao_is_no_goods() -> None:
    placed: list[Placed] = [
        *item(165, "*运输服务*公路运输", "7000.00", "910.00", rate="9%"),
        (13, 200, "运输工具种类"),
        (119, 200, "运输工具牌号"),
        (264, 200, "起运地"),
        (407, 200, "到达地"),
        (13, 210, "公路运输"),
        (119, 210, "粤B12345"),
        (264, 210, "深圳"),
        (407, 210, "永州"),
    ]
    table = read_table(page(*digital(*placed)))
    (line,) = goods([table])
    assert (line["name"], line["specification"]) == ("*运输服务*公路运输", "")
    assert table.net == Money(700000)


def test_the_line_of_sums_is_no_goods() -> None:
    table = read_table(page(*digital(*item(165, "*塑料制品*外壳", "7000.00", "910.00"))))
    assert len(table.lines) == 1
    assert (table.net, table.tax) == (Money(700000), Money(91000))


def test_a_subtotal_is_no_sum() -> None:
    placed = [p for p in digital() if p[1] < 250]
    placed += [(58, 266, "小计"), right(434, 266, "¥7000.00"), right(583, 266, "¥910.00")]
    assert read_table(page(*placed)).net is None


def test_starred_tax_in_the_sums_is_noted() -> None:
    assert read_table(page(*digital(sums=("¥900.00", "***")))).starred


def test_a_page_without_a_table_is_empty() -> None:
    table = read_table(page((10, 10, "项目名称")))
    assert (table.lines, table.net, table.tax) == ([], None, None)
