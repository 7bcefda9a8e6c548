"""The comparison of ``make prove`` finds what it has to find, and names the seed."""

from __future__ import annotations

import dataclasses

import pytest
from tests.allocation.brute import Best
from tests.allocation.instances import tiny
from tools import prove_plan
from tools.prove_plan import Judged, faults, tried

from jiamao_desktop.domain.allocation import Allocation, Item, Leaf, Model, Optimum, Proof

MODEL = Model(
    items=(Item(key="a", modes=(((0, 70),),)), Item(key="b", modes=(((0, 50),),), vouchers=2)),
    leaves=(Leaf(key="l", claim="c", steps=()),),
    rooms=(),
)
ANSWER = Optimum(
    allocation=Allocation(modes=(0, 0), gross=(120,), paid=(120,), total=120, claims=1, vouchers=3),
    at_most=120,
    claims_at_least=1,
    vouchers_at_least=3,
    money_proof=Proof.BOUND,
    paper_proof=Proof.SEARCH,
)
RIGHT = Judged(best=Best(120, 1, 3))


def poorer(total: int) -> Optimum:
    """Return an answer that leaves money where it is."""
    allocation = dataclasses.replace(ANSWER.allocation, paid=(total,), total=total)
    return dataclasses.replace(ANSWER, allocation=allocation)


def test_an_answer_that_both_agree_on_has_no_fault() -> None:
    assert list(faults(MODEL, ANSWER, RIGHT)) == []


def test_too_little_money_is_a_fault() -> None:
    assert list(faults(MODEL, poorer(100), RIGHT)) == ["100 fen, not 120"]


def test_too_little_money_is_a_fault_though_the_judge_proved_nothing() -> None:
    unproved = dataclasses.replace(RIGHT, proved=False)
    assert list(faults(MODEL, poorer(100), unproved)) == ["100 fen, not 120"]
    assert list(faults(MODEL, ANSWER, Judged(best=Best(100, 1, 3), proved=False))) == []


def test_more_than_the_judge_says_there_is_leaves_one_of_the_two_wrong() -> None:
    said = list(faults(MODEL, ANSWER, Judged(best=Best(100, 1, 3))))
    assert said == ["120 fen, the judge says 100 is the most"]


def test_a_bound_that_is_passed_is_a_fault() -> None:
    low = dataclasses.replace(ANSWER, at_most=119)
    assert list(faults(MODEL, low, RIGHT)) == ["says at most 119 fen, but 120 can be had"]
    strict = dataclasses.replace(ANSWER, vouchers_at_least=4)
    assert list(faults(MODEL, strict, RIGHT)) == [
        "says at least (1, 4) claims, vouchers, but (1, 3) will do"
    ]


def test_too_much_paper_is_a_fault() -> None:
    fewer = Judged(best=Best(120, 1, 2))
    assert "(claims, vouchers) (1, 3), not (1, 2)" in list(faults(MODEL, ANSWER, fewer))
    more = Judged(best=Best(120, 2, 2), proved=False)
    assert list(faults(MODEL, ANSWER, more)) == []


def test_an_answer_that_is_not_what_it_says_is_a_fault() -> None:
    boast = dataclasses.replace(ANSWER.allocation, total=130)
    said = list(faults(MODEL, dataclasses.replace(ANSWER, allocation=boast, at_most=130), RIGHT))
    assert said[0] == "total 130, not 120"


def test_a_crash_is_reported_with_its_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(model: Model) -> Optimum:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr(prove_plan, "optimum", crash)
    case = tried(tiny, 3, prove_plan.by_trying)
    assert (case.seed, case.wrong) == (3, ("ZeroDivisionError: by nothing",))


def test_the_seeds_of_what_is_wrong_or_not_certified_are_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lazy(model: Model) -> Optimum:
        zeros = (0,) * len(model.leaves)
        nothing = Allocation(
            modes=(-1,) * len(model.items), gross=zeros, paid=zeros, total=0, claims=0, vouchers=0
        )
        return dataclasses.replace(ANSWER, allocation=nothing, at_most=10**15)

    monkeypatch.setattr(prove_plan, "optimum", lazy)
    assert prove_plan.main(["--tiny", "3", "--middle", "0", "--first", "40"]) == 1
    said = capsys.readouterr().out
    assert "tiny, not certified: 40 41 42" in said
    assert "    tiny 40: 0 fen, not" in said
