"""The left side of the navigator: every measure in its group, filtered or searched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QWidget

from jiamao_desktop.app import navigating, policy_search
from jiamao_desktop.app.assessing import Card, Group
from jiamao_desktop.app.navigating import Filter, Listing
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.ui import widgets, wording
from jiamao_desktop.ui.navigator_filter import FilterPanel
from jiamao_desktop.ui.navigator_rows import (
    OTHERS,
    Key,
    hit_rows,
    key_of,
    kinds_text,
    rows,
    tile_of,
)
from jiamao_desktop.ui.theme import GRID
from jiamao_desktop.ui.tile_list import Row, Tile, TileList

_FOLDED = "navigator/folded"
_FOLDED_AT_FIRST = (Group.NO.value, Group.LAPSED.value, OTHERS)
_BY_GROUP = {group.value: group for group in Group}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """All cards with what it takes to list them; made off the window's thread.

    Attributes:
        tiles: A tile for each card.
    """

    catalog: Catalog
    today: dt.date
    cards: Mapping[Key, Card] = field(default_factory=dict)
    tiles: Mapping[Key, Tile] = field(default_factory=dict)


def piled(catalog: Catalog, cards: Sequence[Card], today: dt.date) -> Pile:
    """Return cards ready to be listed."""
    return Pile(
        catalog=catalog,
        today=today,
        cards={key_of(card): card for card in cards},
        tiles={key_of(card): tile_of(catalog, card, today) for card in cards},
    )


class Navigator(QWidget):
    """The list with its filter.

    Signals:
        opened: ``(key)`` of a card, or a :class:`~navigator_rows.Passage`.
        clicked: A row was pressed, perhaps the one that is open already.
    """

    opened = Signal(object)
    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "jiamao", "jiamao-desktop"
        )
        self._folded: set[Hashable] = self._remembered()
        self._pile: Pile | None = None
        self._listing = Listing([], [])
        self._words = ""
        self.list = TileList(self.tr("支持措施"))
        self.list.opened.connect(self.opened)
        self.list.clicked.connect(lambda _index: self.clicked.emit())
        self.list.folding.connect(self.fold)
        self.filter = FilterPanel()
        self.filter.changed.connect(lambda _filter: self._show())
        self.filter.hide()
        self.found = widgets.Elided("", "soft")
        self.toggle = widgets.button(self.tr("筛选"), "quiet", "down")
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self.filter.setVisible)
        head = widgets.row(self.found, self.toggle)
        head.setStretch(0, 1)
        box = widgets.column(head, self.filter, self.list, gap=GRID)
        box.setStretch(2, 1)
        self.setLayout(box)

    def show_pile(self, pile: Pile) -> None:
        """Show these cards; what is open, folded, filtered and searched for stays so."""
        self._pile = pile
        self.filter.offer(navigating.choices(pile.catalog, pile.cards.values()))
        self._show()

    def search(self, words: str) -> None:
        """Show what contains these words, measures and notices; blank: all cards again."""
        self._words = words
        self._show()

    @property
    def searching(self) -> bool:
        """Tell whether the list shows what a search found."""
        return bool(self._words)

    def open(self, key: Key) -> bool:
        """Open a card, unfolding its group and giving up a filter that hides it."""
        pile = self._pile
        if pile is None or key not in pile.cards:
            return False
        card = pile.cards[key]
        if self.list.open(key):
            return True
        self._words = ""
        others = card in self._listing.hidden
        self._folded -= {OTHERS if others else card.group}
        if not others and not any(card in one.cards for one in self._listing.sections):
            self.filter.reset()
            others = navigating.for_others(card)
            self._folded -= {OTHERS if others else card.group}
        self._show()
        return self.list.open(key)

    def fold(self, group: Hashable) -> None:
        """Fold a group, or unfold it; remembered for the next time."""
        self._folded ^= {group}
        self._settings.setValue(_FOLDED, ",".join(sorted(str(one) for one in self._folded)))
        self.list.refold(self._rows())

    def _remembered(self) -> set[Hashable]:
        stored = self._settings.value(_FOLDED)
        names = str(stored).split(",") if stored is not None else _FOLDED_AT_FIRST
        return {_BY_GROUP.get(name, name) for name in names if name}

    def _show(self) -> None:
        pile = self._pile
        if pile is None:
            return
        wanted = self.filter.chosen()
        self._listing = navigating.listing(pile.catalog, pile.cards.values(), wanted, pile.today)
        found, key = self._rows(), self.list.key
        if self._words:
            self.list.show_found(found)
        elif key in pile.cards and not any(
            isinstance(row, Tile) and row.key == key for row in found
        ):
            self.list.refold(found)  # the open card is only out of sight
        else:
            self.list.show_rows(found)
        self._say(wanted)

    def _rows(self) -> list[Row]:
        pile = self._pile
        if pile is None:
            return []
        if not self._words:
            return rows(
                self._listing,
                pile.tiles,
                self._folded,
                kinds_text(pile.catalog, self._listing.hidden),
            )
        hits = policy_search.search(pile.catalog, self._words)
        shown = [card for one in self._listing.sections for card in one.cards]
        let_through = {key_of(card) for card in (*shown, *self._listing.hidden)}
        return hit_rows(hits, {key: tile for key, tile in pile.tiles.items() if key in let_through})

    def _say(self, wanted: Filter) -> None:
        count = wanted.count
        name = self.tr("筛选")
        self.toggle.setText(f"{name} {count}" if count else name)
        if self._words:
            tiles = sum(isinstance(row, Tile) for row in self.list.rows)
            words = self.tr("找到 {count} 处：{words}").format(count=tiles, words=self._words)
            self.found.say(
                words if tiles else self.tr("没有找到：{words}").format(words=self._words)
            )
            return
        shown = sum(len(one.cards) for one in self._listing.sections)
        self.found.say(self.tr("{count} 项").format(count=shown))

    def summary(self) -> str:
        """Return how many there are of each group, in one line."""
        counts = [
            f"{wording.group_verdict(one.group).text} {len(one.cards)}"
            for one in self._listing.sections
        ]
        return self.tr("　·　").join(counts)
