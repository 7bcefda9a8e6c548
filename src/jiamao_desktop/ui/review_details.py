"""One file of the review list, close up: every value with its origin, warnings, choices."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QVBoxLayout, QWidget

from jiamao_desktop.app.review import ItemState, ReviewItem, chosen, corrected, proof
from jiamao_desktop.domain.document import DocumentKind
from jiamao_desktop.domain.draft import DraftKind, Origin
from jiamao_desktop.domain.draft import Field as DraftField
from jiamao_desktop.domain.errors import Problem, UserError
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui import field_names, widgets
from jiamao_desktop.ui.fields import ChoiceField, Field, MoneyField, TextField
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.review_pairs import PairsPane, choice_of, target_of
from jiamao_desktop.ui.review_words import STATE_TONES, state_name

_MOST_LINES = 50
_ALWAYS_ASKED = {
    DraftKind.FAPIAO: ("number", "issued_on", "seller", "buyer", "net", "tax", "gross"),
    DraftKind.PAYMENT: ("number", "paid_on", "payer", "payee", "amount"),
    DraftKind.DECLARATION: ("number", "declared_on", "direction"),
    DraftKind.CONTRACT: ("number", "title", "first_party", "second_party", "amount"),
    DraftKind.EXPENSE: ("payee", "gross", "paid_on"),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Choices:
    """What the person may choose from, read once for the whole list.

    Attributes:
        expenses: ``"e12"`` for expense 12 of the book, ``"b3"`` for item 3 of this batch.
        names: What pairs point to, in words, by the same choices.
        tied: The items of this batch that belong to the one that is shown, in words.
    """

    categories: Mapping[str, str]
    projects: Mapping[str, str]
    expenses: Mapping[str, str]
    names: Mapping[str, str] = dataclasses.field(default_factory=dict)
    tied: Sequence[str] = ()


class ReviewDetails(QWidget):
    """The pane beside the list.

    Signals:
        corrected: ``(ReviewItem)`` as the person has changed it.
    """

    corrected = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._item: ReviewItem | None = None
        self._choices = Choices({}, {}, {})
        self.fields: dict[str, Field] = {}
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 8, 16)
        self._body.setSpacing(12)
        self.setLayout(widgets.column(widgets.scrolled(widgets.holding(self._body))))

    def show_item(self, item: ReviewItem | None, choices: Choices) -> None:
        """Show an item, or nothing. The cursor stays in the field of the same name."""
        at = self._focused()
        for field in self.fields.values():
            # A field that goes away loses the cursor, and would correct the wrong item.
            field.blockSignals(True)  # noqa: FBT003 -- Qt's signature
        self._item, self._choices = item, choices
        self.fields = {}
        widgets.clear(self._body)
        self._fill(item)
        if at in self.fields:
            self.fields[at].setFocus()

    def _focused(self) -> str:
        widget = QApplication.focusWidget()
        if widget is None:
            return ""
        found = (name for name, field in self.fields.items() if field.isAncestorOf(widget))
        return next(found, "")

    def _fill(self, item: ReviewItem | None) -> None:
        if item is None:
            hint = widgets.text(
                self.tr("在左边选一个文件，这里显示读到的内容。"), "soft", wrap=True
            )
            hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._body.addStretch(1)
            self._body.addWidget(hint)
            self._body.addStretch(1)
            return
        self._add_head(item)
        self._add_problems(item)
        if item.state not in (ItemState.REFUSED, ItemState.DUPLICATE, ItemState.SAME):
            self._add_pairs(item)
            self._add_choices(item)
        if item.draft is not None:
            self._add_fields(item)
            self._add_lines(item)
        self._body.addStretch(1)

    def _add_head(self, item: ReviewItem) -> None:
        state = widgets.chip(state_name(item.state), STATE_TONES[item.state])
        name = widgets.Elided(item.reading.name, "section")
        line = widgets.row(name, state)
        line.setStretch(0, 1)
        self._body.addLayout(line)
        if item.state in (ItemState.REFUSED, ItemState.DUPLICATE) or item.blocked:
            return
        take = QCheckBox(self.tr("收入这一件"))
        take.setChecked(item.wanted)
        take.clicked.connect(lambda on: self._replace(wanted=bool(on)))
        self._body.addWidget(take)

    def _add_problems(self, item: ReviewItem) -> None:
        if item.reading.problem:
            tone = "bad" if item.reading.refused else "info"
            self._body.addWidget(_note(item.reading.problem, tone))
        if item.duplicate:
            self._body.addWidget(_note(item.duplicate, "calm"))
        if item.same:
            self._body.addWidget(_note(item.same.problem, "info"))
        if item.blocked:
            self._body.addWidget(_note(item.blocked, "bad"))
        for remark in item.remarks:
            self._body.addWidget(_note(remark, "info"))
        for warning in item.draft.warnings if item.draft else ():
            self._body.addWidget(_note(warning, "warn"))

    def _add_pairs(self, item: ReviewItem) -> None:
        for words in self._choices.tied:
            self._body.addWidget(widgets.Card(widgets.text(words, wrap=True), tone="ok"))
        if not item.found:
            if item.draft is not None and item.draft.kind is DraftKind.PAYMENT and not item.ties:
                hint = self.tr(
                    "没有找到它付的发票或费用；可以在下面指定，也可以先收入，以后再对应。"
                )
                self._body.addWidget(widgets.text(hint, "soft", wrap=True))
            return
        pane = PairsPane(item, self._choices.names)
        pane.chosen.connect(self.corrected)
        self._body.addWidget(pane)

    def _add_choices(self, item: ReviewItem) -> None:
        offered: list[Field] = []
        if item.draft is None:
            kinds = ChoiceField("document_kind", self.tr("单证类别"), field_names.document_kinds())
            kinds.set_text(item.document_kind)
            kinds.edited.connect(lambda text: self._replace(document_kind=DocumentKind(text)))
            offered.append(kinds)
        if item.draft is not None and item.draft.kind in (DraftKind.FAPIAO, DraftKind.EXPENSE):
            offered += self._expense_choices(item)
        elif item.draft is None or item.draft.kind is DraftKind.PAYMENT:
            proves = ChoiceField(
                "expense",
                self.tr("证明哪一笔费用"),
                self._choices.expenses,
                blank=self.tr("暂不关联"),
            )
            proves.set_text(_proven(item))
            proves.edited.connect(self._prove)
            offered.append(proves)
        if not offered:
            return
        card = widgets.Card(gap=12)
        for field in offered:
            self.fields[field.name] = field
            card.body.addWidget(field)
        self._body.addWidget(card)

    def _expense_choices(self, item: ReviewItem) -> list[Field]:
        category = ChoiceField(
            "category",
            self.tr("费用类别"),
            self._choices.categories,
            blank=self.tr("不是可申报的费用，只存发票"),
        )
        category.set_text(item.category)
        category.edited.connect(lambda text: self._replace(category=text))
        if not item.category:
            return [category]
        project = ChoiceField(
            "project", self.tr("所属项目"), self._choices.projects, blank=self.tr("暂不归入项目")
        )
        project.set_text(str(item.project or ""))
        project.edited.connect(
            lambda text: self._replace(project=ProjectId(int(text)) if text else None)
        )
        unsupported = MoneyField(
            "unsupported",
            self.tr("其中不支持的金额（元）"),
            self.tr("例如发票里的餐费、押金；没有就留空"),
        )
        unsupported.set_text(str(item.unsupported) if item.unsupported else "")
        unsupported.edited.connect(
            lambda text: self._replace(unsupported=Money.from_yuan(text) if text else ZERO)
        )
        reason = TextField("unsupported_reason", self.tr("不支持的原因"))
        reason.set_text(item.unsupported_reason)
        reason.edited.connect(lambda text: self._replace(unsupported_reason=text))
        reason.setVisible(bool(item.unsupported))
        return [category, project, unsupported, reason]

    def _add_fields(self, item: ReviewItem) -> None:
        assert item.draft is not None  # noqa: S101 -- show_item() looked
        locked = item.state in (ItemState.DUPLICATE, ItemState.SAME)
        self._body.addWidget(widgets.text(self.tr("读到的内容"), "strong"))
        known = (name for name in item.draft.fields if name not in self.fields)  # chosen above
        names = list(dict.fromkeys([*_ALWAYS_ASKED.get(item.draft.kind, ()), *known]))
        used: set[Origin] = set()
        for name in names:
            value = item.draft.fields.get(name)
            if value is not None:
                used.add(value.origin)
            field = self._editor(item.draft.kind, name, value)
            field.setEnabled(not locked)
            self.fields[name] = field
            line = widgets.row(field, gap=8)
            line.setStretch(0, 1)
            sign = _sign(value)
            line.addWidget(sign, 0, Qt.AlignmentFlag.AlignBottom)
            self._body.addLayout(line)
        self._body.addWidget(_legend(used))

    def _editor(self, kind: DraftKind, name: str, value: DraftField | None) -> Field:
        label = field_names.field_name(name)
        field: Field
        if name == "kind" and kind is DraftKind.FAPIAO:
            field = ChoiceField(name, label, field_names.fapiao_kinds())
        elif name == "state" and kind is DraftKind.FAPIAO:
            field = ChoiceField(name, label, field_names.fapiao_states())
        elif name == "direction":
            field = ChoiceField(name, label, field_names.directions(), blank=self.tr("没有读到"))
        else:
            field = TextField(name, label, placeholder=self.tr("没有读到，可以补填"))
        field.set_text(str(value.value) if value else "")
        field.edited.connect(lambda text: self._correct(name, text))
        return field

    def _add_lines(self, item: ReviewItem) -> None:
        assert item.draft is not None  # noqa: S101 -- show_item() looked
        if not item.draft.lines:
            return
        title = self.tr("明细 {0} 行").format(len(item.draft.lines))
        self._body.addWidget(widgets.text(title, "strong"))
        card = widgets.Card(gap=4)
        for line in item.draft.lines[:_MOST_LINES]:
            name = str(line["name"].value) if "name" in line else "–"
            figure = next((line[key] for key in ("net", "total") if key in line), None)
            words = widgets.row(
                widgets.Elided(name), widgets.text(str(figure.value) if figure else "")
            )
            words.setStretch(0, 1)
            card.body.addLayout(words)
        rest = len(item.draft.lines) - _MOST_LINES
        if rest > 0:
            card.body.addWidget(widgets.text(self.tr("……另有 {0} 行").format(rest), "small"))
        self._body.addWidget(card)

    def _correct(self, name: str, text: str) -> None:
        if self._item is None or self._item.draft is None:
            return
        before = self._item.draft.fields.get(name)
        if text == (str(before.value) if before else ""):
            return
        try:
            self.corrected.emit(corrected(self._item, name, text))
        except UserError as error:
            self.fields[name].set_problem(say(error))

    def _prove(self, choice: str) -> None:
        if self._item is not None:
            targets = [target_of(choice)] if choice else []
            self.corrected.emit(chosen(self._item, proof(self._item), targets))

    def _replace(self, **changed: Any) -> None:
        if self._item is not None:
            self.corrected.emit(dataclasses.replace(self._item, **changed))


def _proven(item: ReviewItem) -> str:
    """Return the one choice that stands for what an item proves; blank for several."""
    targets = item.tied(proof(item))
    return choice_of(targets[0]) if len(targets) == 1 else ""


def _note(problem: Problem, tone: str) -> QWidget:
    card = widgets.Card(widgets.text(say(problem), wrap=True), tone=tone)
    card.body.setContentsMargins(12, 8, 12, 8)
    card.setAccessibleName(say(problem))
    return card


def _sign(value: DraftField | None) -> QWidget:
    """Return the small mark that tells where a value was read."""
    if value is None:
        mark = widgets.chip("–", "calm")
    else:
        glyph, tone, words = field_names.origin_sign(value.origin)
        mark = widgets.chip(glyph, tone)
        mark.setToolTip(words)
        mark.setAccessibleName(words)
    mark.setFixedSize(36, 34)
    return mark


def _legend(origins: set[Origin]) -> QWidget:
    flow = widgets.FlowLayout(gap=8)
    for origin in Origin:
        if origin in origins:
            glyph, tone, words = field_names.origin_sign(origin)
            flow.addWidget(widgets.chip(f"{glyph} {words}", tone))
    return widgets.holding(flow, "legend")
