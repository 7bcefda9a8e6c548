"""Names of firms as they are written here and there, and whether they mean the same firm."""

from __future__ import annotations

import functools
import re
import unicodedata
from enum import IntEnum

_FORMER = re.compile(r"\((?:原名称?|原|曾用名称?|旧称)[:;,]?([^()]+)\)")
_MARKS = re.compile(r"[^\w]|_")
_LEGAL_FORMS = ("股份有限公司", "集团有限公司", "有限公司", "分公司", "公司")
_TELLING = frozenset("0123456789一二三四五六七八九十甲乙丙丁东西南北中上下新老大小")
"""Characters that tell sister firms apart; one of them is never a slip of the pen."""
_LEAST_CORE = 4
_TWO_SLIPS_FROM, _MOST_SLIPS = 10, 2


class Likeness(IntEnum):
    """How far two names mean one firm.

    Attributes:
        CLOSE: One slip of the pen apart, or one is the other cut short.
        ALIAS: Written differently, but an account, a tax number or a former name ties them.
    """

    OTHER = 0
    UNKNOWN = 1
    CLOSE = 2
    ALIAS = 3
    SAME = 4


def folded(name: str) -> str:
    """Return a name without what writing habits add: widths, blanks, brackets, long legal forms.

    >>> folded("长沙样例（湖南）会展 有限责任公司") == folded("长沙样例(湖南)会展有限公司")
    True
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    return _MARKS.sub("", _FORMER.sub("", plain)).replace("有限责任公司", "有限公司")


def written_in(name: str) -> tuple[str, ...]:
    """Return the folded name, then the former ones that are written beside it in brackets.

    >>> written_in("永州新样公司（原名：永州旧样公司）")
    ('永州新样公司', '永州旧样公司')
    """
    plain = unicodedata.normalize("NFKC", name)
    every = [folded(name), *(folded(former) for former in _FORMER.findall(plain))]
    return tuple(dict.fromkeys(text for text in every if text))


def close(left: str, right: str) -> bool:
    """Tell whether two folded names are likely one name, mistyped or cut short.

    A character that tells sister firms apart (第一, 第二; 东, 西) is no slip of the pen.
    """
    one, other = sorted((_core(left), _core(right)), key=lambda core: (len(core), core))
    if len(one) < _LEAST_CORE:
        return False
    if other.startswith(one):
        return not set(other[len(one) :]) & _TELLING
    if len(other) - len(one) > _MOST_SLIPS or len(set(one) ^ set(other)) > 2 * _MOST_SLIPS:
        return False  # most names are worlds apart, and need not be compared letter by letter
    return _slips(one, other, _MOST_SLIPS if len(one) >= _TWO_SLIPS_FROM else 1)


@functools.lru_cache(maxsize=10_000)
def _core(name: str) -> str:
    """Return a folded name without its legal form."""
    for form in _LEGAL_FORMS:
        if name.endswith(form) and len(name) > len(form):
            return name[: -len(form)]
    return name


def _slips(one: str, other: str, most: int) -> bool:
    """Tell whether at most so many slips of the pen lie between two texts.

    Args:
        one: The shorter one.
        other: The other one.
        most: A character left out, put in, mistaken, or swapped with its neighbour counts one.
    """
    if one == other:
        return True
    if not most or len(other) - len(one) > most:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    rest, longer = one[at:], other[at:]
    if set(rest[:1] + longer[:1]) & _TELLING:
        return False
    swapped = len(rest) > 1 and rest[:2] == longer[1::-1]
    if swapped and _slips(rest[2:], longer[2:], most - 1):
        return True
    ways = [(rest, longer[1:])]
    if rest:
        ways += [(rest[1:], longer[1:]), (rest[1:], longer)]
    return any(_slips(min(way, key=len), max(reversed(way), key=len), most - 1) for way in ways)
