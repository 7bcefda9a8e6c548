"""What a guide settles, in words: the same on screen, on paper and in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from jiamao_desktop.domain.exchange import NAMES, ExchangeRule, RuleKind
from jiamao_desktop.domain.guide import GuideSettings
from jiamao_desktop.domain.money import Rounding
from jiamao_desktop.domain.steps import Base

BASES = {Base.NET: "不含税金额", Base.GROSS: "价税合计"}
ROUNDINGS = {
    Rounding.DOWN_TO_YUAN: "舍去不足一元",
    Rounding.DOWN_TO_FEN: "舍去不足一分",
    Rounding.HALF_UP_TO_FEN: "四舍五入到分",
}
DATES = {"paid_on": "付款日", "issued_on": "开票日"}
_OTHER_DAY = "项目日期"


def setting_words(settings: GuideSettings) -> Sequence[tuple[str, str]]:
    """Return what a guide settles, name by name; what it does not say is absent."""
    said = [
        ("计算口径", BASES[settings.base] if settings.base else ""),
        ("归入期间的日期", DATES.get(settings.date, _OTHER_DAY) if settings.date else ""),
        ("外币折算", exchange_words(settings.exchange) if settings.exchange else ""),
        ("起付金额", f"低于 {settings.minimum} 不予支持" if settings.minimum else ""),
        ("取整", ROUNDINGS[settings.rounding] if settings.rounding else ""),
        ("份数", f"{settings.copies} 份" if settings.copies else ""),
        ("装订", settings.binding),
    ]
    return [(name, text) for name, text in said if text]


def exchange_words(rule: ExchangeRule) -> str:
    """Return a rule with its days and rates."""
    parts = [NAMES[rule.kind]]
    if rule.table_day:
        parts.append(f"折算率 {rule.table_day}")
    if rule.day:
        parts.append(f"中间价 {rule.day}" if rule.table_day else str(rule.day))
    elif rule.kind in {RuleKind.MID_ON_DAY, RuleKind.MID_ON_ACCEPTANCE, RuleKind.THROUGH_USD}:
        parts.append("日期待填")
    parts += [rate.text for rate in (rule.fixed or {}).values()]
    if rule.kind is RuleKind.FIXED and not rule.fixed:
        parts.append("汇率待填")
    return "，".join(parts)
