"""Making a book: who claims, a passphrase, a place; then the recovery code on paper."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from jiamao_desktop.domain.errors import JiamaoError, UserError
from jiamao_desktop.domain.uscc import parse_uscc
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.fields import CheckedField, Form, TextField
from jiamao_desktop.ui.jobs import Jobs
from jiamao_desktop.ui.messages import say

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from jiamao_desktop.app.books import NewBook
    from jiamao_desktop.app.progress import Report

SHORTEST_PASSPHRASE = 12
_FEWEST_DIFFERENT = 6
_FEWEST_WORDS = 6
_FIELD_OF_CODE = {"uscc": "uscc", "passphrase": "passphrase", "book": "folder"}


def default_folder() -> Path:
    """Return where books go unless the person says otherwise."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place)) / "加贸账套"


def _needed(text: str) -> str:
    if not text:
        raise UserError("field.empty")
    return text


class _NeededField(TextField):
    """A line that may not stay blank."""

    def parsed(self) -> object:
        return _needed(self.text())


class _UsccField(CheckedField):
    """统一社会信用代码: its check character is looked at as soon as the field is left."""

    def parsed(self) -> object:
        return parse_uscc(_needed(self.text()))


class NewBookPage(QWidget):
    """The form.

    Signals:
        made: ``(NewBook)``.
        refused: The person does not want to after all.
    """

    made = Signal(object)
    refused = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._own_folder = False
        self.name = _NeededField("name", self.tr("企业名称"), self.tr("与公章完全一致"))
        self.uscc = _UsccField("uscc", self.tr("统一社会信用代码"), parse_uscc)
        self.city = _NeededField("city", self.tr("登记所在市"), placeholder=self.tr("例如：永州市"))
        self.passphrase = TextField("passphrase", self.tr("口令"), secret=True)
        self.again = TextField("again", self.tr("再输一遍口令"), secret=True)
        self.strength = widgets.text("", "small", wrap=True)
        self.folder = _NeededField("folder", self.tr("存放位置"))
        browse = widgets.button(self.tr("更改…"), "secondary", "folder")
        browse.clicked.connect(self._browse)
        self.form = Form(
            [self.name, self.uscc, self.city, self.passphrase, self.again, self.folder]
        )
        self.create_button = widgets.button(self.tr("创建账套"), "primary")
        self.create_button.clicked.connect(self.create_book)
        back = widgets.button(self.tr("返回"), "secondary")
        back.clicked.connect(self.refused)
        self._lay_out(browse, back)
        self.name.typing.connect(self._propose_folder)
        self.folder.typing.connect(self._keep_folder)
        self.passphrase.typing.connect(self._weigh)
        self._propose_folder()
        self._weigh()

    def _lay_out(self, browse: QWidget, back: QWidget) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.name, 0, 0, 1, 2, top)
        grid.addWidget(self.uscc, 1, 0, top)
        grid.addWidget(self.city, 1, 1, top)
        grid.addWidget(self.passphrase, 2, 0, top)
        grid.addWidget(self.again, 2, 1, top)
        grid.addWidget(self.strength, 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        place = widgets.row(self.folder, gap=8)
        place.addWidget(browse, 0, Qt.AlignmentFlag.AlignBottom)
        head = widgets.screen_head(
            self.tr("新建账套"), self.tr("一家企业一个账套。所有内容加密后只存在这台电脑上。")
        )
        inside = widgets.column(head, grid, place, 1, gap=16)
        body = widgets.scrolled(widgets.holding(inside))
        self.setLayout(widgets.column(body, widgets.row(back, 1, self.create_button), gap=16))

    def _propose_folder(self) -> None:
        if not self._own_folder:
            name = self.name.text() or self.tr("新账套")
            self.folder.set_text(str(default_folder() / name.replace("/", "－")))

    def _keep_folder(self) -> None:
        self._own_folder = True

    def _browse(self) -> None:
        parent = QFileDialog.getExistingDirectory(self, self.tr("账套放在哪个文件夹里"))
        if parent:
            self._own_folder = True
            self.folder.set_text(str(Path(parent) / (self.name.text() or self.tr("新账套"))))

    def _weigh(self) -> None:
        short = SHORTEST_PASSPHRASE - len(self.passphrase.text())
        if short > 0:
            words = self.tr("至少 12 个字符，还差 {0} 个。用一句自己记得住的话最好。").format(short)
        elif self.passphrase.text().isdigit() or self._monotonous():
            words = self.tr("够长，但太有规律，容易被猜到。加几个汉字或字母。")
        else:
            words = self.tr("强度合适。请记牢：没有人能替您找回，只有下一步的恢复码可以。")
        self.strength.setText(words)

    def _monotonous(self) -> bool:
        return len(set(self.passphrase.text())) < _FEWEST_DIFFERENT

    def create_book(self) -> None:
        """Look at every field; if all are right, make the book in a job."""
        right = self.form.check()
        if len(self.passphrase.text()) < SHORTEST_PASSPHRASE:
            self.passphrase.set_problem(
                say(
                    UserError(
                        "passphrase.too_short", characters=SHORTEST_PASSPHRASE, words=_FEWEST_WORDS
                    )
                )
            )
            right = False
        elif self.passphrase.text() != self.again.text():
            self.again.set_problem(say(UserError("passphrase.differs")))
            right = False
        if not right:
            return
        self._wait(waiting=True)
        self._jobs.start(
            functools.partial(_create, self.form.values()),
            on_done=self._made,
            on_error=self._show_problem,
            title=self.tr("正在创建账套"),
        )

    def _made(self, book: NewBook) -> None:
        self._wait(waiting=False)
        self.passphrase.set_text("")
        self.again.set_text("")
        self.made.emit(book)

    def _show_problem(self, error: JiamaoError) -> None:
        self._wait(waiting=False)
        name = str(error.details.get("field") or _FIELD_OF_CODE.get(error.code.split(".")[0], ""))
        self.form.fields.get(name, self.folder).set_problem(say(error))

    def _wait(self, *, waiting: bool) -> None:
        self.create_button.setEnabled(not waiting)
        self.create_button.setText(self.tr("正在创建…") if waiting else self.tr("创建账套"))


def _create(values: dict[str, str], _report: Report) -> NewBook:
    from jiamao_desktop.app import books  # noqa: PLC0415 -- heavy: only inside the job
    from jiamao_desktop.app.clock import SystemClock  # noqa: PLC0415 -- with it

    return books.create_book(
        Path(values["folder"]),
        values["passphrase"],
        SystemClock(),
        name=values["name"],
        uscc=values["uscc"],
        city=values["city"],
    )


class RecoveryPage(QWidget):
    """Shows the recovery code once; goes on when two of its groups were typed back.

    Signals:
        proven: The person has it on paper.
    """

    proven = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._code, self._sheet = "", b""
        self._groups = QGridLayout()
        self._groups.setSpacing(8)
        self.save_button = widgets.button(self.tr("保存恢复单（PDF）"), "primary", "save")
        self.save_button.clicked.connect(self._choose_file)
        self.print_button = widgets.button(self.tr("打印恢复单…"), "secondary", "print")
        self.print_button.clicked.connect(self._choose_printer)
        self.saved = widgets.text("", "small", wrap=True)
        self.keychain = widgets.text("", "small", wrap=True)
        self.third = TextField("third", self.tr("恢复单上的第 3 组"))
        self.fifth = TextField("fifth", self.tr("恢复单上的第 5 组"))
        self.problem = widgets.text("", "problem", wrap=True)
        self.done_button = widgets.button(self.tr("完成，打开账套"), "primary")
        self.done_button.clicked.connect(self._check)
        self.fifth.line.returnPressed.connect(self._check)
        self._lay_out()

    def _lay_out(self) -> None:
        head = widgets.screen_head(
            self.tr("抄下恢复码"),
            self.tr(
                "换电脑、忘了口令、系统钥匙串丢失时，只有它能打开账套。程序不留副本，"
                "我们也没有。请打印恢复单，和公章放在一起。"
            ),
        )
        code = widgets.Card(self._groups)
        typed = widgets.row(self.third, self.fifth, gap=16)
        self.setLayout(
            widgets.column(
                head,
                code,
                widgets.row(self.save_button, self.print_button, self.saved, 1),
                self.keychain,
                widgets.rule(),
                widgets.text(self.tr("核对一遍：照恢复单填回这两组"), "strong"),
                typed,
                self.problem,
                1,
                widgets.row(1, self.done_button),
                gap=16,
            )
        )

    def show_book(self, book: NewBook) -> None:
        """Show the code of a book just made."""
        self._code, self._sheet = book.recovery_code, book.recovery_sheet
        self.keychain.setText(say(book.keychain_problem) if book.keychain_problem else "")
        self.keychain.setVisible(book.keychain_problem is not None)
        widgets.clear(self._groups)
        for place, group in enumerate(self._code.split("-")):
            number = widgets.text(self.tr("第 {0} 组").format(place + 1), "small")
            words = widgets.text(group, "code")
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            cell = widgets.holding(widgets.column(number, words, gap=2))
            self._groups.addWidget(cell, place // 4, place % 4)

    def save_to(self, file: Path) -> None:
        """Write the recovery sheet, to be printed."""
        file.write_bytes(self._sheet)
        self.saved.setText(self.tr("已保存：{0}。打印后请删除这个文件。").format(file.name))

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("保存恢复单"), self.tr("恢复单.pdf"), "PDF (*.pdf)"
        )
        if name:
            self.save_to(Path(name))

    def print_on(self, printer: QPrinter) -> None:
        """Send the sheet to a printer; no file is left behind."""
        from jiamao_desktop.ui.printing import PrintRun  # noqa: PLC0415 -- only to print

        run = PrintRun(self._jobs, printer, self._sheet, 1, self)
        run.finished.connect(lambda: self.saved.setText(self.tr("已送到打印机。")))
        run.failed.connect(lambda error: self.problem.setText(say(error)))
        run.start()

    def _choose_printer(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 -- only to print

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec() == QPrintDialog.DialogCode.Accepted:
            self.print_on(printer)

    def _check(self) -> None:
        from jiamao_desktop.app.books import groups_match  # noqa: PLC0415 -- heavy: there by now

        if groups_match(self._code, self.third.text(), self.fifth.text()):
            self._code, self._sheet = "", b""
            self.proven.emit()
        else:
            self.problem.setText(say(UserError("recovery.groups_differ")))
