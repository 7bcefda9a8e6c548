"""One handbook: what is not known, a line for each material, and how one line came about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jiamao_desktop.app import handbooks
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.handbook import Handbook
from jiamao_desktop.domain.handbook_balance import Balance, MaterialBalance, Part, text
from jiamao_desktop.domain.trade import Wanted
from jiamao_desktop.ui import handbook_words, theme, widgets
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.plan_table import PlanTable
from jiamao_desktop.ui.record_table import Column
from jiamao_desktop.ui.wording import tr

_MOST_PROBLEMS = 30


class HandbookPane(QWidget):
    """The balance of a handbook.

    Signals:
        list_wanted: ``(Wanted)`` the declarations behind a figure are wanted.
    """

    list_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._handbook: Handbook | None = None
        self._balance: Balance | None = None
        self.title = widgets.text("", "section")
        self.about = widgets.text("", "soft", wrap=True)
        self._said = widgets.text("", "body", wrap=True)
        self._shown_problems: Sequence[str] = ()
        self.more = widgets.when_clicked(
            widgets.button(self.tr("逐条列出"), "quiet", "down"), self._say_all
        )
        line = widgets.row(self._said, self.more, gap=12)
        line.setStretch(0, 1)
        self.problems = widgets.Card(line, tone="warn")
        self.problems.body.setContentsMargins(16, 8, 8, 8)
        self.table: PlanTable[MaterialBalance] = PlanTable(_columns(), self.tr("料件平衡"))
        self.table.setMinimumHeight(140)
        self.table.picked.connect(self._pick)
        self.body: QVBoxLayout = widgets.column(gap=8)
        detail = widgets.Card()
        detail.body.addLayout(self.body)
        self.detail = widgets.scrolled(detail)
        self.detail.setMinimumHeight(110)
        box = widgets.column(self.title, self.about, self.problems, self.table, self.detail, gap=12)
        box.setStretch(3, 3)
        box.setStretch(4, 2)
        self.setLayout(box)

    def show_balance(self, handbook: Handbook, found: Balance) -> None:
        """Show a handbook."""
        self._handbook, self._balance = handbook, found
        self.title.setText(handbook.number)
        days = tr("{0} 至 {1}").format(handbook.starts_on or "…", handbook.ends_on or "…")
        counts = self.tr("料件 {0} 项，成品 {1} 项，单耗 {2} 条").format(
            len(handbook.materials), len(handbook.products), len(handbook.uses)
        )
        known = handbook.starts_on or handbook.ends_on
        parts = (handbook.party, days if known else "", counts)
        self.about.setText("　·　".join(filter(None, parts)))
        self._show_problems(found.problems)
        self.table.show_records(found.materials)
        if found.materials and self.table.picked_record() is None:
            self.table.go_to(0)

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        self._shown_problems = [say(problem) for problem in problems]
        self.problems.setVisible(bool(problems))
        count = len(problems)
        head = self.tr("! {0} 处记录不全或对不上，有关料件的结余仅供参考。").format(count)
        self._said.setText(head)

    def _say_all(self) -> None:
        widgets.clear(self.body)
        for line in self._shown_problems[:_MOST_PROBLEMS]:
            self.body.addWidget(widgets.text(f"! {line}", wrap=True))
        rest = len(self._shown_problems) - _MOST_PROBLEMS
        if rest > 0:
            self.body.addWidget(widgets.text(self.tr("……另有 {0} 处").format(rest), "small"))
        self.body.addStretch(1)

    def _pick(self, number: int | None) -> None:
        widgets.clear(self.body)
        if number is None or self._handbook is None:
            return
        line = self.table.record_at(number)
        name = f"{line.material.serial}　{line.material.name}"
        self.body.addWidget(widgets.Elided(self.tr("{0}：怎么算出来的").format(name), "strong"))
        for part, amount in line.parts.items():
            if part is Part.USED or not (amount or line.rows.get(part)):
                continue
            words = f"{handbook_words.part_name(part)} {text(amount)} {line.material.unit}"
            wanted = handbooks.behind(self._handbook.number, part, line.material.serial)
            self._add(words, wanted, len(line.rows.get(part, ())))
        products = {one.serial: one.name for one in self._handbook.products}
        for one in line.consumed:
            product = tr("成品 {0} {1}（版本 {2}）").format(
                one.product, products.get(one.product, ""), one.version
            )
            words = f"{product}：{handbook_words.consumed(one, line.material.unit)}"
            wanted = handbooks.behind_product(self._handbook.number, one.product)
            self._add(words, wanted, None)
        total = self.tr("结余 {0} {1}").format(text(line.left), line.material.unit)
        self.body.addWidget(widgets.text(total, "strong"))
        self.body.addStretch(1)

    def _add(self, words: str, wanted: Wanted, count: int | None) -> None:
        shown = widgets.text(words, wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        name = self.tr("看报关单") if count is None else self.tr("看 {0} 份报关单").format(count)
        button = widgets.when_clicked(
            widgets.button(name, "quiet", "right"), partial(self.list_wanted.emit, wanted)
        )
        line = widgets.row(shown, button, gap=12)
        line.setStretch(0, 1)
        self.body.addLayout(line)


def _columns() -> Sequence[Column[MaterialBalance]]:
    return [
        Column(tr("料件"), lambda line: handbook_words.goods_name(line.material), width=0),
        Column(tr("进口"), handbook_words.imported, align_right=True, width=116),
        Column(
            tr("出口耗用"),
            lambda line: handbook_words.about(line.parts[Part.USED]),
            align_right=True,
            width=136,
        ),
        Column(tr("其他进出"), handbook_words.others, align_right=True, width=126),
        Column(
            tr("结余"),
            handbook_words.left,
            align_right=True,
            width=136,
            colour=lambda line: theme.TONES["bad"][0] if line.left < 0 else None,
        ),
    ]
