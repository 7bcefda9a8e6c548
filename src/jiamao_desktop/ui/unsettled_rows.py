"""The unclear words as tiles: the dearest first, those without effect folded at the end."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from jiamao_desktop.app.unsettled import UnsettledItem
from jiamao_desktop.domain.choice import DecidedBy
from jiamao_desktop.domain.inquiry import InquiryState
from jiamao_desktop.ui import wording
from jiamao_desktop.ui.tile_list import Heading, Row, Tile
from jiamao_desktop.ui.wording import Verdict, tr

Key = tuple[str, str]
"""Pack and word."""

WITHOUT_EFFECT = "without effect"


def key_of(item: UnsettledItem) -> Key:
    """Return what makes an item the same item after a recomputation."""
    return item.pack, item.key


def decided_verdict(item: UnsettledItem) -> Verdict:
    """Say who settled a word."""
    if item.choice is None:
        return Verdict("≈", tr("暂按默认"), "warn" if item.effect else "calm")
    if item.choice.decided_by is DecidedBy.OFFICER:
        return Verdict("✓", tr("已有答复"), "ok")
    return Verdict("◆", tr("自行选定"), "info")


def letter_verdict(state: InquiryState) -> Verdict:
    """Say how far a letter has come."""
    return {
        InquiryState.DRAFTED: Verdict("●", tr("已起草"), "info"),
        InquiryState.SENT: Verdict("→", tr("已寄出"), "read"),
        InquiryState.ANSWERED: Verdict("✓", tr("已答复"), "ok"),
    }[state]


def word_rows(
    items: Sequence[UnsettledItem], *, picked: Collection[Key], folded: bool
) -> list[Row]:
    """Return the tiles under their headings.

    Args:
        items: The dearest first.
        picked: Those to be asked about in the next letter.
        folded: Leave those without effect out.
    """
    dear = [one for one in items if one.effect]
    rest = [one for one in items if not one.effect]
    rows: list[Row] = []
    if dear:
        rows.append(Heading(Verdict("¥", tr("影响金额"), "warn"), len(dear)))
        rows += [_tile(one, picked) for one in dear]
    if rest:
        calm = Verdict("○", tr("按现有费用没有影响"), "calm")
        rows.append(Heading(calm, len(rest), key=WITHOUT_EFFECT, folded=folded))
        rows += [] if folded else [_tile(one, picked) for one in rest]
    return rows


def _answered(item: UnsettledItem) -> bool:
    return item.choice is not None and item.choice.decided_by is DecidedBy.OFFICER


def _tile(item: UnsettledItem, picked: Collection[Key]) -> Tile:
    chips = []
    if key_of(item) in picked:
        chips.append(Verdict("✉", tr("列入咨询函"), "accent"))
    elif item.letter is not None and item.letter[1].state is not InquiryState.ANSWERED:
        chips.append(letter_verdict(item.letter[1].state))
    effect = tr("相差 {amount}").format(amount=wording.yuan(item.effect))
    return Tile(
        key=key_of(item),
        title=item.question,
        figure=effect if item.effect else "",
        verdict=decided_verdict(item),
        chips=tuple(chips),
        foot=tr("{number}　{count} 项措施").format(
            number=item.notice.number, count=len(item.measures)
        ),
        faded=not item.effect or _answered(item),
    )
