"""The figures of one year that are asked for most, each with the way to its declarations."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from jiamao_desktop.app.trade_headline import Headline
from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.ui import field_names, trade_words, widgets
from jiamao_desktop.ui.charts import ShareBar
from jiamao_desktop.ui.theme import GRID


class Tile(widgets.Card):
    """A name, a figure, what is to be said of it, and a button to what made it."""

    def __init__(self, name: str) -> None:
        super().__init__(gap=2)
        self.body.setContentsMargins(2 * GRID, 10, GRID, 10)
        self._name = name
        self.name = widgets.Elided(name, "small")
        self.figure = widgets.Elided("–", "section")
        self.about = widgets.Elided("", "small")
        self.other = widgets.Elided("", "small")
        self.bar = ShareBar()
        self.bar.hide()
        self.rows = widgets.tool("right", self.tr("看这个数的报关单"))
        head = widgets.row(self.name, self.rows, gap=4)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.figure)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.about)
        self.body.addWidget(self.other)

    def say(self, year: str, figure: str, about: str, other: str = "") -> None:
        """Show a figure of a year, and what is not in it."""
        name = f"{year} {self._name}".strip()
        self.name.say(name)
        self.figure.say(figure)
        self.about.say(about)
        self.other.say(other)
        self.rows.setAccessibleName(self.tr("看报关单：{0} {1}").format(name, figure))

    def draw(self, share: Fraction | None) -> None:
        """Draw the figure, which is a share, as a bar too."""
        self.bar.show_share(share, f"{self.name.whole()} {self.figure.whole()}")
        self.bar.setVisible(share is not None)


class TradeTiles(QWidget):
    """Exports, imports, and the two shares.

    Signals:
        list_wanted: ``(Wanted)`` the declarations that made a figure are wanted.
    """

    list_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headline: Headline | None = None
        self.exports = Tile(field_names.direction_name(Direction.EXPORT))
        self.imports = Tile(field_names.direction_name(Direction.IMPORT))
        self.processed = Tile(self.tr("加工贸易占进出口"))
        self.share = Tile(self.tr("进口占进出口"))
        tiles = (self.exports, self.imports, self.processed, self.share)
        self.setLayout(widgets.row(*tiles, gap=12))
        self.exports.rows.clicked.connect(lambda: self._want("exports"))
        self.imports.rows.clicked.connect(lambda: self._want("imports"))
        self.processed.rows.clicked.connect(lambda: self._want("processed"))
        self.share.rows.clicked.connect(lambda: self._want("imports"))

    def _want(self, name: str) -> None:
        if self._headline is None:
            return
        found = getattr(self._headline, name)
        self.list_wanted.emit(found if name == "processed" else found.wanted)

    def show_headline(self, found: Headline | None) -> None:
        """Show the figures of a year; without any the tiles are not there."""
        self._headline = found
        self.setVisible(found is not None)
        if found is None:
            return
        said_beside = bool(found.exports.others or found.imports.others)
        for tile in (self.exports, self.imports, self.processed, self.share):
            tile.other.setVisible(said_beside)
        year, unit = found.year, trade_words.currency(found.unit.currency)
        for tile, amount, grown in (
            (self.exports, found.exports, found.export_growth),
            (self.imports, found.imports, found.import_growth),
        ):
            growth = trade_words.grown(grown)
            said = f"{growth} {trade_words.against(found.until)}"
            figure = f"{unit} {trade_words.amount(amount)}"
            other = trade_words.others(amount)
            nothing = self.tr("没有上年可比") if amount.hundredths is not None else ""
            tile.say(year, figure, said if growth else nothing, other)
        only = "" if found.unit.converted else self.tr("按 {0} 部分").format(unit)
        self.processed.say(year, trade_words.percent(found.processing_share), only)
        self.share.say(year, trade_words.percent(found.import_share), only)
        self.processed.draw(found.processing_share)
        self.share.draw(found.import_share)
