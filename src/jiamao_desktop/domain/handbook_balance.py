"""What became of the 料件 of a handbook: arrived, used up in exports, left over.

单耗 = 净耗 / (1 − (有形损耗率 + 无形损耗率) / 100), rounded to nine places; what was used is
the sum over the products of the quantity exported times it. Whatever the record does not say is
named and left out, never guessed; the lines that it may touch are marked.
"""

from __future__ import annotations

import datetime as dt
import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal, Inexact
from enum import StrEnum
from fractions import Fraction

from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.handbook import NOUGHT, Handbook, HandbookGoods, HandbookUse

PLACES = 9
_EXACT = Context(prec=200, traps=[Inexact])
_HUNDRED = Decimal(100)
_SAME_UNIT = {"公斤": "千克", "KG": "千克", "KGS": "千克"}


class Role(StrEnum):
    """What a 监管方式 does to a handbook."""

    MAIN = "main"
    CARRIED = "carried"
    RETURNED = "returned"
    SOLD = "sold"
    SCRAPPED = "scrapped"
    EXCHANGE = "exchange"
    PRODUCTS = "products"
    PRODUCT_EXCHANGE = "product_exchange"
    SCRAP = "scrap"


class Part(StrEnum):
    """The columns of a balance, in their order."""

    IMPORTED = "imported"
    CARRIED_IN = "carried_in"
    EXCHANGED = "exchanged"
    USED = "used"
    RETURNED = "returned"
    SOLD = "sold"
    SCRAPPED = "scrapped"
    CARRIED_OUT = "carried_out"


ARRIVES = (Part.IMPORTED, Part.CARRIED_IN, Part.EXCHANGED)
"""Parts that add to what is left; the others take from it."""
_LEAVES = {Role.RETURNED: Part.RETURNED, Role.SOLD: Part.SOLD, Role.SCRAPPED: Part.SCRAPPED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An item of a declaration under the handbook.

    Attributes:
        declaration: Database id. number: 海关编号.
        role: ``None``: nothing is known of its 监管方式.
        serial: 备案序号. version: 单耗版本号.
        measures: Quantity and unit: as priced, then the two of the law.
    """

    declaration: int
    number: str
    day: dt.date | None = None
    direction: Direction | None
    regime: str
    role: Role | None
    name: str = ""
    serial: str = ""
    version: str = ""
    measures: tuple[tuple[Decimal | None, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Consumed:
    """What one version of one product took of a material.

    Attributes:
        exported: Of the product. each: 单耗. share: 保税料件比例, per cent.
    """

    product: int
    version: str
    exported: Decimal
    each: Decimal
    share: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialBalance:
    """One 料件.

    Attributes:
        parts: Every column. rows: Column to the declarations behind it, in the order of ids.
        consumed: What the column ``used`` is made of.
        certain: Nothing is unknown that could touch it.
    """

    material: HandbookGoods
    parts: Mapping[Part, Decimal]
    rows: Mapping[Part, tuple[int, ...]]
    consumed: tuple[Consumed, ...]
    certain: bool

    @property
    def left(self) -> Decimal:
        """Return what must still be there."""
        arrived = _sum(self.parts[part] for part in ARRIVES)
        gone = _sum(amount for part, amount in self.parts.items() if part not in ARRIVES)
        return _EXACT.subtract(arrived, gone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """A handbook in figures.

    Attributes:
        exported: Product and version to the quantity that left, less what came back.
        problems: What the record does not say, or what does not add up.
    """

    materials: tuple[MaterialBalance, ...]
    exported: Mapping[tuple[int, str], Decimal]
    problems: tuple[Problem, ...]


def unit_use(use: HandbookUse) -> Decimal | None:
    """Return 单耗; ``None`` where the losses leave nothing.

    >>> unit_use(HandbookUse(product=1, material=1, net=Decimal(1), tangible=Decimal(3)))
    Decimal('1.030927835')
    """
    rest = 1 - (Fraction(use.tangible) + Fraction(use.intangible)) / 100
    if rest <= 0:
        return None
    exact = Fraction(use.net) / rest
    return _plain(Decimal(math.floor(exact * 10**PLACES + Fraction(1, 2))).scaleb(-PLACES))


def balance(handbook: Handbook, moved: Iterable[Moved]) -> Balance:
    """Return what became of the materials of a handbook."""
    return _Sheet(handbook).filled(
        sorted(moved, key=lambda one: (one.declaration, one.serial, one.name, one.version))
    )


@dataclass(slots=True)
class _Sheet:
    """A balance while it is added up."""

    handbook: Handbook
    problems: dict[Problem, None] = field(default_factory=dict)
    amounts: dict[tuple[int, Part], Decimal] = field(default_factory=dict)
    rows: dict[tuple[int, Part], set[int]] = field(default_factory=dict)
    exported: dict[tuple[int, str], Decimal] = field(default_factory=dict)
    exports: dict[tuple[int, str], set[int]] = field(default_factory=dict)
    doubtful: set[int] = field(default_factory=set)
    all_doubtful: bool = False

    def filled(self, moved: Sequence[Moved]) -> Balance:
        materials = {one.serial: one for one in self.handbook.materials}
        products = {one.serial: one for one in self.handbook.products}
        for one in moved:
            if one.role is Role.SCRAP:
                continue
            if one.role is None or one.direction is None:
                self._doubt_all(
                    Problem.of("handbook.unknown_regime", **_about(one), regime=one.regime)
                )
            elif _is_product(one):
                self._product(one, products)
            else:
                self._material(one, one.role, materials)
        consumed = self._consumed()
        return Balance(
            materials=tuple(
                self._line(one, tuple(consumed.get(one.serial, ())))
                for one in sorted(materials.values(), key=lambda one: one.serial)
            ),
            exported=dict(sorted(self.exported.items())),
            problems=tuple(self.problems),
        )

    def _doubt_all(self, problem: Problem) -> None:
        self.all_doubtful = True
        self.problems[problem] = None

    def _material(self, one: Moved, role: Role, materials: Mapping[int, HandbookGoods]) -> None:
        serial = _serial(one)
        if serial is None:
            self._doubt_all(Problem.of("handbook.no_serial", **_about(one)))
            return
        if serial not in materials:
            self._doubt_all(Problem.of("handbook.unknown_material", **_about(one), serial=serial))
            return
        quantity = self._quantity(one, materials[serial])
        if quantity is None:
            self.doubtful.add(serial)
            return
        imported = one.direction is Direction.IMPORT
        match role:
            case Role.MAIN:
                part = Part.IMPORTED
            case Role.CARRIED:
                part = Part.CARRIED_IN if imported else Part.CARRIED_OUT
            case Role.EXCHANGE:
                part = Part.EXCHANGED
                quantity = quantity if imported else -quantity
            case _:
                part = _LEAVES[role]
        self._add(serial, part, quantity, one.declaration)

    def _add(self, serial: int, part: Part, quantity: Decimal, declaration: int) -> None:
        before = self.amounts.get((serial, part), NOUGHT)
        self.amounts[serial, part] = _EXACT.add(before, quantity)
        self.rows.setdefault((serial, part), set()).add(declaration)

    def _product(self, one: Moved, products: Mapping[int, HandbookGoods]) -> None:
        serial = _serial(one)
        if serial is None:
            self._doubt_all(Problem.of("handbook.no_serial", **_about(one)))
            return
        if serial not in products:
            self._doubt_all(Problem.of("handbook.unknown_product", **_about(one), serial=serial))
            return
        versions = {use.version for use in self.handbook.uses if use.product == serial}
        version = one.version or (next(iter(versions)) if len(versions) == 1 else "")
        quantity = self._quantity(one, products[serial])
        if quantity is None:
            self._doubt_users(serial)
        elif not versions:
            self._doubt_all(Problem.of("handbook.no_use", **_about(one), serial=serial))
        elif version not in versions:
            about = {**_about(one), "serial": str(serial)}
            problem = Problem.of("handbook.version_unclear", **about)
            if version:
                problem = Problem.of("handbook.unknown_version", **about, version=version)
            self.problems[problem] = None
            self._doubt_users(serial)
        else:
            back = one.role is Role.PRODUCT_EXCHANGE and one.direction is Direction.IMPORT
            key = serial, version
            before = self.exported.get(key, NOUGHT)
            self.exported[key] = _EXACT.add(before, -quantity if back else quantity)
            self.exports.setdefault(key, set()).add(one.declaration)

    def _doubt_users(self, product: int) -> None:
        """Doubt every material that a product is made of; all of them if that is unknown."""
        users = {use.material for use in self.handbook.uses if use.product == product}
        self.doubtful |= users
        self.all_doubtful = self.all_doubtful or not users

    def _quantity(self, one: Moved, goods: HandbookGoods) -> Decimal | None:
        """Return the quantity in the unit of the handbook; ``None``: there is none, said so."""
        about = {**_about(one), "serial": str(goods.serial)}
        known = [(amount, _unit(unit)) for amount, unit in one.measures if amount is not None]
        if not known:
            self.problems[Problem.of("handbook.no_quantity", **about)] = None
            return None
        wanted = _unit(goods.unit)
        for amount, unit in known:
            if unit == wanted or not wanted or not unit:
                return amount
        unit = known[0][1]
        self.problems[Problem.of("handbook.other_unit", **about, unit=unit, wanted=goods.unit)] = (
            None
        )
        return None

    def _consumed(self) -> Mapping[int, list[Consumed]]:
        found: dict[int, list[Consumed]] = {}
        known = {one.serial for one in self.handbook.materials}
        for use in sorted(self.handbook.uses, key=lambda one: (one.product, one.version)):
            key = use.product, use.version
            if key not in self.exported:
                continue
            each = unit_use(use)
            if each is None:
                self.doubtful.add(use.material)
                problem = Problem.of("handbook.loss_too_large", **_about_use(use))
                self.problems[problem] = None
                continue
            if use.material not in known:
                problem = Problem.of("handbook.use_of_unknown", **_about_use(use))
                self.problems[problem] = None
                continue
            share = _HUNDRED if use.bonded is None else use.bonded
            whole = _EXACT.multiply(self.exported[key], each)
            amount = _EXACT.multiply(whole, share).scaleb(-2, _EXACT)
            found.setdefault(use.material, []).append(
                Consumed(
                    product=use.product,
                    version=use.version,
                    exported=self.exported[key],
                    each=each,
                    share=share,
                    amount=_plain(amount),
                )
            )
            for declaration in self.exports[key]:
                self._add(use.material, Part.USED, NOUGHT, declaration)
            self._add_used(use.material, amount)
        return found

    def _add_used(self, material: int, amount: Decimal) -> None:
        key = material, Part.USED
        self.amounts[key] = _EXACT.add(self.amounts.get(key, NOUGHT), amount)

    def _line(self, material: HandbookGoods, consumed: tuple[Consumed, ...]) -> MaterialBalance:
        serial = material.serial
        made = MaterialBalance(
            material=material,
            parts={part: _plain(self.amounts.get((serial, part), NOUGHT)) for part in Part},
            rows={
                part: tuple(sorted(self.rows.get((serial, part), ())))
                for part in Part
                if (serial, part) in self.rows
            },
            consumed=consumed,
            certain=not self.all_doubtful and serial not in self.doubtful,
        )
        about = {"serial": serial, "name": material.name, "unit": material.unit}
        if made.left < 0:
            self.problems[Problem.of("handbook.overdrawn", **about, left=text(made.left))] = None
        most = material.quantity
        if most is not None and made.parts[Part.IMPORTED] > most:
            imported = text(made.parts[Part.IMPORTED])
            self.problems[
                Problem.of("handbook.over_quantity", **about, imported=imported, most=text(most))
            ] = None
        return made


def text(quantity: Decimal) -> str:
    """Return a quantity as people read it, all its digits and no idle noughts.

    >>> text(Decimal("12345.600"))
    '12,345.6'
    """
    return f"{_plain(quantity):,f}"


def _is_product(one: Moved) -> bool:
    exported = one.role is Role.MAIN and one.direction is Direction.EXPORT
    return exported or one.role in {Role.PRODUCTS, Role.PRODUCT_EXCHANGE}


def _serial(one: Moved) -> int | None:
    plain = one.serial.strip()
    return int(plain) if plain.isascii() and plain.isdecimal() and int(plain) else None


def _unit(written: str) -> str:
    plain = unicodedata.normalize("NFKC", written).strip().upper()
    return _SAME_UNIT.get(plain, plain)


def _about(one: Moved) -> dict[str, str]:
    return {"number": one.number or f"#{one.declaration}", "name": one.name}


def _about_use(use: HandbookUse) -> dict[str, str]:
    return {
        "product": str(use.product),
        "material": str(use.material),
        "version": use.version,
    }


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    total = NOUGHT
    for amount in amounts:
        total = _EXACT.add(total, amount)
    return _plain(total)


def _plain(number: Decimal) -> Decimal:
    """Return a number without idle noughts behind the point, never as a power of ten."""
    if number == number.to_integral_value():
        return number.quantize(Decimal(1), context=_EXACT)
    return number.normalize(_EXACT)
