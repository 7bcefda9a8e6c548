"""收单: what the files say, for a look; nothing is in the book before it is accepted here."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from jiamao_desktop.app import importing, intake, ledger, match_names, matching, projects
from jiamao_desktop.app.mapping import Table
from jiamao_desktop.app.progress import Report
from jiamao_desktop.app.review import ItemState, ReviewItem, Target, TargetKind, proof
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.ui import review_batch, widgets
from jiamao_desktop.ui.record_table import RecordTable, RecordView
from jiamao_desktop.ui.review_batch import Batch
from jiamao_desktop.ui.review_columns import columns, party_and_amount, title_of
from jiamao_desktop.ui.review_details import Choices, ReviewDetails
from jiamao_desktop.ui.review_mapping import MappingOffer
from jiamao_desktop.ui.review_pairs import choice_of
from jiamao_desktop.ui.review_words import STATE_TONES, relation_name, state_name
from jiamao_desktop.ui.screen import Screen, Shell


class ReviewScreen(Screen):
    """The review list. Its target is a list of what to read: paths, and tables just pasted."""

    tables: ClassVar[frozenset[str]] = frozenset({"project", "expense"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.batch = Batch()
        self._paths: list[Path] = []
        self._edited: set[int] = set()
        self._choices = Choices({}, {}, {})
        self.list: RecordTable[ReviewItem] = RecordTable(
            columns(), lambda keys: {key: self.items[key] for key in keys}, self
        )
        self.view = RecordView(self.list, self.tr("待收文件"))
        self.view.picked.connect(self._show_details)
        self.details = ReviewDetails()
        self.details.corrected.connect(self._take_correction)
        self.mapping = MappingOffer(shell)
        self.mapping.chosen.connect(lambda: self._read([]))
        self.counts = widgets.FlowLayout(gap=8)
        self.accept_button = widgets.button("", "primary", "check")
        self.accept_button.clicked.connect(self.accept)
        self.clean_button = widgets.when_clicked(
            widgets.button(self.tr("先收无疑问的"), "secondary", "check"), self.accept_clean
        )
        self.clean_button.setToolTip(self.tr("请看一眼的留在列表里，其余的收入账套（Ctrl+回车）"))
        self.drop_button = widgets.button(self.tr("全部放弃"), "secondary")
        self.drop_button.clicked.connect(self._forget)
        self.add_button = widgets.button(self.tr("再加文件…"), "secondary", "plus")
        self.add_button.clicked.connect(self._choose_files)
        self.log_button = self._log_button()
        self.pages = QStackedWidget()
        self.pages.addWidget(self._empty())
        self.pages.addWidget(self._list_page())
        box = widgets.column(self.pages)
        box.setContentsMargins(24, 20, 24, 16)
        self.setLayout(box)
        for keys, do in (
            ("Return", self._accept_if_clean),
            ("Enter", self._accept_if_clean),
            ("Ctrl+Return", self.accept_clean),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _empty(self) -> QWidget:
        files = widgets.button(self.tr("选择文件…"), "primary", "file")
        files.clicked.connect(self._choose_files)
        folder = widgets.button(self.tr("选择文件夹…"), "secondary", "folder")
        folder.clicked.connect(self._choose_folder)
        return widgets.EmptyState(
            "empty-drop",
            self.tr("把文件或文件夹拖到窗口任何地方"),
            self.tr(
                "发票（XML、OFD、PDF）、银行回单、报关单（xlsx）会自动识读；合同、证书、照片"
                "原样留作单证。先看一眼，确认后才收进账套。"
            ),
            files,
            folder,
            self._log_button(),
        )

    def _log_button(self) -> QPushButton:
        made = widgets.button(self.tr("收单记录"), "secondary", "clock")
        return widgets.when_clicked(made, lambda: self.shell.go("imports"))

    def _list_page(self) -> QWidget:
        head = widgets.screen_head(
            self.tr("收单"),
            self.tr("核对无误后收入；收入之后还可以整批撤销。"),
            self.log_button,
            self.drop_button,
            self.add_button,
            self.clean_button,
            self.accept_button,
        )
        right = widgets.holding(widgets.column(self.mapping, self.details))
        split = widgets.side_by_side(self.view, right, (760, 440))
        self.details.setMinimumWidth(360)
        counts = widgets.holding(self.counts)
        box = widgets.column(head, counts, split, gap=12)
        box.setStretch(2, 1)
        return widgets.holding(box)

    def refresh(self) -> None:
        """Override: read anew what can be chosen."""
        ws = self.workspace

        def load(_report: Report) -> Choices:
            newest = ledger.expense_ids(ws, ledger.LedgerFilter(sort="issued_on"))
            rows = ledger.expense_rows(ws, newest[: review_batch.MOST_OFFERED])
            return Choices(
                categories={key: ws.catalog.category_label(key) for key in ws.catalog.categories},
                projects={str(row.id): row.project.title for row in projects.project_list(ws)},
                expenses={
                    f"e{key}": f"{row.expense.payee or row.category}　{row.expense.gross}"
                    for key, row in rows.items()
                },
            )

        self.read("choices", load, self._take_choices)

    def _take_choices(self, choices: Choices) -> None:
        self._choices = choices
        self._show_details(self._current())

    def show_target(self, target: object) -> None:
        """Override: read these files and tables, together with what is not accepted yet."""
        if isinstance(target, list):
            self.mapping.add_pasted([table for table in target if isinstance(table, Table)])
            self._read([path for path in target if isinstance(path, Path)])

    def _read(self, paths: list[Path]) -> None:
        wanted = list(dict.fromkeys([*self._paths, *paths]))
        own = self.mapping.own()

        def load(report: Report) -> Batch:
            items = importing.read_files(self.workspace, wanted, report, own)
            return review_batch.laid_out(items, match_names.names_of(self.workspace, items))

        self.write(self.tr("正在识读文件"), load, lambda found: self._show_items(wanted, found))

    def _show_items(self, paths: list[Path], found: Batch) -> None:
        edited = [self.items[key] for key in sorted(self._edited) if key in self.items]
        self._edited = found.keep_edits(edited)
        self._paths = paths
        self._refill(found)
        if self.items:
            self.view.go_to(self.list.id_at(0))
        if self.items and self.isVisible():
            self.view.setFocus()

    def _refill(self, batch: Batch) -> None:
        self.batch = batch
        self.mapping.keep(list(batch.items.values()))
        self.list.show(batch.order)
        self.pages.setCurrentIndex(1 if batch.items else 0)
        self._count()

    def _count(self) -> None:
        widgets.clear(self.counts)
        for state in ItemState:
            if count := self.batch.states[state]:
                words = f"{state_name(state)} {count:,}"
                self.counts.addWidget(widgets.chip(words, STATE_TONES[state]))
        taken = self.batch.taken
        self.accept_button.setText(
            self.tr("收入 {0} 件（回车）").format(taken)
            if self.clean()
            else self.tr("收入 {0} 件").format(taken)
        )
        self._set_takeable(on=taken > 0)
        self.clean_button.setVisible(self.batch.some_clean)

    @property
    def items(self) -> dict[int, ReviewItem]:
        """Return what is in the list, by key."""
        return self.batch.items

    def clean(self) -> bool:
        """Tell whether nothing needs a look, so that Enter alone may accept the batch."""
        return self.batch.clean

    def _current(self) -> int | None:
        index = self.view.currentIndex()
        return self.list.id_at(index.row()) if index.isValid() else None

    def _show_details(self, key: int | None) -> None:
        item = None if key is None else self.items.get(key)
        self.details.show_item(item, self._with_batch(item))
        self.mapping.show_item(item)

    def _with_batch(self, item: ReviewItem | None) -> Choices:
        """Offer the expenses that this very batch would make, too."""
        if item is None:
            return self._choices
        names, proves = self.batch.names, item.draft is None or proof(item) is not None
        others = {
            f"b{other.key}": self.tr("本批：{0}").format(party_and_amount(other))
            for other in (self.batch.offered(item) if proves else ())
        }
        found = dict.fromkeys(
            [one.target for one in item.found] + [tie.target for tie in item.ties]
        )
        batch = {
            choice_of(target): self.tr("本批：{0}").format(title_of(self.items[target.number]))
            for target in found
            if target.kind is TargetKind.ITEM and target.number in self.items
        }
        in_book = {choice_of(target): names[target] for target in found if target in names}
        expenses = {choice: words for choice, words in in_book.items() if choice.startswith("e")}
        return dataclasses.replace(
            self._choices,
            expenses={**others, **expenses, **self._choices.expenses},
            names={**in_book, **batch},
            tied=[
                f"{relation_name(relation)}：{title_of(other)}"
                for other, relation in self.batch.tied_to(item)
            ],
        )

    def _take_correction(self, item: ReviewItem) -> None:
        before = self.items.get(item.key)
        if before is None:
            return
        self.batch.replace(item)
        if before.ties != item.ties:
            self._match_again()
        self._edited.add(item.key)
        self._draw_again(item.key)
        self._count()
        self._show_details(item.key)

    def _draw_again(self, key: int) -> None:
        line = self.list.line_of(key)
        if line is not None:
            self.list.forget_page(line)

    def _match_again(self) -> None:
        """Let what a person has decided about one pair count for the others."""
        ws, items = self.workspace, list(self.items.values())

        def work(_report: Report) -> tuple[Sequence[ReviewItem], Mapping[Target, str]]:
            found = matching.matched(ws, items)
            return review_batch.changed(items, found), match_names.names_of(ws, found)

        self.read("matching", work, lambda found: self._take_matching(*found))

    def _take_matching(self, items: Sequence[ReviewItem], names: Mapping[Target, str]) -> None:
        self.batch.names = names
        for new in items:
            old = self.items.get(new.key)
            if old is None:
                continue
            ties = old.ties if old.decided else new.ties
            self.batch.replace(dataclasses.replace(old, found=new.found, ties=ties))
            self._draw_again(new.key)
        self._count()
        self._show_details(self._current())

    def _accept_if_clean(self) -> None:
        if self.clean() and not isinstance(QApplication.focusWidget(), QLineEdit):
            self.accept()

    def accept(self) -> None:
        """Take in everything that is marked to be taken, as one operation."""
        if self.batch.taken:
            self._take(list)

    def accept_clean(self) -> None:
        """Take in what needs no look, and what belongs to nothing that does."""
        if self.batch.some_clean:
            self._take(review_batch.only_clean)

    def _take(self, choose: Callable[[Sequence[ReviewItem]], list[ReviewItem]]) -> None:
        ws, items, names = self.workspace, list(self.items.values()), self.batch.names

        def work(report: Report) -> tuple[Changes, Batch, Sequence[ReviewItem]]:
            chosen = choose(items)
            changes = intake.take_in(ws, chosen, report)
            left = review_batch.laid_out(review_batch.left_over(items, chosen), names)
            return changes, left, [item for item in chosen if item.take]

        self._set_takeable(on=False)
        self.write(self.tr("正在收入账套"), work, lambda done: self._accepted(*done), self._refused)

    def _set_takeable(self, *, on: bool) -> None:
        for button in (self.accept_button, self.clean_button):
            button.setEnabled(on)

    def _accepted(self, _changes: Changes, left: Batch, taken: Sequence[ReviewItem]) -> None:
        self._paths = sorted({path for item in left.items.values() for path in item.sources})
        self._edited &= left.items.keys()
        self._refill(left)
        self._show_details(None)
        files = len({item.reading.sha256 for item in taken})
        sentence = self.tr("已收入 {0} 件（{1} 个文件），可撤销。").format(len(taken), files)
        if left.items:
            sentence += self.tr("另有 {0} 件没有收，原因留在列表里。").format(len(left.items))
        self.shell.say(sentence, undoable=True)

    def _refused(self, error: JiamaoError) -> None:
        self._count()
        self.shell.fail(error)

    def _forget(self) -> None:
        self._paths, self._edited = [], set()
        self._refill(Batch())
        self._show_details(None)

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("选择要收入的文件"))
        if names:
            self._read([Path(name) for name in names])

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("选择要收入的文件夹"))
        if name:
            self._read([Path(name)])
