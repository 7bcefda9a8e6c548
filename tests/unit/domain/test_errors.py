"""Errors carry codes and details, survive the way between processes, and never talk."""

from __future__ import annotations

import pickle

import pytest

from jiamao_desktop.domain.errors import (
    Cancelled,
    ImportRefused,
    JiamaoError,
    MachineError,
    PackError,
    PackMistake,
    Problem,
    UserError,
)

MISTAKE = PackMistake(
    file="pack.toml", entry="clause.c9.quote", message="找不到。", remedy="复制。"
)


@pytest.mark.parametrize("kind", [UserError, MachineError, ImportRefused])
def test_an_error_arrives_as_it_left(kind: type[JiamaoError]) -> None:
    sent = kind("money.bad_format", text="一万", row=3)
    got = pickle.loads(pickle.dumps(sent))  # noqa: S301 -- made two words before
    assert type(got) is kind
    assert (got.code, got.details) == ("money.bad_format", {"text": "一万", "row": 3})


def test_cancelling_arrives_too() -> None:
    got = pickle.loads(pickle.dumps(Cancelled()))  # noqa: S301 -- made two words before
    assert type(got) is Cancelled
    assert got.code == "job.cancelled"


def test_a_refused_pack_arrives_with_every_mistake() -> None:
    got = pickle.loads(pickle.dumps(PackError((MISTAKE, MISTAKE))))  # noqa: S301 -- as above
    assert type(got) is PackError
    assert got.mistakes == (MISTAKE, MISTAKE)
    assert (got.code, got.details) == ("pack.mistakes", {"count": 2})


def test_an_error_as_text_is_its_code_alone() -> None:
    assert str(UserError("uscc.check", text="91431100MA4YL0001K")) == "uscc.check"
    assert "91431100" not in repr(UserError("uscc.check", text="91431100MA4YL0001K"))


def test_a_mistake_says_file_entry_what_and_remedy_in_one_line() -> None:
    assert str(MISTAKE) == "pack.toml：clause.c9.quote：找不到。　→ 复制。"


def test_a_problem_is_an_error_kept_as_a_value() -> None:
    kept = Problem.from_error(UserError("fapiao.bad_number", number=12, row=3))
    assert kept == Problem.of("fapiao.bad_number", number="12", row="3")
    assert kept.details == (("number", "12"), ("row", "3"))
    assert hash(kept) == hash(Problem("fapiao.bad_number", (("number", "12"), ("row", "3"))))


def test_a_refused_file_is_the_persons_to_mend_and_a_full_disk_is_not() -> None:
    assert issubclass(ImportRefused, UserError)
    assert not issubclass(MachineError, UserError)
