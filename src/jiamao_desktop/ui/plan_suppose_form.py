"""The small form that adds one supposition: more spending, another reading, another day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jiamao_desktop.app.plan_parts import PlannedExpense
from jiamao_desktop.domain.days import parse_day
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.fields import ChoiceField, DateField, Field, Form, MoneyField
from jiamao_desktop.ui.messages import say

Word = tuple[str, str]
"""Pack and key of an unclear word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a supposition may be made of.

    Attributes:
        words: Unclear words: the question, and the options by id.
        categories, projects: Names by id.
    """

    words: Mapping[Word, tuple[str, Mapping[str, str]]]
    categories: Mapping[str, str]
    projects: Mapping[ProjectId, str]


class SupposeForm(QWidget):
    """Three short forms, one of them shown.

    Signals:
        spent: ``(PlannedExpense)``.
        read: ``((pack, word), option)``.
        moved: ``(date)`` on which everything is assessed.
    """

    spent = Signal(object)
    read = Signal(object, str)
    moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: Sequence[Word] = ()
        self._options: Sequence[Mapping[str, str]] = ()
        self.kind = ChoiceField(
            "kind",
            self.tr("加一条假设"),
            {
                "0": self.tr("还要花一笔钱"),
                "1": self.tr("换一种理解"),
                "2": self.tr("换一天来算"),
            },
        )
        none = self.tr("不归项目")
        self.category = ChoiceField("category", self.tr("费用类别"), {})
        self.gross = MoneyField("gross", self.tr("价税合计（元）"))
        self.tax = MoneyField("tax", self.tr("其中税额（元，可不填）"))
        self.paid_on = DateField("paid_on", self.tr("打算哪天付款"))
        self.project = ChoiceField("project", self.tr("项目"), {}, blank=none)
        self.word = ChoiceField("word", self.tr("哪一处没有说清"), {})
        self.option = ChoiceField("option", self.tr("按哪种理解"), {})
        self.day = DateField(
            "day", self.tr("哪一天"), self.tr("文件是否有效、年度额度，都按这一天算。")
        )
        self.forms = (
            Form((self.category, self.gross, self.tax, self.paid_on, self.project)),
            Form((self.word, self.option)),
            Form((self.day,)),
        )
        self.add = widgets.when_clicked(
            widgets.button(self.tr("加上"), "secondary", "plus"), self._add
        )
        self.add.setObjectName("suppose")
        self._pages = QStackedWidget()
        for form in self.forms:
            self._pages.addWidget(widgets.holding(_column(form)))
        self.kind.edited.connect(self._turn)
        self.word.edited.connect(lambda _words: self._offer_options())
        box = widgets.column(self.kind, self._pages, widgets.row(self.add, 1), gap=12)
        self.setLayout(box)
        self._turn("0")

    def show_choices(self, choices: Choices) -> None:
        """Offer these words, categories and projects; what was chosen stays if it can."""
        self.category.set_choices(choices.categories)
        projects = {str(number): title for number, title in choices.projects.items()}
        self.project.set_choices(projects, self.tr("不归项目"))
        self._words = list(choices.words)
        self._options = [options for _question, options in choices.words.values()]
        questions = [question for question, _options in choices.words.values()]
        self.word.set_choices({str(place): words for place, words in enumerate(questions)})
        self._offer_options()

    def _turn(self, page: str) -> None:
        for place in range(self._pages.count()):
            shown = self._pages.widget(place)
            if shown is not None:  # the hidden pages do not hold the place high
                shown.setVisible(str(place) == page)
        self._pages.setCurrentIndex(int(page))

    def _offer_options(self) -> None:
        place = self.word.text()
        self.option.set_choices(self._options[int(place)] if place else {})

    def _add(self) -> None:
        page = self._pages.currentIndex()
        if not self.forms[page].check() or not _filled(self._needed()[page]):
            return
        match page:
            case 0:
                self._spend()
            case 1:
                self.read.emit(self._words[int(self.word.text())], self.option.text())
            case _:
                self.moved.emit(parse_day(self.day.text()))

    def _needed(self) -> Sequence[Sequence[Field]]:
        return (self.category, self.gross, self.paid_on), (self.word, self.option), (self.day,)

    def _spend(self) -> None:
        gross = Money.from_yuan(self.gross.text())
        tax = Money.from_yuan(self.tax.text()) if self.tax.text() else ZERO
        wrong: tuple[MoneyField, str] | None = None
        if gross <= ZERO:
            wrong = self.gross, self.tr("金额要大于零。")
        elif not ZERO <= tax < gross:
            wrong = self.tax, self.tr("税额要小于价税合计。")
        if wrong is not None:
            field, words = wrong
            field.set_problem(words)
            field.setFocus()
            return
        about = self.project.text()
        self.spent.emit(
            PlannedExpense(
                category=self.category.text(),
                gross=gross,
                net=gross - tax,
                paid_on=parse_day(self.paid_on.text()),
                project=ProjectId(int(about)) if about else None,
            )
        )
        for field in (self.gross, self.tax):
            field.set_text("")


def _column(form: Form) -> QVBoxLayout:
    return widgets.column(*form.fields.values(), 1, gap=12)


def _filled(fields: Sequence[Field]) -> bool:
    """Tell whether none of these is blank; the first that is says so and gets the cursor."""
    blank = [field for field in fields if not field.text()]
    for field in blank:
        field.set_problem(say(Problem.of("field.empty")))
    if blank:
        blank[0].setFocus()
    return not blank
