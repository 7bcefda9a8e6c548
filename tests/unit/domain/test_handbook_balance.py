"""What became of the materials of a handbook; what is not known is named, never guessed."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.handbook import Handbook, HandbookGoods, HandbookUse
from jiamao_desktop.domain.handbook_balance import (
    Balance,
    MaterialBalance,
    Moved,
    Part,
    Role,
    balance,
    text,
    unit_use,
)

IMPORT, EXPORT = Direction.IMPORT, Direction.EXPORT


def use(product: int, material: int, net: str, **more: Any) -> HandbookUse:
    more |= {name: Decimal(more[name]) for name in ("tangible", "intangible") if name in more}
    return HandbookUse(product=product, material=material, net=Decimal(net), **more)


BOOK = Handbook(
    number="C53011234567",
    materials=(
        HandbookGoods(serial=1, name="铜线", unit="千克", quantity=Decimal(1000)),
        HandbookGoods(serial=2, name="塑胶粒", unit="千克"),
    ),
    products=(
        HandbookGoods(serial=1, name="开关电源", unit="个"),
        HandbookGoods(serial=2, name="变压器", unit="个"),
    ),
    uses=(
        use(1, 1, "0.5", tangible="2", intangible="0"),
        use(1, 2, "0.1"),
        use(2, 1, "1"),
        use(2, 1, "2", version="1"),
    ),
)


def moved(
    declaration: int,
    quantity: str | None,
    serial: int | str = 1,
    *,
    role: Role | None = Role.MAIN,
    direction: Direction | None = IMPORT,
    unit: str = "千克",
    **more: Any,
) -> Moved:
    amount = None if quantity is None else Decimal(quantity)
    return Moved(
        declaration=declaration,
        number=f"5301{declaration}",
        direction=direction,
        regime=more.pop("regime", "0615"),
        role=role,
        name=more.pop("name", "货"),
        serial=str(serial),
        measures=more.pop("measures", ((amount, unit),)),
        **more,
    )


def shipped(declaration: int, quantity: str, serial: int = 1, **more: Any) -> Moved:
    return moved(
        declaration,
        quantity,
        serial,
        **{"direction": EXPORT, "unit": "个", **more},
    )


def line(found: Balance, serial: int = 1) -> MaterialBalance:
    return next(one for one in found.materials if one.material.serial == serial)


def codes(found: Balance) -> list[str]:
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    ("net", "tangible", "intangible", "each"),
    [
        ("1", "0", "0", "1"),
        ("0.5", "2", "0", "0.510204082"),
        ("1", "1.5", "1.5", "1.030927835"),
        ("0.000000001", "50", "0", "0.000000002"),
        ("0.0000000005", "0", "0", "0.000000001"),
        ("0.00000000049", "0", "0", "0"),
        ("123456.789", "33.333333333", "0", "185185.183499074"),
    ],
)
def test_unit_consumption_is_net_over_what_the_losses_leave(
    net: str, tangible: str, intangible: str, each: str
) -> None:
    found = unit_use(use(1, 1, net, tangible=tangible, intangible=intangible))
    assert found == Decimal(each)
    assert found.as_tuple().exponent in range(-9, 1)


def test_losses_of_all_of_it_have_no_unit_consumption() -> None:
    assert unit_use(use(1, 1, "1", tangible="60", intangible="40")) is None
    assert unit_use(use(1, 1, "1", tangible="99.999999999")) == Decimal(100_000_000_000)


def test_what_arrived_less_what_exports_took_is_left() -> None:
    found = balance(BOOK, [moved(1, "100"), moved(2, "50.5"), shipped(3, "200")])
    one = line(found)
    assert one.parts[Part.IMPORTED] == Decimal("150.5")
    assert one.parts[Part.USED] == Decimal("102.0408164")  # 200 × 0.510204082
    assert one.left == Decimal("48.4591836")
    assert one.certain
    assert line(found, 2).left == Decimal(-20)


def test_every_figure_names_the_declarations_behind_it() -> None:
    one = line(balance(BOOK, [moved(7, "1"), moved(3, "1"), shipped(5, "2"), shipped(4, "1")]))
    assert one.rows == {Part.IMPORTED: (3, 7), Part.USED: (4, 5)}


def test_versions_have_their_own_consumption() -> None:
    found = balance(BOOK, [shipped(1, "10", 2, version="0"), shipped(2, "10", 2, version="1")])
    assert line(found).parts[Part.USED] == 30
    assert [(one.version, int(one.each), int(one.amount)) for one in line(found).consumed] == [
        ("0", 1, 10),
        ("1", 2, 20),
    ]
    assert found.exported == {(2, "0"): 10, (2, "1"): 10}


def test_each_regime_has_its_column() -> None:
    one = line(
        balance(
            BOOK,
            [
                moved(1, "100"),
                moved(2, "20", role=Role.CARRIED),
                moved(3, "7", role=Role.CARRIED, direction=EXPORT),
                moved(4, "5", role=Role.RETURNED, direction=EXPORT),
                moved(5, "3", role=Role.SOLD),
                moved(6, "2", role=Role.SCRAPPED, direction=EXPORT),
                moved(7, "4", role=Role.EXCHANGE, direction=EXPORT),
                moved(8, "6", role=Role.EXCHANGE),
            ],
        )
    )
    assert {part: amount for part, amount in one.parts.items() if amount} == {
        Part.IMPORTED: 100,
        Part.CARRIED_IN: 20,
        Part.EXCHANGED: 2,
        Part.RETURNED: 5,
        Part.SOLD: 3,
        Part.SCRAPPED: 2,
        Part.CARRIED_OUT: 7,
    }
    assert one.left == 100 + 20 + 2 - 5 - 3 - 2 - 7


def test_products_that_come_back_take_nothing_and_those_sold_at_home_do() -> None:
    found = balance(
        BOOK,
        [
            shipped(1, "100"),
            shipped(2, "30", role=Role.PRODUCT_EXCHANGE, direction=IMPORT),
            shipped(3, "20", role=Role.PRODUCT_EXCHANGE),
            shipped(4, "10", role=Role.PRODUCTS, direction=IMPORT),
        ],
    )
    assert found.exported == {(1, "0"): 100}
    assert line(found, 2).parts[Part.USED] == 10


def test_leftovers_were_taken_off_by_the_losses_already() -> None:
    found = balance(BOOK, [moved(1, "9", role=Role.SCRAP)])
    assert line(found).left == 0
    assert found.problems == ()


def test_only_the_bonded_part_counts() -> None:
    book = Handbook(
        number="C1",
        materials=BOOK.materials,
        products=BOOK.products,
        uses=(use(1, 1, "2", bonded=Decimal("62.5")),),
    )
    assert line(balance(book, [shipped(1, "4")])).parts[Part.USED] == 5


def test_a_quantity_of_the_law_counts_where_it_is_in_the_unit_of_the_handbook() -> None:
    measures = ((Decimal(3), "箱"), (Decimal(75), "公斤"), (None, ""))
    one = line(balance(BOOK, [moved(1, None, measures=measures)]))
    assert one.parts[Part.IMPORTED] == 75
    assert one.certain


def test_another_unit_is_named_and_not_added() -> None:
    found = balance(BOOK, [moved(1, "5", unit="吨", name="铜线"), moved(2, "1")])
    assert line(found).parts[Part.IMPORTED] == 1
    assert not line(found).certain
    assert line(found, 2).certain
    [problem] = found.problems
    assert problem.code == "handbook.other_unit"
    assert dict(problem.details) == {
        "number": "53011",
        "name": "铜线",
        "serial": "1",
        "unit": "吨",
        "wanted": "千克",
    }


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (moved(1, "5", serial=""), "handbook.no_serial"),
        (moved(1, "5", serial="A1"), "handbook.no_serial"),
        (moved(1, "5", serial="0"), "handbook.no_serial"),
        (moved(1, "5", serial=9), "handbook.unknown_material"),
        (shipped(1, "5", 9), "handbook.unknown_product"),
        (moved(1, "5", role=None, regime="9999"), "handbook.unknown_regime"),
        (moved(1, "5", direction=None), "handbook.unknown_regime"),
    ],
)
def test_what_may_touch_any_material_makes_all_of_them_uncertain(one: Moved, code: str) -> None:
    found = balance(BOOK, [one])
    assert codes(found) == [code]
    assert not any(material.certain for material in found.materials)
    assert all(material.left == 0 for material in found.materials)


def test_a_quantity_that_is_not_there_is_named() -> None:
    found = balance(BOOK, [moved(1, None)])
    assert codes(found) == ["handbook.no_quantity"]
    assert [one.certain for one in found.materials] == [False, True]


def test_a_version_that_is_not_named_is_not_chosen() -> None:
    found = balance(BOOK, [shipped(1, "5", 2)])
    assert codes(found) == ["handbook.version_unclear"]
    assert [one.certain for one in found.materials] == [False, True]
    assert codes(balance(BOOK, [shipped(1, "5", 2, version="7")])) == ["handbook.unknown_version"]


def test_a_product_without_consumption_may_take_anything() -> None:
    book = Handbook(number="C1", materials=BOOK.materials, products=BOOK.products)
    found = balance(book, [shipped(1, "5")])
    assert codes(found) == ["handbook.no_use"]
    assert not any(one.certain for one in found.materials)


def test_consumption_that_cannot_be_is_named() -> None:
    book = Handbook(
        number="C1",
        materials=BOOK.materials,
        products=BOOK.products,
        uses=(use(1, 1, "1", tangible="100"), use(1, 8, "1")),
    )
    found = balance(book, [shipped(1, "5")])
    assert codes(found) == ["handbook.loss_too_large", "handbook.use_of_unknown"]
    assert not line(found).certain


def test_more_used_than_arrived_and_more_arrived_than_on_record_is_said() -> None:
    found = balance(BOOK, [moved(1, "1000.5"), shipped(2, "1")])
    assert codes(found) == ["handbook.over_quantity", "handbook.overdrawn"]
    assert dict(found.problems[0].details)["imported"] == "1,000.5"


def test_the_same_balance_in_any_order_and_exact_to_the_last_digit() -> None:
    dice = random.Random(5)
    items = [
        *(moved(number, str(dice.randint(1, 10**9)) + ".001") for number in range(40)),
        *(shipped(number, str(dice.randint(1, 10**6))) for number in range(40, 80)),
    ]
    found = balance(BOOK, items)
    dice.shuffle(items)
    assert balance(BOOK, items) == found
    arrived = sum(Fraction(one.measures[0][0] or 0) for one in items if one.direction is IMPORT)
    gone = sum(Fraction(one.measures[0][0] or 0) for one in items if one.direction is EXPORT)
    each = Fraction("0.510204082")
    assert Fraction(line(found).left) == arrived - gone * each


def test_quantities_are_shown_with_all_their_digits() -> None:
    assert text(Decimal("1E+3")) == "1,000"
    assert text(Decimal("-12345.67890")) == "-12,345.6789"
    assert text(Decimal("0.000000001")) == "0.000000001"
