"""How other places do it (参考做法): labelled, editable, and never law.

A guide says what a place asked for in one year: papers, figures, and how it counts. A firm may
adopt one for a measure; every sheet then names its place, its year and its source. What a
guide changes is lower or tidier than what the clause allows, never more.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NewType

from jiamao_desktop.domain.exchange import ExchangeRule
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.pack import Material, Measure, ParameterType, ParameterValue, Practice
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.domain.steps import Base

OwnGuideId = NewType("OwnGuideId", int)

SUGGESTED = "本程序建议，未见公开清单"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideSource:
    """Where something of a guide was read.

    Attributes:
        text: Title, as it is printed.
        repost: Seen on the site of somebody else, not of the authority.
        address: Where it stood; only to be read, the program never goes on line.
    """

    id: str
    text: str
    repost: bool = False
    address: str = ""

    @property
    def label(self) -> str:
        """Return the title with its mark: ``…（转载）``."""
        return f"{self.text}（转载）" if self.repost else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideMaterial:
    """A paper of a guide's list.

    Attributes:
        categories: Only for measures that support one of these expenses; empty: for all.
        source: Id of the source it stands in; blank: suggested by this program.
    """

    material: Material
    categories: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideFigures:
    """Rates and limits of a place, for measures that leave them to another document.

    Attributes:
        category: The expense they are about.
        values: Parameter id to figure.
        note: The rule in words, with what the parameters cannot say.
    """

    category: str
    values: Mapping[str, ParameterValue]
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideSettings:
    """How a place counts. What is ``None`` or blank, the guide does not say.

    Attributes:
        base: 价税合计 or 不含税.
        date: The day that decides the window: ``paid_on``, ``issued_on`` or a fact.
        exchange: How foreign money becomes CNY.
        minimum: Below it nothing is granted.
        rounding: Of the amount in the end.
        copies: For every paper. binding: How they are bound, in words.
        sources: Name of a setting to the id of its source; absent: the person's own.
    """

    base: Base | None = None
    date: str = ""
    exchange: ExchangeRule | None = None
    minimum: Money | None = None
    rounding: Rounding | None = None
    copies: int | None = None
    binding: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def counts(self) -> bool:
        """Tell whether it changes how an amount is worked out."""
        changes = (self.base, self.date, self.exchange, self.minimum, self.rounding)
        return any(changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """Practice of one place in one year, or the list this program suggests where none is known.

    Attributes:
        place: ``—`` with ``suggested``. year: ``None`` where the source shows none.
        source: The main source. complete: The whole list was seen, not an excerpt.
        suggested: Made up by this program: no published list is known.
        forms: Application forms whose measures its list fits.
        categories: Of these only measures that support one of these expenses; empty: all.
        materials: In their order; empty: it says nothing of papers.
        origin: For a firm's own version, the label of what it came from; blank otherwise.
    """

    id: str
    title: str
    place: str
    year: int | None
    source: str
    complete: bool
    sources: Mapping[str, GuideSource]
    suggested: bool = False
    forms: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    materials: tuple[GuideMaterial, ...] = ()
    figures: tuple[GuideFigures, ...] = ()
    settings: GuideSettings = GuideSettings()
    note: str = ""
    origin: str = ""

    @property
    def label(self) -> str:
        """Return what screen and paper say wherever it is used."""
        if self.origin:
            return f"本单位修改稿（原为{self.origin}）"
        if self.suggested:
            return SUGGESTED
        when = f"{self.year}年" if self.year else "（年份未显示）"
        return f"参考做法：{self.place}{when}，{self.sources[self.source].label}"

    @property
    def extent(self) -> str:
        """Return whether the whole list was seen, as people read it."""
        if self.suggested:
            return "建议"
        return "全文" if self.complete else "摘录，不全"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnGuide:
    """A guide as a firm changed it, kept in its book.

    Attributes:
        origin: Id of the guide it came from.
        content: The whole guide as JSON, so that it outlives the one it came from.
    """

    origin: str
    title: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedGuide:
    """A guide in use for a measure.

    Attributes:
        project: ``None``: for all of the measure.
        guide: Id of a shipped guide; blank with ``own``.
        own: The firm's own version.
    """

    measure: str
    project: ProjectId | None = None
    guide: str = ""
    own: OwnGuideId | None = None


def fits(guide: Guide, measure: Measure) -> bool:
    """Tell whether a guide has something to say about a measure."""
    if guide.id == measure.guide:
        return True
    about = categories_of(measure)
    if measure.form in guide.forms and (not guide.categories or about & set(guide.categories)):
        return True
    return any(figures.category in about for figures in guide.figures)


def materials_for(measure: Measure, guide: Guide | None) -> tuple[Material, ...]:
    """Return the papers of a claim: those that the clause names, then those of the guide.

    The clause goes first: a paper of the same id in the guide is left out.
    """
    own = measure.materials
    known = {material.id for material in own}
    borrowed = [
        entry.material
        for entry in (guide.materials if guide else ())
        if entry.material.id not in known and concerns(entry, measure)
    ]
    return tuple(
        dataclasses.replace(material, order=order)
        for order, material in enumerate((*own, *borrowed), start=1)
    )


def concerns(entry: GuideMaterial, measure: Measure) -> bool:
    """Tell whether a paper of a list is about the expenses of a measure."""
    return not entry.categories or bool(categories_of(measure) & set(entry.categories))


def readings_for(measure: Measure, settings: GuideSettings) -> dict[str, str]:
    """Return how a guide reads the words a notice leaves open: only by an option there is."""
    wanted = {
        "expense.base": settings.base.value if settings.base else "",
        "expense.date": settings.date,
    }
    return {
        word.id: option.id
        for word in measure.unsettled
        for option in word.options
        if option.value and option.value == wanted.get(word.sets)
    }


def figures_for(measure: Measure, guide: Guide) -> tuple[GuideFigures, ...]:
    """Return what of a guide's figures a measure can use: those it asks a person to enter."""
    types = {one.id: one.type for one in measure.parameters if one.entered}
    found = []
    for figures in guide.figures:
        if figures.category not in categories_of(measure):
            continue
        usable = {
            name: value
            for name, value in figures.values.items()
            if types.get(name) is type_of(value)
        }
        found.append(dataclasses.replace(figures, values=usable))
    return tuple(found)


def practices_for(measure: Measure, guides: Iterable[Guide]) -> tuple[Practice, ...]:
    """Return the figures offered to a measure as labelled defaults: its own, then of guides."""
    if not any(one.entered for one in measure.parameters):
        return measure.practices
    return measure.practices + tuple(
        Practice(
            id=guide.id,
            label=guide.title,
            place=guide.place,
            year=guide.year or 0,
            source=guide.sources[figures.source].label,
            note=figures.note,
            values=figures.values,
        )
        for guide in guides
        for figures in figures_for(measure, guide)
    )


def type_of(value: ParameterValue) -> ParameterType:
    """Return the kind of a figure."""
    if isinstance(value, Money):
        return ParameterType.MONEY
    return ParameterType.COUNT if isinstance(value, int) else ParameterType.RATIO


def categories_of(measure: Measure) -> set[str]:
    """Return every category a measure supports, under any reading."""
    if measure.expense is None:
        return set()
    added = {one for word in measure.unsettled for option in word.options for one in option.adds}
    return set(measure.expense.categories) | added
