"""待明确事项: what the notices leave open, what hangs on it, and how to have it settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QTabWidget

from jiamao_desktop.app import settling, unsettled
from jiamao_desktop.app.progress import Report
from jiamao_desktop.app.settling import OfficersAnswer
from jiamao_desktop.app.unsettled import UnsettledItem
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.choice import DecidedBy
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.answer_dialog import AnswerDialog
from jiamao_desktop.ui.letter_dialog import LetterDialog
from jiamao_desktop.ui.letters_pane import LettersPane
from jiamao_desktop.ui.screen import CLAIM_TABLES, Screen, Shell
from jiamao_desktop.ui.tile_list import Row, TileList
from jiamao_desktop.ui.unsettled_rows import Key, key_of, word_rows
from jiamao_desktop.ui.word_detail import WordDetail

if TYPE_CHECKING:
    from jiamao_desktop.app.inquiries import InquiryRow

_WORDS, _LETTERS = range(2)
_NOTHING, _DETAIL = range(2)


@dataclass(frozen=True, slots=True)
class _Seen:
    """All that the screen shows, read in one go."""

    items: Sequence[UnsettledItem] = ()
    letters: Sequence[InquiryRow] = ()


class ReadingsScreen(Screen):
    """The unclear words. ``show_target`` takes ``(pack, word)``, or the id of a measure."""

    tables = CLAIM_TABLES | {"inquiry", "inquiry_word"}

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._seen = _Seen()
        self._wanted: Key | str | None = None
        self._open: Key | None = None
        self._folded = True
        self.picked: set[Key] = set()
        self.list = TileList(self.tr("待明确事项"))
        self.list.opened.connect(self._show_word)
        self.list.folding.connect(self._fold)
        self.letters = LettersPane()
        self.detail = WordDetail()
        self.tabs = QTabWidget()
        self.pages = QStackedWidget()
        self.write_button = widgets.button(self.tr("写咨询函"), "primary", "note")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.tabs.addTab(self.list, self.tr("事项"))
        self.tabs.addTab(self.letters, self.tr("咨询函"))
        empty = widgets.EmptyState(
            "empty-search",
            self.tr("没有待明确的事项"),
            self.tr("现有文件的词句都没有不同理解。"),
        )
        self.pages.addWidget(empty)
        self.pages.addWidget(self.detail)
        split = widgets.side_by_side(self.tabs, self.pages, (440, 720))
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        head = widgets.screen_head(
            self.tr("待明确事项"),
            self.tr("文件没有说清的词句：先按审慎的理解计算，问清后记录答复，全部措施随之重算。"),
            self.write_button,
        )
        box = widgets.column(head, split, gap=16)
        box.setStretch(1, 1)
        box.setContentsMargins(24, 20, 24, 16)
        self.setLayout(box)

    def _connect(self) -> None:
        widgets.when_clicked(self.write_button, self._ask_for_letter)
        self.detail.adopted.connect(self.choose)
        self.detail.picked.connect(self._pick)
        self.detail.answered.connect(self._ask_for_answer)
        self.detail.taken_back.connect(self.take_back)
        self.detail.measure_wanted.connect(lambda key: self.shell.go("measures", (key, None)))
        self.detail.paper_wanted.connect(lambda number: self.shell.go("papers", number))
        self.detail.letters_wanted.connect(lambda: self.tabs.setCurrentIndex(_LETTERS))
        self.letters.sent.connect(self._mark_sent)
        self.letters.opened.connect(lambda row: self.shell.go("papers", int(row.inquiry.document)))
        self.letters.saved.connect(self._choose_target)

    def refresh(self) -> None:
        """Override."""
        ws = self.workspace

        def look(_report: Report) -> _Seen:
            from jiamao_desktop.app import inquiries  # noqa: PLC0415 -- heavy: in the job

            return _Seen(unsettled.unsettled_list(ws), inquiries.inquiry_list(ws))

        self.read("list", look, self._show)

    def show_target(self, target: object) -> None:
        """Override: a word as ``(pack, word)``, or the dearest word of a measure."""
        match target:
            case (str(pack), str(word)):
                self.show_word(pack, word)
            case str(measure):
                self._wanted = measure
                self._go_to_wanted()

    def show_word(self, pack: str, word: str) -> None:
        """Show a word.

        Args:
            pack: Id of the pack.
            word: Its key, or ``measure/word`` of any measure that carries it.
        """
        try:
            found = settling.word_named(self.workspace, pack, word)
        except UserError as error:
            self.shell.fail(error)
            return
        self._wanted = (pack, found.key)
        self._go_to_wanted()

    def choose(self, option: str) -> None:
        """Adopt a reading for the open word."""
        ws, (pack, word) = self.workspace, self._open_key()
        self.write(
            self.tr("重新测算"),
            lambda _report: settling.choose(ws, pack, word, option),
            lambda _changes: self.shell.say(self.tr("已采用，有关措施已重新测算。"), undoable=True),
        )

    def take_back(self) -> None:
        """Take choice or answer of the open word back; an answer only after a question."""
        ws, (pack, word) = self.workspace, self._open_key()
        choice = self._item(self._open_key()).choice
        answered = choice is not None and choice.decided_by is DecidedBy.OFFICER
        if answered and not widgets.confirmed(
            self,
            self.tr("撤回这条答复？"),
            self.tr("有关措施会恢复按默认口径计算。答复原件仍留在单证里，撤回也可以撤销。"),
            self.tr("撤回答复"),
            self.tr("不撤回"),
        ):
            return
        self.write(
            self.tr("重新测算"),
            lambda _report: settling.take_back(ws, pack, word),
            lambda _changes: self.shell.say(self.tr("已恢复默认口径。"), undoable=True),
        )

    def record(self, option: str, answer: OfficersAnswer, dialog: AnswerDialog) -> None:
        """Store what an office said; the dialog stays open if it cannot be stored."""
        ws, (pack, word) = self.workspace, self._open_key()

        def stored(_changes: Changes) -> None:
            dialog.accept()
            self.shell.say(self.tr("已记录答复，有关措施已按此重新测算。"), undoable=True)

        self.write(
            self.tr("记录答复"),
            lambda _report: settling.record_answer(ws, pack, word, option, answer),
            stored,
            dialog.show_problem,
        )

    def write_letters(self, keys: Sequence[Key], *, with_amounts: bool) -> None:
        """Write to the offices concerned and show the letters."""
        ws, known = self.workspace, self._seen.items

        def work(_report: Report) -> tuple[int, Changes]:
            from jiamao_desktop.app import inquiries  # noqa: PLC0415 -- heavy: in the job

            made, changes = inquiries.new_inquiries(
                ws, keys, with_amounts=with_amounts, known=known
            )
            return len(made), changes

        def made(result: tuple[int, Changes]) -> None:
            self.picked.clear()
            self._show(self._seen)
            self.tabs.setCurrentIndex(_LETTERS)
            words = self.tr("已写好 {0} 封咨询函，收在单证里。").format(result[0])
            self.shell.say(words, undoable=True)

        self.write(self.tr("写咨询函"), work, made)

    def save_letter(self, row: InquiryRow, target: Path) -> None:
        """Write a letter to a file outside the book."""
        ws = self.workspace

        def work(_report: Report) -> None:
            from jiamao_desktop.app import inquiries, packets  # noqa: PLC0415 -- heavy: in the job

            packets.save_pdf(inquiries.letter_pdf(ws, row.id), target)

        said = self.tr("已另存为 {0}。").format(target.name)
        self.read("save", work, lambda _nothing: self.shell.say(said))

    def _show(self, seen: _Seen) -> None:
        self._seen = seen
        self.list.show_rows(self._rows())
        self.letters.show_letters(seen.letters)
        count = len(seen.letters)
        self.tabs.setTabText(
            _LETTERS, self.tr("咨询函 {0}").format(count) if count else self.tr("咨询函")
        )
        dear = sum(1 for one in seen.items if one.effect)
        self.tabs.setTabText(_WORDS, self.tr("事项 {0}").format(dear) if dear else self.tr("事项"))
        self._name_write_button()
        self._go_to_wanted()
        key = self.list.key
        if isinstance(key, tuple):
            self._show_word(key)
        else:
            self.pages.setCurrentIndex(_NOTHING)
        self.write_button.setEnabled(bool(seen.items))

    def _rows(self) -> Sequence[Row]:
        items = self._seen.items
        folded = self._folded and any(one.effect for one in items)
        return word_rows(items, picked=self.picked, folded=folded)

    def _show_word(self, key: object) -> None:
        found = [one for one in self._seen.items if key_of(one) == key]
        if not found:
            return
        self._open = key_of(found[0])
        self.detail.show_item(found[0], picked=self._open in self.picked)
        self.pages.setCurrentIndex(_DETAIL)

    def _go_to_wanted(self) -> None:
        """Open what was asked for, once the words are there."""
        item = next((one for one in self._seen.items if self._is_wanted(one)), None)
        if item is None:
            return
        self._wanted = None
        self.tabs.setCurrentIndex(_WORDS)
        if not item.effect and self._folded:
            self._fold("")
        self.list.open(key_of(item))

    def _is_wanted(self, item: UnsettledItem) -> bool:
        if isinstance(self._wanted, str):
            return self._wanted in {measure for measure, _ in item.measures}
        return key_of(item) == self._wanted

    def _fold(self, _key: object) -> None:
        self._folded = not self._folded
        self.list.refold(self._rows())

    def _pick(self, picked: bool) -> None:
        key = self._open_key()
        if picked:
            self.picked.add(key)
        else:
            self.picked.discard(key)
        self.detail.show_picked(picked=picked)
        self.list.refold(self._rows())
        self._name_write_button()

    def _name_write_button(self) -> None:
        count = len(self.picked)
        words = self.tr("写咨询函（{0}）").format(count) if count else self.tr("写咨询函")
        self.write_button.setText(words)

    def _ask_for_letter(self) -> None:
        keys = [key_of(one) for one in self._seen.items if key_of(one) in self.picked]
        keys = keys or [self._open_key()]
        dialog = LetterDialog([self._item(key) for key in keys], self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.write_letters(keys, with_amounts=dialog.amounts.isChecked())

    def _ask_for_answer(self) -> None:
        item = self._item(self._open_key())
        dialog = AnswerDialog(self.shell, item, self.workspace.clock.today(), self)
        dialog.given.connect(lambda option, answer: self.record(option, answer, dialog))
        dialog.exec()

    def _mark_sent(self, row: InquiryRow) -> None:
        ws = self.workspace

        def work(_report: Report) -> Changes:
            from jiamao_desktop.app import inquiries  # noqa: PLC0415 -- heavy: in the job

            return inquiries.mark_sent(ws, row.id)

        self.write(
            self.tr("登记寄出"),
            work,
            lambda _changes: self.shell.say(self.tr("已登记寄出。"), undoable=True),
        )

    def _choose_target(self, row: InquiryRow) -> None:
        proposed = f"{row.title}.pdf"
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("另存咨询函"), proposed, self.tr("PDF 文件 (*.pdf)")
        )
        if name:
            self.save_letter(row, Path(name))

    def _item(self, key: Key) -> UnsettledItem:
        return next(one for one in self._seen.items if key_of(one) == key)

    def _open_key(self) -> Key:
        if self._open is None:
            raise LookupError("no word is open")
        return self._open
