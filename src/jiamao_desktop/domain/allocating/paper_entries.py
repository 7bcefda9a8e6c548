"""The items that could come into each leaf of a sheet, and what vouchers bring there.

Every item that could come into a leaf may; what is worked out is kept with the sheet, and a sheet
with fewer claims takes over what did not change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import itemgetter

from jiamao_desktop.domain.allocating.paper_sheet import OFTEN, Option, Sheet
from jiamao_desktop.domain.allocating.paper_shelf import Entry, Groups, Shelf, shelf_of


def shelf_in(sheet: Sheet, leaf: int, limit: int) -> Shelf:
    """Return what so many vouchers bring in a leaf of a sheet while nothing is decided.

    Args:
        sheet: The question.
        leaf: A leaf that is open.
        limit: The most vouchers that are asked for.
    """
    groups, parent = entries_of(sheet)[leaf], sheet.kept.parent
    if parent is not None and groups is entries_of(parent)[leaf]:
        return shelf_in(parent, leaf, limit)
    papers = sum([cost * len(entries) for cost, entries in groups])
    # more vouchers than items take change nothing, nor where each takes one as many as may be
    most = papers if limit >= papers or groups[-1][0] <= 1 else limit
    shelf = sheet.kept.shelves.get((leaf, most))
    if shelf is None:
        shelf = shelf_of(sheet.model.leaves[leaf], (0, 0), groups, sheet.cap[leaf], most)
        sheet.kept.shelves[leaf, most] = shelf
    if len(shelf.stairs) > limit + 1:
        return replace(shelf, stairs=shelf.stairs[: limit + 1])
    return shelf


def entries_of(sheet: Sheet) -> list[Groups]:
    """Return for each leaf the items that could come into it, by cost, the heaviest first."""
    kept = sheet.kept
    if kept.entries is None:
        if kept.parent is None:
            items = range(len(sheet.options))
            kept.entries = _grouped(sheet, items, [{} for _ in sheet.cap], range(len(sheet.cap)))
        else:
            kept.entries = _fewer(sheet, entries_of(kept.parent), kept.parent)
    return kept.entries


def _fewer(sheet: Sheet, entries: Sequence[Groups], parent: Sheet) -> list[Groups]:
    """Return the entries of a sheet from those of the one that claims were closed in.

    Only items that could stand in several leaves at once may be charged otherwise than there.
    """
    found = [groups if sheet.cap[leaf] else [] for leaf, groups in enumerate(entries)]
    several = sheet.kept.several
    touched = {leaf for item in several for way in parent.options[item] for leaf, _ in way.parts}
    touched = {leaf for leaf in touched if sheet.cap[leaf]}
    without: list[dict[int, list[Entry]]] = [{} for _ in found]
    for leaf in touched:
        for cost, some in found[leaf]:
            without[leaf][cost] = [one for one in some if one.item not in several]
    anew = _grouped(sheet, sorted(several), without, sorted(touched))
    for leaf in touched:
        found[leaf] = anew[leaf]
    return found


def _grouped(
    sheet: Sheet,
    items: Iterable[int],
    found: list[dict[int, list[Entry]]],
    leaves: Iterable[int],
) -> list[Groups]:
    """Add items to what is found; return it for some leaves by cost, the heaviest first."""
    for item in items:
        options = sheet.options[item]
        if not item % OFTEN:
            sheet.report()
        vouchers = sheet.model.items[item].vouchers
        if len(options) == 1 and len(options[0].parts) == 1:
            ((leaf, weight),) = options[0].parts
            found[leaf].setdefault(vouchers, []).append(Entry(weight, vouchers, item))
            continue
        heaviest: dict[int, int] = {}
        worth: dict[int, int] = {}
        for option in options:
            for leaf, weight in option.parts:
                heaviest[leaf] = max(weight, heaviest.get(leaf, 0))
                worth[leaf] = max(option.worth, worth.get(leaf, 0))
        charged = set(heaviest)
        if any(len(option.parts) > 1 for option in options):
            charged = _charged(options, sorted(heaviest, key=lambda leaf: (-worth[leaf], leaf)))
        for leaf, weight in heaviest.items():
            cost = vouchers if leaf in charged else 0
            found[leaf].setdefault(cost, []).append(Entry(weight, cost, item))
    grouped: list[Groups] = [[] for _ in found]
    for leaf in leaves:
        sheet.report()
        for entries in found[leaf].values():
            entries.sort(key=itemgetter(2))
            entries.sort(key=itemgetter(0), reverse=True)  # of equal ones the first stay first
        grouped[leaf] = sorted([one for one in found[leaf].items() if one[1]])
    return grouped


def _charged(options: Sequence[Option], leaves: Iterable[int]) -> set[int]:
    """Return leaves to charge an item in, so that no option is charged twice."""
    held = [{leaf for leaf, _ in option.parts} for option in options]
    charged = set[int]()
    for leaf in leaves:
        if not any(leaf in one and one & charged for one in held):
            charged.add(leaf)
    return charged
