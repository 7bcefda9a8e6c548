"""Mixed 发票: which of its lines belong to which kind of expense, and what nobody supports.

What is proposed follows the words of each line; a person has the last word, line by line. The
parts always come to the whole to the fen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoLine
from jiamao_desktop.domain.money import Money, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What becomes of one line.

    Attributes:
        category: The kind of expense it goes to.
        supported: Whether it counts there; what does not is an unsupported part of it.
        word: The word of the line that spoke for its kind; blank: none did.
    """

    category: str
    supported: bool = True
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What becomes one expense.

    Attributes:
        lines: Places of its lines in the 发票, from nought.
        left_out: Places of those that nobody supports.
        unsupported: What these come to, tax included.
    """

    category: str
    lines: tuple[int, ...]
    left_out: tuple[int, ...]
    gross: Money
    tax: Money
    unsupported: Money


def suggested(
    fapiao: Fapiao, keywords: Mapping[str, Sequence[str]], rest: str
) -> tuple[Choice, ...]:
    """Return what each line's words speak for.

    A line that takes off from the one above (折扣) goes where that one goes. A line that
    speaks for nothing goes to the rest, unsupported.

    Args:
        fapiao: The 发票.
        keywords: Kind of expense to the words that its lines show.
        rest: The kind of expense of whatever is of no other.
    """
    found: list[Choice] = []
    for line in fapiao.lines:
        if found and line.net.fen < 0 < fapiao.gross.fen and not line.category:
            found.append(found[-1])
        else:
            found.append(_of_line(line, keywords, rest))
    return tuple(found)


def _of_line(line: FapiaoLine, keywords: Mapping[str, Sequence[str]], rest: str) -> Choice:
    if line.category:
        return Choice(category=line.category, supported=not line.unsupported)
    # 货物或应税劳务名称 begins with its tax class between stars; what follows says more.
    for text in (line.name.rpartition("*")[2], line.name):
        spoken = [
            (-len(word), category, word)
            for category, words in keywords.items()
            for word in words
            if word in text
        ]
        if spoken:
            _, category, word = min(spoken)
            return Choice(category=category, word=word)
    return Choice(category=rest, supported=False)


def parts_of(fapiao: Fapiao, choices: Sequence[Choice]) -> tuple[Part, ...]:
    """Return the expenses that a 发票 becomes, in the order of their first lines.

    Lines are rounded one by one, so their sum may be off by a fen each: the largest part takes
    the difference. A kind of expense that comes to nothing or less joins the largest part.

    Raises:
        UserError: ``split.red``; ``split.no_lines``; ``split.lines_differ`` -- they do not come
            to the 发票.
    """
    if fapiao.gross.fen <= 0:
        raise UserError("split.red", number=fapiao.number)
    if not fapiao.lines:
        raise UserError("split.no_lines", number=fapiao.number)
    whole = [line.net.fen + line.tax.fen for line in fapiao.lines]
    if abs(fapiao.gross.fen - sum(whole)) > len(whole):
        raise UserError("split.lines_differ", sum=str(Money(sum(whole))), gross=str(fapiao.gross))
    groups: dict[str, list[int]] = {}
    for place, choice in enumerate(choices):
        groups.setdefault(choice.category, []).append(place)
    sums = {name: sum(whole[place] for place in places) for name, places in groups.items()}
    largest = max(sums, key=lambda name: (sums[name], -groups[name][0]))
    for name in [name for name, fen in sums.items() if fen <= 0 and name != largest]:
        groups[largest].extend(groups.pop(name))
    parts = [
        _part(fapiao, name, sorted(places), choices)
        for name, places in sorted(groups.items(), key=lambda group: min(group[1]))
    ]
    over = fapiao.gross - total(part.gross for part in parts)
    over_tax = fapiao.tax - total(part.tax for part in parts)
    return tuple(
        _evened(part, over, over_tax) if part.category == largest else part for part in parts
    )


def _part(fapiao: Fapiao, category: str, places: Sequence[int], choices: Sequence[Choice]) -> Part:
    out = [place for place in places if not choices[place].supported]
    lines = fapiao.lines
    gross = sum(lines[place].net.fen + lines[place].tax.fen for place in places)
    left_out = sum(lines[place].net.fen + lines[place].tax.fen for place in out)
    return Part(
        category=category,
        lines=tuple(places),
        left_out=tuple(out),
        gross=Money(gross),
        tax=Money(sum(lines[place].tax.fen for place in places)),
        unsupported=Money(gross if len(out) == len(places) else min(max(left_out, 0), gross)),
    )


def _evened(part: Part, over: Money, over_tax: Money) -> Part:
    """Let a part take what the rounding of lines left over."""
    gross = part.gross + over
    wholly = part.unsupported == part.gross
    return Part(
        category=part.category,
        lines=part.lines,
        left_out=part.left_out,
        gross=gross,
        tax=part.tax + over_tax,
        unsupported=gross if wholly else min(part.unsupported, gross),
    )


def is_mixed(parts: Sequence[Part]) -> bool:
    """Tell whether there is anything to split: several kinds of expense, or a part left out."""
    return len(parts) > 1 or any(part.left_out for part in parts)


def poured(amounts: Sequence[int], rooms: Sequence[int]) -> list[list[int]]:
    """Return how payments fill parts, one after the other; whatever is over goes to the last.

    >>> poured([60, 50], [80, 30])
    [[60, 0], [20, 30]]
    """
    left = list(rooms)
    shares: list[list[int]] = []
    for amount in amounts:
        given: list[int] = []
        for place, room in enumerate(left):
            takes = amount if place == len(left) - 1 else min(amount, max(room, 0))
            left[place] -= takes
            amount -= takes  # noqa: PLW2901 -- what is still to be given away
            given.append(takes)
        shares.append(given)
    return shares


def shared(amount: int, weights: Sequence[int]) -> list[int]:
    """Return whole shares of an amount in proportion to weights; they come to the amount.

    >>> shared(10, [1, 1, 1])
    [3, 3, 4]
    """
    whole, given, done = sum(weights), 0, 0
    shares: list[int] = []
    for weight in weights:
        done += weight
        upto = amount * done // whole
        shares.append(upto - given)
        given = upto
    return shares
