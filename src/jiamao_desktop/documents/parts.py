"""The small parts: cover, contents, undertaking and self-check list."""

from __future__ import annotations

from collections.abc import Sequence

from jiamao_desktop.documents.answers import BOX, TICKED, answer, chinese_date, yuan
from jiamao_desktop.documents.fonts import Face
from jiamao_desktop.documents.sheet import LEFT, Sheet, spread
from jiamao_desktop.documents.signing import draw_signatures
from jiamao_desktop.documents.table import Cell, Table
from jiamao_desktop.documents.text import ACCENT, ALERT, GREY, Style, fit
from jiamao_desktop.domain.form import Signature, SignatureKind
from jiamao_desktop.domain.money import total
from jiamao_desktop.domain.packet import ContentsEntry, PacketRequest

TITLE = Style(face=Face.SONG_BOLD, size=20, leading=1.4, least=13)
_LABEL = Style(face=Face.HEI, size=11, colour=GREY, leading=1.4)
_VALUE = Style(face=Face.SONG, size=12.5, leading=1.4, least=9)
_BODY = Style(face=Face.FANG, size=14, leading=1.75)
_SMALL = Style(face=Face.SONG, size=9.5, leading=1.4, least=7.5)
_NOTE = Style(face=Face.SONG, size=9, colour=GREY)
_COVER_MARK = Style(face=Face.HEI, size=10, colour=GREY)


def draw_cover(sheet: Sheet, request: PacketRequest) -> None:
    """Draw the cover (封面)."""
    sheet.new_page(plain=True)
    sheet.y = 120
    sheet.title_block(request.measure_title, TITLE.at(24), after=6)
    sheet.title_block("项目申报材料", TITLE.at(24), after=14)
    middle = LEFT + sheet.width / 2
    sheet.rule(middle - 40, sheet.y, 80, colour=ACCENT, weight=1.6)
    sheet.y += 18
    sheet.title_block(f"政策依据：{answer(request, 'claim.notice')}", _LABEL, after=46)
    applicant = request.applicant
    for label, value in (
        ("项目名称", request.title),
        ("项目单位", applicant.name),
        ("申报类别", request.measure_title),
        ("项目主管部门", request.authority),
        ("项目负责人", request.leader or applicant.legal_representative),
        ("项目联系人", request.contact or applicant.contact),
        ("联系电话", request.phone or applicant.office_phone),
        ("移动电话", request.mobile or applicant.mobile),
        ("传真", request.fax or applicant.fax),
        ("电子邮箱", request.email or applicant.email),
        ("申报时间", chinese_date(request.prepared_on)),
    ):
        _cover_line(sheet, label, value)
    sheet.y = max(sheet.y + 24, sheet.size[1] - 120)
    sheet.title_block("（项目单位全称应与公章一致，不可简称；此处加盖公章）", _NOTE, after=4)
    sheet.title_block(
        f"材料编号 {request.packet_id}　　政策包 {request.pack} {request.pack_version}",
        _COVER_MARK.at(8.5),
    )


def _cover_line(sheet: Sheet, label: str, value: str) -> None:
    left, labels, values = LEFT + 34, 92.0, sheet.width - 34 - 92 - 34
    fitted = fit(value, _VALUE, values, max_lines=2)
    height = max(fitted.height, _VALUE.line) + 11
    sheet.write(left, sheet.y + height - 7, label, _LABEL)
    sheet.note_missing(value)
    sheet.write_fitted(left + labels, sheet.y + height - 3 - fitted.height, values, fitted)
    sheet.rule(left + labels, sheet.y + height, values)
    sheet.y += height


def draw_contents(sheet: Sheet, entries: Sequence[ContentsEntry]) -> None:
    """Draw the contents (目录)."""
    sheet.new_page()
    sheet.title_block("目　录", TITLE, after=14)
    table = Table(
        widths=spread(sheet.width, (13, 92, 24, 36)),
        aligns=("centre", "left", "centre", "centre"),
        style=_SMALL,
        head=[[Cell(text=text) for text in ("序号", "材料名称", "页码", "份数/原件或复印件")]],
        head_style=Style(face=Face.HEI_BOLD, size=9.5),
        pad=4,
    )
    part = Style(face=Face.HEI_BOLD, size=10, least=7.5)
    table.draw(
        sheet,
        [
            [
                Cell(text=entry.number, style=part if entry.level == 1 else None),
                Cell(
                    text=entry.title if entry.level == 1 else f"　{entry.title}",
                    style=part if entry.level == 1 else None,
                    max_lines=4,
                    label=entry.number,
                ),
                Cell(
                    text=page_span(entry.first_page, entry.last_page),
                    style=_SMALL,
                    measured_as="0000–0000",
                ),
                Cell(text=f"1份 / {entry.kind}"),
            ]
            for entry in entries
        ],
    )
    sheet.print_addenda("目录")


def page_span(first: int, last: int) -> str:
    """Return pages as they are cited: ``12`` or ``12–15``."""
    return str(first) if first == last else f"{first}–{last}"


def undertaking_clauses(request: PacketRequest) -> list[str]:
    """Return what the applicant promises, in our own words."""
    given = [row for row in request.rows if row.other_funding]
    if given:
        listed = "；".join(
            f"第 {row.number} 项已获{row.funded_by or '其他资金'} {yuan(row.other_funding)}"
            for row in given
        )
        other = (
            f"本次申报的费用中已获其他资金 {yuan(total(row.other_funding for row in given))}"
            f"（{listed}），均已如实列明；除此之外，同一项目没有获得、也没有另行申报其他财政资金。"
        )
    else:
        other = "同一项目没有获得其他财政资金，也没有以同一发票或同一事项另行申报其他财政资金。"
    return [
        "所提交的材料真实、完整、有效，复印件与原件一致，电子文件与纸质材料一致。",
        "本单位未被列入严重失信主体名单，近三年无严重违法违规行为。",
        "本单位没有拖欠应缴还的财政性资金。",
        other,
        "申报项目不存在侵犯他人知识产权、安全生产事故和群体性事件等情形。",
        "同意以主管部门核定的金额为准，接受对项目的核查、绩效评价和监督检查。",
        "所获资金专款专用，按国家统一的会计制度进行账务处理，并妥善保管凭证备查。",
        "如违反上述承诺，愿意退回所获资金，承担相应的法律责任，并同意将失信信息依法记入信用记录。",
    ]


def draw_undertaking(sheet: Sheet, request: PacketRequest) -> None:
    """Draw the undertaking (承诺书)."""
    sheet.new_page()
    sheet.title_block("承　诺　书", TITLE, after=16)
    if request.authority:
        sheet.paragraph(f"{request.authority}：", _BODY, after=2)
    sheet.paragraph(
        f"{request.applicant.name}（统一社会信用代码 {request.applicant.uscc}）申报"
        f"“{request.measure_title}”（{request.notice_number}），项目为“{request.title}”，"
        f"申请金额 {yuan(request.applied)}（{answer(request, 'claim.applied_in_words')}）。"
        "本单位郑重承诺：",
        _BODY,
        first=2,
        after=2,
    )
    for number, clause in enumerate(undertaking_clauses(request), start=1):
        sheet.paragraph(f"{number}. {clause}", _BODY, first=2)
    sheet.y += 14
    draw_signatures(
        sheet,
        (
            Signature(label="单位名称（公章）", kind=SignatureKind.SEAL),
            Signature(label="法定代表人（签字）", kind=SignatureKind.SIGN),
            Signature(label="日期", kind=SignatureKind.DATE),
        ),
    )


def draw_checklist(sheet: Sheet, request: PacketRequest) -> None:
    """Draw the self-check list (材料自查表): what there is, what is missing, who asks for it."""
    sheet.new_page()
    sheet.title_block("申报材料自查表", TITLE, after=4 if request.guide else 12)
    if request.guide:
        sheet.paragraph(f"材料清单所依：{request.guide}。", _NOTE, align="centre", after=10)
    table = Table(
        widths=spread(sheet.width, (12, 74, 20, 60)),
        aligns=("centre", "left", "centre", "left"),
        style=_SMALL,
        head=[[Cell(text=text) for text in ("序号", "材料", "情况", "要求来源、说明")]],
        head_style=Style(face=Face.HEI_BOLD, size=9.5),
        pad=4,
    )
    lacking = Style(face=Face.HEI_BOLD, size=9.5, colour=ALERT)
    table.draw(
        sheet,
        [
            [
                Cell(text=str(number)),
                Cell(text=item.title, max_lines=6, label=f"材料 {number}"),
                Cell(text=f"{TICKED} 已附")
                if item.present
                else Cell(text=f"{BOX} 缺", style=lacking),
                Cell(
                    text="；".join(part for part in (item.source, item.note) if part),
                    max_lines=6,
                    label=f"材料 {number} 说明",
                ),
            ]
            for number, item in enumerate(request.checklist, start=1)
        ],
    )
    sheet.y += 8
    sheet.paragraph(
        "注：标明“参考，非本地官方清单”的材料来自其他地区或年度的做法，以主管部门当次通知为准。",
        _NOTE,
    )
    sheet.print_addenda("申报材料自查表")
