"""Long lists of customs declarations: a hundred thousand rows, packed as they are read.

Drafts with an origin for each field would fill gigabytes, and nobody looks at a hundred
thousand of them. So the rows of a long list become packed rows at once, and what is odd about
them is told once for each kind, with how often.
"""

from __future__ import annotations

import gc
import io
import itertools
import json
import operator
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from jiamao_desktop.domain.draft import PackedRows, TableReading
from jiamao_desktop.domain.errors import ImportRefused, Problem
from jiamao_desktop.importers import bulk_cells, customs_checks, customs_labels, sheet_scan
from jiamao_desktop.importers.archive import Archive
from jiamao_desktop.importers.bulk_cells import Kept, Raw, Texts, tight
from jiamao_desktop.importers.bulk_heads import FIELDS, LEVY_KIND, Heads
from jiamao_desktop.importers.customs_list import SUMS, Columns, columns_of
from jiamao_desktop.importers.sheet_workbook import Sheet, Workbook, cell_of

FROM_ROWS: Final = 5_000
"""A shorter list is looked at declaration by declaration."""
_FROM_BYTES: Final = 2 << 20
"""No sheet that is shorter unpacked has so many rows."""
_SAMPLE: Final = 60
_TOGETHER: Final = 1_000
_KEYS: Final = ("number", "unified_number")
_FIRST: Final = ("declaration", "position", "number")
_SURE: Final = 0.004
"""Yuan; a product this near is right, whatever a double makes of its last digits."""

Rows = Iterator[Sequence[Raw]]


def read(data: bytes, is_list: Callable[[Workbook], bool]) -> TableReading | None:
    """Read a long list, or return ``None`` for what other readers should try.

    Args:
        data: A workbook.
        is_list: Tells from the first rows of a sheet whether it is a list of declarations.

    Raises:
        ImportRefused: ``sheet.number_rounded`` -- numbers of declarations have lost digits;
            what :class:`Archive` refuses.
    """
    archive = Archive(data)
    sizes = [archive.claimed_size(name) for name in archive.names if "worksheets/" in name]
    if max(sizes, default=0) < _FROM_BYTES or not sheet_scan.is_plain(archive):
        return None
    table = _Table()
    collecting = gc.isenabled()
    gc.disable()  # nothing here goes in circles, and a hundred thousand rows are looked at for it
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for metadata in book.sheets_metadata:
                if metadata.typ is SheetTypeEnum.WorkSheet:
                    _read_sheet(book.get_sheet_by_name(metadata.name), table, is_list)
    except (CalamineError, ValueError, OverflowError) as error:
        raise ImportRefused("sheet.broken", part="xl/workbook.xml") from error
    finally:
        if collecting:
            gc.enable()
    return table.finished() if table.count > FROM_ROWS else None


def _read_sheet(sheet: CalamineSheet, table: _Table, is_list: Callable[[Workbook], bool]) -> None:
    rows = iter(sheet.iter_rows())
    top = sheet.start[0] if sheet.start else 0
    first = list(itertools.islice(rows, _SAMPLE))
    sample = Sheet(name="", rows=[tuple(map(cell_of, row)) for row in first])
    if not is_list(Workbook(sheets=(sample,))):
        return
    for number, row in enumerate(sample.rows):
        if columns := columns_of(row):
            found = itertools.chain(first[number + 1 :], rows)
            _Reader(columns, table).read(found, top + number + 2)
            return


@dataclass(slots=True)
class _Table:
    """What was read so far, of all sheets."""

    count: int = 0
    heads: list[list[Kept]] = field(default_factory=list)
    rows: list[PackedRows] = field(default_factory=list)
    notes: dict[tuple[str, str], Problem] = field(default_factory=dict)
    often: Counter[tuple[str, str]] = field(default_factory=Counter)

    def note(self, problem: Problem) -> None:
        """Count a problem by its kind and, if it is about one, its field."""
        kind = (problem.code, dict(problem.details).get("field", ""))
        self.notes.setdefault(kind, problem)
        self.often[kind] += 1

    def finished(self) -> TableReading:
        """Return all of it."""
        return TableReading(
            declarations=len(self.heads),
            items=self.count,
            heads=[
                _packed(FIELDS, self.heads[place : place + _TOGETHER])
                for place in range(0, len(self.heads), _TOGETHER)
            ],
            rows=tuple(self.rows),
            notes=tuple((self.notes[kind], times) for kind, times in self.often.items()),
        )


class _Reader:
    """Reads the rows below one header."""

    def __init__(self, columns: Columns, table: _Table) -> None:
        self._table = table
        self._head = columns.head
        self._heads: list[list[str]] = []
        self._known: dict[str, int] = {}
        self._sizes: list[int] = []
        self._duties: dict[tuple[int, Kept], Sequence[Kept]] = {}
        order = list(columns.head)
        self._number = order.index("number") if "number" in order else None
        self._keys = [order.index(name) for name in _KEYS if name in order]
        self._texts = Texts()
        self._faulty: list[bool] = []
        fields = bulk_cells.columns(self._faulty)
        self._names = [name for name in columns.item if name in fields]
        self._memos = [fields[name] for name in self._names]
        self._places = [columns.item[name] for name in self._names]
        self._first = len(table.heads)

    def read(self, rows: Rows, number: int) -> None:
        """Read every row; the first has this number on the sheet."""
        head_of, item_of = _picker(self._head.values()), _picker(self._places)
        finish = _Finish(self._names, self._table)
        memos, texts, sizes = self._memos, self._texts, self._sizes
        hs_code = self._names.index("hs_code")
        packed: list[list[Kept]] = []
        before: Sequence[Raw] | None = None
        duty = self._names.index("duty_mode") if "duty_mode" in self._names else None
        declaration = -1
        for at, row in enumerate(rows, start=number):
            cells = item_of(row)
            if not texts[cells[hs_code]] or texts[row[0]] in SUMS or texts[row[1]] in SUMS:
                continue
            head = head_of(row)
            if head != before:
                declaration, before = self._declaration(at, head, declaration), head
            item = list(map(operator.getitem, memos, cells))
            if self._faulty:
                self._say_what_is_wrong(cells, item)
            if duty is not None:
                self._duties.setdefault((declaration, item[duty]), item)
            position = sizes[declaration]
            sizes[declaration] = position + 1
            packed.append(finish.row(self._first + declaration, position, item))
            if len(packed) == _TOGETHER:
                self._flush(finish, packed)
                packed = []
        if packed:
            self._flush(finish, packed)
        self._close()

    def _flush(self, finish: _Finish, packed: list[list[Kept]]) -> None:
        self._table.count += len(packed)
        self._table.rows.append(_packed(finish.fields, packed))

    def _declaration(self, at: int, cells: Sequence[Raw], last: int) -> int:
        """Return the place of the declaration that a row belongs to, begun if it is new."""
        head = [self._texts[cell] for cell in cells]
        if self._number is not None and not head[self._number]:
            left = bulk_cells.lost(cells[self._number])
            if left:
                raise ImportRefused("sheet.number_rounded", shown=left)
        stated = (tight(head[place]) for place in self._keys)
        key = next((said for said in stated if said), "")
        if not key and last >= 0:
            place = last
        else:
            place = self._known.setdefault(key or f" {at}", len(self._heads))
        if place == len(self._heads):
            self._heads.append(head)
            self._sizes.append(0)
        else:
            self._compare(at, self._heads[place], head)
        return place

    def _compare(self, at: int, known: list[str], head: list[str]) -> None:
        """Fill in what earlier rows left blank; note where this one says something else."""
        for place, (name, said) in enumerate(zip(self._head, head, strict=True)):
            known[place] = known[place] or said
            if said and known[place] != said:
                title = customs_labels.title(name)
                self._table.note(
                    Problem.of("declaration.rows_differ", field=title, row=at, value=said)
                )

    def _say_what_is_wrong(self, cells: Sequence[Raw], item: Sequence[Kept]) -> None:
        """Note the problems of an item's cells, naming the item."""
        number = str(item[self._names.index("number")]) if "number" in self._names else "?"
        for memo, cell in zip(self._memos, cells, strict=True):
            for problem in memo.wrong.get(cell, ()):
                details = dict(problem.details)
                if "item" in details:
                    details["item"] = number
                self._table.note(Problem.of(problem.code, **details))

    def _close(self) -> None:
        heads = Heads(tuple(self._head))
        for texts in self._heads:
            values, problems = heads.read(texts)
            self._table.heads.append(values)
            for problem in problems:
                self._table.note(problem)
        number = self._names.index("number") if "number" in self._names else None
        for (declaration, duty), item in self._duties.items():
            levy = self._table.heads[self._first + declaration][LEVY_KIND]
            for problem in heads.duty(levy, duty, "?" if number is None else item[number]):
                self._table.note(problem)


class _Finish:
    """Puts the values of an item in their final order, and judges its price.

    Attributes:
        fields: Names of the values of a finished row.
    """

    def __init__(self, order: Sequence[str], table: _Table) -> None:
        self._table = table
        self._order = order
        place = {name: at for at, name in enumerate(order)}
        self._number, self._usd = place.get("number"), place.get("total_usd")
        self._total, self._currency = place.get("total"), place.get("currency")
        self._quantity, self._price = place.get("quantity"), place.get("unit_price")
        self._rest = [
            at
            for at, name in enumerate(order)
            if name not in {"number", "total", "total_usd", "currency"}
        ]
        kept = [order[at] for at in self._rest]
        self.fields = (*_FIRST, *kept, "total", "currency")
        self._pick = _picker(self._rest)

    def row(self, declaration: int, position: int, item: Sequence[Kept]) -> list[Kept]:
        """Return one finished row."""
        number = None if self._number is None else item[self._number]
        total = "" if self._total is None else item[self._total]
        currency = "" if self._currency is None else item[self._currency]
        if total == "" and self._usd is not None and item[self._usd] != "":
            total, currency = item[self._usd], "USD"
        if number is None:
            number = position + 1
        self._judge(number, item, total)
        if total == "":
            total = None
        return [declaration, position, number, *self._pick(item), total, currency]

    def _judge(self, number: Kept, item: Sequence[Kept], total: Kept) -> None:
        if not isinstance(total, int):
            self._table.note(Problem.of("declaration.no_total", item=number))
            return
        if self._quantity is None or self._price is None:
            return
        quantity, price = item[self._quantity], item[self._price]
        if quantity is None or price is None:
            return
        # A hint only: what doubles do not find equal at once is compared exactly.
        if abs(float(quantity) * float(price) - total / 100) <= _SURE:
            return
        exact, each = bulk_cells.as_decimal(quantity), bulk_cells.as_decimal(price)
        money = bulk_cells.as_money(total)
        assert exact is not None and each is not None and money is not None  # noqa: PT018, S101 -- seen above
        if not customs_checks.matches(exact, each, money):
            self._table.note(
                Problem.of(
                    "declaration.price_differs",
                    item=number,
                    quantity=quantity,
                    price=price,
                    total=money,
                )
            )


def _picker(
    places: Iterable[int],
) -> Callable[..., Sequence[Kept]]:
    """Return what takes some cells out of a row, always as a tuple."""
    wanted = tuple(places)
    if len(wanted) == 1:
        [only] = wanted
        return lambda row: (row[only],)
    return operator.itemgetter(*wanted)


def _packed(fields: Sequence[str], rows: Sequence[Sequence[Kept]]) -> PackedRows:
    """Pack rows; what is one and the same in all of them is written once."""
    columns = list(zip(*rows, strict=True))
    same = {
        name: column[0]
        for name, column in zip(fields, columns, strict=True)
        if name not in _FIRST and column.count(column[0]) == len(column)
    }
    kept = [at for at, name in enumerate(fields) if name not in same]
    written = json.dumps(
        [columns[at] for at in kept],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return PackedRows(
        fields=tuple(fields[at] for at in kept),
        count=len(rows),
        packed=zlib.compress(written.encode(), 1),
        same=same,
    )
