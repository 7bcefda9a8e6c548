"""What the review list offers for a table that no reader knows, and for one that was mapped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jiamao_desktop.app import mapping
from jiamao_desktop.app.mapping import Looked, OwnTables, Table
from jiamao_desktop.app.progress import Report
from jiamao_desktop.app.review import ReviewItem
from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.domain.mapping import TableChoice
from jiamao_desktop.ui import widgets
from jiamao_desktop.ui.mapper_dialog import MapperDialog
from jiamao_desktop.ui.screen import Shell


class MappingOffer(QWidget):
    """A line above an item's details with one button; remembers what was chosen for the batch.

    Signals:
        chosen: The batch is to be read again.
    """

    chosen = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._item: ReviewItem | None = None
        self._pasted: tuple[Table, ...] = ()
        self._choices: dict[str, dict[int, TableChoice]] = {}
        self.dialog: MapperDialog | None = None
        self.words = widgets.text("", "soft", wrap=True)
        self.button = widgets.when_clicked(
            widgets.button("", "secondary", "ledger"), self.open_dialog
        )
        line = widgets.row(self.words, self.button, gap=12)
        line.setStretch(0, 1)
        card = widgets.Card(line, tone="info")
        card.body.setContentsMargins(12, 8, 12, 8)
        box = widgets.column(card)
        box.setContentsMargins(0, 0, 8, 4)
        self.setLayout(box)
        self.hide()

    def show_item(self, item: ReviewItem | None) -> None:
        """Offer what can be done for an item, if anything can."""
        self._item = item if item is not None and mapping.can_be_mapped(item) else None
        if self._item is not None:
            mapped = mapping.is_mapped(self._item.draft)
            self.words.setText(
                self.tr("这是按记住的列对应读的。")
                if mapped
                else self.tr("这张表的列名程序不认识。指一次，以后自动读。")
            )
            self.button.setText(self.tr("改列对应…") if mapped else self.tr("按列读取…"))
        self.setVisible(self._item is not None)

    def own(self) -> OwnTables:
        """Return what belongs to the batch besides its files."""
        chosen = {digest: tuple(held.values()) for digest, held in self._choices.items()}
        return OwnTables(pasted=self._pasted, chosen=chosen)

    def add_pasted(self, tables: Sequence[Table]) -> None:
        """Take tables from the clipboard into the batch; the same one twice is one."""
        self._pasted = tuple(dict.fromkeys([*self._pasted, *tables]))

    def keep(self, items: Sequence[ReviewItem]) -> None:
        """Forget what belongs to items that have left the list."""
        if not self._choices and not self._pasted:
            return
        digests = {item.reading.sha256 for item in items}
        self._choices = {key: held for key, held in self._choices.items() if key in digests}
        self._pasted = tuple(table for table in self._pasted if table.digest in digests)

    def open_dialog(self) -> None:
        """Look at the table, then ask what its columns are."""
        item = self._item
        if item is None:
            return
        ws = self._shell.workspace
        self.button.setEnabled(False)

        def work(report: Report) -> Looked:
            return mapping.look(ws, mapping.table_of(item), report=report)

        def done(looked: Looked) -> None:
            self.button.setEnabled(True)
            self._ask(item, looked)

        def failed(error: JiamaoError) -> None:
            self.button.setEnabled(True)
            self._shell.fail(error)

        self._shell.jobs.read(work, on_done=done, on_error=failed, channel="mapper")

    def _ask(self, item: ReviewItem, looked: Looked) -> None:
        digest = item.reading.sha256
        self.dialog = MapperDialog(self._shell, looked, self.window())
        self.dialog.mapped.connect(lambda choice: self._take(digest, choice))
        self.dialog.open()

    def _take(self, digest: str, choice: TableChoice) -> None:
        self._choices.setdefault(digest, {})[choice.sheet] = choice
        self.chosen.emit()
