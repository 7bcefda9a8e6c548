"""What is found out about a plan: what its parts are worth, its range, its cushion, its rivals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jiamao_desktop.app.plan_parts import BestPlan, Between
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import ProjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class NextYuan:
    """What one yuan more in a category would bring, by the next thousand (下一元的价值).

    Attributes:
        measures: Titles of those it would be claimed under; empty: it brings nothing.
        per_thousand: Fen for a thousand yuan more.
    """

    category: str
    label: str
    project: ProjectId | None
    project_title: str
    measures: tuple[str, ...]
    per_thousand: Between


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDetails:
    """What a plan is worth in its parts; worked out after the plan itself, for it takes longer.

    Attributes:
        weights: Expense to what is lost if it is refused (若被退回少得); a red 发票 has none.
        costs: Key of a meter to what more there would be without that cap.
    """

    weights: Mapping[int, Between]
    costs: Mapping[str, Between]
    next_yuan: tuple[NextYuan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOption:
    """One way to read a word, and the best plan's sum if it is read so."""

    id: str
    label: str
    total: Between
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenEffect:
    """An unclear word that moves the sum of the best plan; the others stay as they are read.

    Attributes:
        key: Of the word within its pack, as 待明确 has it.
    """

    pack: str
    key: str
    question: str
    options: tuple[OpenOption, ...]

    @property
    def low(self) -> Money:
        """Return the sum under the least favourable reading."""
        return min(one.total.at_least for one in self.options)

    @property
    def high(self) -> Money:
        """Return the sum under the most favourable reading."""
        return max(one.total.at_most for one in self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Robust:
    """The plan that does best where its worst reading comes true.

    Attributes:
        plan: Under the readings chosen.
        worst: What it comes to under the reading that is worst for it.
        at_most: No plan can promise more.
        reading: Pack, word and option of its worst case; ``None``: as chosen is the worst.
        same: It is the best plan itself.
    """

    plan: BestPlan
    worst: Money
    at_most: Money
    reading: tuple[str, str, str] | None
    same: bool

    @property
    def certified(self) -> bool:
        """Tell whether it is proved that no plan promises more."""
        return self.worst == self.at_most


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How far what is open moves the sum.

    Attributes:
        effects: Words that move it, the one with the most yuan first.
        low: With each word read at its worst, alone or all together; without what waits.
        high: With each word read at its best, alone or all together; and with everything that
            waits for an answer, if it goes well.
        waiting: How much more what waits may bring as everything is read now.
        robust: ``None`` where nothing moves the plan.
    """

    effects: tuple[OpenEffect, ...]
    low: Money
    high: Money
    waiting: Money
    robust: Robust | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsafeClaim:
    """A planned claim that loses money if its worst single expense is refused."""

    measure: str
    title: str
    project: ProjectId | None
    project_title: str
    worst: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CushionedPlan:
    """The plan with a cushion (防退票): losing any one voucher costs nothing.

    Attributes:
        plan: The same sums with more vouchers; it can be adopted like any other.
        extra_vouchers, extra_pages: What the cushion costs.
        safe: What is safe of the sum. safe_at_most: No choice of vouchers makes more safe.
        vouchers_at_least: None that makes as much safe needs fewer vouchers in all.
        unsafe: Claims that cannot be made safe, because every voucher counts; worst first.
        certified: It is proved that no more can be safe, nor with fewer vouchers.
    """

    plan: BestPlan
    extra_vouchers: int
    extra_pages: int
    safe: Money
    safe_at_most: Money
    vouchers_at_least: int
    unsafe: tuple[UnsafeClaim, ...]
    certified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedClaim:
    """One measure and project in several plans side by side; ``None``: not in that one."""

    measure: str
    title: str
    project: ProjectId | None
    project_title: str
    amounts: tuple[Money | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Plans side by side: the book as it stands first, then each scenario.

    Attributes:
        rows: Every claim of any of them; those that differ most first.
    """

    plans: tuple[BestPlan, ...]
    rows: tuple[ComparedClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """What adopting a plan would do, said before it is done.

    Attributes:
        made: Titles of the claims it makes.
        replaced: Titles of drafts of the same measure and project that they take the place of.
        double: Expenses that stand in other drafts too, which stay, with the titles of those.
        obstacles: Why it cannot be adopted; empty: it can.
    """

    made: tuple[str, ...]
    replaced: tuple[str, ...]
    double: tuple[tuple[ExpenseId, str], ...]
    obstacles: tuple[Problem, ...]
