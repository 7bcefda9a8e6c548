"""最优方案: the most money by proof, then the least paper; and what hangs on it.

A plan is worked out in the background whenever the book has changed. Its sum shows first; what
each voucher weighs and each cap costs follows. What is seldom looked at (the range, the cushion,
what-ifs) is worked out when its tab is opened. Leaving the screen ends whatever is under way: the
thread that reads is needed by the others.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget

from jiamao_desktop.app.plan_findings import (
    Adoption,
    Comparison,
    CushionedPlan,
    Outlook,
    PlanDetails,
)
from jiamao_desktop.app.plan_parts import BestPlan, Scenario
from jiamao_desktop.app.progress import Report
from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.ui import plan_calls, plan_words, widgets
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.plan_adopt import AdoptDialog
from jiamao_desktop.ui.plan_body import PlanBody, Tab
from jiamao_desktop.ui.plan_progress import PlanProgress
from jiamao_desktop.ui.plan_suppose_form import Word
from jiamao_desktop.ui.plan_supposed import Supposed
from jiamao_desktop.ui.plan_words import ClaimKey, Statement
from jiamao_desktop.ui.screen import CLAIM_TABLES, Screen, Shell
from jiamao_desktop.ui.theme import GRID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jiamao_desktop.domain.changes import Changes

T = TypeVar("T")
_WORKING, _EMPTY, _STOPPED, _BODY = range(4)


class PlanScreen(Screen):
    """The best plan. ``show_target`` takes ``(measure, project or None)`` of a planned claim."""

    tables = CLAIM_TABLES

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._best: BestPlan | None = None
        self._shown: BestPlan | None = None
        self._details: list[tuple[BestPlan, PlanDetails]] = []
        self._outlook: Outlook | None = None
        self._cushion: CushionedPlan | None = None
        self._compared = False
        self._wanted: ClaimKey | None = None
        self.progress = PlanProgress()
        self.body = PlanBody()
        self.tabs = self.body.tabs
        self.pages = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        again = widgets.when_clicked(
            widgets.button(self.tr("重新计算"), "primary", "refresh"), self.refresh
        )
        self.empty = widgets.EmptyState(
            "empty-drop",
            self.tr("还没有可以安排的"),
            "",
            self._way(self.tr("收进发票和回单"), "review", "inbox", "primary"),
            self._way(self.tr("看有哪些政策"), "measures", "policy"),
        )
        self.stopped = widgets.EmptyState(
            "empty-search",
            self.tr("还没有算完"),
            self.tr("方案没有安排完，账套没有任何改动。"),
            again,
        )
        working = widgets.EmptyState(
            "empty-search",
            self.tr("正在安排最优方案…"),
            self.tr("逐项核对政策，找出能拿到最多、凭证最少的一种分法，并证明没有更好的。"),
        )
        for page in (working, self.empty, self.stopped, self.body):
            self.pages.addWidget(page)
        top = widgets.row(widgets.text(self.tr("最优方案"), "title"), self.progress, gap=3 * GRID)
        top.setStretch(1, 1)
        box = widgets.column(top, self.pages, gap=GRID)
        box.setStretch(1, 1)
        box.setContentsMargins(24, 12, 24, 16)
        self.setLayout(box)

    def _way(self, words: str, key: str, icon: str, look: str = "secondary") -> QPushButton:
        return widgets.when_clicked(widgets.button(words, look, icon), partial(self.shell.go, key))

    def _connect(self) -> None:
        self.progress.stopped.connect(self._stop)
        self.progress.resumed.connect(self.refresh)
        self.body.head.adopt_wanted.connect(self._ask_to_adopt)
        self.body.head.best_wanted.connect(self._show_best_again)
        self.tabs.currentChanged.connect(self._fill_tab)
        body, go = self.body, self.shell.go
        body.card_wanted.connect(partial(go, "measures"))
        body.expense_wanted.connect(partial(go, "ledger"))
        body.words_wanted.connect(partial(go, "readings"))
        body.word_wanted.connect(partial(go, "readings"))
        body.questions_wanted.connect(partial(go, "measures"))
        body.claims.review_wanted.connect(partial(go, "review"))
        body.claims.measures_wanted.connect(partial(go, "measures"))
        body.supposed.connect(self.suppose)
        body.reading_supposed.connect(self.suppose_reading)
        body.robust_wanted.connect(self._show_robust)
        body.switched.connect(self._switch_cushion)
        body.compare_wanted.connect(self._compare)
        body.scenario_wanted.connect(self._show_scenario)
        body.adopt_wanted.connect(self._ask_to_adopt_this)

    def refresh(self) -> None:
        """Override: plan anew, in the background; what shows meanwhile cannot be adopted."""
        ws = self.workspace
        self.progress.cancel()
        self._details.clear()
        self._outlook = self._cushion = None
        self._compared = False
        self.body.head.set_ready(ready=False)
        if self._best is None:
            self.pages.setCurrentIndex(_WORKING)
            words = self.tr("正在安排…")
        else:
            words = self.tr("账目有变动，正在重新安排…")
        self._work("plan", words, lambda report: plan_calls.best(ws, report), self._show_best)

    def show_target(self, target: object) -> None:
        """Override: open a planned claim."""
        self._wanted = cast("ClaimKey", target)
        self._go_to_wanted()

    def suppose(self, what: Supposed) -> None:
        """Try something of one expense, beside the plan as it is."""
        self.tabs.setCurrentIndex(Tab.WHAT_IF)
        self.body.what_if.suppose(what)

    def suppose_reading(self, word: Word, option: str) -> None:
        """Try another reading of a word, beside the plan as it is."""
        self.tabs.setCurrentIndex(Tab.WHAT_IF)
        self.body.what_if.read(word, option)

    def hideEvent(self, event: QHideEvent) -> None:
        """Override: whoever leaves does not wait for the plan; it begins anew on return."""
        super().hideEvent(event)
        if not event.spontaneous() and self.progress.cancel():
            self._stale = True

    def _work(
        self,
        channel: str,
        words: str,
        work: Callable[[Report], T],
        on_done: Callable[[T], None],
        on_error: Callable[[JiamaoError], None] | None = None,
    ) -> None:
        def done(result: T) -> None:
            self.progress.done(channel)
            on_done(result)

        def failed(error: JiamaoError) -> None:
            self.progress.done(channel)
            (on_error or self._fail)(error)

        job = self.shell.jobs.read(
            work, on_done=done, on_error=failed, channel=f"PlanScreen.{channel}"
        )
        self.progress.follow(channel, job, words)

    def _fail(self, error: JiamaoError) -> None:
        self.shell.fail(error)
        self._stop()
        self.progress.offer_again(self.tr("没有算完"))

    def _stop(self) -> None:
        """Leave what was worked out so far, and say of the rest that it was not."""
        if self._best is None:
            self.pages.setCurrentIndex(_STOPPED)
            return
        body, words = self.body, self.body.unfinished()
        if not self._details:
            body.give_up_details()
        if self._outlook is None and body.made(Tab.OUTLOOK):
            body.outlook.wait(words)
        if self._cushion is None and body.made(Tab.CUSHION):
            body.cushion.wait(words)
        if not self._compared and body.made(Tab.WHAT_IF) and body.what_if.supposed:
            body.what_if.say(words)

    def _show_best(self, plan: BestPlan) -> None:
        self._best = plan
        if plan.nothing is not None and not (plan.claims or plan.spare):
            self.empty.hint.setText(say(plan.nothing))
            self.pages.setCurrentIndex(_EMPTY)
            return
        self.body.wait()
        self._show(plan)
        self.pages.setCurrentIndex(_BODY)
        self._fill_tab(self.tabs.currentIndex())
        self._go_to_wanted()

    def _show(self, plan: BestPlan, variant: str = "", paper: Statement | None = None) -> None:
        """Show a plan whole: the best one, or a variant of it under its name."""
        self._shown = plan
        self.body.show_plan(plan, variant, paper)
        known = [details for about, details in self._details if about is plan]
        if known:
            self.body.show_details(known[0])
            return
        ws = self.workspace
        self._work(
            "details",
            self.tr("正在计算每张凭证的分量…"),
            lambda report: plan_calls.details(ws, plan, report),
            partial(self._show_details, plan),
        )

    def _show_details(self, plan: BestPlan, found: PlanDetails) -> None:
        self._details.append((plan, found))
        self.body.show_details(found)

    def _go_to_wanted(self) -> None:
        if self._wanted is not None and self._shown is not None:
            self.tabs.setCurrentIndex(Tab.CLAIMS)
            self.body.claims.open(self._wanted)
            self._wanted = None

    def _fill_tab(self, tab: int) -> None:
        """Work out what the open tab shows, if that has not been done for this plan."""
        plan, ws = self._best, self.workspace
        if plan is None:
            return
        if tab == Tab.OUTLOOK and self._outlook is None:
            self.body.outlook.wait()
            self._work(
                "outlook",
                self.tr("正在计算各种理解下的方案…"),
                lambda report: plan_calls.outlook(ws, plan, report),
                self._show_outlook,
            )
        elif tab == Tab.CUSHION and not plan.claims:
            self.body.cushion.wait(self.tr("方案里还没有申报，没有凭证要防。"))
        elif tab == Tab.CUSHION and self._cushion is None:
            self.body.cushion.wait()
            self._work(
                "cushion",
                self.tr("正在计算防退票的方案…"),
                lambda report: plan_calls.cushion(ws, plan, report),
                self._show_cushion,
            )
        elif tab == Tab.WHAT_IF and not self._compared:
            self._work(
                "choices",
                self.tr("正在读取可以假设的事项…"),
                lambda _report: plan_calls.choices(ws),
                self.body.what_if.show_choices,
            )
            if self.body.what_if.supposed:
                self._compare(self.body.what_if.supposed)

    def _show_outlook(self, found: Outlook) -> None:
        if self._best is not None:
            self._outlook = found
            self.body.outlook.show_outlook(self._best, found)

    def _show_cushion(self, found: CushionedPlan) -> None:
        if self._best is not None:
            self._cushion = found
            self.body.cushion.show_cushion(self._best, found)

    def _switch_cushion(self, wanted: bool) -> None:
        if wanted and self._cushion is not None:
            words = self.tr("这是防退票的方案：申请金额不变，多用 {count} 张凭证。")
            self._show(
                self._cushion.plan,
                words.format(count=self._cushion.extra_vouchers),
                plan_words.cushion_proof(self._cushion),
            )
        else:
            self._show_best_again()

    def _show_robust(self, plan: BestPlan) -> None:
        self.body.switch_off()
        self._show(plan, self.tr("这是更稳的方案：在最坏的理解下也最好。"))
        self.tabs.setCurrentIndex(Tab.CLAIMS)

    def _show_scenario(self, plan: BestPlan) -> None:
        self.body.switch_off()
        words = self.tr("这是“{name}”的方案：只算不存。").format(name=plan.scenario.name)
        self._show(plan, words)
        self.tabs.setCurrentIndex(Tab.CLAIMS)

    def _show_best_again(self) -> None:
        self.body.switch_off()
        if self._best is not None:
            self._show(self._best)

    def _compare(self, scenarios: Sequence[Scenario]) -> None:
        ws = self.workspace
        self.body.what_if.wait()
        self._work(
            "compare",
            self.tr("正在按假设重新安排…"),
            lambda report: plan_calls.compare(ws, scenarios, report),
            self._show_comparison,
            lambda error: self.body.what_if.say(say(error)),
        )

    def _show_comparison(self, found: Comparison) -> None:
        self._compared = True
        self.body.what_if.show_comparison(found)

    def _ask_to_adopt(self) -> None:
        if self._shown is not None:
            self._ask_to_adopt_this(self._shown)

    def _ask_to_adopt_this(self, plan: BestPlan) -> None:
        ws = self.workspace
        self._work(
            "adoption",
            self.tr("正在核对现有的申报…"),
            lambda _report: plan_calls.adoption(ws, plan),
            partial(self._confirm, plan),
            self.shell.fail,
        )

    def _confirm(self, plan: BestPlan, found: Adoption) -> None:
        dialog = AdoptDialog(plan, found, self)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        ws = self.workspace
        self.write(
            self.tr("采用最优方案"),
            lambda _report: plan_calls.adopt(ws, plan),
            partial(self._adopted, len(found.made)),
        )

    def _adopted(self, count: int, _changes: Changes) -> None:
        words = self.tr("已采用方案，生成 {count} 份申报草稿，可撤销。")
        self.shell.say(words.format(count=count), undoable=True)
        self.shell.go("claims")
