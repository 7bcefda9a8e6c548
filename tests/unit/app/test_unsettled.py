"""The list of unclear words: each once, with what every reading means in yuan."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from tests.qt.claim_book import AEO, KEY_BOOTH, NAME, OTHER_BOOTH, answer, fill_book, project

from jiamao_desktop.app import assessing, ledger, projects, settling
from jiamao_desktop.app.unsettled import UnsettledItem, option_words, unsettled_list
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.claim import Grant
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.money import ZERO, Money, total
from jiamao_desktop.domain.pack import Option
from jiamao_desktop.domain.project import Booth, Fair, ProjectId
from jiamao_desktop.storage import grants

PACK = "cn.hn.yongzhou.foreign-trade"
HUNAN = "cn.hn.processing-trade"
ANCHOR = f"{KEY_BOOTH}/anchor"
POOL = Money.from_yuan("1000000")


@pytest.fixture
def book(workspace: Workspace) -> Workspace:
    fill_book(workspace)
    return workspace


def item(ws: Workspace, name: str, pack: str = PACK) -> UnsettledItem:
    key = settling.word_named(ws, pack, name).key
    return next(one for one in unsettled_list(ws) if (one.pack, one.key) == (pack, key))


def amounts(found: UnsettledItem) -> dict[str, str]:
    return {one.id: str(one.amount) for one in found.options}


def pay(ws: Workspace, about: ProjectId, category: str, gross: str, day: dt.date) -> None:
    ledger.add_expense(
        ws,
        Expense(
            category=category,
            gross=Money.from_yuan(gross),
            tax=ZERO,
            description="样例费用",
            payee="样例单位",
            paid_on=day,
            issued_on=day,
            payer_account_name=NAME,
            project=about,
        ),
    )


def add_fair(ws: Workspace, title: str, day: dt.date, *, overseas: bool = True) -> ProjectId:
    number, _ = projects.add_project(
        ws,
        Fair(
            title=title,
            country="德国",
            starts_on=day,
            ends_on=day + dt.timedelta(days=3),
            overseas=overseas,
            in_key_catalogue=False,
            booths=(Booth(number="A1", area_dm2=900),),
        ),
    )
    return number


def grant(ws: Workspace, yuan: str, day: dt.date) -> None:
    received = Grant(
        measure="以前的支持", level="municipal", amount=Money.from_yuan(yuan), granted_on=day
    )
    with ws.operation("grant.add", "登记已获支持") as operation:
        grants.add(operation.db, received)


def test_every_word_of_every_pack_comes_once(book: Workspace) -> None:
    found = unsettled_list(book)
    keys = [(one.pack, one.key) for one in found]
    assert len(keys) == len(set(keys))
    carried = {
        (pack.id, word.question)
        for pack in book.catalog.packs.values()
        for measure in pack.measures
        for word in measure.unsettled
    }
    assert {(one.pack, one.question) for one in found} == carried


def test_a_word_of_the_whole_notice_names_all_measures_it_concerns(book: Workspace) -> None:
    found = item(book, "vat-base")
    with_money = {one.id for one in book.catalog.packs[PACK].measures if one.expense is not None}
    assert {measure for measure, _ in found.measures} == with_money
    assert all(title for _, title in found.measures)


def test_measures_that_come_to_something_for_this_applicant_come_first(book: Workspace) -> None:
    found = item(book, "vat-base")
    paying = {
        card.measure
        for card in assessing.cards(book)
        for reading in card.assessment.readings
        if card.pack == PACK and reading.id == "vat-base" and any(reading.amounts)
    }
    assert AEO in paying
    assert {measure for measure, _ in found.measures[: found.paying]} == paying
    assert found.paying < len(found.measures)


def test_words_that_only_share_a_name_are_two_items(book: Workspace) -> None:
    windows = [one for one in unsettled_list(book) if (one.pack, one.word) == (PACK, "window")]
    assert len({one.question for one in windows}) == len(windows) > 1
    assert all("/" in one.key for one in windows)


def test_each_option_shows_what_the_measures_come_to_together(book: Workspace) -> None:
    found = item(book, "vat-base")
    by_option = {
        place: total(
            reading.amounts[place]
            for card in assessing.cards(book)
            for reading in card.assessment.readings
            if card.pack == PACK and reading.id == "vat-base"
        )
        for place in (0, 1)
    }
    assert [one.amount for one in found.options] == [by_option[0], by_option[1]]
    assert (found.low, found.high) == (by_option[0], by_option[1])
    assert found.effect == by_option[1] - by_option[0] > ZERO


def test_the_word_with_the_most_yuan_comes_first_and_those_without_come_last(
    book: Workspace,
) -> None:
    pay(
        book,
        project(book, "AEO 高级认证"),
        "certification.consulting",
        "40000",
        dt.date(2026, 4, 20),
    )
    effects = [one.effect.fen for one in unsettled_list(book)]
    assert effects == sorted(effects, reverse=True)
    assert unsettled_list(book)[0].key == "consulting"
    assert amounts(unsettled_list(book)[0]) == {"exclude": "50,000.00", "include": "70,000.00"}


def test_a_shared_cap_is_counted_once_for_all_measures(book: Workspace) -> None:
    before = item(book, "vat-base")
    assert before.low > Money.from_yuan("50000")
    grant(book, "950000", dt.date(2026, 1, 5))
    after = item(book, "vat-base")
    assert amounts(after) == {"net": "50,000.00", "gross": "50,000.00"}


def test_the_window_of_the_shared_cap_decides_what_is_left_of_it(book: Workspace) -> None:
    free = item(book, "pool-window").high
    grant(book, "950000", dt.date(2025, 1, 5))
    found = item(book, "pool-window")
    assert found.options[0].amount == Money.from_yuan("50000")
    assert found.options[1].amount == free
    assert found.effect == free - Money.from_yuan("50000")


def test_a_yearly_cap_is_kept_in_every_year(book: Workspace) -> None:
    this_year = item(book, "pool-window").high
    for title, day, gross in (
        ("甲展", dt.date(2025, 4, 13), "2000000"),
        ("乙展", dt.date(2025, 9, 13), "2000000"),
        ("丙展", dt.date(2026, 4, 13), "100000"),
    ):
        pay(book, add_fair(book, title, day), "fair.booth", gross, day)
    found = item(book, "pool-window")
    assert found.options[0].amount == POOL
    assert found.options[1].amount == POOL + this_year + Money.from_yuan("70000")


def test_a_cap_of_declaration_years_is_kept_in_every_such_year(book: Workspace) -> None:
    """Autumn and the spring after it are two calendar years, but one year of declaration."""
    for fact in ("firm.in_hunan", "firm.processing_trader"):
        answer(book, fact, "yes")
    for title, day in (("秋季展", dt.date(2025, 10, 13)), ("春季展", dt.date(2026, 4, 13))):
        fair = add_fair(book, title, day, overseas=False)
        answer(book, "fair.processing_trade", "exhibition", fair)
        pay(book, fair, "fair.booth", "10000000", day)
    found = item(book, "pool-window", HUNAN)
    assert [str(one.amount) for one in found.options] == ["10,000,000.00", "5,000,000.00"]


def test_an_item_says_who_decided(book: Workspace) -> None:
    assert item(book, ANCHOR).choice is None
    assert item(book, ANCHOR).chosen == item(book, ANCHOR).careful
    settling.choose(book, PACK, ANCHOR, "paid")
    found = item(book, ANCHOR)
    assert found.chosen == "paid"
    assert found.choice is not None
    assert found.choice.decided_on == dt.date(2026, 11, 20)


def test_a_word_quotes_the_clauses_of_all_measures_that_share_it(book: Workspace) -> None:
    found = item(book, f"{KEY_BOOTH}/online")
    assert {measure for measure, _ in found.measures} >= {KEY_BOOTH, OTHER_BOOTH}
    places = {clause.quote for clause in found.clauses}
    assert len(places) == len(found.clauses) > 1


def test_the_office_of_the_notice_is_the_one_to_be_asked(book: Workspace) -> None:
    assert item(book, ANCHOR).notice.office == book.catalog.measure(AEO).notice.office


def test_cards_worked_out_already_need_not_be_worked_out_again(book: Workspace) -> None:
    known = assessing.cards(book)
    assert unsettled_list(book, known) == unsettled_list(book)
    assert all(not one.effect for one in unsettled_list(book, []))


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("按不含税金额（默认，审慎）", ("按不含税金额", "")),
        ("公历年度（默认）", ("公历年度", "")),
        ("不算（默认，审慎；天津市2020年即如此要求）", ("不算", "天津市2020年即如此要求")),
        ("按展会结束日（默认；广州市2024年即如此）", ("按展会结束日", "广州市2024年即如此")),
        ("申报年度（每年 7 月 1 日起）", ("申报年度（每年 7 月 1 日起）", "")),
        ("按价税合计", ("按价税合计", "")),
    ],
)
def test_what_an_option_says_is_told_from_where_it_is_used(
    label: str, words: tuple[str, str]
) -> None:
    assert option_words(Option(id="x", label=label)) == words


def test_an_item_stays_the_same_whatever_card_is_looked_at_first(book: Workspace) -> None:
    known = assessing.cards(book)
    turned = unsettled_list(book, list(reversed(known)))
    assert {one.key: one.effect for one in turned} == {
        one.key: one.effect for one in unsettled_list(book, known)
    }
    assert dataclasses.is_dataclass(turned[0])
