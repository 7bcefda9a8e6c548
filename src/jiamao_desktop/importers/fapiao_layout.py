"""The printed face of a 发票, read from words with boxes.

Serves PDF and OFD, 数电票 (buyer left, seller right) and older electronic ones (buyer
above, seller below). Reading order is useless, since makers draw all labels before or
after all values: everything here goes by place.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.draft import Origin
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.fapiao import FapiaoKind
from jiamao_desktop.domain.money import ZERO, Money, total
from jiamao_desktop.importers import fapiao_labels, values
from jiamao_desktop.importers.fapiao_edrm import kind_of
from jiamao_desktop.importers.fapiao_lines import Table, goods, read_table
from jiamao_desktop.importers.fapiao_sources import Source
from jiamao_desktop.importers.layout import Line, Page, squeezed
from jiamao_desktop.importers.layout_labels import labelled

CAPITALS = re.compile(
    r"(?:负|\(负数\))?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+[圆元]"
    r"(?:零?[零壹贰叁肆伍陆柒捌玖]角)?(?:零?[壹贰叁肆伍陆柒捌玖]分)?[整正]?"
)
"""An amount in capital numerals (大写)."""

_SEAL = re.compile(r"销售方:?\(章\)")

NUMBER = re.compile(r"(?<!\d)(?:\d{18,20}|\d{8})(?!\d)")
_DIGITAL = re.compile(r"(?<!\d)\d{20}(?!\d)")
_CODE = re.compile(r"(?<!\d)(?:\d{12}|\d{10})(?!\d)")
_DAY = re.compile(r"(?:19|20)\d{2}[-年./]?\d{1,2}[-月./]?\d{1,2}日?")
_AMOUNT = re.compile(r"-?¥?-?\d[\d,]*\.\d{2}(?!\d)")
_TAX_ID = re.compile(r"[0-9A-Z]{15,20}")
_TITLE = re.compile(r"电子发票\((.{2,16}?)\)")
_ON_BEHALF = re.compile(r"代开企业名称:([^;,\s]+)")

_DIGITAL_DIGITS = 18
_SELLER_FROM = 0.45
_LETTERS_FROM = 0.5
_CIPHER_FROM = 0.58
_FOOT_HEIGHT = 9.0
_WRAP_STEPS = 1.8
_WRAP_SHIFT = 6.0

_TITLES = (
    ("专用", FapiaoKind.DIGITAL_SPECIAL),
    ("普通", FapiaoKind.DIGITAL_ORDINARY),
    ("航空", FapiaoKind.AIR_ITINERARY),
    ("铁路", FapiaoKind.RAIL_TICKET),
)


@dataclass(frozen=True, slots=True)
class _Face:
    """The page with the head of the invoice, and the line of its sum."""

    page: Page
    foot: Line

    @property
    def lines(self) -> Sequence[Line]:
        """Return the lines of the page."""
        return self.page.lines

    def across(self, share: float) -> float:
        """Return a place by its share of the printed width, wherever the print sits."""
        left, right = self.page.span
        return left + share * (right - left)

    @property
    def right_column(self) -> float:
        """Return where 密码区 and 备注 begin on older 发票."""
        middle = self.across(_LETTERS_FROM)
        return min(
            (word.x0 for word in self.page.side_letters if word.x0 > middle),
            default=self.across(_CIPHER_FROM),
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a label's value stands: from a character on, up to an edge."""

    line: Line
    label_left: float
    start: int
    right: float

    @property
    def text(self) -> str:
        """Return what stands there, up to the next label."""
        following = fapiao_labels.NEXT.search(self.line.text, self.start)
        return self.line.value(self.start, following.start() if following else None, self.right)


def read(pages: Sequence[Page]) -> Source | None:
    """Read one invoice, or return None when the pages are something else.

    Args:
        pages: All pages of the invoice; the sums may stand on the last one only.
    """
    for page in pages:
        lines = page.lines
        foot = next((line for line in lines if fapiao_labels.FOOT.search(line.text)), None)
        number = labelled(lines, fapiao_labels.NUMBER, NUMBER) or _only_number(page, foot)
        if number and foot is not None:
            return _read(_Face(page, foot), pages, number)
    return None


def _only_number(page: Page, foot: Line | None) -> str:
    """Return the number of a 数电票 whose label nobody knows: the only one of its kind above."""
    if foot is None or "发票" not in page.text:
        return ""
    above = [line for line in page.lines if line.centre < foot.centre]
    found = {match for line in above for match in _DIGITAL.findall(line.text)}
    return found.pop() if len(found) == 1 else ""


def _read(face: _Face, pages: Sequence[Page], number: str) -> Source:
    code = labelled(face.lines, fapiao_labels.CODE, _CODE)
    tables = [read_table(page) for page in pages]
    gross = _gross(face)
    net, tax = _sums(tables, gross)
    buyer, seller = _pair(face, fapiao_labels.NAME)
    buyer_id, seller_id = _pair(face, fapiao_labels.TAX_ID)
    remark = _remark(face, digital=len(number) >= _DIGITAL_DIGITS)
    capitals = CAPITALS.search(face.foot.text)
    behalf = _ON_BEHALF.search(squeezed(remark))
    return Source(
        origin=Origin.LAYOUT,
        values={
            "kind": _kind(face.page.text, code).value,
            "number": number,
            "code": code,
            "issued_on": values.date(labelled(face.lines, fapiao_labels.ISSUED, _DAY)),
            "seller": _name(face, seller),
            "seller_id": _tax_id(seller_id),
            "buyer": _name(face, buyer),
            "buyer_id": _tax_id(buyer_id),
            "net": net,
            "tax": tax,
            "gross": gross,
            "remark": remark,
        },
        lines=goods(tables),
        words=capitals.group() if capitals else "",
        notes=(Problem.of("fapiao.on_behalf", seller=behalf[1]),) if behalf else (),
    )


def _kind(text: str, code: str) -> FapiaoKind:
    if title := _TITLE.search(text):
        return next((kind for word, kind in _TITLES if word in title[1]), FapiaoKind.OTHER)
    if "电子专用发票" in text:
        return FapiaoKind.ELECTRONIC_SPECIAL
    if "电子普通发票" in text:
        return FapiaoKind.ELECTRONIC_ORDINARY
    return kind_of(code) if code else FapiaoKind.OTHER


def _gross(face: _Face) -> Money | None:
    near = [line for line in face.lines if abs(line.centre - face.foot.centre) < _FOOT_HEIGHT]
    for line in sorted(near, key=lambda line: line is not face.foot):
        label = fapiao_labels.FIGURES.search(line.text)
        start = label.end() if label else 0
        if amounts := _AMOUNT.findall(line.text, start):
            return values.money(amounts[-1])
    return None


def _sums(tables: Sequence[Table], gross: Money | None) -> tuple[Money | None, Money | None]:
    """Return 金额 and 税额: from the line 合计, else by adding up the lines."""
    for table in reversed(tables):
        if table.net is not None:
            starred = table.starred or (table.tax is None and table.net == gross)
            return table.net, ZERO if starred and table.net == gross else table.tax
    lines = goods(tables)
    net, tax = (
        total(amount for line in lines if isinstance(amount := line.get(column), Money))
        for column in ("net", "tax")
    )
    return (net, tax) if net + tax == gross else (None, None)


def _pair(face: _Face, label: re.Pattern[str]) -> tuple[_Place | None, _Place | None]:
    """Return where the buyer's and the seller's values stand.

    Labels right of the middle, above the sums, mean that the parties stand side by side;
    otherwise the buyer is above and the seller below.
    """
    left: list[_Place] = []
    right: list[_Place] = []
    middle = face.across(_SELLER_FROM)
    for line in face.lines:
        for match in label.finditer(line.text):
            start = _label_start(line, match.start())
            place = _Place(line, line.left(start), match.end(), face.right_column)
            if place.label_left <= middle:
                left.append(place)
            elif line.centre < face.foot.centre:
                right.append(place)
    if right:
        buyers = [dataclasses.replace(place, right=right[0].label_left) for place in left]
        sellers = [dataclasses.replace(place, right=float("inf")) for place in right]
    else:
        buyers, sellers = left, left[1:]
    return next(iter(buyers), None), next(iter(sellers), None)


def _label_start(line: Line, start: int) -> int:
    """Return where a label begins: 公司名称 is one if its word begins there, else 名称 alone is."""
    for prefix in fapiao_labels.NAME_PREFIX:
        begin = start - len(prefix)
        if begin in line.starts and line.text.startswith(prefix, begin):
            return begin
    return start


def _name(face: _Face, place: _Place | None) -> str:
    """Return a party's name, also when it goes on below its first line."""
    found = "" if place is None else place.text
    if place is None or not found:
        return ""
    x, above = place.line.left(place.start), place.line
    for line in face.lines:
        if not 0 < line.centre - above.centre < _WRAP_STEPS * above.height:
            continue
        inside = [i for i, (edge, _) in enumerate(line.places) if edge >= place.label_left - 1]
        if not inside or abs(line.left(inside[0]) - x) > _WRAP_SHIFT:
            break
        found += line.value(inside[0], None, place.right)
        above = line
    return found


def _tax_id(place: _Place | None) -> str:
    match = None if place is None else _TAX_ID.search(squeezed(place.text).upper())
    return match.group() if match else ""


def _remark(face: _Face, *, digital: bool) -> str:
    """Return the text of the box 备注, line by line."""
    end = fapiao_labels.DRAWER if digital else fapiao_labels.SIGNERS
    edge = 0.0 if digital else face.right_column
    found: list[str] = []
    for line in face.lines:
        if line.centre <= face.foot.centre + _FOOT_HEIGHT / 2:
            continue
        if end.match(line.text):
            break
        start = next((i for i in range(len(line.text)) if line.left(i) > edge), len(line.text))
        if text := _SEAL.sub("", line.value(start)):
            found.append(text)
    return " ".join(found)
