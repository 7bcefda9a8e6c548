"""What adopting a plan will do, said before it is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from jiamao_desktop.app.plan_findings import Adoption
from jiamao_desktop.app.plan_parts import BestPlan
from jiamao_desktop.ui import plan_words, widgets
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.theme import GRID

_MOST_SHOWN = 40


class AdoptDialog(QDialog):
    """Names the drafts that are made and replaced; or why the plan cannot be adopted."""

    def __init__(self, plan: BestPlan, found: Adoption, parent: QWidget) -> None:
        super().__init__(parent)
        title = self.tr("采用这个方案")
        self.setWindowTitle(title)
        self.resize(560, 460)
        self.cancel = widgets.when_clicked(widgets.button(self.tr("取消")), self.reject)
        self.do_button = widgets.when_clicked(
            widgets.button(self.tr("生成申报草稿"), "primary", "check"), self.accept
        )
        self.do_button.setEnabled(not found.obstacles)
        self._body = widgets.column(gap=12)
        inside = widgets.column(self._body, 1)
        inside.setContentsMargins(0, 0, 12, 0)
        box = widgets.column(
            widgets.text(title, "section"),
            widgets.text(plan_words.sum_text(plan), "figure", wrap=True),
            widgets.text(plan_words.paper_text(plan), "soft", wrap=True),
            widgets.scrolled(widgets.holding(inside)),
            widgets.row(1, self.cancel, self.do_button, gap=12),
            gap=GRID,
            margin=24,
        )
        box.setStretch(3, 1)
        self.setLayout(box)
        if found.obstacles:
            self._refuse(found)
        else:
            self._promise(found)
        (self.cancel if found.obstacles else self.do_button).setFocus()

    def _refuse(self, found: Adoption) -> None:
        card = widgets.Card(tone="warn", gap=GRID)
        card.body.addWidget(widgets.text(self.tr("现在不能采用"), "strong"))
        for problem in found.obstacles:
            card.body.addWidget(widgets.text(say(problem), wrap=True))
        self._body.addWidget(card)

    def _promise(self, found: Adoption) -> None:
        self._list(self.tr("生成 {count} 份申报草稿").format(count=len(found.made)), found.made)
        if found.replaced:
            words = self.tr("这 {count} 份准备中的草稿会被换掉").format(count=len(found.replaced))
            self._list(words, found.replaced, "warn")
        if found.double:
            words = self.tr("这些草稿留着，但与方案用了同一笔费用，提交前请删去一份")
            self._list(words, tuple(dict.fromkeys(title for _, title in found.double)), "warn")
        hint = self.tr("已经提交和核定的申报不动。整个采用是一步，可以一次撤销。")
        self._body.addWidget(widgets.text(hint, "soft", wrap=True))

    def _list(self, head: str, titles: Sequence[str], tone: str = "plain") -> None:
        card = widgets.Card(tone=tone, gap=6)
        card.body.addWidget(widgets.text(head, "strong", wrap=True))
        for title in titles[:_MOST_SHOWN]:
            card.body.addWidget(widgets.text(f"· {title}", wrap=True))
        more = len(titles) - _MOST_SHOWN
        if more > 0:
            words = self.tr("另有 {count} 份").format(count=more)
            card.body.addWidget(widgets.text(words, "soft"))
        self._body.addWidget(card)
