"""统计: a table of figures of the trade record with its chart, and the headlines of a year."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from jiamao_desktop.app.trade_adding import Unit
from jiamao_desktop.app.trade_figures import Asked, Figures, Row, Seen
from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.exchange import CNY, USD
from jiamao_desktop.domain.trade import DIGITS, By
from jiamao_desktop.ui import field_names, trade_words, widgets
from jiamao_desktop.ui.chart_paint import Bar, Chart
from jiamao_desktop.ui.charts import BarChart
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.plan_table import PlanTable
from jiamao_desktop.ui.plan_words import LINE_BREAK
from jiamao_desktop.ui.record_table import Column
from jiamao_desktop.ui.trade_tiles import TradeTiles
from jiamao_desktop.ui.wording import tr

MOST_BARS = 8
"""More than these are in the table only."""
_MOST_RATES = 2


class TradeFiguresPane(QWidget):
    """What is asked stands above; chart and table show the same rows.

    Signals:
        asked: ``(Asked)`` other figures are wanted.
        list_wanted: ``(Wanted)`` the declarations that made a figure are wanted.
        rates_wanted: A rate is missing, and the table of rates is wanted.
    """

    asked = Signal(object)
    list_wanted = Signal(object)
    rates_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen: Seen | None = None
        self.by = _choice(self.tr("按什么统计"))
        self.year = _choice(self.tr("年份"))
        self.unit = _choice(self.tr("金额"))
        for by in By:
            self.by.addItem(trade_words.by_name(by), by)
        self.everything = QCheckBox(self.tr("含结转、内销等"))
        self.everything.setToolTip(
            self.tr("深加工结转、内销、退运等监管方式一般不列入进出口统计，平时不计。")
        )
        for box in (self.by, self.year, self.unit):
            box.activated.connect(self._ask)
        self.everything.clicked.connect(self._ask)
        self.tiles = TradeTiles()
        self.chart = BarChart()
        self.table: PlanTable[Row] = PlanTable(_columns(), self.tr("统计表"))
        self.rows_button = widgets.when_clicked(
            widgets.button(self.tr("看这一行的报关单"), "secondary", "right"), self._open_row
        )
        self.totals = widgets.text("", "soft", wrap=True)
        self.notes = widgets.text("", "small", wrap=True)
        self.rates = widgets.when_clicked(
            widgets.button(self.tr("去录汇率"), "secondary"), self.rates_wanted.emit
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        asked = widgets.row(self.by, self.year, self.unit, self.everything, 1, gap=8)
        scroll = widgets.scrolled(self.chart)
        self.chart.setObjectName("chart")
        card = widgets.Card(scroll)
        card.body.setContentsMargins(8, 8, 8, 8)
        card.setMinimumWidth(380)
        foot = widgets.row(self.totals, self.rows_button, gap=12)
        foot.setStretch(0, 1)
        right = widgets.column(self.table, foot, gap=8)
        right.setStretch(0, 1)
        side = widgets.holding(right)
        side.setMinimumWidth(420)
        split = widgets.side_by_side(card, side, (560, 600))
        notes = widgets.row(self.notes, self.rates, gap=12)
        notes.setStretch(0, 1)
        box = widgets.column(asked, self.tiles, split, notes, gap=12)
        box.setStretch(2, 1)
        box.setContentsMargins(0, 12, 0, 0)
        self.setLayout(box)
        self.rates.hide()

    def _connect(self) -> None:
        self.tiles.list_wanted.connect(self.list_wanted)
        self.chart.picked.connect(self._open)
        self.chart.moved.connect(self.table.go_to)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(self._open)

    def asked_now(self) -> Asked:
        """Return what is asked, as it stands above."""
        return Asked(
            by=By(self.by.currentData()),
            year=self.year.currentData(),
            unit=self.unit.currentData(),
            everything=self.everything.isChecked(),
        )

    def _ask(self) -> None:
        self.asked.emit(self.asked_now())

    def show_seen(self, seen: Seen) -> None:
        """Show other figures."""
        self._seen = seen
        self._fill_choices(seen)
        self.tiles.show_headline(seen.headline)
        found = seen.figures
        shown = list(found.rows)
        self.chart.show_chart(_chart(found), lying=found.by is not By.YEAR)
        self.table.show_records(shown)
        self._picked(None)
        self.totals.setText(self.tr("{0} 份　{1}").format(f"{found.declarations:,}", _whole(found)))
        self._say_notes(seen)

    def _fill_choices(self, seen: Seen) -> None:
        self.year.clear()
        self.year.addItem(self.tr("全部年份"), None)
        for year in seen.years:
            self.year.addItem(trade_words.row_name(By.YEAR, year), year)
        self.year.setCurrentIndex(max(0, self.year.findData(seen.asked.year)))
        self.year.setEnabled(True)
        self.unit.clear()
        units = [Unit(name) for name in seen.figures.units]
        if any(unit.currency != CNY for unit in units):
            units += [Unit(CNY, converted=True), Unit(USD, converted=True)]
        for unit in units:
            self.unit.addItem(trade_words.unit_name(unit), unit)
        if seen.figures.unit not in units:
            self.unit.addItem(trade_words.unit_name(seen.figures.unit), seen.figures.unit)
            units.append(seen.figures.unit)
        self.unit.setCurrentIndex(units.index(seen.figures.unit))
        self.by.setCurrentIndex(list(By).index(seen.asked.by))
        self.everything.setChecked(seen.asked.everything)

    def _say_notes(self, seen: Seen) -> None:
        found, notes = seen.figures, list[str]()
        missing = found.missing or (seen.headline.missing if seen.headline else ())
        self.rates.setVisible(bool(missing))
        notes += [say(problem) for problem in missing[:_MOST_RATES]]
        if not missing:
            notes += filter(None, [trade_words.rates(found.used)])
        if found.unpriced:
            notes.append(self.tr("{0} 项商品没有总价，没有计入金额。").format(found.unpriced))
        if found.astray:
            notes.append(self.tr("{0} 项商品的报关单没写进出口，没有计入。").format(found.astray))
        if len(found.rows) > MOST_BARS and found.by is not By.YEAR:
            notes.append(self.tr("图中是前 {0} 项，其余在表里。").format(MOST_BARS))
        left_out = seen.headline.left_out_declarations if seen.headline else 0
        if left_out and not seen.asked.everything and seen.headline:
            words = self.tr(
                "{0} 年另有 {1} 份属于结转、内销、退运等，一般不列入进出口统计，没有计入。"
            )
            notes.append(words.format(seen.headline.year, left_out))
        notes.append(
            self.tr("按进出口日期（没有的按申报日期）；金额为报关单总价，不按成交方式调整。")
        )
        self.notes.setText(" ".join(notes))

    def _picked(self, number: int | None) -> None:
        self.rows_button.setEnabled(number is not None)
        if number is not None:
            self.chart.go_to(number)

    def _open_row(self) -> None:
        row = self.table.picked_record()
        if row is not None:
            self.list_wanted.emit(row.wanted)

    def _open(self, number: int) -> None:
        self.list_wanted.emit(self.table.record_at(number).wanted)


def _choice(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setMinimumWidth(150)
    return box


def _columns() -> Sequence[Column[Row]]:
    return [
        Column("", _label, width=0),
        Column(tr("出口"), lambda row: _cell(row, Direction.EXPORT), align_right=True, width=182),
        Column(tr("进口"), lambda row: _cell(row, Direction.IMPORT), align_right=True, width=150),
        Column(tr("报关单"), lambda row: f"{row.declarations:,}", align_right=True, width=72),
    ]


def _label(row: Row) -> str:
    name = row.label or tr("未填")
    return f"{name}{LINE_BREAK}{row.about}" if row.about else name


def _cell(row: Row, side: Direction) -> str:
    exported = side is Direction.EXPORT
    amount = row.exports if exported else row.imports
    if not amount.items:
        return "–"
    growth = trade_words.grown(row.grown[0 if exported else 1])
    second = " ".join(filter(None, (growth, trade_words.others(amount))))
    first = trade_words.amount(amount)
    return f"{first}{LINE_BREAK}{second}" if second else first


def _whole(found: Figures) -> str:
    unit = trade_words.currency(found.unit.currency)
    return "　".join(
        f"{field_names.direction_name(side)} {unit}\u00a0{trade_words.amount(amount)}"
        for side, amount in ((Direction.EXPORT, found.exports), (Direction.IMPORT, found.imports))
        if amount.items
    )


def _bar_label(by: By, row: Row) -> str:
    """Return what stands beside a bar: a bare code says little without its goods."""
    name = trade_words.row_name(by, row.label)
    return f"{name} {row.about}".rstrip() if by in DIGITS else name


def _chart(found: Figures) -> Chart:
    rows = found.rows if found.by is By.YEAR else found.rows[:MOST_BARS]
    unit = trade_words.unit_name(found.unit)
    return Chart(
        title=tr("进出口图：按{0}，{1}").format(trade_words.by_name(found.by), unit),
        series=tuple(map(field_names.direction_name, (Direction.EXPORT, Direction.IMPORT))),
        bars=tuple(
            Bar(
                label=_bar_label(found.by, row),
                about="" if found.by in DIGITS else row.about,
                values=(row.exports.hundredths, row.imports.hundredths),
                texts=(trade_words.amount(row.exports), trade_words.amount(row.imports)),
            )
            for row in rows
        ),
    )
