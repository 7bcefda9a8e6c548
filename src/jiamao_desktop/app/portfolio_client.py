"""One client's figures, from its book: what it can get, has filed and got, and what is open."""

from __future__ import annotations

import datetime as dt
import functools
import os
from collections.abc import Sequence
from pathlib import Path

from jiamao_desktop.app.asking import OpenQuestion, open_questions
from jiamao_desktop.app.assessing import Card, Group, cards
from jiamao_desktop.app.claims import ClaimRow, claim_list
from jiamao_desktop.app.clock import FixedClock
from jiamao_desktop.app.environment import PASSPHRASE, data_folder
from jiamao_desktop.app.grants import grant_list
from jiamao_desktop.app.navigating import coming_days
from jiamao_desktop.app.plan_parts import BestPlan
from jiamao_desktop.app.planning import plan
from jiamao_desktop.app.portfolio_parts import Client, Kind, Row
from jiamao_desktop.app.unsettled import UnsettledItem, unsettled_list
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog.installed import load_installed
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.domain.claim import ClaimState
from jiamao_desktop.domain.errors import JiamaoError
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.storage import applicants, book

_MOST_DAYS = 100
_IN_REACH = frozenset({Group.CAN, Group.NEARLY, Group.ASK, Group.READING, Group.NOT_CALCULABLE})


def client_at(folder: Path, today: dt.date) -> Client:
    """Open a book, work its figures out, close it.

    The keychain is asked first, which costs nothing; then the passphrase handed in is tried.

    Raises:
        UserError, MachineError: As :func:`jiamao_desktop.storage.book.open_book`.
    """
    passphrase = os.environ.get(PASSPHRASE)
    try:
        found = book.open_book(folder)
    except JiamaoError as error:
        if passphrase is None or not error.code.startswith("keychain."):
            raise
        found = book.open_book(folder, passphrase=passphrase)
    with found:  # closing twice does no harm, and the rules may fail to load
        ws = Workspace(found, _catalog(), FixedClock(today))
        try:
            return client_of(ws)
        finally:
            ws.close()


@functools.cache
def _catalog() -> Catalog:
    return load_installed(data_folder())


def client_of(ws: Workspace) -> Client:
    """Return what an open book comes to."""
    known = cards(ws)
    best = plan(ws, seconds=0)
    filed, granted = _filed(ws), _granted(ws)
    days = _days(known, ws.clock.today())
    questions = [one for one in open_questions(ws, known) if one.stake]
    words = [one for one in unsettled_list(ws, known) if one.effect and one.choice is None]
    who = applicants.get(ws.reader)
    return Client(
        title=who.name if who else "",
        best=best.total,
        at_most=best.at_most,
        certified=best.certified,
        filed=_sum(filed),
        granted=_sum(granted),
        next_day=days[0].day if days else None,
        open=len(questions) + len(words),
        rows=(
            *_claims(best),
            *filed,
            *granted,
            *_rooms(best, known, ws.clock.today()),
            *days,
            *map(_question, questions),
            *map(_word, words),
        ),
    )


def _sum(rows: Sequence[Row]) -> Money:
    return total(row.amount for row in rows if row.amount)


def _claims(best: BestPlan) -> Sequence[Row]:
    return [
        Row(
            kind=Kind.BEST,
            what=one.title,
            about=one.project_title,
            amount=one.amount,
            note=f"{one.vouchers} 笔费用，{one.pages} 份单证"
            + (f"；{one.note}" if one.note else ""),
        )
        for one in best.claims
    ]


def _filed(ws: Workspace) -> Sequence[Row]:
    return [
        Row(
            kind=Kind.FILED,
            what=one.measure_title,
            about=_about(one),
            amount=one.claim.applied,
            note="已提交，尚未核定",
        )
        for one in sorted(claim_list(ws), key=lambda one: one.id)
        if one.claim.state is ClaimState.FILED
    ]


def _granted(ws: Workspace) -> Sequence[Row]:
    by_claims = [
        Row(
            kind=Kind.GRANTED,
            what=one.measure_title,
            about=_about(one),
            amount=one.claim.granted,
            note="本账套的申报",
        )
        for one in sorted(claim_list(ws), key=lambda one: one.id)
        if one.claim.state is ClaimState.GRANTED
    ]
    before = [
        Row(
            kind=Kind.GRANTED,
            what=one.title,
            amount=one.grant.amount,
            day=one.grant.granted_on,
            note="以前登记",
        )
        for one in sorted(grant_list(ws), key=lambda one: (one.grant.granted_on, one.id))
        if not one.grant.group
    ]
    return [*by_claims, *before]


def _about(one: ClaimRow) -> str:
    """Return the project that a claim is about, which it is then called after."""
    return one.claim.title if one.claim.title != one.measure_title else ""


def _rooms(best: BestPlan, known: Sequence[Card], today: dt.date) -> Sequence[Row]:
    """Return every cap within reach: those the plan touches with what it takes, then others."""
    found: dict[tuple[object, ...], Row] = {}
    for one in best.meters:
        found[one.title, one.limit, one.over, one.ends_on] = Row(
            kind=Kind.ROOM,
            what=one.title,
            about="、".join(one.measures),
            amount=one.free,
            limit=one.limit,
            used=one.used + one.planned,
            day=one.ends_on,
            note="；".join(
                (
                    *([f"其中方案将用 {one.planned}"] if one.planned else []),
                    *_expired(one.ends_on, today),
                )
            ),
        )
    for card in known:
        if card.group not in _IN_REACH:
            continue
        for left in card.limits:
            key = (left.title, left.limit, left.window, left.ends_on)
            row = Row(
                kind=Kind.ROOM,
                what=left.title,
                about="" if left.shared else card.title,
                amount=left.room,
                limit=left.limit,
                used=left.used,
                day=left.ends_on,
                note="".join(_expired(left.ends_on, today)),
            )
            found.setdefault(key, row)
    return list(found.values())


def _expired(day: dt.date | None, today: dt.date) -> Sequence[str]:
    """Say that what is left of a cap comes too late for new expenses."""
    return ["已到期，新的费用不能再用"] if day is not None and day < today else []


def _days(known: Sequence[Card], today: dt.date) -> Sequence[Row]:
    return [
        Row(kind=Kind.DAY, what=one.what or "文件或措施到期", about=one.title, day=one.on)
        for one in coming_days(known, today, _MOST_DAYS)
    ]


def _question(one: OpenQuestion) -> Row:
    about = "、".join(filter(None, (one.project_title, *one.measures)))
    return Row(kind=Kind.QUESTION, what=one.fact.label, about=about, amount=one.stake)


def _word(one: UnsettledItem) -> Row:
    titles = "、".join(title for _, title in one.measures)
    return Row(kind=Kind.WORD, what=one.question, about=titles, amount=one.effect)
