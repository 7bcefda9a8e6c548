"""Amounts in words (大写金额), as forms and vouchers want them.

Source:
    《支付结算办法》附一 正确填写票据和结算凭证的基本规定；会计基础工作规范. Where the rules
    leave a choice, one is always written and all are understood.
"""

from __future__ import annotations

import itertools
import re

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.money import Money

PREFIX = "人民币"
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_OLD_FORMS = str.maketrans("圆圓正貳參叄陸億萬", "元元整贰叁叁陆亿万")
_PLACE_VALUES = {"拾": 10, "佰": 100, "仟": 1000}


def amount_in_words(amount: Money, *, prefix: bool = True) -> str:
    """Return an amount in words.

    Always with 整 after 元 or 角; with 零 after 元 when the digit of 元 is nought and the
    one of 角 is not; without 零 between 万 and 仟, and between 亿 and 仟万.

    >>> amount_in_words(Money.from_yuan("107000.53"))
    '人民币壹拾万柒仟元零伍角叁分'
    """
    words = _variants(abs(amount.fen))[0]
    return f"{PREFIX if prefix else ''}{'负' if amount.fen < 0 else ''}{words}"


def parse_amount_words(text: str) -> Money:
    """Read an amount in words, in any form the rules allow.

    With or without 人民币, 整 or 正, 元 or 圆, and with 零 where it may stand.

    Raises:
        UserError: ``amount_words.bad_format`` -- not an amount in words, or one that no
            cashier would accept, such as 拾伍万元整 without 壹.
    """
    words = re.sub(r"\s", "", text).translate(_OLD_FORMS)
    words = words.removeprefix(PREFIX).lstrip("：:")
    unsigned = words.removeprefix("负")
    fen = _value(unsigned)
    if unsigned not in _variants(fen):
        raise UserError("amount_words.bad_format", text=text)
    return Money(-fen if unsigned != words else fen)


def _variants(total_fen: int) -> list[str]:
    """Return every legal way to write an amount, the one we write first."""
    yuan, fen = divmod(total_fen, 100)
    jiao, rest = divmod(fen, 10)
    whole = [f"{words}元" for words in _integers(yuan)] if yuan else [""]
    if not fen:
        return [f"{words or '零元'}整" for words in whole]
    if not jiao:
        tails = [f"{'零' if yuan else ''}{_DIGITS[rest]}分"]
    else:
        small = f"{_DIGITS[jiao]}角"
        ends = [f"{_DIGITS[rest]}分"] if rest else ["整", ""]
        noughts = ["零", ""] if yuan and not yuan % 10 else [""]
        tails = [nought + small + end for nought, end in itertools.product(noughts, ends)]
    return [head + tail for head, tail in itertools.product(whole, tails)]


def _integers(yuan: int) -> list[str]:
    """Return the ways to write a positive whole number."""
    for unit, value in (("亿", 10**8), ("万", 10**4)):
        if yuan < value:
            continue
        high, low = divmod(yuan, value)
        heads = [f"{words}{unit}" for words in _integers(high)]
        if not low:
            return heads
        joints = [""] if high % 10 else ["", "零"]
        if low < value // 10:
            joints = ["零"]
        return [
            head + joint + words
            for joint, head, words in itertools.product(joints, heads, _integers(low))
        ]
    return [_up_to_thousands(yuan)]


def _up_to_thousands(number: int) -> str:
    """Write 1 to 9999, with one 零 for each run of noughts inside."""
    words = ""
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            words += _DIGITS[digit] + _PLACES[place]
        elif words and not words.endswith("零"):
            words += "零"
    return words.rstrip("零")


def _value(words: str) -> int:
    """Add up what the words say; whether they say it properly is judged elsewhere."""
    fen = yuan = section = digit = 0
    for word in words:
        if word in _DIGITS:
            digit = _DIGITS.index(word)
            continue
        if word in _PLACE_VALUES:
            section += digit * _PLACE_VALUES[word]
        elif word == "万":
            yuan, section = yuan + (section + digit) * 10**4, 0
        elif word == "亿":
            yuan, section = (yuan + section + digit) * 10**8, 0
        elif word == "元":
            fen = (yuan + section + digit) * 100
        elif word in {"角", "分"}:
            fen += digit * (10 if word == "角" else 1)
        digit = 0
    return fen
