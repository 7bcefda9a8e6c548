"""PDF and OFD files of 发票: all that one file says about an invoice, brought together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from PIL import Image

from jiamao_desktop.domain.draft import Draft, Origin
from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers import (
    air_itinerary,
    fapiao_edrm,
    fapiao_layout,
    fapiao_pages,
    fapiao_sources,
    fapiao_tags,
    fapiao_xbrl,
    fapiao_xml,
    limits,
    qr,
)
from jiamao_desktop.importers.fapiao_sources import Source
from jiamao_desktop.importers.layout import Page
from jiamao_desktop.importers.ofd_package import OfdPackage
from jiamao_desktop.importers.xmltree import Element

_XML_READERS: tuple[Callable[[Element, Origin], Source | None], ...] = (
    fapiao_xml.read,
    fapiao_edrm.read,
    fapiao_xbrl.read,
)
_DOUBTS = frozenset(
    {
        "fapiao.incomplete",
        "fapiao.sum_differs",
        "fapiao.words_differ",
        "fapiao.words_unreadable",
        "fapiao.sources_differ",
        "fapiao.lines_sum_differs",
    }
)
"""Warnings that a QR code may settle."""
_LAYOUT_READERS: tuple[Callable[[Sequence[Page]], Source | None], ...] = (
    air_itinerary.read,
    fapiao_layout.read,
)


def read_xml(root: Element, origin: Origin = Origin.XML) -> list[Draft]:
    """Return the invoice in an XML tree."""
    return _merged(_from_xml([root], origin))


def read_ofd(package: OfdPackage) -> list[Draft]:
    """Return the invoice in an OFD file."""
    pages = package.pages()
    sources = _from_xml(package.attached_xml(), Origin.ATTACHMENT)
    noted = (
        fapiao_tags.read_entries(package.custom_data()),
        fapiao_tags.read_tags(package.tags(), pages),
    )
    sources += [source for source in noted if source is not None]
    printed = printed_face([item.page for item in pages])
    sources += [] if printed is None else [printed]
    if sources and not any(source.qr for source in sources):
        sources += _from_pictures(package)
    return _merged(sources)


def read_pdf(
    pages: Sequence[Page],
    attached: Sequence[Element],
    information: Callable[[str], str],
    picture: Callable[[int], Image.Image],
    squares: Callable[[int], Iterable[Image.Image]],
) -> list[Draft]:
    """Return the invoices in a PDF; several may have been put into one file.

    Args:
        pages: All pages.
        attached: Roots of the XML files inside.
        information: The document information by its keys.
        picture: Draws a page, counted from nought.
        squares: Returns the square pictures set on a page; a QR code may be among them.
    """
    noted = fapiao_tags.read_information(information)
    extra = _from_xml(attached, Origin.ATTACHMENT) + ([] if noted is None else [noted])
    groups = fapiao_pages.split(pages)
    shared = Counter(group.first for group in groups)
    scans = [group.first for group in groups if group.scan]
    looked_at = frozenset(scans[: limits.SCANNED_PAGES])
    drafts: list[Draft] = []
    for group in groups:
        printed = None if group.scan else printed_face(group.pages)
        if printed is not None:
            own = [source for source in extra if _number(source) == _number(printed)]
            alone = shared[group.first] == 1
            drafts += _with_code([printed, *own], group.first, picture, squares, alone=alone)
            extra = [source for source in extra if source not in own]
        elif group.scan and group.first in looked_at:
            drafts += _new(read_image(picture(group.first)), drafts)
    by_number: dict[object, list[Source]] = {}
    for source in extra:
        by_number.setdefault(_number(source), []).append(source)
    return drafts + [draft for sources in by_number.values() for draft in _merged(sources)]


def read_image(image: Image.Image) -> list[Draft]:
    """Return what the QR codes in a picture say."""
    return [fapiao_sources.merge([qr.alone(code)]) for code in qr.find(image)]


def _with_code(
    sources: Sequence[Source],
    page: int,
    picture: Callable[[int], Image.Image],
    squares: Callable[[int], Iterable[Image.Image]],
    *,
    alone: bool,
) -> list[Draft]:
    """Compare what is printed with the QR code, at the least cost.

    The code is looked for among the pictures on the page. A code that is drawn as lines needs
    the whole page drawn, which takes longer than all the rest: that is done only where something
    is missing or does not add up.
    """
    codes = [code for image in squares(page) for code in qr.find(image)]
    drafts = _merged([*sources, *_own_code(codes, sources[0], alone=alone)])
    if codes or not any(note.code in _DOUBTS for draft in drafts for note in draft.warnings):
        return drafts
    codes = qr.find(picture(page))
    return _merged([*sources, *_own_code(codes, sources[0], alone=alone)]) if codes else drafts


def _new(found: Sequence[Draft], known: Sequence[Draft]) -> list[Draft]:
    """Return drafts of numbers not known yet: people scan what they also printed."""
    numbers = {draft.fields["number"].value for draft in known}
    return [draft for draft in found if draft.fields["number"].value not in numbers]


def _own_code(codes: Sequence[Source], printed: Source, *, alone: bool) -> Sequence[Source]:
    """Choose the code of this invoice among those on its page.

    A code with another number is a contradiction worth telling, unless it may belong to
    another invoice on the same page.
    """
    own = [code for code in codes if _number(code) == _number(printed)]
    return own[:1] or (codes[:1] if alone else [])


def _number(source: Source) -> object:
    return source.values.get("number")


def _from_xml(roots: Sequence[Element], origin: Origin) -> list[Source]:
    found = (read(root, origin) for root in roots for read in _XML_READERS)
    return [source for source in found if source is not None]


def printed_face(pages: Sequence[Page]) -> Source | None:
    """Return what the printed text alone says, or None when it is no invoice's."""
    for read in _LAYOUT_READERS:
        source = read(pages)
        if source is not None:
            return source
    return None


def _from_pictures(package: OfdPackage) -> list[Source]:
    """Look for the QR code; a picture that cannot be drawn does not spoil the invoice."""
    for data in package.images():
        try:
            codes = qr.find(qr.opened_image(data))
        except ImportRefused:
            continue
        if codes:
            return codes[:1]
    return []


def _merged(sources: Sequence[Source]) -> list[Draft]:
    return [fapiao_sources.merge(qr.with_payloads(sources))] if sources else []
