"""数电票 of the demo set in the three forms they are delivered in: XML, PDF, OFD.

PDF and OFD share one face: texts at the places where the tax bureau prints them.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.pdfgen.canvas import Canvas
from tools.demo_paper import SONG, new_canvas
from tools.demo_story import COMPANY, NOTICE, Fapiao

from jiamao_desktop.domain.amount_words import amount_in_words
from jiamao_desktop.domain.money import Money

WIDTH, HEIGHT = 595.28, 396.85
_POINTS_PER_MM = 72 / 25.4
_ITEM_CHARACTERS = 10
_ZIP_DAY = (2026, 1, 1, 0, 0, 0)
_RULES = (
    (13, 84, 583, 84),
    (13, 147, 583, 147),
    (13, 272, 583, 272),
    (13, 294, 583, 294),
    (13, 351, 583, 351),
    (13, 84, 13, 351),
    (583, 84, 583, 351),
    (30, 84, 30, 147),
    (298, 84, 298, 147),
    (315, 84, 315, 147),
    (30, 294, 30, 351),
)
_HEADS = (
    (45, "项目名称"),
    (119, "规格型号"),
    (190, "单"),
    (208, "位"),
    (264, "数"),
    (282, "量"),
    (335, "单"),
    (353, "价"),
    (407, "金"),
    (425, "额"),
    (447, "税率/征收率"),
    (551, "税"),
    (569, "额"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text on the face.

    Attributes:
        y: Centre of the line, from the top.
        tag: Element of the OFD tags that points here; ``Buyer/BuyerName`` for nested ones.
    """

    x: float
    y: float
    text: str
    size: float = 9
    tag: str = ""


def xml(fapiao: Fapiao) -> bytes:
    """Return the fapiao as the tax bureau's XML."""
    lines = "".join(
        f"<IssuItemInformation><ItemName>{line.name}</ItemName><SpecMod/><MeaUnits>项</MeaUnits>"
        f"<Quantity>1</Quantity><UnPrice>{_plain(line.net)}</UnPrice>"
        f"<Amount>{_plain(line.net)}</Amount><TaxRate>0.06</TaxRate>"
        f"<ComTaxAm>{_plain(line.tax)}</ComTaxAm>"
        f"<TotaltaxIncludedAmount>{_plain(line.gross)}</TotaltaxIncludedAmount>"
        "<TaxClassificationCode>3040000000000000000</TaxClassificationCode></IssuItemInformation>"
        for line in fapiao.lines
    )
    seller = fapiao.seller
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<!-- {NOTICE} -->\n"
        f"<EInvoice><Header><EIid>{fapiao.number}</EIid><EInvoiceTag>SWEI3200</EInvoiceTag>"
        "<Version>0.2</Version><InherentLabel><InIssuType><LabelCode>Y</LabelCode>"
        "<LabelName>蓝字发票</LabelName></InIssuType><EInvoiceType><LabelCode>01</LabelCode>"
        "<LabelName>增值税专用发票</LabelName></EInvoiceType><GeneralOrSpecialVAT>"
        "<LabelCode>01</LabelCode><LabelName>增值税专用发票</LabelName></GeneralOrSpecialVAT>"
        "</InherentLabel><UndefinedLabel/></Header><EInvoiceData><SellerInformation>"
        f"<SellerIdNum>{seller.uscc}</SellerIdNum><SellerName>{seller.name}</SellerName>"
        f"<SellerAddr>{seller.address}</SellerAddr><SellerTelNum/>"
        f"<SellerBankName>{seller.bank}</SellerBankName>"
        f"<SellerBankAccNum>{seller.account}</SellerBankAccNum></SellerInformation>"
        f"<BuyerInformation><BuyerIdNum>{COMPANY.uscc}</BuyerIdNum>"
        f"<BuyerName>{COMPANY.name}</BuyerName></BuyerInformation><BasicInformation>"
        f"<TotalAmWithoutTax>{_plain(fapiao.net)}</TotalAmWithoutTax>"
        f"<TotalTaxAm>{_plain(fapiao.tax)}</TotalTaxAm>"
        f"<TotalTax-includedAmount>{_plain(fapiao.gross)}</TotalTax-includedAmount>"
        "<TotalTax-includedAmountInChinese>"
        f"{_words(fapiao.gross)}</TotalTax-includedAmountInChinese><Drawer>样例</Drawer>"
        f"<RequestTime>{fapiao.issued_on} 10:00:00</RequestTime></BasicInformation>{lines}"
        f"<AdditionalInformation><Remark>{escape(fapiao.remark)}</Remark></AdditionalInformation>"
        f"</EInvoiceData><TaxSupervisionInfo><InvoiceNumber>{fapiao.number}</InvoiceNumber>"
        f"<IssueTime>{fapiao.issued_on} 10:00:00</IssueTime>"
        "<TaxBureauCode>14300000000</TaxBureauCode>"
        "<TaxBureauName>样例税务局</TaxBureauName></TaxSupervisionInfo></EInvoice>\n"
    )
    return text.encode()


def pdf(fapiao: Fapiao) -> bytes:
    """Return the fapiao as the tax bureau prints it, with its QR code."""
    out = io.BytesIO()
    canvas = new_canvas(out, (WIDTH, HEIGHT), f"样例发票 {fapiao.number}")
    canvas.setStrokeColorRGB(0.5, 0, 0)
    canvas.setLineWidth(0.6)
    for x0, y0, x1, y1 in _RULES:
        canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)
    for text in face(fapiao):
        canvas.setFont(SONG, text.size)
        canvas.drawString(text.x, HEIGHT - text.y - 0.36 * text.size, text.text)
    _draw_qr(canvas, _qr(fapiao), 24, HEIGHT - 72, 48)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw_qr(canvas: Canvas, content: str, left: float, bottom: float, size: float) -> None:
    """Draw the dark modules as squares: a drawing of the library would name Helvetica."""
    code = QrCodeWidget(content, barLevel="M").qr
    code.make()
    count = code.getModuleCount()
    module = size / count
    canvas.setFillColorRGB(0, 0, 0)
    for row in range(count):
        for column in range(count):
            if code.isDark(row, column):
                top = bottom + size - (row + 1) * module
                canvas.rect(left + column * module, top, module, module, stroke=0, fill=1)


def ofd(fapiao: Fapiao) -> bytes:
    """Return the fapiao as OFD (GB/T 33190) with tags, as the tax bureau delivers it."""
    texts = list(enumerate(face(fapiao), start=100))
    day = f"{fapiao.issued_on:%Y年%m月%d日}"
    data = {
        "发票号码": fapiao.number,
        "开票日期": day,
        "合计金额": _plain(fapiao.net),
        "合计税额": _plain(fapiao.tax),
        "销售方纳税人识别号": fapiao.seller.uscc,
        "购买方纳税人识别号": COMPANY.uscc,
    }
    custom = "".join(f'<ofd:CustomData Name="{k}">{v}</ofd:CustomData>' for k, v in data.items())
    root = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    parts = {
        "OFD.xml": f'<ofd:OFD {root} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo>'
        f"<ofd:DocID>{zlib.crc32(fapiao.number.encode()):032x}</ofd:DocID>"
        f"<ofd:Title>样例发票</ofd:Title><ofd:CreationDate>{fapiao.issued_on}</ofd:CreationDate>"
        f"<ofd:CustomDatas>{custom}</ofd:CustomDatas></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {root}><ofd:CommonData><ofd:MaxUnitID>999"
        "</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 140</ofd:PhysicalBox>"
        "</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
        '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>'
        "<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags></ofd:Document>",
        "Doc_0/PublicRes.xml": f'<ofd:Res {root} BaseLoc="Res"><ofd:Fonts>'
        '<ofd:Font ID="3" FontName="宋体" FamilyName="SimSun"/></ofd:Fonts></ofd:Res>',
        "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {root}><ofd:Area><ofd:PhysicalBox>0 0 210 140"
        '</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="2">'
        + "".join(_ofd_rule(number, rule) for number, rule in enumerate(_RULES, start=10))
        + "".join(_ofd_text(number, text) for number, text in texts)
        + "</ofd:Layer></ofd:Content></ofd:Page>",
        "Doc_0/Tags/CustomTags.xml": f'<ofd:CustomTags {root}><ofd:CustomTag TypeID="root">'
        "<ofd:FileLoc>CustomTag.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>",
        "Doc_0/Tags/CustomTag.xml": f'<ofd:root {root} version="1.0">'
        + "".join(_ofd_tag(number, text.tag) for number, text in texts if text.tag)
        + "</ofd:root>",
    }
    return stored_zip(
        {
            name: f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()
            for name, text in parts.items()
        }
    )


def stored_zip(parts: dict[str, bytes]) -> bytes:
    """Return a zip whose bytes depend on its contents alone: no clock, no compressor."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as bundle:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.create_system = 3
            bundle.writestr(entry, content)
    return out.getvalue()


def face(fapiao: Fapiao) -> Iterator[Text]:
    """Yield every text of the printed fapiao."""
    yield Text(196, 33, "电子发票（增值税专用发票）", 16)
    yield Text(276, 60, "【样例】", 11)
    yield Text(438, 37, "发票号码：")
    yield Text(482, 37, fapiao.number, tag="InvoiceNo")
    yield Text(438, 54, "开票日期：")
    yield Text(482, 54, f"{fapiao.issued_on:%Y年%m月%d日}", tag="IssueDate")
    for x, side, party in ((17, "购买方信息", COMPANY), (302, "销售方信息", fapiao.seller)):
        for step, letter in enumerate(side):
            yield Text(x, 95 + 10 * step, letter)
        role = "Buyer" if party is COMPANY else "Seller"
        yield Text(x + 17, 100, "名称：")
        yield Text(x + 45, 100, party.name, tag=f"{role}/{role}Name")
        yield Text(x + 17, 130, "统一社会信用代码/纳税人识别号：", 8)
        yield Text(x + 144, 130, party.uscc, tag=f"{role}/{role}TaxID")
    for x, head in _HEADS:
        yield Text(x, 156, head)
    for number, line in enumerate(fapiao.lines):
        yield from _line_texts(166 + 18 * number, line.name, line.net, line.tax, fapiao.rate)
    yield Text(58, 264, "合")
    yield Text(104, 264, "计")
    yield from _amount(436, 264, fapiao.net, "TaxExclusiveTotalAmount")
    yield from _amount(578, 264, fapiao.tax, "TaxTotalAmount")
    yield Text(48, 283, "价税合计（大写）")
    yield Text(178, 283, _words(fapiao.gross), tag="TaxInclusiveTotalAmount")
    yield Text(407, 283, "（小写）")
    yield from _amount(510, 283, fapiao.gross, "TaxInclusiveTotalAmount")
    yield Text(17, 314, "备")
    yield Text(17, 331, "注")
    for number, start in enumerate(range(0, len(fapiao.remark), 48)):
        yield Text(36, 303 + 12 * number, fapiao.remark[start : start + 48], tag="Note")
    yield Text(55, 372, "开票人：")
    yield Text(91, 372, "样例", tag="InvoiceClerk")


def _line_texts(y: float, name: str, net: Money, tax: Money, rate: str) -> Iterator[Text]:
    category, _, item = name.rpartition("*")
    parts = [name] if len(name) <= _ITEM_CHARACTERS else [f"{category}*", item]
    for number, part in enumerate(parts):
        yield Text(16, y + 9 * number, part, 8, "Item")
    yield Text(198, y, "项", tag="MeasurementDimension")
    yield _right(291, y, "1", "Quantity")
    yield _right(362, y, _plain(net), "Price")
    yield _right(436, y, _plain(net), "Amount")
    yield Text(465, y, rate, tag="TaxScheme")
    yield _right(578, y, _plain(tax), "TaxAmount")


def _amount(right: float, y: float, amount: Money, tag: str) -> Iterator[Text]:
    number = _right(right, y, _plain(amount), tag)
    yield Text(number.x - 5, y, "¥", tag=tag)
    yield number


def _right(right: float, y: float, text: str, tag: str, size: float = 9) -> Text:
    """Place figures so that they end at ``right``: each is half as wide as high."""
    return Text(right - len(text) * size / 2, y, text, size, tag)


def _qr(fapiao: Fapiao) -> str:
    body = f"01,31,,{fapiao.number},{_plain(fapiao.gross)},{fapiao.issued_on:%Y%m%d},,"
    return f"{body}{zlib.crc32(body.encode()) & 0xFFFF:04X},"


def _plain(amount: Money) -> str:
    return str(amount).replace(",", "")


def _words(amount: Money) -> str:
    return amount_in_words(amount, prefix=False).replace("元", "圆")


def _ofd_text(number: int, text: Text) -> str:
    size = text.size / _POINTS_PER_MM
    steps = [size / 2 if char.isascii() or char == "¥" else size for char in text.text]
    box = (text.x / _POINTS_PER_MM, text.y / _POINTS_PER_MM - size / 2, sum(steps), size)
    deltas = " ".join(f"{step:.4f}" for step in steps[:-1])
    delta = f' DeltaX="{deltas}"' if deltas else ""
    boundary = " ".join(f"{value:.4f}" for value in box)
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{boundary}" Font="3" Size="{size:.4f}">'
        f'<ofd:TextCode X="0" Y="{0.86 * size:.4f}"{delta}>{escape(text.text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def _ofd_rule(number: int, rule: Sequence[float]) -> str:
    x0, y0, x1, y1 = (value / _POINTS_PER_MM for value in rule)
    return (
        f'<ofd:PathObject ID="{number}" Boundary="{x0:.4f} {y0:.4f} {x1 - x0 + 0.2:.4f} '
        f'{y1 - y0 + 0.2:.4f}" LineWidth="0.2"><ofd:StrokeColor Value="128 0 0"/>'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0:.4f} {y1 - y0:.4f}</ofd:AbbreviatedData>"
        "</ofd:PathObject>"
    )


def _ofd_tag(number: int, tag: str) -> str:
    names = tag.split("/")
    opening = "".join(f"<ofd:{name}>" for name in names)
    closing = "".join(f"</ofd:{name}>" for name in reversed(names))
    return f'{opening}<ofd:ObjectRef PageRef="1">{number}</ofd:ObjectRef>{closing}'
