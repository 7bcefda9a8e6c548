"""The QR code of a 发票: found in a picture, and taken apart.

``01,type,code,number,amount,yyyymmdd,check code,CRC``. The amount is 价税合计 on 数电票
and tickets, and 合计金额 on older ones, except on those issued on somebody's behalf: so
it is never booked where anything better is known, only compared.
"""

from __future__ import annotations

import dataclasses
import io
import re
import struct
import warnings
from collections.abc import Sequence

import zxingcpp
from PIL import Image

from jiamao_desktop.domain.draft import Origin
from jiamao_desktop.domain.errors import ImportRefused, Problem
from jiamao_desktop.domain.fapiao import FapiaoKind
from jiamao_desktop.importers import limits, values
from jiamao_desktop.importers.fapiao_sources import Source

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_VERSION = "01"
_PARTS = 7
_NUMBER = re.compile(r"\d{8}|\d{18,20}")
_KINDS = {
    "31": FapiaoKind.DIGITAL_SPECIAL,
    "32": FapiaoKind.DIGITAL_ORDINARY,
    "10": FapiaoKind.ELECTRONIC_ORDINARY,
    "20": FapiaoKind.ELECTRONIC_SPECIAL,
    "51": FapiaoKind.RAIL_TICKET,
    "61": FapiaoKind.AIR_ITINERARY,
}
_INCLUSIVE = frozenset({"31", "32", "51", "61"})
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP")
_SIDE = int(limits.PIXELS**0.5)
_DAMAGE = (OSError, ValueError, SyntaxError, struct.error, EOFError, OverflowError, IndexError)
"""What Pillow's decoders raise on a damaged picture."""


def payload(text: str) -> Source | None:
    """Take a payload apart, or return None when it is no invoice's."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) < _PARTS or parts[0] != _VERSION or not _NUMBER.fullmatch(parts[3]):
        return None
    kind, code, number, written, day = parts[1:6]
    amount = values.money(written)
    return Source(
        origin=Origin.QR,
        values={
            "kind": _KINDS.get(kind, FapiaoKind.OTHER).value,
            "number": number,
            "code": code,
            "issued_on": values.date(day),
            "gross": amount if kind in _INCLUSIVE else None,
        },
        qr_amount=amount,
    )


def alone(code: Source) -> Source:
    """Return a source to book from when a picture has nothing but its QR code."""
    note = Problem.of("fapiao.only_qr", amount=code.qr_amount or "")
    return dataclasses.replace(code, notes=(note,))


def with_payloads(sources: Sequence[Source]) -> list[Source]:
    """Add what the QR codes say that some sources carry as text."""
    codes = [payload(source.qr) for source in sources if source.qr]
    return [*sources, *(code for code in codes if code is not None)]


def find(image: Image.Image) -> list[Source]:
    """Find the QR codes of invoices in a picture, each number once."""
    codes = (payload(found.text) for found in zxingcpp.read_barcodes(image, formats=_QR))
    by_number = {code.values["number"]: code for code in codes if code is not None}
    return list(by_number.values())


def opened_image(data: bytes) -> Image.Image:
    """Open a picture in grey, within the limits.

    Raises:
        ImportRefused: ``image.broken`` or ``image.too_large``.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a torn EXIF block does not spoil a photo
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            image.draft("L", (_SIDE, _SIDE))
            grey = image.convert("L")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise ImportRefused("image.too_large") from error
    except _DAMAGE as error:
        raise ImportRefused("image.broken") from error
    grey.thumbnail((_SIDE, _SIDE))
    return grey
