"""How verdicts, amounts and their grounds are said on screen: one wording everywhere.

A glyph always goes with the colour: what is met, refused or open can be told apart in
grey, too.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QCoreApplication

from jiamao_desktop.app.assessing import Card, Group
from jiamao_desktop.domain.assessment import (
    Assessment,
    Basis,
    Clause,
    Finding,
    Severity,
    Status,
)
from jiamao_desktop.domain.claim import ClaimState
from jiamao_desktop.domain.headroom import Headroom
from jiamao_desktop.domain.money import Money, exact_text

_WITHOUT_AMOUNT = (Status.NO, Status.LAPSED)


def tr(text: str) -> str:
    """Translate a text said outside a class: lupdate files a bare ``tr`` under no context."""
    return QCoreApplication.translate("", text)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A word with its glyph and its tone, one of :data:`theme.TONES`."""

    glyph: str
    text: str
    tone: str


def group_verdict(group: Group) -> Verdict:
    """Say what a measure means to this applicant."""
    return {
        Group.CAN: Verdict("✓", tr("可申报"), "ok"),
        Group.NEARLY: Verdict("↗", tr("差一点"), "warn"),
        Group.ASK: Verdict("?", tr("待回答"), "info"),
        Group.READING: Verdict("≈", tr("取决于解释"), "read"),
        Group.LAPSED: Verdict("○", tr("已失效"), "calm"),
        Group.BASIS: Verdict("§", tr("政策依据"), "info"),
        Group.NO: Verdict("×", tr("不符合"), "bad"),
        Group.NOT_CALCULABLE: Verdict("◇", tr("金额待定"), "accent"),
    }[group]


def levels() -> dict[str, str]:
    """Return whose money there is: by the word that packs use."""
    return {
        "central": tr("国家"),
        "provincial": tr("省级"),
        "municipal": tr("市级"),
        "county": tr("县级"),
        "park": tr("园区"),
    }


def holds_verdict(holds: bool | None) -> Verdict:
    """Say whether a condition is met."""
    if holds is None:
        return Verdict("?", tr("待确认"), "info")
    if holds:
        return Verdict("✓", tr("满足"), "ok")
    return Verdict("×", tr("不满足"), "bad")


def finding_verdict(finding: Finding) -> Verdict:
    """Say how a condition stands; what only warns, or is for officers to judge, says so."""
    if finding.severity is Severity.OFFICER_DECIDES and not finding.holds:
        return Verdict("≈", tr("由受理部门认定"), "read")
    if finding.severity is Severity.WARNS and finding.holds is False:
        return Verdict("!", tr("请留意"), "warn")
    return holds_verdict(finding.holds)


def room_text(room: Headroom) -> str:
    """Return what is left of a cap, and until when it can be used."""
    left = tr("还可用 {room}").format(room=yuan(room.room))
    if room.ends_on is None:
        return left
    return tr("{left}，{day} 到期").format(left=left, day=day(room.ends_on))


def basis_verdict(basis: Basis) -> Verdict:
    """Say what a figure rests on."""
    return {
        Basis.LAW: Verdict("§", tr("条文"), "ok"),
        Basis.ASSUMED: Verdict("≈", tr("默认"), "calm"),
        Basis.PRACTICE: Verdict("◇", tr("参考"), "warn"),
        Basis.ENTERED: Verdict("●", tr("自填"), "info"),
        Basis.SETTLED: Verdict("◆", tr("选定"), "info"),
    }[basis]


def basis_meaning(basis: Basis) -> str:
    """Explain a basis in one sentence, for the tooltip of its badge."""
    return {
        Basis.LAW: tr("文件条文写明，可点开看原文。"),
        Basis.ASSUMED: tr("文件没有写明，按稳妥的做法处理。"),
        Basis.PRACTICE: tr("其他地方或其他年度的做法，仅供参考，不是本地规定。"),
        Basis.ENTERED: tr("由您填写，以所填来源为准。"),
        Basis.SETTLED: tr("文件没有写明，口径已由主管部门答复或由您选定。"),
    }[basis]


def state_verdict(state: ClaimState) -> Verdict:
    """Say where a claim stands."""
    return {
        ClaimState.DRAFT: Verdict("●", tr("准备中"), "info"),
        ClaimState.READY: Verdict("✓", tr("材料已备齐"), "ok"),
        ClaimState.FILED: Verdict("→", tr("已提交"), "info"),
        ClaimState.GRANTED: Verdict("★", tr("已核定"), "ok"),
        ClaimState.REFUSED: Verdict("×", tr("未通过"), "bad"),
        ClaimState.WITHDRAWN: Verdict("—", tr("已撤回"), "calm"),
    }[state]


def yuan(amount: Money) -> str:
    """Return an amount with its sign: ``¥1,235.00``, ``−¥3.00``."""
    return f"−¥{Money(-amount.fen)}" if amount.fen < 0 else f"¥{amount}"


def exact_yuan(fen: Fraction) -> str:
    """Return an amount not yet rounded: a fraction hidden is a fen that nobody can find."""
    text = exact_text(abs(fen))
    amount = ("−¥" if fen < 0 else "¥") + text.removeprefix("≈ ")
    return tr("约 {amount}").format(amount=amount) if text.startswith("≈") else amount


def amount_text(card: Card) -> str:
    """Return the amount of a card: ceiling, range, or that the rate is still to be entered.

    Blank where there is none to name: a refused measure is not worth “at most ¥0.00”.
    """
    found = card.assessment
    if found.status in _WITHOUT_AMOUNT or not (found.high or found.to_enter):
        return ""
    return ceiling_text(found)


def ceiling_text(found: Assessment) -> str:
    """Return what a measure may bring at most, as it has to be printed."""
    if found.to_enter:
        return tr("费率待填")
    return _at_most(
        found, range_text(found.low, found.high) if found.low != found.high else yuan(found.ceiling)
    )


def at_most_text(found: Assessment) -> str:
    """Return the ceiling under the readings chosen; “不超过” where the document says so."""
    return _at_most(found, yuan(found.ceiling))


def _at_most(found: Assessment, amount: str) -> str:
    return tr("不超过 {amount}").format(amount=amount) if found.up_to else amount


def range_text(low: Money, high: Money) -> str:
    """Return the least and the most."""
    return f"{yuan(low)} – {yuan(high)}"


def in_force_text(card: Card) -> str:
    """Return how long the notice is in force; a last day worked out from its term says so."""
    last = card.in_force[1]
    if last is None:
        return tr("长期有效")
    text = tr("有效期至 {day}").format(day=day(last))
    return text + tr("（推算）") if card.derived else text


def force_text(first: dt.date, last: dt.date | None, *, derived: bool) -> str:
    """Return both days of a notice: ``2024-06-14 至 2027-06-13（推算）``."""
    if last is None:
        return tr("{first} 起长期有效").format(first=day(first))
    words = tr("{first} 至 {last}").format(first=day(first), last=day(last))
    return words + tr("（推算）") if derived else words


def notice_text(card: Card) -> str:
    """Return notice, validity and the day somebody last checked that it still applies."""
    checked = tr("{day} 核对").format(day=day(card.verified_on))
    return tr("　·　").join((card.number, in_force_text(card), checked))


def source_text(clause: Clause) -> str:
    """Return where a quote stands: ``永政办发〔2024〕8号　九、提高通关效率``."""
    return f"{clause.number}　{clause.where}".strip()


def day(value: dt.date | None) -> str:
    """Return a day as people here write it, or a dash."""
    return value.isoformat() if value else "—"
