"""One unclear word: the clause, the ways to read it with their amounts, and who decided."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from jiamao_desktop.app.unsettled import ReadingOption, UnsettledItem
from jiamao_desktop.domain.choice import ChosenReading, DecidedBy
from jiamao_desktop.domain.inquiry import InquiryState
from jiamao_desktop.ui import icons, theme, widgets, wording
from jiamao_desktop.ui.grounds import LINK_LOOK, Quote, verdict_chip
from jiamao_desktop.ui.theme import GRID
from jiamao_desktop.ui.unsettled_rows import decided_verdict, letter_verdict

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class OptionCard(widgets.Card):
    """One way to read the word, with what the measures come to under it.

    Signals:
        adopted: ``(option)``.
    """

    adopted = Signal(str)

    def __init__(
        self, option: ReadingOption, letter: str, *, careful: bool, chosen: bool, open_: bool
    ) -> None:
        """Show an option.

        Args:
            option: The option.
            letter: What letters of inquiry call it.
            careful: It is the default.
            chosen: It is used now.
            open_: The person may choose: no office has decided.
        """
        super().__init__(tone="accent" if chosen else "plain", gap=GRID)
        self.option = option
        name = widgets.text(f"{letter}　{option.label}", "strong", wrap=True)
        amount = widgets.text(wording.yuan(option.amount), "strong")
        head = widgets.row(name, amount, gap=12)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        if option.remark:
            self.body.addWidget(widgets.text(option.remark, "small", wrap=True))
        self.adopt = widgets.when_clicked(
            widgets.button(self.tr("采用"), icon="check"), lambda: self.adopted.emit(option.id)
        )
        self.adopt.setAccessibleName(self.tr("采用：{0}").format(option.label))
        self.adopt.setVisible(open_ and not chosen)
        foot = widgets.row(gap=GRID)
        if careful:
            foot.addWidget(widgets.chip(self.tr("默认 · 审慎"), "calm"))
        if chosen:
            foot.addWidget(widgets.chip(self.tr("✓ 现按此计算"), "ok"))
        foot.addStretch(1)
        foot.addWidget(self.adopt)
        self.body.addLayout(foot)


class WordDetail(QWidget):
    """The open word.

    Signals:
        adopted: ``(option)``.
        picked: ``(whether)`` it is to be asked about in the next letter.
        answered: An answer is to be recorded.
        taken_back: Choice or answer is to be taken back.
        measure_wanted: ``(measure)``. paper_wanted: ``(document)``. letters_wanted: The letters.
    """

    adopted = Signal(str)
    picked = Signal(bool)
    answered = Signal()
    taken_back = Signal()
    measure_wanted = Signal(str)
    paper_wanted = Signal(int)
    letters_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.options: dict[str, OptionCard] = {}
        self._box = widgets.column(gap=12)
        self._box.setContentsMargins(0, 0, GRID, 0)
        inside = widgets.holding(widgets.column(self._box, 1))
        self._area = widgets.scrolled(inside)
        self.pick = widgets.button(self.tr("列入咨询函"), icon="note")
        self.pick.setCheckable(True)
        self.pick.clicked.connect(self.picked)
        self.record = widgets.when_clicked(
            widgets.button(self.tr("记录答复…"), icon="edit"), self.answered.emit
        )
        self.back = widgets.when_clicked(
            widgets.button(self.tr("撤回"), icon="undo"), self.taken_back.emit
        )
        foot = widgets.row(self.pick, 1, self.back, self.record, gap=GRID)
        box = widgets.column(self._area, widgets.rule(), foot, gap=12)
        box.setStretch(0, 1)
        self.setLayout(box)
        self.setMinimumWidth(420)

    def show_item(self, item: UnsettledItem, *, picked: bool) -> None:
        """Show a word; ``picked``: it is to be asked about in the next letter."""
        widgets.clear(self._box)
        self.options = {}
        self._show_question(item)
        if item.choice is not None:
            self._box.addWidget(self._decision(item.choice))
        if item.letter is not None:
            self._show_letter(item.letter[1].state)
        self._show_options(item)
        self._show_measures(item)
        self.show_picked(picked=picked)
        answered = item.choice is not None and item.choice.decided_by is DecidedBy.OFFICER
        self.back.setVisible(item.choice is not None)
        self.back.setText(self.tr("撤回答复") if answered else self.tr("恢复默认"))
        self._area.verticalScrollBar().setValue(0)

    def show_picked(self, *, picked: bool) -> None:
        """Show whether the word is to be asked about in the next letter."""
        self.pick.setChecked(picked)
        self.pick.setIcon(icons.icon("check" if picked else "note", theme.ACCENT))
        self.pick.setText(self.tr("已列入咨询函") if picked else self.tr("列入咨询函"))

    def _show_question(self, item: UnsettledItem) -> None:
        head = widgets.row(widgets.text(item.question, "section", wrap=True), gap=12)
        head.setStretch(0, 1)
        head.addWidget(verdict_chip(decided_verdict(item)), 0, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(head)
        source = self.tr("{title}　{number}　受理：{office}").format(
            title=item.notice.title, number=item.notice.number, office=item.notice.office
        )
        self._box.addWidget(widgets.text(source, "small", wrap=True))
        for clause in item.clauses:
            self._box.addWidget(Quote(clause))
        if item.remark:
            self._box.addWidget(widgets.text(item.remark, "soft", wrap=True))

    def _show_options(self, item: UnsettledItem) -> None:
        words = (
            self.tr("各种理解相差 {amount}（有关措施的测算上限合计，共用上限只算一次）").format(
                amount=wording.yuan(item.effect)
            )
            if item.effect
            else self.tr("按现有费用，怎样理解金额都一样。")
        )
        self._box.addWidget(widgets.section(self.tr("可能的理解"), words))
        answered = item.choice is not None and item.choice.decided_by is DecidedBy.OFFICER
        for letter, option in zip(_LETTERS, item.options, strict=False):
            card = OptionCard(
                option,
                letter,
                careful=option.id == item.careful,
                chosen=option.id == item.chosen,
                open_=not answered,
            )
            card.adopted.connect(self.adopted)
            self.options[option.id] = card
            self._box.addWidget(card)

    def _show_measures(self, item: UnsettledItem) -> None:
        count = self.tr("涉及 {count} 项措施").format(count=len(item.measures))
        hint = self.tr("前 {count} 项按现有费用有金额。").format(count=item.paying)
        partly = 0 < item.paying < len(item.measures)
        self._box.addWidget(widgets.section(count, hint if partly else ""))
        links = widgets.column(gap=0)
        for measure, title in item.measures:
            link = widgets.button(title, "quiet", "policy")
            link.setStyleSheet(LINK_LOOK)
            link.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            link.clicked.connect(lambda _=False, key=measure: self.measure_wanted.emit(key))
            links.addWidget(link)
        self._box.addLayout(links)

    def _decision(self, choice: ChosenReading) -> QWidget:
        """Return who decided, when, what was said, and the paper."""
        answered = choice.decided_by is DecidedBy.OFFICER
        card = widgets.Card(widgets.text(choice.basis, "strong", wrap=True), tone="info")
        about = [wording.day(choice.decided_on)] if choice.decided_on and not answered else []
        if choice.officer:
            about.append(self.tr("答复人：{0}").format(choice.officer))
        if choice.note:
            about.append(choice.note)
        if about:
            card.body.addWidget(widgets.text("　".join(about), wrap=True))
        if choice.document is not None:
            link = widgets.button(self.tr("查看答复原件"), "quiet", "file")
            number = int(choice.document)
            link.clicked.connect(lambda: self.paper_wanted.emit(number))
            card.body.addLayout(widgets.row(link, 1))
        return card

    def _show_letter(self, state: InquiryState) -> None:
        link = widgets.button(self.tr("查看咨询函"), "quiet", "note")
        link.clicked.connect(self.letters_wanted)
        chip = verdict_chip(letter_verdict(state))
        said = widgets.text(self.tr("已就此写过咨询函"))
        self._box.addLayout(widgets.row(said, chip, link, 1, gap=GRID))
