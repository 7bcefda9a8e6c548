"""What the notices leave open (待明确事项), and what each way to read it means in yuan."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.app.assessing import Card, cards, case_for
from jiamao_desktop.app.choices import choices_for
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.assess import assess
from jiamao_desktop.domain.assessment import Clause
from jiamao_desktop.domain.case import Case
from jiamao_desktop.domain.choice import ChosenReading
from jiamao_desktop.domain.headroom import headroom
from jiamao_desktop.domain.inquiry import Inquiry, InquiryId
from jiamao_desktop.domain.money import ZERO, Money, total
from jiamao_desktop.domain.pack import Measure, Notice, Option, Pack
from jiamao_desktop.domain.settled import OpenWord, open_words
from jiamao_desktop.domain.steps import Window
from jiamao_desktop.storage import inquiries

_DEFAULT = re.compile(r"(.+?)（默认(?:[，、；]?审慎)?[，；]?(.*)）")
"""An option of a pack says in brackets that it is the default, and after it where it is used."""
_AT_ONCE = frozenset({Window.DOCUMENT, Window.LIFETIME, None})
"""Windows that all years share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOption:
    """One way to read a word.

    Attributes:
        remark: Where it is read so; blank if that is not known.
        amount: The ceiling of all measures concerned together, if it is read so.
    """

    id: str
    label: str
    remark: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsettledItem:
    """One unclear word of a pack, with everything it decides.

    Attributes:
        key: Names the word within its pack.
        remark: What the notice leaves out, where the clause alone does not show it.
        measures: Id and title of those whose result can depend on it; those that come to
            something for this applicant first.
        paying: How many of them come to something.
        options: The careful default first. chosen: The one used now.
        choice: Who chose it; ``None``: nobody has, the default applies.
        letter: The newest letter that asks about it.
    """

    pack: str
    pack_title: str
    key: str
    word: str
    question: str
    remark: str
    notice: Notice
    measures: tuple[tuple[str, str], ...]
    paying: int
    clauses: tuple[Clause, ...]
    options: tuple[ReadingOption, ...]
    chosen: str
    choice: ChosenReading | None
    letter: tuple[InquiryId, Inquiry] | None

    @property
    def careful(self) -> str:
        """Return the careful default."""
        return self.options[0].id

    @property
    def low(self) -> Money:
        """Return the ceiling under the least favourable reading."""
        return min(one.amount for one in self.options)

    @property
    def high(self) -> Money:
        """Return the ceiling under the most favourable reading."""
        return max(one.amount for one in self.options)

    @property
    def effect(self) -> Money:
        """Return how much hangs on it for this book."""
        return self.high - self.low


def unsettled_list(ws: Workspace, known: Sequence[Card] | None = None) -> Sequence[UnsettledItem]:
    """Return every unclear word of every pack once, the one with the most yuan first.

    Args:
        ws: The book.
        known: Cards already worked out, to save doing so again.
    """
    found = cards(ws) if known is None else known
    letters = inquiries.all(ws.reader)
    items = [
        _item(ws, pack, word, found, letters)
        for pack in ws.catalog.packs.values()
        for word in open_words(pack)
    ]
    return sorted(items, key=lambda one: -one.effect.fen)


def option_words(option: Option) -> tuple[str, str]:
    """Return an option's own words, and the places where it is read so, apart."""
    match = _DEFAULT.fullmatch(option.label)
    return (match[1], match[2]) if match else (option.label, "")


def _item(
    ws: Workspace,
    pack: Pack,
    word: OpenWord,
    found: Sequence[Card],
    letters: Mapping[InquiryId, Inquiry],
) -> UnsettledItem:
    concerned = {one.id for one in word.measures}
    about = [one for one in found if one.pack == pack.id and one.measure in concerned]
    choice = choices_for(ws, pack, word.sharers[0]).get(word.word.id)
    places = range(len(word.word.options))
    paying = {
        one.measure for one in about if any(_amount(one, word.word.id, place) for place in places)
    }
    by_rank = sorted(word.measures, key=lambda one: one.id not in paying)
    amounts = _Amounts(ws, pack, word, about)
    options = []
    for place, option in enumerate(word.word.options):
        label, remark = option_words(option)
        options.append(
            ReadingOption(
                id=option.id, label=label, remark=remark, amount=amounts.under(place, option.id)
            )
        )
    return UnsettledItem(
        pack=pack.id,
        pack_title=pack.title,
        key=word.key,
        word=word.word.id,
        question=word.word.question,
        remark=word.word.note,
        notice=word.notice,
        measures=tuple((one.id, one.title) for one in by_rank),
        paying=sum(1 for one in by_rank if one.id in paying),
        clauses=word.clauses,
        options=tuple(options),
        chosen=word.word.option(choice.option if choice else "").id,
        choice=choice,
        letter=_letter(pack, word, letters),
    )


def _letter(
    pack: Pack, word: OpenWord, letters: Mapping[InquiryId, Inquiry]
) -> tuple[InquiryId, Inquiry] | None:
    """Return the newest letter that asks about a word."""
    sharers = {one.id for one in word.sharers}
    for number, letter in letters.items():
        for asked in letter.words:
            if (asked.pack, asked.word) == (pack.id, word.word.id) and asked.measure in sharers:
                return number, letter
    return None


class _Amounts:
    """What the measures concerned come to together under each way to read one word.

    Each card is capped already as if it were alone. What is shared is counted once here, window
    by window where the shared cap is yearly: together they never come to more than the cap.
    """

    def __init__(self, ws: Workspace, pack: Pack, word: OpenWord, about: Sequence[Card]) -> None:
        self._ws = ws
        self._pack = pack
        self._word = word
        self._about = about

    def under(self, place: int, option: str) -> Money:
        """Return the ceiling of all cards together under an option.

        Args:
            place: Of the option among the options.
            option: Its id.
        """
        alone = [(one, _amount(one, self._word.word.id, place)) for one in self._about]
        paying = [(one, amount) for one, amount in alone if amount]
        whole = total(amount for _, amount in paying)
        if len(paying) < 2:  # noqa: PLR2004 -- one measure alone keeps to the cap by itself
            return whole
        first = self._case(paying[0][0], option)
        measure = self._pack.measure(paying[0][0].measure)
        room = {one.title: one for one in headroom(self._pack, measure, first) if one.shared}
        for shared in room.values():
            if shared.window in _AT_ONCE:
                whole = min(whole, shared.room)
            elif whole > shared.room:
                by_day = self._by_day([one for one, _ in paying], option)
                whole = min(whole, self._capped(by_day, first, measure, shared.title))
        return whole

    def _case(self, one: Card, option: str) -> Case:
        measure = self._pack.measure(one.measure)
        case = case_for(self._ws, self._pack, measure, one.project)
        return dataclasses.replace(case, readings={**case.readings, self._word.word.id: option})

    def _by_day(self, paying: Sequence[Card], option: str) -> Sequence[tuple[dt.date, Money]]:
        found: list[tuple[dt.date, Money]] = []
        for one in paying:
            measure = self._pack.measure(one.measure)
            found += assess(self._pack, measure, self._case(one, option)).by_day
        return found

    def _capped(
        self,
        by_day: Sequence[tuple[dt.date, Money]],
        case: Case,
        measure: Measure,
        title: str,
    ) -> Money:
        """Return what is left of the amounts when each window keeps to its cap.

        Days whose headroom ends on the same day lie in the same window.
        """
        amounts: dict[dt.date | None, Money] = {}
        rooms: dict[dt.date | None, Money] = {}
        for day, amount in by_day:
            on = dataclasses.replace(case, today=day)
            [cap] = [one for one in headroom(self._pack, measure, on) if one.title == title]
            amounts[cap.ends_on] = amounts.get(cap.ends_on, ZERO) + amount
            rooms[cap.ends_on] = cap.room
        return total(min(amount, rooms[end]) for end, amount in amounts.items())


def _amount(found: Card, word: str, place: int) -> Money:
    """Return what a card comes to under an option of a word."""
    for reading in found.assessment.readings:
        if reading.id == word and place < len(reading.amounts):
            return reading.amounts[place]
    return ZERO
