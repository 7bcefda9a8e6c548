"""Days as people type them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from jiamao_desktop.domain.errors import UserError

_WITH_SIGNS = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")


def parse_day(text: str) -> dt.date:
    """Read a day: ``2026-3-5``, ``2026/03/05``, ``2026.3.5``, ``2026年3月5日``, ``20260305``.

    What could mean two days, such as ``2026111``, is refused.

    Raises:
        UserError: ``date.bad_format``.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    parts = _WITH_SIGNS.fullmatch(plain) or _DIGITS.fullmatch(plain)
    if parts is None:
        raise UserError("date.bad_format", text=text)
    try:
        return dt.date(*map(int, parts.groups()))
    except ValueError as error:
        raise UserError("date.bad_format", text=text) from error
