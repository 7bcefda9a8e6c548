"""The best plan for scripts: amounts in fen, days as ISO text."""

from __future__ import annotations

from typing import Any

from jiamao_desktop.app.plan_findings import CushionedPlan, Outlook, PlanDetails
from jiamao_desktop.app.plan_parts import BestPlan, Between, PlannedClaim, PlannedLine


def plan_json(
    found: BestPlan,
    more: PlanDetails,
    ahead: Outlook | None,
    safe: CushionedPlan | None,
    *,
    adopted: bool,
) -> dict[str, Any]:
    """Return a plan and what was asked besides."""
    return {
        "total_fen": found.total,
        "at_most_fen": found.at_most,
        "money_certified": found.money_certified,
        "certified": found.certified,
        "vouchers": found.vouchers,
        "vouchers_at_least": found.vouchers_at_least,
        "claims_at_least": found.claims_at_least,
        "documents": found.pages,
        "nothing": found.nothing.code if found.nothing else None,
        "obvious": {
            "total_fen": found.obvious.total,
            "claims": found.obvious.claims,
            "vouchers": found.obvious.vouchers,
        },
        "claims": [_claim(one, more) for one in found.claims],
        "caps": [
            {
                "title": one.title,
                "limit_fen": one.limit,
                "used_fen": one.used,
                "planned_fen": one.planned,
                "free_fen": one.free,
                "costs_fen": _between(more.costs.get(one.key)),
                "ends_on": one.ends_on,
            }
            for one in found.meters
        ],
        "next": [
            {
                "category": one.category,
                "project": one.project,
                "per_thousand_fen": _between(one.per_thousand),
            }
            for one in more.next_yuan
        ],
        "left_out": [
            {
                "measure": one.measure,
                "project": one.project,
                "why": one.why.code,
                "alone_fen": one.alone,
                "waits": one.waits,
            }
            for one in found.left_out
        ],
        "spare": [{"expense": one.expense, "why": one.why.code} for one in found.spare],
        "lowered": [one.code for one in found.lowered],
        "outlook": _outlook(ahead) if ahead else None,
        "cushion": _cushion(safe) if safe else None,
        "adopted": adopted,
    }


def _claim(one: PlannedClaim, more: PlanDetails) -> dict[str, Any]:
    return {
        "measure": one.measure,
        "project": one.project,
        "amount_fen": one.amount,
        "ceiling_fen": one.ceiling,
        "note": one.note,
        "documents": one.pages,
        "lines": [_line(line, more) for line in one.lines],
    }


def _line(line: PlannedLine, more: PlanDetails) -> dict[str, Any]:
    return {
        "expense": line.expense,
        "gross_fen": line.gross,
        "counted_fen": line.counted,
        "weight_fen": _between(more.weights.get(line.expense)),
    }


def _outlook(ahead: Outlook) -> dict[str, Any]:
    robust = ahead.robust
    return {
        "low_fen": ahead.low,
        "high_fen": ahead.high,
        "waiting_fen": ahead.waiting,
        "words": [
            {
                "pack": one.pack,
                "word": one.key,
                "options": {option.id: _between(option.total) for option in one.options},
            }
            for one in ahead.effects
        ],
        "worst_fen": robust.worst if robust else None,
        "worst_certified": robust.certified if robust else None,
    }


def _cushion(safe: CushionedPlan) -> dict[str, Any]:
    return {
        "vouchers": safe.plan.vouchers,
        "extra_vouchers": safe.extra_vouchers,
        "safe_fen": safe.safe,
        "certified": safe.certified,
        "lines": [
            {"measure": one.measure, "expenses": [line.expense for line in one.lines]}
            for one in safe.plan.claims
        ],
    }


def _between(worth: Between | None) -> list[Any] | None:
    """Return both bounds; ``None``: nobody asked."""
    return None if worth is None else [worth.at_least, worth.at_most]
