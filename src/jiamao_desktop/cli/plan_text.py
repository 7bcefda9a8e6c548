"""The best plan as text: the sum and its proof, the claims, the caps, what is left over."""

from __future__ import annotations

from collections.abc import Iterator

from jiamao_desktop.app.messages import message
from jiamao_desktop.app.plan_findings import (
    Adoption,
    Comparison,
    CushionedPlan,
    Outlook,
    PlanDetails,
)
from jiamao_desktop.app.plan_parts import BestPlan, Between, Meter, NotPlanned, PlannedClaim
from jiamao_desktop.cli.session import say, table
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.steps import Window

_OVER = {
    Window.DOCUMENT: "文件有效期内",
    Window.CALENDAR_YEAR: "自然年度",
    Window.LIFETIME: "一次性",
    Window.DECLARATION_YEAR: "申报年度",
    Window.ROLLING_YEAR: "连续十二个月",
}


def show_plan(found: BestPlan, more: PlanDetails, *, spare: bool = False) -> None:
    """Print a plan.

    Args:
        found: The plan.
        more: What its parts are worth.
        spare: List the expenses that are not in it.
    """
    if found.nothing is not None:
        say("最优方案：¥0.00")
        say(message(found.nothing))
    else:
        _show_sum(found)
        for problem in (*found.lowered, *found.remarks):
            say(f"请注意：{message(problem)}")
        for claim in found.claims:
            say()
            _show_claim(claim, more)
    _show_caps(found, more)
    _show_next(more)
    _show_left_out(found)
    if spare:
        _show_spare(found)
    elif found.spare:
        amount = Money(sum(one.gross.fen for one in found.spare))
        say(f"没有用到的费用 {len(found.spare)} 笔，共 ¥{amount}（jiamao plan --spare 列出）")


def _show_sum(found: BestPlan) -> None:
    """Print sum and paper, each with what is proved of it, and what the obvious choice loses."""
    if found.money_certified:
        say(f"最优方案：¥{found.total}（已证明：没有别的分法能拿到更多）")
    else:
        say(f"最优方案：至少 ¥{found.total}，至多 ¥{found.at_most}（上下限都已证明）")
    paper = f"申报 {len(found.claims)} 项，凭证 {found.vouchers} 张，所附单证 {found.pages} 份"
    if found.certified:
        say(f"{paper}（已证明：再少就拿不到这么多）")
    else:
        least = (
            f"申报不会少于 {found.claims_at_least} 项，凭证不会少于 {found.vouchers_at_least} 张"
        )
        say(f"{paper}（{least}）")
    usual = found.obvious
    paper = f"申报 {usual.claims} 项，凭证 {usual.vouchers} 张"
    if found.gained.fen > 0:
        say(f"每笔都选比例最高的：¥{usual.total}，少拿 ¥{found.gained}；{paper}")
    elif usual.vouchers > found.vouchers:
        say(f"每笔都选比例最高的：金额相同；{paper}")


def _show_claim(claim: PlannedClaim, more: PlanDetails) -> None:
    say(f"{_named(claim.title, claim.project_title)}　{claim.measure}")
    years = [f"{name} ¥{amount}" for name, amount in claim.years]
    parts = f"（{'，'.join(years)}）" if len(years) > 1 else ""
    say(f"  申请 ¥{claim.amount}{parts}，凭证 {claim.vouchers} 张，所附单证 {claim.pages} 份")
    if claim.note:
        say(f"  请注意：{claim.note}")
    if claim.lines:
        table(
            [
                ("  费用", "日期", "收款方", "类别", "价税合计", "计入", "若被退回少得"),
                *(
                    (
                        f"  {line.expense}" if line.expense > 0 else "  假如",
                        str(line.date or ""),
                        line.label,
                        line.category,
                        str(line.gross),
                        str(line.counted),
                        _weight(more.weights.get(line.expense)),
                    )
                    for line in claim.lines
                ),
            ],
            right=[4, 5, 6],
        )


def _weight(worth: Between | None) -> str:
    return "—" if worth is None else _between(worth)


def _between(worth: Between) -> str:
    return str(worth.at_least) if worth.exact else f"{worth.at_least} – {worth.at_most}"


def _show_caps(found: BestPlan, more: PlanDetails) -> None:
    if not found.meters:
        return
    say()
    say("上限：")
    table(
        [
            ("  上限", "期间", "额度", "已用", "本方案", "还剩", "少得", "截止"),
            *(_cap(one, more) for one in found.meters),
        ],
        right=[2, 3, 4, 5, 6],
    )


def _cap(meter: Meter, more: PlanDetails) -> tuple[str, ...]:
    whose = "" if meter.shared else "、".join(meter.measures)
    return (
        f"  {_named(meter.title, whose)}",
        f"{_OVER[meter.over]}" if meter.over else "",
        str(meter.limit),
        str(meter.used),
        str(meter.planned),
        str(meter.free),
        _weight(more.costs.get(meter.key)),
        str(meter.ends_on or ""),
    )


def _show_next(more: PlanDetails) -> None:
    if not more.next_yuan:
        return
    say()
    bringing = [one for one in more.next_yuan if one.per_thousand.at_most]
    for one in bringing:
        name = _named(one.label, one.project_title)
        say(f"再花 1,000 元，{name}：多得 ¥{_between(one.per_thousand)}")
    rest = len(more.next_yuan) - len(bringing)
    if rest:
        say(f"{'其余 ' if bringing else ''}{rest} 类费用再花也不增加。")


def _show_left_out(found: BestPlan) -> None:
    if not found.left_out:
        return
    say()
    say("没有排进方案的措施：")
    table(
        [
            ("  措施", "单独测算", "原因"),
            *((f"  {_titled(one)}", str(one.alone), message(one.why)) for one in found.left_out),
        ],
        right=[1],
    )


def _titled(one: NotPlanned) -> str:
    return _named(one.title, one.project_title)


def _named(title: str, project: str) -> str:
    return f"{title}（{project}）" if project else title


def _show_spare(found: BestPlan) -> None:
    if not found.spare:
        return
    say()
    say("没有用到的费用：")
    table(
        [
            ("  费用", "日期", "收款方", "类别", "价税合计", "原因"),
            *(
                (
                    f"  {one.expense}" if one.expense > 0 else "  假如",
                    str(one.date or ""),
                    one.label,
                    one.category,
                    str(one.gross),
                    message(one.why),
                )
                for one in found.spare
            ),
        ],
        right=[4],
    )


def show_cushion(found: CushionedPlan) -> None:
    """Print what it costs that losing any one voucher costs nothing."""
    price = f"多用 {found.extra_vouchers} 张凭证、{found.extra_pages} 份单证"
    if not found.unsafe:
        say(f"防退票：{price}，任何一张被退都不少拿。")
    elif not found.safe:
        say("防退票：每张凭证都要用到，没有多余的可以垫上。")
    else:
        say(f"防退票：{price}，其中 ¥{found.safe} 任何一张被退都不少拿。")
    for one in found.unsafe:
        name = _named(one.title, one.project_title)
        say(f"  {name}没有多余的凭证，最多会少 ¥{one.worst}")
    if not found.certified:
        say(f"  （凭证不会少于 {found.vouchers_at_least} 张，没有证明这是最少）")


def show_outlook(found: Outlook) -> None:
    """Print how far what is open moves the sum."""
    say(f"待定的影响：¥{found.low} – ¥{found.high}")
    if found.waiting:
        say(f"  待回答的问题都有利时，至多再多 ¥{found.waiting}")
    for one in found.effects:
        say(f"  {one.question}")
        for option in one.options:
            mark = "●" if option.chosen else "○"
            say(f"    {mark} {option.label}：¥{_between(option.total)}")
    robust = found.robust
    if robust is None:
        return
    what = "现在的方案" if robust.same else "另一种分法"
    proof = "已证明最好" if robust.certified else f"至多 ¥{robust.at_most}"
    say(f"  最坏情况下最好的是{what}：不少于 ¥{robust.worst}（{proof}）")


def show_comparison(found: Comparison) -> None:
    """Print plans side by side."""
    names = ["现在", *(one.scenario.name for one in found.plans[1:])]
    table([("", *names), *_compared(found)], right=list(range(1, len(names) + 1)))


def _compared(found: Comparison) -> Iterator[tuple[str, ...]]:
    yield ("合计", *(str(one.total) for one in found.plans))
    yield ("申报", *(str(len(one.claims)) for one in found.plans))
    yield ("凭证", *(str(one.vouchers) for one in found.plans))
    for row in found.rows:
        amounts = [str(one) if one is not None else "—" for one in row.amounts]
        yield (_named(row.title, row.project_title), *amounts)


def show_adoption(done: Adoption) -> None:
    """Print what adopting a plan has done."""
    say(f"已采用：发起 {len(done.made)} 项申报，可用 jiamao undo 一次撤销。")
    if done.replaced:
        say(f"  替换了原来的草稿：{'、'.join(done.replaced)}")
    for number, title in done.double:
        say(f"  请注意：第 {number} 笔费用还在另一份草稿“{title}”里，不能两处都报")
