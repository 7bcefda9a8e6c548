"""Pages of a PDF as pictures: drawn in the background, when first looked at, and kept.

One page at a time is on its way. Whatever was asked for last comes next, so that a quick
scroll through three hundred pages does not wait for the pages it flew past.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from jiamao_desktop.app.progress import Report
from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.ui import theme
from jiamao_desktop.ui.jobs import Jobs

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

THUMBNAIL = 112
"""Width of a thumbnail, in pixels."""
FULL_SIZE = 794
"""Width of A4 at 96 dots per inch: what 100 % means, whatever the paper."""
_KEPT_PIXELS = 24_000_000
"""About 96 MB of pictures; the least recently seen go first."""
_A4 = 297 / 210
_PAPER = QColor("#ffffff")


class PageSource(QObject):
    """The pages of one PDF as pictures, in any width.

    Signals:
        arrived: ``(page, width)``: :meth:`image` has it now.
        failed: A page could not be drawn; the error.
    """

    arrived = Signal(int, int)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._pdf = b""
        self.pages = 0
        self._kept: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._wishes: OrderedDict[tuple[int, int], None] = OrderedDict()
        self._round = 0
        self._drawing: tuple[int, int, int] | None = None
        self._failed: set[tuple[int, int]] = set()

    def show(self, pdf: bytes, pages: int) -> None:
        """Take the pages of this PDF from now on; pictures of another are forgotten."""
        self._pdf, self.pages = pdf, pages
        self._round += 1
        self._kept.clear()
        self._wishes.clear()
        self._failed.clear()

    def image(self, page: int, width: int) -> QImage | None:
        """Return a page, or ``None`` and let it be drawn: ``arrived`` tells when."""
        wish = (page, width)
        if wish in self._kept:
            self._kept.move_to_end(wish)
            return self._kept[wish]
        known = (self._round, *wish) == self._drawing or wish in self._failed
        if self._pdf and 0 <= page < self.pages and not known:
            self._wishes[wish] = None
            self._wishes.move_to_end(wish)
            self._next()
        return None

    def any_image(self, page: int) -> QImage | None:
        """Return a page in any width, to show at once while the right one is drawn."""
        found = [image for (number, _), image in self._kept.items() if number == page]
        return max(found, key=QImage.width, default=None)

    def _next(self) -> None:
        if self._drawing is not None or not self._wishes:
            return
        (page, width), _ = self._wishes.popitem(last=True)
        pdf, this = self._pdf, (self._round, page, width)
        self._drawing = this

        def draw(_report: Report) -> QImage:
            from jiamao_desktop.app.packets import render_page  # noqa: PLC0415 -- heavy: in the job

            drawn = render_page(pdf, page, width)
            return QImage(
                drawn.rgba, drawn.width, drawn.height, QImage.Format.Format_RGBA8888
            ).copy()

        self._jobs.read(
            draw,
            on_done=lambda image: self._keep(this, image),
            on_error=lambda error: self._give_up(this, error),
            channel=f"pages.{id(self)}",
        )

    def _keep(self, drawn: tuple[int, int, int], image: QImage) -> None:
        self._drawing = None
        made_for, page, width = drawn
        if made_for == self._round:
            self._kept[page, width] = image
            while len(self._kept) > 1 and self._pixels() > _KEPT_PIXELS:
                self._kept.popitem(last=False)
            self.arrived.emit(page, width)
        self._next()

    def _give_up(self, drawn: tuple[int, int, int], error: JiamaoError) -> None:
        self._drawing = None
        self._failed.add(drawn[1:])
        self.failed.emit(error)
        self._next()

    def _pixels(self) -> int:
        return sum(image.width() * image.height() for image in self._kept.values())


class PageView(QScrollArea):
    """One page on a desk, in the width of the window or in a chosen size.

    Signals:
        page_changed: The page now shown, from 0.
        zoomed: Size in per cent after a change.
    """

    page_changed = Signal(int)
    zoomed = Signal(int)

    def __init__(self, source: PageSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self.page = 0
        self._percent: int | None = None
        self._paper = _Paper()
        self.setWidget(self._paper)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setStyleSheet("QAbstractScrollArea::corner { background: transparent; border: 0; }")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("页面预览"))
        source.arrived.connect(self._arrived)

    def go(self, page: int) -> None:
        """Show another page, from its top; beyond either end nothing happens."""
        if 0 <= page < self._source.pages:
            changed, self.page = page != self.page, page
            self.verticalScrollBar().setValue(0)
            self.refresh()
            if changed:
                self.page_changed.emit(page)

    def fit(self) -> None:
        """Make the page as wide as the window, and keep it so."""
        self._percent = None
        self.refresh()
        self.zoomed.emit(self.percent)

    def zoom(self, percent: int) -> None:
        """Show the page in a fixed size, from 25 to 400 per cent."""
        self._percent = min(400, max(25, percent))
        self.refresh()
        self.zoomed.emit(self.percent)

    @property
    def percent(self) -> int:
        """Return the size in per cent, whoever chose it."""
        return round(self._width() * 100 / FULL_SIZE)

    def refresh(self) -> None:
        """Draw the page again, from what there is and then from what arrives."""
        width = self._width()
        sharp = round(width * self.devicePixelRatioF())
        image = self._source.image(self.page, sharp) or self._source.any_image(self.page)
        self._paper.show_page(image, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override: a page that fits the window keeps fitting it."""
        super().resizeEvent(event)
        if self._percent is None:
            self.refresh()
            self.zoomed.emit(self.percent)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Override: with Ctrl the wheel zooms; at the end of a page it turns the page."""
        up = event.angleDelta().y() > 0
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(self.percent + (10 if up else -10))
            event.accept()
            return
        bar = self.verticalScrollBar()
        if up and bar.value() == bar.minimum() and self.page > 0:
            self.go(self.page - 1)
            bar.setValue(bar.maximum())
        elif not up and bar.value() == bar.maximum():
            self.go(self.page + 1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override: the keys that turn pages in a reader."""
        pages = {
            Qt.Key.Key_PageDown: self.page + 1,
            Qt.Key.Key_PageUp: self.page - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self._source.pages - 1,
        }
        wanted = pages.get(Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
        else:
            self.go(wanted)

    def _arrived(self, page: int, _width: int) -> None:
        if page == self.page:
            self.refresh()

    def _width(self) -> int:
        if self._percent is not None:
            return round(FULL_SIZE * self._percent / 100)
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * theme.GRID * 2
        return min(max(room, 200), FULL_SIZE * 2)


class _Paper(QWidget):
    """The sheet itself, with a thin edge."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None

    def show_page(self, image: QImage | None, width: int) -> None:
        """Show a picture in this width, or a blank sheet until there is one."""
        self._image = image
        shape = _A4 if image is None else image.height() / image.width()
        margin = 2 * theme.GRID
        self.setFixedSize(width + 2 * margin, round(width * shape) + 2 * margin)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Override: paper, edge, and the page or word that it is coming."""
        margin = 2 * theme.GRID
        sheet = self.rect().adjusted(margin, margin, -margin, -margin)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        _draw_sheet(painter, sheet, self._image, self.tr("正在生成页面…"))
        painter.end()


def _draw_sheet(painter: QPainter, sheet: QRect, image: QImage | None, waiting: str) -> None:
    painter.fillRect(sheet, _PAPER)
    if image is None:
        painter.setPen(QColor(theme.INK_SOFT))
        painter.drawText(sheet, Qt.AlignmentFlag.AlignCenter, waiting)
    else:
        painter.drawImage(sheet, image)
    painter.setPen(QColor(theme.LINE))
    painter.drawRect(sheet.adjusted(0, 0, -1, -1))


class _ThumbnailModel(QAbstractListModel):
    """One row a page; the picture comes when the view first draws the row."""

    def __init__(self, source: PageSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._rows = 0
        source.arrived.connect(self._arrived)

    def refresh(self) -> None:
        """Start again: the source shows another PDF."""
        self.beginResetModel()
        self._rows = self._source.pages
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Override: rows have no children."""
        return 0 if parent.isValid() else self._rows

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Override: what screen readers say; the delegate draws from the source itself."""
        said = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if said and index.isValid():
            return QCoreApplication.translate("Thumbnails", "第 {number} 页").format(
                number=index.row() + 1
            )
        return None

    def _arrived(self, page: int, width: int) -> None:
        if width == THUMBNAIL * 2:
            self.dataChanged.emit(self.index(page), self.index(page))


class _ThumbnailDelegate(QStyledItemDelegate):
    """Draws a small page with its number underneath."""

    def __init__(self, source: PageSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Override: all alike, so that three hundred pages cost nothing to lay out."""
        return QSize(THUMBNAIL + 2 * theme.GRID, round(THUMBNAIL * _A4) + 5 * theme.GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Override."""
        place = QRect(option.rect)
        state = QStyle.StateFlag(option.state)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(place, QColor(theme.ACCENT_SOFT))
        sheet = QRect(QPoint(0, 0), QSize(THUMBNAIL, round(THUMBNAIL * _A4)))
        sheet.moveCenter(place.center())
        sheet.moveTop(place.top() + theme.GRID)
        image = self._source.image(index.row(), THUMBNAIL * 2)
        if image is not None and image.width() > image.height():
            sheet.setHeight(round(THUMBNAIL * image.height() / image.width()))
        _draw_sheet(painter, sheet, image, "")
        painter.setPen(QColor(theme.ACCENT if chosen else theme.INK_SOFT))
        below = QRect(place.left(), place.bottom() - 3 * theme.GRID, place.width(), 3 * theme.GRID)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        painter.restore()


class Thumbnails(QListView):
    """All pages, small; clicking one calls ``chosen(page)``."""

    def __init__(
        self, source: PageSource, chosen: Callable[[int], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pages = _ThumbnailModel(source, self)
        self.setModel(self._pages)
        self.setItemDelegate(_ThumbnailDelegate(source, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("页面缩略图"))
        self.selectionModel().currentChanged.connect(lambda now, _before: chosen(now.row()))

    def showEvent(self, event: QShowEvent) -> None:
        """Override: only now the scroll bar has the window's looks."""
        self.setFixedWidth(THUMBNAIL + 3 * theme.GRID + self.verticalScrollBar().sizeHint().width())
        super().showEvent(event)

    def refresh(self) -> None:
        """Show the pages of the PDF that the source shows now."""
        self._pages.refresh()

    def mark(self, page: int) -> None:
        """Show which page is open, without choosing it again."""
        if page != self.currentIndex().row():
            self.setCurrentIndex(self._pages.index(page))
