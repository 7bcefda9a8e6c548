"""Whole years with known truth: what is called sure is, and the order of files never matters."""

from __future__ import annotations

import dataclasses
import random

import pytest
from tools import bench_match
from tools.bench_match import PRECISION, score
from tools.make_match_book import MatchBook, Shares, make, mistyped

from jiamao_desktop.domain.matching.matching import match
from jiamao_desktop.domain.matching.model import Link, Matching, Relation, VoucherKind

BILLS, SLIPS = 240, 216


@pytest.fixture(scope="module", params=[11, 12])
def year(request: pytest.FixtureRequest) -> tuple[MatchBook, Matching]:
    book = make(request.param, BILLS, SLIPS)
    return book, match(book.vouchers)


def test_what_is_called_sure_is_true(year: tuple[MatchBook, Matching]) -> None:
    assert score(*year).precision >= PRECISION


def test_most_of_what_belongs_together_is_found(year: tuple[MatchBook, Matching]) -> None:
    found = score(*year)
    assert found.recall >= 0.92  # small years have few vouchers to learn habits from
    assert found.recall_of_sure >= 0.75


def test_the_answer_is_the_same_in_any_order(year: tuple[MatchBook, Matching]) -> None:
    book, found = year
    assert bench_match.same_in_any_order(book, found, orders=2, seed=1)


def test_no_slip_is_spent_twice(year: tuple[MatchBook, Matching]) -> None:
    book, found = year
    amounts = {one.key: one.amount.fen for one in book.vouchers if one.amount}
    spent: dict[str, int] = {}
    for pair in found.pairs:
        if pair.link.relation is Relation.PAYMENT and not pair.group and pair.amount:
            spent[pair.link.left] = spent.get(pair.link.left, 0) + pair.amount.fen
    assert all(spent[key] == amounts[key] for key in spent)


def test_a_year_is_the_same_at_every_run_and_as_untidy_as_asked() -> None:
    first, second = make(3, 60, 50), make(3, 60, 50)
    assert (first.vouchers, first.truth) == (second.vouchers, second.truth)
    assert len({one.key for one in first.vouchers}) == len(first.vouchers)
    tidy = make(3, 60, 50, Shares(split=0, together=0, red=0, typed=0, missing=0))
    kinds = {one.kind for one in tidy.vouchers}
    assert VoucherKind.EXPENSE not in kinds
    assert not any(one.amount and one.amount.fen < 0 for one in tidy.vouchers)


def test_every_true_pair_is_about_vouchers_that_are_there() -> None:
    book = make(5, 200, 180)
    keys = {one.key for one in book.vouchers}
    assert all({link.left, link.right} <= keys for link in book.truth)


def test_a_cost_may_be_named_by_its_typed_expense() -> None:
    same = Link(relation=Relation.SAME, left="fapiao:1", right="expense:1")
    paid = Link(relation=Relation.PAYMENT, left="slip:1", right="fapiao:1")
    book = MatchBook(truth={same, paid}, same={"expense:1": "fapiao:1"})
    assert book.plain(dataclasses.replace(paid, right="expense:1")) == paid
    assert book.plain(same) == same
    assert book.plain(dataclasses.replace(paid, left="slip:2")) not in book.truth


def test_a_slip_of_the_pen_changes_one_digit() -> None:
    wrong = mistyped("12345678", random.Random(1))
    assert sum(a != b for a, b in zip(wrong, "12345678", strict=True)) == 1
    assert wrong[0] == "1"


def test_the_bench_prints_each_relation_and_says_whether_targets_are_met(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = bench_match.main(
        ["--seeds", "1", "--bills", "60", "--slips", "50", "--orders", "1", "--wrong"]
    )
    printed = capsys.readouterr().out
    assert "payment" in printed
    assert "worst: precision of sure" in printed
    assert code in {0, 1}
