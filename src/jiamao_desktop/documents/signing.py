"""Places for the hand: seals, signatures and dates."""

from __future__ import annotations

from collections.abc import Sequence

from jiamao_desktop.documents.fonts import Face
from jiamao_desktop.documents.sheet import LEFT, Sheet
from jiamao_desktop.documents.text import GREY, Fitted, Style, fit
from jiamao_desktop.domain.form import Signature, SignatureKind

_LABEL = Style(face=Face.HEI, size=10)
_HINT = Style(face=Face.HEI, size=8, colour=GREY)
_DATE = Style(face=Face.SONG, size=10.5)
SIGNING_HEIGHT = 92.0
"""Room for a seal: official round seals are 38 to 45 mm wide, and may overlap the line."""


def draw_signatures(sheet: Sheet, signatures: Sequence[Signature]) -> None:
    """Draw boxes side by side; a seal gets the widest."""
    if not signatures:
        return
    sheet.need(SIGNING_HEIGHT)
    shares = [1.35 if each.kind is SignatureKind.SEAL else 1.0 for each in signatures]
    x = LEFT
    for signature, share in zip(signatures, shares, strict=True):
        width = sheet.width * share / sum(shares)
        sheet.box(x, sheet.y, width, SIGNING_HEIGHT)
        label = fit(f"{signature.label}：", _LABEL, width - 12)
        sheet.write_fitted(x + 6, sheet.y + 5, width - 12, label)
        foot = Fitted(
            (_FOOT[signature.kind],), _DATE if signature.kind is SignatureKind.DATE else _HINT
        )
        align = "centre" if signature.kind is SignatureKind.DATE else "right"
        sheet.write_fitted(x + 6, sheet.y + SIGNING_HEIGHT - 20, width - 12, foot, align)
        x += width
    sheet.y += SIGNING_HEIGHT


_FOOT = {
    SignatureKind.SEAL: "加盖公章",
    SignatureKind.SIGN: "须亲笔签字",
    SignatureKind.DATE: "　　　年　　月　　日",
}
