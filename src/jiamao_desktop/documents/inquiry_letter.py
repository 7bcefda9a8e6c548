"""A letter of inquiry (咨询函), set as GB/T 9704 sets official letters.

A4, type area 156 by 225 mm with 22 lines of 28 characters, body 3号仿宋, title 2号小标宋 and page
numbers 7 mm below the type area, with the bundled faces in place of the proprietary ones. The
law is quoted word for word; everything is wrapped and nothing is cut.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from jiamao_desktop.documents.answers import chinese_date
from jiamao_desktop.documents.fonts import Face, load, printable, runs
from jiamao_desktop.documents.sheet import MM, Sheet
from jiamao_desktop.documents.text import Colour, Style, width_of, wrap
from jiamao_desktop.domain.inquiry import Letter, LetterQuestion

_LEFT, _TOP = 28 * MM, 37 * MM
_WIDTH, _HEIGHT = 156 * MM, 225 * MM
_LINES, _CHARS = 22, 28
_PITCH = _HEIGHT / _LINES
_EM = _WIDTH / _CHARS
_BLACK: Colour = (0, 0, 0)

_BODY = Style(face=Face.FANG, size=_EM, colour=_BLACK)
_HEAD = Style(face=Face.HEI, size=_EM, colour=_BLACK)
_SUBHEAD = Style(face=Face.KAI, size=_EM, colour=_BLACK)
_TITLE = Style(face=Face.SONG_BOLD, size=22, colour=_BLACK)
_NUMBER = Style(face=Face.SONG, size=14, colour=_BLACK)
_BELOW = 7 * MM
"""From the type area to the page number."""
_WIDEST_GAP = 0.15
"""Ems: a line is spread to the margin only if its letters stay together."""
_DATE_INDENT = 4
"""Ems between the date and the margin: room for the seal."""

_INDENT = "\u3000\u3000"
_DIGITS = "零一二三四五六七八九"
_TEN = 10
_SUBJECT_END = "有关条款的咨询函"
_BODIES = "局厅委办"
_LETTERS = string.ascii_uppercase


class _Kind(Enum):
    HEADING = _HEAD
    SUBHEADING = _SUBHEAD
    TEXT = _BODY


@dataclass(frozen=True, slots=True)
class _Paragraph:
    kind: _Kind
    text: str


def inquiry_letter(letter: Letter) -> bytes:
    """Return the letter as PDF. The same letter gives the same bytes."""
    title = title_of(letter)
    sheet = Sheet(title=title, author=letter.applicant, numbered=False)
    page = _Typesetter(sheet)
    page.right(f"编号：{letter.reference}", indent=0)
    page.skip()
    page.centred(title)
    page.skip()
    page.flush_left(f"{letter.office}：")
    for paragraph in _body(letter):
        page.paragraph(paragraph)
    page.close(_closing(letter), letter.applicant, chinese_date(letter.made_on), _note(letter))
    return sheet.finish()


def title_of(letter: Letter) -> str:
    """Return the title of a letter."""
    return f"关于《{letter.subject}》{_SUBJECT_END}"


def _body(letter: Letter) -> Iterator[_Paragraph]:
    you = _address(letter.office)
    count = len(letter.questions)
    notices = "、".join(f"《{title}》（{number}）" for title, number in letter.notices)
    yield _Paragraph(
        _Kind.TEXT,
        f"{letter.applicant}拟按照{notices}申报有关支持。"
        f"准备材料时，我单位对下列 {count} 处文字的理解没有把握，特函请{you}予以明确。",
    )
    for number, question in enumerate(letter.questions, start=1):
        yield from _asked(number, question, you)


def _closing(letter: Letter) -> Sequence[_Paragraph]:
    return (
        _Paragraph(
            _Kind.TEXT,
            f"以上事项，请{_address(letter.office)}明确按哪一种理解执行；"
            "所列理解均不适用的，请告知应当采用的口径。"
            "如已有操作细则或申报通知对此作出规定，请告知文件名称、文号或者查询途径。",
        ),
        _Paragraph(_Kind.TEXT, "专此函询，盼予函复。"),
    )


def _asked(number: int, question: LetterQuestion, you: str) -> Iterator[_Paragraph]:
    yield _Paragraph(_Kind.HEADING, f"{numeral(number)}、{question.question}")
    yield _Paragraph(_Kind.SUBHEADING, "（一）文件原文")
    for clause in question.clauses:
        yield _Paragraph(_Kind.TEXT, f"“{clause.quote}”（{clause.number}，{clause.where}）")
    if question.remark:
        yield _Paragraph(_Kind.TEXT, f"（{question.remark.rstrip('。')}。）")
    yield _Paragraph(_Kind.SUBHEADING, "（二）可能的理解")
    for letter, option in zip(_LETTERS, question.options, strict=False):
        yield _Paragraph(_Kind.TEXT, f"理解{letter}：{option.rstrip('。')}。")
    yield _Paragraph(_Kind.SUBHEADING, "（三）与我单位的关系")
    yield _Paragraph(_Kind.TEXT, question.meaning)
    yield _Paragraph(_Kind.SUBHEADING, "（四）目前的处理")
    yield _Paragraph(
        _Kind.TEXT,
        f"得到答复以前，我单位暂按理解{_LETTERS[question.current]}测算和准备材料，"
        f"最终以{you}的答复和核定为准。",
    )


def numeral(number: int) -> str:
    """Return a number below a hundred as headings count: 一, 十, 十二, 三十."""
    tens, ones = divmod(number, _TEN)
    text = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return text + (_DIGITS[ones] if ones else "")


def _address(office: str) -> str:
    """Return how an office is spoken to: 贵局, 贵厅; 贵单位 where that would be wrong."""
    single = "、" not in office and office[-1:] in _BODIES
    return f"贵{office[-1]}" if single else "贵单位"


def _note(letter: Letter) -> str:
    """Return who asks and whom to answer, as the note below the date."""
    parts = (
        ("统一社会信用代码", letter.uscc),
        ("联系人", letter.contact),
        ("电话", letter.phone),
    )
    said = [f"{label}：{value}" for label, value in parts if value]
    return f"（{'，'.join(said)}）"


class _Typesetter:
    """Sets lines on the grid of 22 lines a page."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._line = _LINES
        self._page = 0

    def skip(self) -> None:
        """Leave a line blank, unless a page has just begun."""
        if self._line < _LINES:
            self._line += 1

    def right(self, text: str, *, indent: float) -> None:
        """Set a text at the right margin, in as many lines as it takes."""
        for line in wrap(text, _BODY, _WIDTH - indent):
            self._set(line, _BODY, _WIDTH - indent - width_of(line, _BODY))

    def flush_left(self, text: str) -> None:
        """Set a text at the left margin."""
        for line in wrap(text, _BODY, _WIDTH):
            self._set(line, _BODY, 0)

    def centred(self, text: str) -> None:
        """Set a title."""
        for line in _title_lines(text):
            self._set(line, _TITLE, (_WIDTH - width_of(line, _TITLE)) / 2)

    def paragraph(self, paragraph: _Paragraph) -> None:
        """Set a paragraph; headings do not stand alone at the foot of a page."""
        lines = _broken(paragraph)
        match paragraph.kind:
            case _Kind.HEADING:
                self._need(len(lines) + 2)
            case _Kind.SUBHEADING:
                self._need(len(lines) + 1)
        for line in lines[:-1]:
            self._set(line, paragraph.kind.value, 0, spread=True)
        self._set(lines[-1], paragraph.kind.value, 0)

    def close(self, closing: Sequence[_Paragraph], name: str, day: str, note: str) -> None:
        """Set the closing words with name, date and note: no page has a signature alone.

        The name stands centred over the date, the date four letters from the margin.
        """
        indent = _DATE_INDENT * _EM
        date_width = width_of(day, _BODY)
        names = wrap(name, _BODY, _WIDTH * 0.75)
        notes = wrap(_INDENT + note, _BODY, _WIDTH)
        said = sum(len(_broken(paragraph)) for paragraph in closing)
        self._need(said + 1 + len(names) + 1 + len(notes))
        for paragraph in closing:
            self.paragraph(paragraph)
        self.skip()
        centre = _WIDTH - indent - date_width / 2
        for line in names:
            width = width_of(line, _BODY)
            self._set(line, _BODY, min(centre - width / 2, _WIDTH - width))
        self._set(day, _BODY, _WIDTH - indent - date_width)
        for line in notes:
            self._set(line, _BODY, 0)

    def _need(self, lines: int) -> None:
        """Go on to the next page if fewer lines are left."""
        if self._line + min(lines, _LINES) > _LINES:
            self._line = _LINES

    def _set(self, text: str, style: Style, x: float, *, spread: bool = False) -> None:
        if self._line >= _LINES:
            self._new_page()
        self._sheet.note_missing(text)
        baseline = _TOP + (self._line + 0.5) * _PITCH + style.size * 0.36
        gap = _gap(text, style) if spread else 0.0
        self._show(_LEFT + x, baseline, text, style, gap)
        self._line += 1

    def _new_page(self) -> None:
        self._sheet.new_page(plain=True)
        self._page += 1
        self._line = 0
        number = f"— {self._page} —"
        odd = self._page % 2
        x = _WIDTH - _NUMBER.size - width_of(number, _NUMBER) if odd else _NUMBER.size
        baseline = _TOP + _HEIGHT + _BELOW + _NUMBER.size * 0.8
        self._show(_LEFT + x, baseline, number, _NUMBER, 0.0)

    def _show(self, x: float, baseline: float, text: str, style: Style, gap: float) -> None:
        sheet = self._sheet
        line = sheet.canvas.beginText(x, sheet.size[1] - baseline)
        line.setFillColorRGB(*style.colour)
        line.setCharSpace(gap)
        for face, run in runs(printable(text), style.face):
            load(face)
            line.setFont(str(face), style.size)
            line.textOut(run)
        sheet.canvas.drawText(line)


def _broken(paragraph: _Paragraph) -> list[str]:
    return wrap(_INDENT + paragraph.text, paragraph.kind.value, _WIDTH)


def _title_lines(text: str) -> list[str]:
    """Break a title where its sense breaks; else into lines of much the same length."""
    lines = wrap(text, _TITLE, _WIDTH)
    first = text.removesuffix(_SUBJECT_END)
    if len(lines) > 1 and width_of(first, _TITLE) <= _WIDTH:
        return [first, _SUBJECT_END]
    width = _WIDTH
    while len(wrap(text, _TITLE, width - _TITLE.size)) == len(lines):
        width -= _TITLE.size
    return wrap(text, _TITLE, width)


def _gap(text: str, style: Style) -> float:
    """Return what to add between letters so that a line reaches the margin."""
    gap = (_WIDTH - width_of(text, style)) / max(len(text) - 1, 1)
    return gap if 0 < gap < _WIDEST_GAP * style.size else 0.0
