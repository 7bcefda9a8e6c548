"""Red 发票 (红字): which blue one each reverses, as far as its remark says.

数电票 say 被红冲蓝字数电票号码, older ones 对应正数发票代码 and 号码; the tax bureau's site writes
both, printers wrap them where they like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from typing import Final

from jiamao_desktop.domain.draft import Field
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.money import ZERO, Money
from jiamao_desktop.importers.layout import squeezed

_BLUE: Final = (
    r"(?:被红冲|被冲红|红冲|冲红|对应|原)的?(?:蓝字|正数|原)?(?:增值税|数电|全电|电子)*(?:发?票)?"
)
_OLDER: Final = re.compile(_BLUE + r"代码:?(\d{12}|\d{10})\D{0,12}?号码:?(\d{8})(?!\d)")
_DIGITAL: Final = re.compile(_BLUE + r"号码?:?(\d{20}|\d{8})(?!\d)")


def reference(remark: str) -> tuple[str, str] | None:
    """Return code and number of the 发票 that a remark says is reversed; code blank for 数电票.

    >>> reference("被红冲蓝字数电票号码：25442000000000000073 红字发票信息确认单编号：1")
    ('', '25442000000000000073')
    """
    plain = squeezed(remark)
    if match := _OLDER.search(plain):
        return match[1], match[2]
    if match := _DIGITAL.search(plain):
        return "", match[1]
    return None


def add_reference(fields: MutableMapping[str, Field], *, red: bool) -> None:
    """Add the number of the 发票 that a red one reverses, with the origin of its remark.

    Args:
        fields: Of one 发票. A blue one may quote numbers too, so its remark is left alone.
        red: The file marks it as red, whatever its sums say.
    """
    remark = fields.get("remark")
    if remark is None or not (red or _is_negative(fields)):
        return
    found = reference(str(remark.value))
    if found is not None:
        for name, value in zip(("red_code", "red_number"), found, strict=True):
            if value:
                fields[name] = Field(value, remark.origin)


def check(fields: MutableMapping[str, Field]) -> Iterator[Problem]:
    """Yield a warning when a 发票 that is marked as red has a sum that is not negative."""
    gross = fields.get("gross")
    if gross is not None and not _is_negative(fields):
        yield Problem.of("fapiao.red_positive", gross=gross.value)


def _is_negative(fields: MutableMapping[str, Field]) -> bool:
    gross = fields.get("gross")
    return gross is not None and isinstance(gross.value, Money) and gross.value < ZERO
