"""收单记录: every batch that was taken in, and what became of each of its files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from jiamao_desktop.app import import_log, watching
from jiamao_desktop.app.import_log import Jump, LoggedBatch
from jiamao_desktop.domain.batch import BatchId, ImportFile, Outcome
from jiamao_desktop.ui import import_words, theme, widgets
from jiamao_desktop.ui.export_button import ExportButton
from jiamao_desktop.ui.messages import language, say
from jiamao_desktop.ui.plan_table import PlanTable
from jiamao_desktop.ui.plan_words import LINE_BREAK
from jiamao_desktop.ui.record_table import Column, RecordTable, RecordView
from jiamao_desktop.ui.screen import Screen, Shell
from jiamao_desktop.ui.wording import tr

_NOTHING, _FOUND, _NOT_FOUND = range(3)


class ImportsScreen(Screen):
    """The import log. Its target is the id of a batch."""

    tables: ClassVar[frozenset[str]] = frozenset({"import_batch", "import_file", "watched_folder"})
    search_hint: ClassVar[str] = "收单记录"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._words = ""
        self._wanted: BatchId | None = None
        self._only: Outcome | None = None
        self._files: Sequence[ImportFile] = ()
        self._jump: Jump | None = None
        self.batches: PlanTable[LoggedBatch] = PlanTable(_batch_columns(), self.tr("批次"))
        self.batches.picked.connect(self._pick)
        self.files: RecordTable[ImportFile] = RecordTable(_file_columns(), self._fetch, self)
        self.view = RecordView(self.files, self.tr("这一批的文件"))
        self.view.picked.connect(self._pick_file)
        self.view.opened.connect(lambda _place: self._go())
        self.title = widgets.Elided("", "section")
        self.about = widgets.text("", "soft")
        self.chips = widgets.FlowLayout(gap=8)
        self.name = widgets.Elided("", "strong")
        self.reason = widgets.text("", wrap=True)
        self.open = widgets.when_clicked(widgets.button("", "secondary", "right"), self._go)
        self.undo = widgets.when_clicked(
            widgets.button(self.tr("撤销这一批"), "danger", "undo"), self._undo
        )
        self.watch = widgets.when_clicked(
            widgets.button(self.tr("监视文件夹…"), "secondary", "eye"), self._choose_watched
        )
        self.unwatch = widgets.when_clicked(
            widgets.button(self.tr("不再监视"), "quiet", "close"), lambda: self.set_watched(None)
        )
        self.watched = widgets.text("", "soft")
        self.pages = QStackedWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        take = widgets.button(self.tr("去收单"), "primary", "inbox")
        take.clicked.connect(lambda: self.shell.go("review"))
        self.pages.addWidget(
            widgets.EmptyState(
                "empty-drop",
                self.tr("还没有收过文件"),
                self.tr("每收一批文件，这里记下每个文件的结果：收成了什么、为什么没有收。"),
                take,
            )
        )
        self.pages.addWidget(self._found_page())
        self.pages.addWidget(
            widgets.EmptyState(
                "empty-search",
                self.tr("没有找到"),
                self.tr("按文件名、批次名或原因里的字查找；清空查找框看全部记录。"),
            )
        )
        back = widgets.when_clicked(
            widgets.button(self.tr("回到收单"), "secondary", "left"),
            lambda: self.shell.go("review"),
        )
        head = widgets.screen_head(
            self.tr("收单记录"),
            self.tr("每一批文件的去向；撤销一批，它带来的记录和单证一起撤回。"),
            ExportButton(self.shell, ["imports"]),
            self.watch,
            back,
        )
        line = widgets.row(self.watched, self.unwatch, 1, gap=8)
        box = widgets.column(head, line, self.pages, gap=12)
        box.setStretch(2, 1)
        box.setContentsMargins(24, 20, 24, 16)
        self.setLayout(box)

    def _found_page(self) -> QWidget:
        line = widgets.row(self.title, self.undo, gap=12)
        line.setStretch(0, 1)
        foot = widgets.row(
            widgets.holding(widgets.column(self.name, self.reason, gap=4)), self.open
        )
        foot.setStretch(0, 1)
        foot.setAlignment(self.open, Qt.AlignmentFlag.AlignTop)
        detail = widgets.Card(foot)
        side = widgets.column(
            line, self.about, widgets.holding(self.chips), self.view, detail, gap=10
        )
        side.setStretch(3, 1)
        pane = widgets.holding(side)
        pane.setMinimumWidth(560)
        self.batches.setMinimumWidth(220)
        return widgets.side_by_side(self.batches, pane, (280, 880))

    def _fetch(self, places: Sequence[int]) -> dict[int, ImportFile]:
        return {place: self._files[place] for place in places}

    def refresh(self) -> None:
        """Override: all batches, or those with what is searched for."""
        ws, words, speech = self.workspace, self._words, language()
        self.read("log", lambda _: import_log.import_log(ws, words, speech), self._show)

        self.read("watched", lambda _: watching.watched_folder(ws), self._show_watched)

    def _show_watched(self, folder: Path | None) -> None:
        words = self.tr("正在监视“{0}”：新来的文件会放进收单，不会自动收入。")
        self.watched.setText(words.format(folder.name) if folder else "")
        for part in (self.watched, self.unwatch):
            part.setVisible(folder is not None)

    def _choose_watched(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("选择要监视的文件夹"))
        if name:
            self.set_watched(Path(name))

    def set_watched(self, folder: Path | None) -> None:
        """Watch a folder from now on; ``None``: none."""
        ws = self.workspace
        said = (
            self.tr("开始监视“{0}”。").format(folder.name)
            if folder
            else self.tr("已停止监视文件夹。")
        )
        self.write(
            self.tr("正在保存"),
            lambda _: watching.watch(ws, folder),
            lambda _: self.shell.say(said, undoable=True),
        )

    def search(self, words: str) -> None:
        """Override: files whose name, batch or reason has the words."""
        self._words = words
        self.refresh()

    def show_target(self, target: object) -> None:
        """Override: the batch with this id."""
        if isinstance(target, int):
            self._wanted, self._words = BatchId(target), ""
            self.refresh()

    def _show(self, found: Sequence[LoggedBatch]) -> None:
        before = self.batches.picked_record()
        wanted = self._wanted or (before.id if before else None)
        self._wanted = None
        self.pages.setCurrentIndex(_FOUND if found else _NOT_FOUND if self._words else _NOTHING)
        self.batches.show_records(found)
        ids = [batch.id for batch in found]
        if found:
            self.batches.go_to(ids.index(wanted) if wanted in ids else 0)

    def _pick(self, place: int | None) -> None:
        self._only = None
        self._show_batch(None if place is None else self.batches.record_at(place))

    def _show_batch(self, batch: LoggedBatch | None) -> None:
        widgets.clear(self.chips)
        self._files = ()
        if batch is not None:
            self.title.say(_title(batch))
            self.about.setText(
                self.tr("{0}　{1}　{2} 个文件，{3} 个收进了账套").format(
                    import_words.when(batch.at),
                    import_words.source_name(batch.source),
                    f"{batch.total:,}",
                    f"{batch.kept:,}",
                )
            )
            self._files = [file for file in batch.files if self._only in (None, file.outcome)]
            self._add_chips(batch)
        self.files.show(range(len(self._files)))
        if self._files:
            self.view.go_to(0)
        else:
            self._pick_file(None)

    def _add_chips(self, batch: LoggedBatch) -> None:
        """Let a press on an outcome show its files alone, and a second one all of them."""
        for outcome in Outcome:
            count = batch.counts.get(outcome, 0)
            if not count:
                continue
            words = f"{import_words.OUTCOME_GLYPHS[outcome]} {import_words.outcome_name(outcome)}"
            button = widgets.button(f"{words} {count:,}", "secondary")
            button.setCheckable(True)
            button.setChecked(self._only is outcome)
            self.chips.addWidget(
                widgets.when_clicked(button, partial(self._show_only, batch, outcome))
            )

    def _show_only(self, batch: LoggedBatch, outcome: Outcome) -> None:
        self._only = None if self._only is outcome else outcome
        self._show_batch(batch)

    def _pick_file(self, place: int | None) -> None:
        self._jump = None
        self.open.hide()
        if place is None:
            self.name.say(self.tr("在上面选一个文件，这里说明它的去向。"))
            self.reason.setText("")
            return
        file = self._files[place]
        self.name.say(file.name)
        self.reason.setText(_reason(file))
        ws = self.workspace
        self.read(
            "where",
            lambda _: import_log.where_is(ws, file),
            lambda found: self._offer(file, found),
        )

    def _offer(self, file: ImportFile, found: Jump | None) -> None:
        self._jump = found
        if found is not None and self.name.whole() == file.name:
            self.open.setText(_jump_words(found))
            self.open.show()

    def _go(self) -> None:
        if self._jump is not None:
            self.shell.go(self._jump.place, self._jump.number)

    def _undo(self) -> None:
        batch = self.batches.picked_record()
        if batch is None:
            return
        ws, title = self.workspace, _title(batch)
        self.write(
            self.tr("正在撤销这一批"),
            lambda _: import_log.undo_batch(ws, batch.id),
            lambda _: self.shell.say(self.tr("已撤销“{0}”这一批。").format(title), undoable=True),
        )


def _title(batch: LoggedBatch) -> str:
    return batch.title or import_words.source_name(batch.source)


def _reason(file: ImportFile) -> str:
    return say(file.problem) if file.problem else import_words.usual_reason(file.outcome)


def _jump_words(jump: Jump) -> str:
    return {
        import_log.Place.LEDGER: tr("看这笔费用"),
        import_log.Place.TRADE: tr("看这份报关单"),
        import_log.Place.PAPERS: tr("看这份单证"),
    }[jump.place]


def _batch_columns() -> Sequence[Column[LoggedBatch]]:
    return [Column(tr("批次"), _batch_text, width=0)]


def _batch_text(batch: LoggedBatch) -> str:
    out = batch.total - batch.kept
    parts = [import_words.when(batch.at), tr("{0} 个文件").format(f"{batch.total:,}")]
    if out:
        parts.append(tr("{0} 个没有收").format(f"{out:,}"))
    return f"{_title(batch)}{LINE_BREAK}{'　'.join(parts)}"


def _file_columns() -> Sequence[Column[ImportFile]]:
    return [
        Column(
            tr("结果"),
            lambda file: (
                f"{import_words.OUTCOME_GLYPHS[file.outcome]} "
                f"{import_words.outcome_name(file.outcome)}"
            ),
            width=112,
            colour=lambda file: theme.TONES[import_words.OUTCOME_TONES[file.outcome]][0],
        ),
        Column(tr("文件"), lambda file: file.name, width=250),
        Column(tr("说明"), _reason, width=0),
        Column(
            tr("记录"),
            lambda file: f"{file.records:,}" if file.records else "–",
            align_right=True,
            width=76,
        ),
    ]
