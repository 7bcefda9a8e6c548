"""How a plan is said in words: what is proved of it, what it costs, what it gains."""

from __future__ import annotations

from dataclasses import dataclass

from jiamao_desktop.app.plan_findings import CushionedPlan, NextYuan, Robust
from jiamao_desktop.app.plan_parts import BestPlan, Between, Meter, NotPlanned, PlannedClaim
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.domain.steps import Window
from jiamao_desktop.ui import wording
from jiamao_desktop.ui.wording import Verdict, tr, yuan

ClaimKey = tuple[str, ProjectId | None]
"""Measure and project: what a planned claim is about."""
LINE_BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with its sign: whether it is proved, open, or only told."""

    sign: Verdict
    sentence: str


def key_of(claim: PlannedClaim | NotPlanned) -> ClaimKey:
    """Return what tells planned claims apart."""
    return claim.measure, claim.project


def between(amount: Between) -> str:
    """Return an amount, or the bounds it lies within."""
    if amount.exact:
        return yuan(amount.at_least)
    return wording.range_text(amount.at_least, amount.at_most)


def proved() -> Verdict:
    """Return the sign of what is proved."""
    return Verdict("✓", tr("已证明"), "ok")


def bounded() -> Verdict:
    """Return the sign of what is known within bounds only."""
    return Verdict("≈", tr("只知上下界"), "warn")


def sum_text(plan: BestPlan) -> str:
    """Return the sum in figures; one that is not proved says that it is the least."""
    if plan.money_certified:
        return yuan(plan.total)
    return tr("至少 {amount}").format(amount=yuan(plan.total))


def money_said(plan: BestPlan) -> Statement:
    """Say whether more could be had."""
    if plan.money_certified:
        return Statement(proved(), tr("没有别的分法能拿到更多。"))
    words = tr("至多 {most}：还没有证明能不能再多。")
    return Statement(bounded(), words.format(most=yuan(plan.at_most)))


def paper_text(plan: BestPlan) -> str:
    """Return what a plan takes: ``3 份申报　17 张凭证　附件 41 页``."""
    return tr("{claims} 份申报　{vouchers} 张凭证　{pages} 份附件").format(
        claims=len(plan.claims), vouchers=plan.vouchers, pages=plan.pages
    )


def paper_said(plan: BestPlan) -> Statement:
    """Say whether less paper would do."""
    least = plan.claims_at_least, plan.vouchers_at_least
    if (len(plan.claims), plan.vouchers) == least:
        return Statement(proved(), tr("拿这么多，申报和凭证都不能再少。"))
    words = tr("至少要 {claims} 份申报、{vouchers} 张凭证：还没有证明能不能再少。")
    return Statement(bounded(), words.format(claims=least[0], vouchers=least[1]))


def obvious_text(plan: BestPlan) -> str:
    """Return what the obvious choice would have lost: money, or else paper."""
    other = plan.obvious
    if plan.gained.fen > 0:
        words = tr("按直觉（每笔都选比例最高的）只有 {amount}，少 {less}。")
        return words.format(amount=yuan(other.total), less=yuan(plan.gained))
    if plan.gained.fen < 0:
        return ""
    if (other.claims, other.vouchers) > (len(plan.claims), plan.vouchers):
        words = tr("按直觉也有这么多，但要 {claims} 份申报、{vouchers} 张凭证。")
        return words.format(claims=other.claims, vouchers=other.vouchers)
    return tr("按直觉（每笔都选比例最高的）也是这么多。")


def amount_text(claim: PlannedClaim) -> str:
    """Return what is applied for; “不超过” where the document says so."""
    amount = yuan(claim.amount)
    return tr("不超过 {amount}").format(amount=amount) if claim.up_to else amount


def vouchers_text(count: int) -> str:
    """Return how many vouchers: ``17 张凭证``."""
    return tr("{count} 张凭证").format(count=count)


def two_lines(first: str, second: str) -> str:
    """Return the text of a cell with a second, smaller line."""
    return f"{first}{LINE_BREAK}{second}" if second else first


def weight_text(weight: Between | None, *, known: bool) -> str:
    """Return what is lost if a voucher is refused.

    Args:
        weight: The loss; ``None``: not worked out for it.
        known: Whether weights have been worked out at all.
    """
    if not known:
        return tr("正在计算…")
    if weight is None:
        return "—"
    if not weight.at_most:
        return tr("富余")
    if weight.exact:
        return yuan(weight.at_least)
    return two_lines(f"≥ {yuan(weight.at_least)}", f"≤ {yuan(weight.at_most)}")


def cost_said(cost: Between | None, *, known: bool) -> Statement:
    """Say what a cap costs."""
    if not known:
        return Statement(Verdict("…", tr("正在计算"), "calm"), tr("正在计算这条上限的代价…"))
    if cost is None:
        return Statement(Verdict("—", tr("没有计算"), "calm"), tr("这条上限的代价没有算出来。"))
    if not cost.at_most:
        free = Verdict("✓", tr("没有碍到"), "ok")
        return Statement(free, tr("没有这条上限，也不会多得。"))
    words = tr("这条上限少得 {amount}。").format(amount=between(cost))
    return Statement(Verdict("!", tr("有代价"), "warn"), words)


def free_text(meter: Meter) -> str:
    """Return what is left under a cap, and until when it can be used."""
    if meter.full:
        return tr("已用满")
    left = tr("还剩 {amount}").format(amount=yuan(meter.free))
    if meter.ends_on is None:
        return left
    words = tr("{left}，可用到 {day}")
    return words.format(left=left, day=wording.day(meter.ends_on))


def window_text(meter: Meter) -> str:
    """Return over which time a cap adds up."""
    words = {
        Window.DOCUMENT: tr("文件有效期内合计"),
        Window.CALENDAR_YEAR: tr("{year} 年合计"),
        Window.LIFETIME: tr("一次性，以后不再计"),
        Window.DECLARATION_YEAR: tr("{day} 所在的申报年度合计"),
        Window.ROLLING_YEAR: tr("到 {day} 为止连续十二个月合计"),
    }
    if meter.over is None:
        return tr("不分年度合计")
    return words[meter.over].format(year=meter.day.year, day=wording.day(meter.day))


def next_text(more: NextYuan) -> str:
    """Return what a thousand yuan more in a category would bring."""
    if not more.per_thousand.at_most:
        return tr("再多花也不增加")
    return tr("每多花 1,000 元，多得 {amount}").format(amount=between(more.per_thousand))


def none_safe(found: CushionedPlan) -> bool:
    """Tell whether no claim can have a cushion."""
    return bool(found.unsafe) and len(found.unsafe) == len(found.plan.claims)


def cushion_said(found: CushionedPlan) -> Statement:
    """Say what a cushion costs, and whether all claims can have one."""
    if none_safe(found):
        none = Verdict("×", tr("做不到"), "bad")
        return Statement(none, tr("没有足够的富余凭证可以补：哪一项都做不到防退票。"))
    unsafe = len(found.unsafe)
    if unsafe:
        sign = Verdict("!", tr("部分做到"), "warn")
        effect = tr("{safe} 项里任何一张被退都不少拿；{unsafe} 项做不到，见下表。").format(
            safe=len(found.plan.claims) - unsafe, unsafe=unsafe
        )
    else:
        sign = Verdict("✓", tr("都能做到"), "ok")
        effect = tr("任何一张被退都不少拿。")
    words = tr("{price}，{effect}").format(price=_price(found), effect=effect)
    return Statement(sign, words)


def _price(found: CushionedPlan) -> str:
    """Return what a cushion costs in paper."""
    if not found.extra_vouchers:
        return tr("不用再加凭证")
    if not found.extra_pages:
        return tr("多用 {count} 张凭证").format(count=found.extra_vouchers)
    return tr("多用 {count} 张凭证（多 {pages} 份附件）").format(
        count=found.extra_vouchers, pages=found.extra_pages
    )


def cushion_proof(found: CushionedPlan) -> Statement:
    """Say whether more could be made safe, and whether fewer vouchers would do."""
    if found.certified:
        return Statement(proved(), tr("要防退票，凭证不能再少。"))
    if found.safe < found.safe_at_most:
        words = tr("防得住 {safe}，至多 {most}：还没有证明能不能再多。")
        words = words.format(safe=yuan(found.safe), most=yuan(found.safe_at_most))
        return Statement(bounded(), words)
    words = tr("要防退票，至少 {least} 张凭证：还没有证明能不能再少。")
    return Statement(bounded(), words.format(least=found.vouchers_at_least))


def robust_said(found: Robust | None) -> Statement:
    """Say how the plan does in the worst case."""
    if found is None:
        same = Verdict("✓", tr("不受影响"), "ok")
        return Statement(same, tr("没有哪一处理解会改变方案。"))
    promised = yuan(found.worst)
    if not found.certified:
        open_ = tr("至少 {least}，至多 {most}")
        promised = open_.format(least=promised, most=yuan(found.at_most))
    if found.same:
        kept = Verdict("✓", tr("不用换"), "ok")
        words = tr("现在的方案在最坏的理解下也是最好的，那时有 {amount}。")
        return Statement(kept, words.format(amount=promised))
    words = tr("另有一个更稳的方案：在对它最坏的理解下也有 {amount}。")
    return Statement(Verdict("◇", tr("可以更稳"), "read"), words.format(amount=promised))


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure differs from the book as it stands; blank words: not at all."""

    words: str
    better: bool


def change_of(now: Money | None, then: Money | None) -> Change:
    """Say how an amount differs; ``None``: it is not in that plan."""
    if now is None and then is not None:
        return Change(tr("新增"), better=True)
    if now is not None and then is None:
        return Change(tr("不再有"), better=False)
    if now is None or then is None or now == then:
        return Change("", better=True)
    gap = then - now
    sign = "+" if gap.fen > 0 else ""
    return Change(f"{sign}{yuan(gap)}", better=gap.fen > 0)
