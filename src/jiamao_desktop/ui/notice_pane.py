"""The text of a notice beside the card, with the clause it is about marked in it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from jiamao_desktop.app.clauses import notice_of, paragraphs, place_of
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.pack import Notice
from jiamao_desktop.ui import theme, widgets, wording
from jiamao_desktop.ui.theme import GRID

_DIGEST_SHOWN = 12


class NoticePane(widgets.Card):
    """One notice, word for word.

    Signals:
        closed: The person has read enough.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(gap=GRID)
        self.setParent(parent)
        self.body.setContentsMargins(2 * GRID, 12, 12, 12)
        self._notice: Notice | None = None
        self.title = widgets.text("", "strong", wrap=True)
        self.number = widgets.text("", "soft", wrap=True)
        self.state = widgets.chip("")
        self.place = widgets.text("", "strong", wrap=True)
        self.checked = widgets.text("", "small", wrap=True)
        self.digest = widgets.Elided("", "small")
        close = widgets.tool("close", self.tr("收起原文"))
        close.clicked.connect(lambda _=False: self.closed.emit())
        head = widgets.row(widgets.column(self.title, self.number, gap=2), gap=GRID)
        head.setStretch(0, 1)
        head.addWidget(close)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setAccessibleName(self.tr("文件原文"))
        self.text.setFont(theme.font())
        # Lines break anew after every change of width, so the place is sought when that is done.
        self._scroll = QTimer(self, singleShot=True, interval=0)
        self._scroll.timeout.connect(self.text.centerCursor)
        self.body.addLayout(head)
        self.body.addLayout(widgets.row(self.state, 1))
        self.body.addWidget(self.place)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self.checked)
        self.body.addWidget(self.digest)

    def show_clause(self, catalog: Catalog, clause: Clause, today: dt.date) -> bool:
        """Show a clause in its place; ``False`` if no pack in force has its notice."""
        found = notice_of(catalog, clause)
        if found is None:
            return False
        span = place_of(found[1].text, clause.quote)
        self.show_passage(found[1], span or (0, 0), today, place=clause.where)
        return True

    def show_passage(
        self, notice: Notice, span: tuple[int, int], today: dt.date, place: str = ""
    ) -> None:
        """Show a notice with these letters marked, scrolled to where they begin."""
        if notice != self._notice:
            self._notice = notice
            # A line end is one letter, so that places in the text stay what they are.
            self.text.setPlainText(notice.text.replace("\r\n", " \n"))
            self._say(notice, today)
        self.place.setText(place or self._heading(notice, span))
        self.place.setVisible(bool(self.place.text()))
        self._mark(span)

    def _say(self, notice: Notice, today: dt.date) -> None:
        force = notice.in_force
        self.title.setText(notice.title)
        self.number.setText(f"{notice.number}　{notice.issuer}")
        words = wording.force_text(force.first, force.last, derived=force.derived)
        over = force.last is not None and force.last < today
        self.state.setText(self.tr("○ 已到期　{days}").format(days=words) if over else words)
        widgets.relook(self.state, "tone", "calm" if over else "ok")
        self.checked.setText(
            self.tr("{day} 核对：{by}").format(
                day=wording.day(notice.verified_on), by=notice.verified_by
            )
        )
        file = notice.source.rpartition("/")[2]
        self.digest.say(
            self.tr("原文 {file}　SHA-256 {digest}…").format(
                file=file, digest=notice.sha256[:_DIGEST_SHOWN]
            )
        )
        self.digest.setToolTip(notice.sha256)

    def _heading(self, notice: Notice, span: tuple[int, int]) -> str:
        inside = (one.heading for one in paragraphs(notice.text) if one.first <= span[0] < one.end)
        return next(inside, "")

    def _mark(self, span: tuple[int, int]) -> None:
        cursor = self.text.textCursor()
        cursor.setPosition(_place(self.text.toPlainText(), span[0]))
        self.text.setTextCursor(cursor)
        self._scroll.start()
        marked = QTextEdit.ExtraSelection()
        marked.format.setBackground(QColor(theme.TONES["warn"][1]))
        marked.format.setForeground(QColor(theme.INK))
        cursor = self.text.textCursor()
        cursor.setPosition(
            _place(self.text.toPlainText(), span[1]), QTextCursor.MoveMode.KeepAnchor
        )
        marked.cursor = cursor
        self.text.setExtraSelections([marked])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: the clause stays in view."""
        super().resizeEvent(event)
        self._scroll.start()

    def marked(self) -> str:
        """Return what is marked, as it stands in the notice."""
        found = [one.cursor.selectedText() for one in self.text.extraSelections()]
        return "".join(found).replace("\u2029", "\n")


def _place(text: str, place: int) -> int:
    """Return a place of a Python text as Qt counts it, in UTF-16 units."""
    return len(text[:place].encode("utf-16-le")) // 2
