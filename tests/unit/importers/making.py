"""Small files made on the spot: what the readers of 发票 are tried on."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pikepdf
import zxingcpp
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from jiamao_desktop.documents import fonts
from jiamao_desktop.importers.layout import Page, Word

WIDTH, HEIGHT = 595.28, 396.85
SIZE = 9.0

SELLER = ("样例东莞塑胶制品有限公司", "91441900MA5TE5T029")
BUYER = ("样例深圳加工贸易有限公司", "91440300MA5TE5T031")
NUMBER = "25442000000000000073"

Placed = tuple[float, float, str]
"""Left edge, vertical centre and text."""


def word(x: float, y: float, text: str, size: float = SIZE) -> Word:
    """A word as PDFium would box it: Latin half as wide as Chinese."""
    wide = sum(size if ord(char) > 0x2FF else size / 2 for char in text)
    return Word(text, x, y - size / 2, x + wide, y + size / 2)


def page(*placed: Placed, width: float = WIDTH, height: float = HEIGHT) -> Page:
    return Page(width=width, height=height, words=tuple(word(*item) for item in placed))


def right(edge: float, y: float, text: str) -> Placed:
    """A number set flush right."""
    box = word(0, y, text)
    return (edge - box.x1, y, text)


def digital(
    *items: Placed,
    number: str = NUMBER,
    title: str = "增值税专用发票",
    sums: tuple[str, str] = ("¥7000.00", "¥910.00"),
    gross: str = "¥7910.00",
    capitals: str = "柒仟玖佰壹拾圆整",
    buyer: tuple[str, str] = BUYER,
    seller: tuple[str, str] = SELLER,
    remark: Sequence[str] = (),
    heading: Sequence[Placed] | None = None,
) -> list[Placed]:
    """The face of a 数电票 as the tax bureau sets it, side letters and all."""
    letters = [
        (x, 97.0 + 10 * i, char)
        for x, text in ((17, "购买方信息"), (302, "销售方信息"))
        for i, char in enumerate(text)
    ]
    standard: Sequence[Placed] = [
        (45, 156, "项目名称"),
        (119, 156, "规格型号"),
        (190, 156, "单"),
        (204, 156, "位"),
        (264, 156, "数"),
        (278, 156, "量"),
        (335, 156, "单"),
        (349, 156, "价"),
        (407, 156, "金"),
        (421, 156, "额"),
        (447, 156, "税率/征收率"),
        (551, 156, "税"),
        (565, 156, "额"),
    ]
    return [
        (162, 33, f"电子发票（{title}）"),
        (438, 33, "发票号码："),
        (482, 33, number),
        (438, 53, "开票日期："),
        (482, 53, "2025年08月09日"),
        *letters,
        (33, 98, "名称："),
        (57, 98, buyer[0]),
        (318, 98, "名称："),
        (340, 98, seller[0]),
        (33, 127, "统一社会信用代码/纳税人识别号："),
        (174, 127, buyer[1]),
        (317, 127, "统一社会信用代码/纳税人识别号："),
        (458, 127, seller[1]),
        *(standard if heading is None else heading),
        *items,
        (58, 266, "合"),
        (104, 266, "计"),
        right(434, 266, sums[0]),
        right(583, 266, sums[1]),
        (48, 284, "价税合计（大写）"),
        (178, 284, capitals),
        (407, 284, "（小写）"),
        (445, 284, gross),
        (17, 314, "备"),
        (17, 331, "注"),
        *((31, 301 + 10 * i, text) for i, text in enumerate(remark)),
        (55, 372, "开票人："),
        (91, 372, "样例"),
    ]


def item(
    y: float,
    name: str,
    net: str,
    tax: str,
    *,
    rate: str = "13%",
    specification: str = "",
    unit: str = "",
    quantity: str = "",
    price: str = "",
) -> list[Placed]:
    """One row of goods in the columns of :func:`digital`."""
    cells = [
        (13.0, y, name),
        (119.0, y, specification),
        (199.0, y, unit),
        right(291, y, quantity),
        right(361, y, price),
        right(434, y, net),
        right(479, y, rate),
        right(583, y, tax),
    ]
    return [cell for cell in cells if cell[2]]


def older(
    *items: Placed,
    sums: tuple[str, str] = ("¥107.55", "¥6.45"),
    gross: str = "¥114.00",
    remark: Sequence[Placed] = (),
    title: str = "浙江增值税电子普通发票",
    seller: tuple[str, str] = SELLER,
) -> list[Placed]:
    """The face of an electronic 发票 of before 2023."""
    letters = [
        (x, top + 14 * i, char)
        for x, top, text in (
            (19, 95, "购买方"),
            (341, 95, "密码区"),
            (19, 303, "销售方"),
            (341, 303, "备注"),
        )
        for i, char in enumerate(text)
    ]
    return [
        (198, 33, title),
        (420, 17, "发票代码:"),
        (466, 17, "033001800311"),
        (420, 33, "发票号码:"),
        (466, 33, "54041450"),
        (420, 52, "开票日期:"),
        (466, 52, "2019"),
        (498, 52, "05"),
        (520, 52, "13"),
        (31, 69, "机器编号:"),
        (76, 69, "661814586395"),
        *letters,
        (48, 93, "名"),
        (89, 93, "称:"),
        (106, 93, BUYER[0]),
        (381, 93, ">1+++/*1438-6/*68088->47+96"),
        (48, 106, "纳税人识别号:"),
        (108, 106, BUYER[1]),
        (381, 106, "9+18+214/**-*5<7596303-+97*"),
        (48, 121, "地"),
        (62, 121, "址、电"),
        (93, 121, "话:"),
        (106, 121, "深圳市样例路1号"),
        (48, 136, "开户行及账号:"),
        (108, 136, "样例银行12345678"),
        (27, 152, "货物或应税劳务、服务名称"),
        (180, 152, "规格型号"),
        (227, 152, "单位"),
        (275, 152, "数"),
        (289, 152, "量"),
        (344, 152, "单"),
        (357, 152, "价"),
        (423, 152, "金"),
        (441, 152, "额"),
        (484, 152, "税率"),
        (537, 152, "税"),
        (555, 152, "额"),
        *items,
        (61, 262, "合"),
        (102, 262, "计"),
        right(479, 262, sums[0]),
        right(590, 262, sums[1]),
        (61, 281, "价税合计(大写)"),
        (190, 281, "壹佰壹拾肆圆整"),
        (448, 281, "(小写)"),
        (477, 281, gross),
        (48, 303, "名"),
        (89, 303, "称:"),
        (106, 303, seller[0]),
        (48, 316, "纳税人识别号:"),
        (108, 316, seller[1]),
        (33, 361, "收款人:"),
        (68, 361, "余样"),
        (192, 361, "复核:"),
        (314, 361, "开票人:"),
        (350, 361, "沈样"),
        (436, 361, "销售方:(章)"),
        *remark,
    ]


def pdf(
    *pages: Sequence[Placed],
    draw: Callable[[Canvas], None] | None = None,
    encrypt: str | None = None,
    height: float = HEIGHT,
    width: float = WIDTH,
) -> bytes:
    """Print placed words as a PDF with an embedded Chinese font."""
    fonts.load(fonts.Face.SONG)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, height), encrypt=encrypt, invariant=1)
    for placed in pages:
        for x, y, text in placed:
            canvas.setFont(fonts.Face.SONG, SIZE)
            canvas.drawString(x, height - y - SIZE * 0.35, text)
        if draw is not None:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Let pikepdf change a PDF."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(out)
    return out.getvalue()


def qr_image(payload: str, scale: int = 4) -> Image.Image:
    """The picture of a QR code."""
    code = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode)
    return Image.fromarray(code.to_image(scale=scale))


def qr_drawn(payload: str) -> Callable[[Canvas], None]:
    """Draw a QR code into the corner of a page."""
    picture = ImageReader(qr_image(payload))
    return lambda canvas: canvas.drawImage(picture, 15, HEIGHT - 75, 60, 60)


def png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
