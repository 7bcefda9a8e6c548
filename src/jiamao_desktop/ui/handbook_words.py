"""How the balance of a handbook is said."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from jiamao_desktop.domain.handbook import HandbookGoods
from jiamao_desktop.domain.handbook_balance import Consumed, MaterialBalance, Part, text
from jiamao_desktop.ui.plan_words import LINE_BREAK
from jiamao_desktop.ui.wording import tr

MAIN_PARTS = (Part.IMPORTED, Part.USED)
"""Columns of their own; the others stand together in one."""


def part_name(part: Part) -> str:
    """Return the name of a column."""
    return {
        Part.IMPORTED: tr("进口"),
        Part.CARRIED_IN: tr("结转转入"),
        Part.EXCHANGED: tr("退换"),
        Part.USED: tr("出口耗用"),
        Part.RETURNED: tr("复出"),
        Part.SOLD: tr("内销"),
        Part.SCRAPPED: tr("销毁"),
        Part.CARRIED_OUT: tr("结转转出"),
    }[part]


def about(amount: Decimal) -> str:
    """Return a quantity for a table: from the fourth decimal on rounded, and said to be."""
    short = amount.quantize(_THIRD, rounding=ROUND_HALF_UP)
    return text(amount) if short == amount else f"≈ {text(short)}"


def goods_name(goods: HandbookGoods) -> str:
    """Return serial and name, with code and unit below."""
    below = "　".join(filter(None, (goods.hs_code, goods.unit)))
    return f"{goods.serial}　{goods.name}{LINE_BREAK}{below}"


def imported(line: MaterialBalance) -> str:
    """Return what arrived, with what is on record below."""
    amount = about(line.parts[Part.IMPORTED])
    if line.material.quantity is None:
        return amount
    return amount + LINE_BREAK + tr("备案 {0}").format(text(line.material.quantity))


def others(line: MaterialBalance) -> str:
    """Return the other columns that are not nought."""
    known = [
        f"{part_name(part)} {about(amount)}"
        for part, amount in line.parts.items()
        if amount and part not in MAIN_PARTS
    ]
    return tr("、").join(known) or "–"


def left(line: MaterialBalance) -> str:
    """Return what is left; where something is not known, that it is so."""
    amount = about(line.left)
    return amount if line.certain else amount + LINE_BREAK + tr("? 记录不全")


def consumed(one: Consumed, unit: str) -> str:
    """Return how a use was worked out: ``出口 200 × 单耗 0.5 = 100 千克``."""
    said = tr("净出口 {0} × 单耗 {1}").format(text(one.exported), text(one.each))
    if one.share != _WHOLE:
        said += tr(" × 保税 {0}%").format(text(one.share))
    return f"{said} = {text(one.amount)} {unit}".rstrip()


_WHOLE = 100
_THIRD = Decimal("0.001")
