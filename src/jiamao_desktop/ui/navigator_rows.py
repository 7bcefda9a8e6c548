"""The navigator's cards and hits as rows of a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

from jiamao_desktop.app import explaining, navigating
from jiamao_desktop.app.assessing import Card, Group
from jiamao_desktop.app.navigating import Listing, Section
from jiamao_desktop.app.policy_search import Hit
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.domain.applicant import ApplicantKind
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui import field_names, wording
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.tile_paint import Heading, Row, Tile
from jiamao_desktop.ui.wording import Verdict, tr

Key = tuple[str, ProjectId | None]
OTHERS = "others"
"""The heading of the measures that are only for other kinds of applicant."""
_FADED = frozenset({Group.NO, Group.LAPSED})
_MOST_KINDS = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """What a hit in the text of a notice opens."""

    pack: str
    notice: str
    first: int
    end: int


def key_of(card: Card) -> Key:
    """Return what makes a card the same card after a recomputation."""
    return card.measure, card.project


def tile_of(catalog: Catalog, card: Card, today: dt.date) -> Tile:
    """Return a card as a tile: amount, why in one sentence, until when, 文号."""
    return Tile(
        key=key_of(card),
        title=card.title,
        subtitle=card.project_title,
        figure=wording.amount_text(card),
        verdict=wording.group_verdict(card.group),
        said=say(explaining.reason(catalog, card)),
        chips=(*_days(card, today), in_force_chip(card, today)),
        foot=card.number,
        badged=True,
        faded=card.group in _FADED,
    )


def in_force_chip(card: Card, today: dt.date) -> Verdict:
    """Return until when a measure applies; a day that was worked out says so."""
    last = card.in_force[1]
    if last is not None and last < today:
        ended = tr("{day} 已到期").format(day=wording.day(last))
        return Verdict("○", ended + (tr("（推算）") if card.derived else ""), "calm")
    return Verdict("", wording.in_force_text(card), "calm")


def _days(card: Card, today: dt.date) -> Sequence[Verdict]:
    """Return the next deadline as a chip, if it is near."""
    for day in navigating.days_of(card):
        if day.what and today <= day.on <= today + navigating.SOON:
            return [Verdict("!", f"{wording.day(day.on)}　{day.what}", "warn")]
    return []


def rows(
    listing: Listing, tiles: Mapping[Key, Tile], folded: Collection[Hashable], others: str
) -> list[Row]:
    """Return the groups under their headings, and one line for what is for ``others``."""
    found: list[Row] = []
    for section in listing.sections:
        shut = section.group in folded
        found.append(
            Heading(
                wording.group_verdict(section.group),
                len(section.cards),
                key=section.group,
                folded=shut,
                note=_stake(section),
            )
        )
        found += [] if shut else [tiles[key_of(card)] for card in section.cards]
    if listing.hidden:
        shut = OTHERS in folded
        about = Verdict("", tr("另有面向{others}的").format(others=others), "calm")
        found.append(Heading(about, len(listing.hidden), key=OTHERS, folded=shut))
        found += [] if shut else [tiles[key_of(card)] for card in listing.hidden]
    return found


def _stake(section: Section) -> str:
    if not section.stake or section.group in _FADED:
        return ""
    return tr("共 {amount} 以内").format(amount=wording.yuan(section.stake))


def kinds_text(catalog: Catalog, cards: Sequence[Card]) -> str:
    """Return whom measures are for: 县市区、园区、综合保税区等."""
    names = field_names.applicant_kinds()
    kinds: dict[ApplicantKind, None] = {}
    for card in cards:
        kinds |= dict.fromkeys(catalog.measure(card.measure).applicants)
    first = [names[kind] for kind in list(kinds)[:_MOST_KINDS]]
    return "、".join(first) + (tr("等") if len(kinds) > _MOST_KINDS else "")


def hit_rows(hits: Sequence[Hit], tiles: Mapping[Key, Tile]) -> list[Row]:
    """Return what a search found: the cards of the measures, then the texts of the notices."""
    cards: list[Row] = []
    texts: list[Row] = []
    for hit in hits:
        if hit.span is None:
            for (measure, _project), tile in tiles.items():
                if measure == hit.measures[0]:
                    cards.append(_with_passage(tile, hit))
        else:
            texts.append(_text_tile(hit))
    found: list[Row] = []
    for name, members in ((tr("措施"), cards), (tr("文件原文"), texts)):
        if members:
            found += [Heading(Verdict("", name, "accent"), len(members)), *members]
    return found


def _with_passage(tile: Tile, hit: Hit) -> Tile:
    return Tile(
        key=tile.key,
        title=tile.title,
        subtitle=tile.subtitle,
        figure=tile.figure,
        verdict=tile.verdict,
        said=hit.passage,
        marked=tuple(hit.ranges),
        foot=f"{tile.foot}　{hit.place}",
        badged=True,
        faded=tile.faded,
    )


def _text_tile(hit: Hit) -> Tile:
    first, end = hit.span or (0, 0)
    known = (
        Verdict("→", tr("有对应措施"), "ok") if hit.measures else Verdict("¶", tr("原文"), "calm")
    )
    return Tile(
        key=Passage(hit.pack, hit.notice, first, end),
        title=hit.place or hit.title,
        verdict=known,
        said=hit.passage,
        marked=tuple(hit.ranges),
        foot=hit.number,
    )
