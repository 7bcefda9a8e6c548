"""Papers of the demo set: contracts, slips, a certificate, photos; each marked 样例."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from tools import demo_story as story

from jiamao_desktop.documents import fonts
from jiamao_desktop.domain.amount_words import amount_in_words

SONG, HEI = fonts.Face.SONG, fonts.Face.HEI_BOLD
_SLIP_SIZE = (595, 298)
_PHOTO_SIZE = (800, 520)
_TEXT_SIZE = 12
_TEXT_WIDTH = 455
_BOARD_WIDTH = 580


def new_canvas(out: io.BytesIO, size: tuple[float, float], title: str) -> Canvas:
    """Return a canvas whose bytes depend on what is drawn alone: no clock, no compressor."""
    # The program's own: reportlab gives a face read twice to whoever asked first.
    for face in (SONG, HEI):
        fonts.load(face)
    canvas = Canvas(out, pagesize=size, invariant=1, pageCompression=0, initialFontName=SONG)
    canvas.setTitle(title)
    canvas.setAuthor("样例")
    return canvas


def letter(title: str, paragraphs: Sequence[str], signatures: Sequence[str] = ()) -> bytes:
    """Return one page of text under a title, with places for seals at its foot."""
    out = io.BytesIO()
    width, height = A4
    canvas = new_canvas(out, A4, title)
    _mark(canvas, width, height)
    canvas.setFont(HEI, 20)
    canvas.drawCentredString(width / 2, height - 110, title)
    canvas.setFont(SONG, _TEXT_SIZE)
    y = height - 160
    for paragraph in paragraphs:
        for line in _wrapped(paragraph):
            canvas.drawString(70, y, line)
            y -= 22
        y -= 6
    for number, signature in enumerate(signatures):
        canvas.drawString(70 + 240 * number, y - 60, signature)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def slip_in_pairs(slip: story.Slip) -> bytes:
    """Return a bank slip printed as pairs of label and value."""
    payer, payee, amount = story.COMPANY, slip.fapiao.seller, slip.fapiao.gross
    texts = [
        (200, 24, "样例银行 网上银行电子回单"),
        (30, 48, f"回单编号：{slip.number}"),
        (330, 48, f"交易日期：{slip.paid_on:%Y年%m月%d日}"),
        (30, 76, f"付款人名称：{payer.name}"),
        (310, 76, f"收款人名称：{payee.name}"),
        (30, 96, f"付款人账号：{payer.account}"),
        (310, 96, f"收款人账号：{payee.account}"),
        (30, 116, f"付款人开户行：{payer.bank}"),
        (310, 116, f"收款人开户行：{payee.bank}"),
        (30, 144, f"金额：CNY{amount}"),
        (30, 164, f"金额（大写）：{amount_in_words(amount)}"),
        (30, 192, f"用途：{slip.purpose}"),
        (310, 192, "业务种类：转账支出"),
        (30, 232, story.NOTICE),
    ]
    return _slip(slip, texts)


def slip_in_blocks(slip: story.Slip) -> bytes:
    """Return a bank slip printed with one block for each party."""
    payer, payee, amount = story.COMPANY, slip.fapiao.seller, slip.fapiao.gross
    texts = [
        (230, 24, "样例商业银行"),
        (240, 44, "电子回单"),
        (30, 64, f"电子回单号码：{slip.number}"),
        (34, 88, "付款人"),
        (310, 88, "收款人"),
        (34, 108, "户　名"),
        (100, 108, payer.name),
        (310, 108, "户　名"),
        (376, 108, payee.name),
        (34, 128, "账　号"),
        (100, 128, payer.account),
        (310, 128, "账　号"),
        (376, 128, payee.account),
        (34, 148, "开户银行"),
        (100, 148, payer.bank),
        (310, 148, "开户银行"),
        (376, 148, payee.bank),
        (34, 172, "金　额"),
        (100, 172, f"¥{amount}元"),
        (310, 172, "金额（大写）"),
        (376, 172, amount_in_words(amount)),
        (34, 196, "用　途"),
        (100, 196, slip.purpose),
        (34, 220, "记账日期"),
        (100, 220, f"{slip.paid_on:%Y年%m月%d日}"),
        (34, 250, story.NOTICE),
    ]
    return _slip(slip, texts)


def slip_xbrl(slip: story.Slip) -> bytes:
    """Return a bank slip as structured data (财政部 bker)."""
    payer, payee = story.COMPANY, slip.fapiao.seller
    facts = {
        "NumberOfBankElectronicReceipt": slip.number,
        "TypeOfBankElectronicReceipt": "转账",
        "DateOfBookkeeping": slip.paid_on.isoformat(),
        "AccountNameOfPayer": payer.name,
        "AccountNumberOfPayer": payer.account,
        "AccountNameOfPayee": payee.name,
        "AccountNumberOfPayee": payee.account,
        "TransactionAmountInFigures": str(slip.fapiao.gross).replace(",", ""),
        "Currency": "CNY",
        "Usage": slip.purpose,
        "Notes": story.NOTICE,
    }
    body = "".join(
        f'<bker:{name} contextRef="c">{value}</bker:{name}>\n' for name, value in facts.items()
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xbrl xmlns="http://www.xbrl.org/2003/instance" '
        'xmlns:iso4217="http://www.xbrl.org/2003/iso4217" '
        'xmlns:bker="http://xbrl.mof.gov.cn/taxonomy/2023-12-31/bker">\n'
        '<context id="c"><entity><identifier scheme="http://xbrl.mof.gov.cn">SAMPLE</identifier>'
        f"</entity><period><instant>{slip.paid_on}</instant></period></context>\n"
        '<unit id="CNY"><measure>iso4217:CNY</measure></unit>\n'
        f"{body}</xbrl>\n"
    )
    return text.encode()


def photo(lines: Sequence[str], colour: tuple[int, int, int], kind: str) -> bytes:
    """Return a drawn stand-in for a photo of a booth, with what must be legible on it."""
    width, height = _PHOTO_SIZE
    image = Image.new("RGB", _PHOTO_SIZE, (226, 228, 224))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height - 120, width, height), fill=(188, 180, 168))
    draw.rectangle((90, 70, width - 90, height - 90), fill=(250, 250, 247), outline=colour, width=6)
    draw.rectangle((90, 70, width - 90, 170), fill=colour)
    for place in range(3):
        left = 160 + 180 * place
        draw.rectangle((left, 310, left + 120, height - 90), fill=(206, 196, 178), outline=colour)
    small = _face(24)
    size = next(
        size for size in range(34, 10, -1) if _face(size).getlength(lines[0]) < _BOARD_WIDTH
    )
    draw.text((width / 2, 120), lines[0], font=_face(size), fill="white", anchor="mm")
    for number, line in enumerate(lines[1:]):
        draw.text((width / 2, 215 + 36 * number), line, font=small, fill=(40, 40, 40), anchor="mm")
    draw.text(
        (width - 20, height - 20), "样例 · 绘图代替照片", font=small, fill=colour, anchor="rs"
    )
    out = io.BytesIO()
    if kind == "PNG":
        image.quantize(16).save(out, "PNG", compress_level=9)
    else:
        image.save(out, "JPEG", quality=82)
    return out.getvalue()


def _face(size: int) -> ImageFont.FreeTypeFont:
    # Pillow's other layout engine is there only where the system has libfribidi.
    basic = ImageFont.Layout.BASIC
    return ImageFont.truetype(str(fonts.fonts_folder() / f"{HEI}.ttf"), size, layout_engine=basic)


def _slip(slip: story.Slip, texts: Sequence[tuple[float, float, str]]) -> bytes:
    out = io.BytesIO()
    canvas = new_canvas(out, _SLIP_SIZE, f"样例回单 {slip.number}")
    canvas.rect(24, 20, _SLIP_SIZE[0] - 48, _SLIP_SIZE[1] - 32)
    canvas.setFont(SONG, 9)
    for x, y, text in texts:
        canvas.drawString(x, _SLIP_SIZE[1] - y - 3, text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _mark(canvas: Canvas, width: float, height: float) -> None:
    canvas.setFont(HEI, 12)
    canvas.setFillColorRGB(0.75, 0.1, 0.1)
    canvas.drawString(70, height - 60, "【样例】")
    canvas.drawString(70, 50, story.NOTICE)
    canvas.rect(60, 40, width - 120, height - 80)
    canvas.setFillColorRGB(0, 0, 0)


def _wrapped(paragraph: str) -> list[str]:
    """Break a paragraph into lines that fit between the margins."""
    lines = [""]
    for char in paragraph:
        if pdfmetrics.stringWidth(lines[-1] + char, SONG, _TEXT_SIZE) > _TEXT_WIDTH:
            lines.append("")
        lines[-1] += char
    return lines
