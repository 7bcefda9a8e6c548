"""Evidence as PDF pages: PDF as it is, OFD drawn, pictures placed, other files listed.

Whatever a file holds, it becomes pages. One that cannot be printed becomes a page that
says so, with the reason, and a warning in the result.
"""

from __future__ import annotations

import io
import warnings
from collections import Counter
from dataclasses import dataclass, field

import pikepdf
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader

from jiamao_desktop.documents import listing, ofd, ofd_draw
from jiamao_desktop.documents.archive import open_archive
from jiamao_desktop.documents.fonts import Face
from jiamao_desktop.documents.sheet import TOP, Sheet
from jiamao_desktop.documents.text import ALERT, GREY, Style
from jiamao_desktop.domain.errors import Problem, UserError

_MOST_PIXELS = 120_000_000
_ZIP = b"PK\x03\x04"
_HEAD = 1024
_UPRIGHT = 1
_ORIENTATION = 0x0112
_ALARM = Style(face=Face.HEI_BOLD, size=15, colour=ALERT)
_BODY = Style(face=Face.SONG, size=11, leading=1.7)
_NOTE = Style(face=Face.SONG, size=9, colour=GREY)

REASONS = {
    "evidence.broken": "文件已损坏，或内容与格式不符。",
    "evidence.encrypted": "文件设有密码，无法打开。",
    "evidence.incomplete": "文件不完整，缺少必要的部分。",
    "evidence.too_large": "文件过大，或压缩比异常。",
    "evidence.unprintable": "这种格式的文件无法打印。",
    "evidence.empty": "文件是空的（0 字节）。",
}
"""The reason on the page itself, which is paper and so has its words here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePdf:
    """A file as PDF.

    Attributes:
        problems: What is not as in the original.
        missing: Characters no face has.
    """

    pdf: bytes = field(repr=False)
    problems: tuple[Problem, ...] = ()
    missing: Counter[str] = field(default_factory=Counter)


def as_pdf(content: bytes, mime: str, title: str = "") -> EvidencePdf:
    """Turn a document into PDF pages.

    Args:
        content: The file. What it is, is seen from its content.
        mime: Only asked when the content could be any text.
        title: Printed above a listing.

    Raises:
        UserError: ``evidence.*`` -- it cannot be printed, and why.
    """
    if not content:
        raise UserError("evidence.empty")
    if b"%PDF-" in content[:_HEAD]:
        return EvidencePdf(pdf=_checked_pdf(content))
    if content.startswith(_ZIP):
        return _from_container(content, title)
    picture = _from_picture(content)
    if picture is not None:
        return picture
    sheet = Sheet(numbered=False)
    if content.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<"):
        listing.list_xml(sheet, content, title or "XML 文件")
    elif mime.startswith("text/"):
        listing.list_text(sheet, _decoded(content).split("\n"), title, "文本文件按内容打印。")
    else:
        raise UserError("evidence.unprintable")
    return EvidencePdf(pdf=sheet.finish(), missing=sheet.missing)


def sorry_page(title: str, reason: str) -> bytes:
    """Return a page that says which document could not be printed, and why."""
    sheet = Sheet(numbered=False)
    sheet.new_page()
    sheet.y = TOP + 90
    sheet.title_block("此件未能印出", _ALARM, after=16)
    sheet.paragraph(title, _BODY, align="centre", after=8)
    sheet.paragraph(f"原因：{reason}", _BODY, align="centre", after=8)
    sheet.paragraph("请以原件的复印件替换本页，加盖公章后装入本册。", _NOTE, align="centre")
    return sheet.finish()


def _checked_pdf(content: bytes) -> bytes:
    """Return a PDF whose stamps and filled fields are part of its pages.

    Only page content can be placed on another page; annotations would be left behind, and
    with them many an electronic seal.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as source:
            if not len(source.pages):
                raise UserError("evidence.incomplete", entry="Pages")
            source.generate_appearance_streams()
            source.flatten_annotations("print")
            out = io.BytesIO()
            source.save(out, static_id=True)
        _try_pages(out)
    except pikepdf.PasswordError as error:
        raise UserError("evidence.encrypted") from error
    except (pikepdf.PdfError, RuntimeError, TypeError, ValueError) as error:
        raise UserError("evidence.broken") from error
    return out.getvalue()


def shown_size(page: pikepdf.Page) -> tuple[float, float]:
    """Return width and height of a page as a reader shows it, in points."""
    box = [float(number) for number in page.trimbox]
    size = abs(box[2] - box[0]), abs(box[3] - box[1])
    turned = int(page.obj.get("/Rotate", 0)) % 180 != 0
    return (size[1], size[0]) if turned else size


def _try_pages(pdf: io.BytesIO) -> None:
    """Read what each page draws, so that damage shows now and not while binding."""
    with pikepdf.open(pdf) as document:
        for page in document.pages:
            page.as_form_xobject().read_bytes()
            if min(shown_size(page)) < 1:
                raise UserError("evidence.broken")


def _from_container(content: bytes, title: str) -> EvidencePdf:
    archive = open_archive(content)
    sheet = Sheet(numbered=False)
    if "OFD.xml" in archive.names:
        return _from_ofd(content, title)
    if any(name.startswith("xl/") for name in archive.names):
        listing.list_workbook(sheet, content, title or "电子表格")
    else:
        raise UserError("evidence.unprintable")
    return EvidencePdf(pdf=sheet.finish(), missing=sheet.missing)


def _from_ofd(content: bytes, title: str) -> EvidencePdf:
    """Draw an OFD file, or list its text where its drawing instructions are broken."""
    document = ofd.read_ofd(content)
    sheet = Sheet(numbered=False)
    try:
        undrawn = ofd_draw.draw_ofd(sheet, document)
    except UserError:
        if not document.texts:
            raise
        sheet = Sheet(numbered=False)
        note = "OFD 版式无法还原，以下列出文件中的文字，以电子原件为准。"
        listing.list_text(sheet, document.texts, title or "OFD 文件", note)
        problems = [Problem.of("evidence.ofd_listed", title=title)]
    else:
        problems = [Problem.of("evidence.ofd_picture", title=title, name=name) for name in undrawn]
    return EvidencePdf(pdf=sheet.finish(), problems=tuple(problems), missing=sheet.missing)


def _from_picture(content: bytes) -> EvidencePdf | None:
    """Place a picture on a page of its own shape; ``None`` if it is no picture.

    A JPEG is taken over byte for byte; the camera's note on which side is up is obeyed.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content))
    except UnidentifiedImageError:
        return None
    except Image.DecompressionBombError as error:
        raise UserError("evidence.too_large") from error
    except (OSError, ValueError) as error:
        raise UserError("evidence.broken") from error
    if picture.width * picture.height > _MOST_PIXELS:
        raise UserError("evidence.too_large")
    sheet = Sheet(numbered=False)
    try:
        if picture.format == "JPEG" and picture.getexif().get(_ORIENTATION, 1) == _UPRIGHT:
            picture.load()
            _place(sheet, ImageReader(io.BytesIO(content)), picture.size)
        else:
            for frame in ImageSequence.Iterator(picture):
                upright = ImageOps.exif_transpose(frame)
                _place(sheet, ImageReader(_on_white(upright)), upright.size)
    except (OSError, SyntaxError, ValueError) as error:
        raise UserError("evidence.broken") from error
    return EvidencePdf(pdf=sheet.finish())


def _on_white(picture: Image.Image) -> Image.Image:
    """Return a picture without transparency, as paper shows it."""
    if picture.mode in {"1", "L", "RGB"}:
        return picture
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    white = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(white, layer).convert("RGB")


def _place(sheet: Sheet, picture: ImageReader, size: tuple[int, int]) -> None:
    """Give a picture a page of its own shape, as large as A4 allows."""
    across, down = size
    paper = A4 if across <= down else (A4[1], A4[0])
    scale = min(paper[0] / across, paper[1] / down)
    width, height = across * scale, down * scale
    sheet.new_page_of_size((width, height))
    sheet.canvas.drawImage(picture, 0, 0, width, height)


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError("evidence.unprintable")
