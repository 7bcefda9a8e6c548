"""What a reviewer compares between an expense and the customs declarations of its goods."""

from __future__ import annotations

from collections.abc import Iterator

from jiamao_desktop.domain.checks_base import (
    CheckedExpense,
    Nature,
    Setting,
    Slip,
    first_word,
    slip,
)
from jiamao_desktop.domain.customs import Declaration, Direction


def _imported(item: CheckedExpense, setting: Setting) -> Iterator[Slip]:
    """Look at the declarations behind an expense; exports are nobody's import."""
    for declaration in item.declarations:
        if declaration.direction is not Direction.EXPORT:
            yield from _parties(item, declaration, setting)
            yield from _regime(item, declaration, setting)
            yield from _old_goods(item, declaration, setting)
    if not item.declarations and item.expense.category in setting.of("R18").categories:
        yield slip("R18-unknown", item, "evidence", Nature.UNKNOWN)


def _parties(item: CheckedExpense, found: Declaration, setting: Setting) -> Iterator[Slip]:
    if not setting.accounts:
        return
    for rule, name in (("R18", found.domestic_party), ("R18-consumer", found.consumer)):
        if name.strip() and not setting.is_own(name):
            yield slip(rule, item, "evidence", number=_number(found), name=name)


def _regime(item: CheckedExpense, found: Declaration, setting: Setting) -> Iterator[Slip]:
    terms = setting.of("R18-regime")
    if item.expense.category not in terms.categories:
        return
    if not found.customs_regime:
        yield slip("R18-no-regime", item, "evidence", Nature.UNKNOWN, number=_number(found))
    elif found.customs_regime not in terms.words:
        regime = f"{found.customs_regime} {found.customs_regime_name}".strip()
        yield slip("R18-regime", item, "evidence", number=_number(found), regime=regime)


def _old_goods(item: CheckedExpense, found: Declaration, setting: Setting) -> Iterator[Slip]:
    words = setting.of("R18-old").words
    for goods in found.items:
        if first_word(words, goods.name, goods.specification):
            yield slip("R18-old", item, "evidence", number=_number(found), goods=goods.name)


def _number(found: Declaration) -> str:
    return found.number or found.unified_number


IMPORTED = (_imported,)
