"""How figures of the trade record are said: amounts, growth, shares, and what was chosen."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from jiamao_desktop.app.trade_adding import Amount, Unit
from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.trade import By, UsedRates, Wanted
from jiamao_desktop.ui import field_names
from jiamao_desktop.ui.wording import tr

_TENTHS = 1000


def by_name(by: By) -> str:
    """Return what a table has a row for."""
    return {
        By.YEAR: tr("年份"),
        By.REGIME: tr("监管方式"),
        By.COUNTRY: tr("国家（地区）"),
        By.CHAPTER: tr("商品编号前 2 位"),
        By.HEADING: tr("商品编号前 4 位"),
        By.COMMODITY: tr("商品编号 10 位"),
        By.CURRENCY: tr("币种"),
    }[by]


def row_name(by: By, label: str) -> str:
    """Return how a row is called; what the record does not say has a name, too."""
    if label:
        return label
    return tr("没有日期") if by is By.YEAR else tr("未填")


def currency(name: str) -> str:
    """Return a currency, or that there is none."""
    return name or tr("币制未填")


def unit_name(unit: Unit) -> str:
    """Return in what amounts are shown."""
    if unit.converted:
        return tr("全部折成 {0}").format(unit.currency)
    return tr("只看 {0}").format(currency(unit.currency))


def amount(value: Amount) -> str:
    """Return an amount without its unit, or that a rate is missing."""
    return tr("缺汇率") if value.hundredths is None else str(Money(value.hundredths))


def others(value: Amount) -> str:
    """Return what there is in other currencies besides; blank: nothing."""
    said = sums(value.others)
    return tr("另 {0}").format(said) if said else ""


def sums(by_currency: Mapping[str, int]) -> str:
    """Return a sum for each currency; no line ends between a currency and its amount."""
    return tr("、").join(
        f"{currency(name)}\u00a0{Money(value)}" for name, value in by_currency.items() if value
    )


def both(totals: Mapping[Direction | None, Mapping[str, int]]) -> str:
    """Return sums by direction and currency: ``出口 USD 1.00　进口 CNY 2.00``."""
    return "　".join(
        f"{side_name(side)} {sums(found)}" for side, found in totals.items() if sums(found)
    )


def side_name(side: Direction | None) -> str:
    """Return import or export, or that the declaration does not say."""
    return field_names.direction_name(side) if side else tr("未写进出口")


def percent(value: Fraction | None) -> str:
    """Return a share rounded to a tenth of a per cent; a dash where there is none."""
    return "–" if value is None else _tenths(value)


def grown(value: Fraction | None) -> str:
    """Return growth with its sign: ``+12.5%``, ``−3.0%``; blank where there is none."""
    if value is None:
        return ""
    text = _tenths(abs(value))
    return ("−" if value < 0 else "+") + text


def _tenths(value: Fraction) -> str:
    whole = math.floor(value * _TENTHS + Fraction(1, 2))
    return f"{whole // 10:,}.{whole % 10}%"


def against(until: str) -> str:
    """Return what a growth is compared with."""
    if not until:
        return tr("比上年")
    return tr("比上年同期（至 {0}）").format(until)


def rates(used: Iterable[UsedRates]) -> str:
    """Return by which rates amounts were converted; blank: by none."""
    said = [
        tr("{0}→{1} {2} 个，{3} 至 {4}{5}").format(
            one.currency,
            one.into,
            one.count,
            one.first,
            one.last,
            tr("，{0}").format(tr("、").join(one.sources)) if one.sources else "",
        )
        for one in used
    ]
    if not said:
        return ""
    rule = tr("按当日人民币汇率中间价折算（当日未公布的取此前最近一日），舍去不足一分：")
    return rule + tr("；").join(said) + tr("。")


def chosen(wanted: Wanted) -> list[str]:
    """Return what was chosen, condition by condition; words are shown where they are typed."""
    nothing = tr("未填")
    w = wanted
    said = (
        (w.direction, field_names.direction_name(w.direction)),
        (w.year, row_name(By.YEAR, w.year or "")),
        (w.until, tr("截至 {0}").format(w.until)),
        (w.regimes, _several(tr("监管方式"), w.regimes or ())),
        (w.countries, _several(tr("国家"), w.countries or ())),
        (w.hs, tr("商品编号 {0}").format((w.hs and w.hs[1]) or nothing)),
        (w.currency, currency(w.currency or "")),
        (w.handbook, tr("备案号 {0}").format(w.handbook or nothing)),
        (w.serial, tr("备案序号 {0}").format(w.serial or nothing)),
        (w.without or None, tr("不含结转、内销等")),
    )
    return [words for condition, words in said if condition is not None]


_FEW = 3


def _several(name: str, values: Collection[str]) -> str:
    shown = [value or tr("未填") for value in sorted(values)]
    rest = tr(" 等 {0} 种").format(len(shown)) if len(shown) > _FEW else ""
    return f"{name} {tr('、').join(shown[:_FEW])}{rest}"
