"""Whole balances against a slower reckoning in fractions, on made-up handbooks."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest

from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.handbook import Handbook, HandbookGoods, HandbookUse
from jiamao_desktop.domain.handbook_balance import (
    ARRIVES,
    Moved,
    Part,
    Role,
    balance,
    unit_use,
)

IMPORT, EXPORT = Direction.IMPORT, Direction.EXPORT
GOING = {Role.RETURNED: Part.RETURNED, Role.SOLD: Part.SOLD, Role.SCRAPPED: Part.SCRAPPED}


def made(seed: int) -> tuple[Handbook, list[Moved]]:
    """Return a handbook of four materials and three products, and sixty items under it."""
    dice = random.Random(seed)
    uses = tuple(
        HandbookUse(
            product=product,
            material=material,
            version=str(version),
            net=Decimal(dice.randint(1, 10**9)).scaleb(-9),
            tangible=Decimal(dice.randint(0, 4000)).scaleb(-2),
            intangible=Decimal(dice.randint(0, 999)).scaleb(-2),
            bonded=dice.choice((None, Decimal(dice.randint(1, 100)))),
        )
        for product in (1, 2, 3)
        for material in dice.sample((1, 2, 3, 4), 2)
        for version in (0, 1)
    )
    book = Handbook(
        number="C1",
        materials=tuple(HandbookGoods(serial=one, name=f"料{one}") for one in (1, 2, 3, 4)),
        products=tuple(HandbookGoods(serial=one, name=f"品{one}") for one in (1, 2, 3)),
        uses=uses,
    )
    return book, [_item(dice, number) for number in range(60)]


def _item(dice: random.Random, number: int) -> Moved:
    role = dice.choice(tuple(Role))
    direction = dice.choice((IMPORT, EXPORT))
    product = role in {Role.PRODUCTS, Role.PRODUCT_EXCHANGE} or (
        role is Role.MAIN and direction is EXPORT
    )
    quantity = Decimal(dice.randint(1, 10**8)).scaleb(-dice.randint(0, 5))
    return Moved(
        declaration=dice.randint(1, 30),
        number=str(number),
        direction=direction,
        regime="",
        role=role,
        serial=str(dice.randint(1, 3 if product else 4)),
        version=dice.choice(("0", "1")),
        measures=((quantity, ""),),
    )


def quantity_of(one: Moved) -> Fraction:
    amount = one.measures[0][0]
    assert amount is not None
    return Fraction(amount)


def each_of(use: HandbookUse) -> Fraction:
    """Return 单耗 by decimals of great length, where the program uses fractions."""
    with localcontext(prec=80):
        exact = use.net / (1 - (use.tangible + use.intangible) / 100)
        return Fraction(exact.quantize(Decimal("1e-9"), rounding=ROUND_HALF_UP))


def left_by_hand(book: Handbook, items: list[Moved], serial: int) -> Fraction:
    left = Fraction(0)
    for one in items:
        amount, imported = quantity_of(one), one.direction is IMPORT
        mine = one.serial == str(serial)
        match one.role:
            case Role.MAIN if imported:
                left += amount if mine else 0
            case Role.CARRIED | Role.EXCHANGE:
                left += (amount if imported else -amount) if mine else 0
            case Role.RETURNED | Role.SOLD | Role.SCRAPPED:
                left -= amount if mine else 0
            case Role.SCRAP:
                pass
            case role:
                back = role is Role.PRODUCT_EXCHANGE and imported
                for use in book.uses:
                    if (use.material, str(use.product), use.version) == (
                        serial,
                        one.serial,
                        one.version,
                    ):
                        share = Fraction(100 if use.bonded is None else use.bonded) / 100
                        left -= each_of(use) * share * (-amount if back else amount)
    return left


@pytest.mark.parametrize("seed", range(12))
def test_what_is_left_is_what_a_slower_reckoning_leaves(seed: int) -> None:
    book, items = made(seed)
    found = balance(book, items)
    for line in found.materials:
        assert Fraction(line.left) == left_by_hand(book, items, line.material.serial)
        assert line.certain


@pytest.mark.parametrize("seed", range(4))
def test_every_column_names_all_declarations_behind_it_and_no_other(seed: int) -> None:
    book, items = made(seed)
    for line in balance(book, items).materials:
        serial = str(line.material.serial)
        for role, part in GOING.items():
            behind = {one.declaration for one in items if one.role is role and one.serial == serial}
            assert set(line.rows.get(part, ())) == behind


@pytest.mark.parametrize("seed", range(4))
def test_what_was_used_is_the_sum_of_what_each_product_took(seed: int) -> None:
    book, items = made(seed)
    for line in balance(book, items).materials:
        assert line.parts[Part.USED] == sum(one.amount for one in line.consumed)
        arrived = sum(line.parts[part] for part in ARRIVES)
        gone = sum(amount for part, amount in line.parts.items() if part not in ARRIVES)
        assert line.left == arrived - gone


def test_unit_consumption_is_that_of_a_slower_reckoning() -> None:
    for seed in range(20):
        book, _ = made(seed)
        for use in book.uses:
            each = unit_use(use)
            assert each is not None
            assert Fraction(each) == each_of(use)
