"""Which cards are listed, in which order; and the days to keep."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from tests.qt.card_samples import make_due, make_finding
from tests.qt.claim_book import AEO, fill_book

from jiamao_desktop.app import navigating
from jiamao_desktop.app.assessing import Card, Group, at_stake, cards
from jiamao_desktop.app.navigating import ORDER, Filter, listing
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.applicant import ApplicantKind
from jiamao_desktop.domain.assessment import Finding
from jiamao_desktop.domain.pack import Promise

TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def book(workspace: Workspace) -> Workspace:
    fill_book(workspace)
    return workspace


@pytest.fixture
def all_cards(book: Workspace) -> list[Card]:
    return list(cards(book))


def shown(ws: Workspace, all_cards: list[Card], wanted: Filter) -> list[Card]:
    found = listing(ws.catalog, all_cards, wanted, TODAY)
    return [card for section in found.sections for card in section.cards]


def test_nothing_is_lost_between_the_groups_and_what_is_for_others(
    book: Workspace, all_cards: list[Card]
) -> None:
    found = listing(book.catalog, all_cards, Filter(), TODAY)
    listed = sum(len(section.cards) for section in found.sections)
    assert listed + len(found.hidden) == len(all_cards)
    assert all(map(navigating.for_others, found.hidden))
    assert found.hidden


def test_groups_stand_in_the_order_of_how_soon_they_bring_money(
    book: Workspace, all_cards: list[Card]
) -> None:
    groups = [one.group for one in listing(book.catalog, all_cards, Filter(), TODAY).sections]
    assert groups == [group for group in ORDER if group in groups]
    assert set(ORDER) == set(Group)


def test_within_a_group_the_dearest_stands_first_and_then_the_nearest_authority(
    book: Workspace, all_cards: list[Card]
) -> None:
    levels = ["park", "county", "municipal", "provincial", "central"]
    for section in listing(book.catalog, all_cards, Filter(), TODAY).sections:
        keys = [
            (-at_stake(card).fen, levels.index(book.catalog.pack_of(card.measure).level))
            for card in section.cards
        ]
        assert keys == sorted(keys)
        assert section.stake.fen == sum(at_stake(card).fen for card in section.cards)


def test_a_filter_by_group_level_notice_and_money(book: Workspace, all_cards: list[Card]) -> None:
    assert {one.group for one in shown(book, all_cards, Filter(group=Group.CAN))} == {Group.CAN}
    number = book.catalog.measure(AEO).notice.number
    assert {one.number for one in shown(book, all_cards, Filter(number=number))} == {number}
    central = shown(book, all_cards, Filter(level="central"))
    assert central
    assert {book.catalog.pack_of(one.measure).level for one in central} == {"central"}
    for money in (True, False):
        found = shown(book, all_cards, Filter(money=money))
        promises = [book.catalog.measure(one.measure).promise for one in found]
        assert promises
        assert all((one is not Promise.GUIDANCE) is money for one in promises)


def test_whoever_asks_for_a_kind_of_applicant_sees_all_its_measures(
    book: Workspace, all_cards: list[Card]
) -> None:
    found = listing(book.catalog, all_cards, Filter(kind=ApplicantKind.COUNTY), TODAY)
    assert found.hidden == []
    measures = {card.measure for section in found.sections for card in section.cards}
    assert measures == {
        one.id
        for pack in book.catalog.packs.values()
        for one in pack.measures
        if ApplicantKind.COUNTY in one.applicants
    }


def test_a_filter_counts_what_it_asks() -> None:
    assert Filter().count == 0
    assert Filter(group=Group.CAN, money=False, soon=True).count == 3


def test_a_day_that_is_near_can_be_filtered_for(book: Workspace, all_cards: list[Card]) -> None:
    near = dataclasses.replace(all_cards[0], deadlines=(make_due(TODAY + dt.timedelta(days=9)),))
    far = dataclasses.replace(all_cards[1], deadlines=(make_due(TODAY + dt.timedelta(days=400)),))
    past = dataclasses.replace(all_cards[2], deadlines=(make_due(TODAY - dt.timedelta(days=1)),))
    found = listing(book.catalog, [near, far, past], Filter(soon=True), TODAY)
    kept = [card for section in found.sections for card in section.cards]
    assert [*kept, *found.hidden] == [near]


def test_a_card_names_its_deadlines_and_the_end_of_its_notice(all_cards: list[Card]) -> None:
    card = next(one for one in all_cards if one.measure == AEO)
    due = make_due(dt.date(2026, 12, 31))
    days = navigating.days_of(dataclasses.replace(card, deadlines=(due, make_due(None))))
    assert [(day.on, day.what, day.derived) for day in days] == [
        (dt.date(2026, 12, 31), "集中申报", True),
        (dt.date(2027, 6, 13), "", True),
    ]
    assert days[1].title == card.number


def test_a_refused_measure_has_no_end_to_wait_for(all_cards: list[Card]) -> None:
    card = next(one for one in all_cards if one.measure == AEO)
    assert navigating.days_of(dataclasses.replace(card, group=Group.NO)) == []


def test_coming_days_are_the_next_ones_each_once(all_cards: list[Card]) -> None:
    days = navigating.coming_days(all_cards, TODAY, 4)
    assert 0 < len(days) <= 4
    assert [day.on for day in days] == sorted(day.on for day in days)
    assert all(day.on >= TODAY for day in days)
    assert len({(day.on, day.what, day.title) for day in days}) == len(days)
    assert navigating.coming_days(all_cards, dt.date(2099, 1, 1), 4) == []


def test_only_a_failed_kind_makes_a_measure_somebody_elses(all_cards: list[Card]) -> None:
    card = all_cards[0]

    def judged(*findings: Finding) -> Card:
        assessment = dataclasses.replace(card.assessment, findings=findings)
        return dataclasses.replace(card, assessment=assessment)

    assert navigating.for_others(judged(make_finding("applicant", holds=False)))
    assert not navigating.for_others(judged(make_finding("applicant", holds=None)))
    assert not navigating.for_others(judged(make_finding("city", holds=False)))


def test_one_can_filter_by_what_there_is(book: Workspace, all_cards: list[Card]) -> None:
    found = navigating.choices(book.catalog, all_cards)
    assert set(found["level"]) == {pack.level for pack in book.catalog.packs.values()}
    assert "enterprise" in found["kind"]
    assert book.catalog.measure(AEO).notice.number in found["number"]
