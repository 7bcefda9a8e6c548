"""``jiamao measures`` and ``jiamao explain``: what people read of amounts and of readings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.qt.claim_book import AEO, FAIR, OTHER_BOOTH, fill_book
from tests.qt.claim_book import project as project_named
from tests.unit.cli.test_commands import Shell

from jiamao_desktop.app import books, navigating
from jiamao_desktop.app.assessing import Card, Group, card, cards
from jiamao_desktop.app.clock import Clock
from jiamao_desktop.app.environment import PASSPHRASE
from jiamao_desktop.app.explaining import reason
from jiamao_desktop.app.messages import message
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.cli import session
from jiamao_desktop.cli.measures import amount_of, show_cards
from jiamao_desktop.domain.pack import Promise


@pytest.fixture
def book(workspace: Workspace) -> Workspace:
    fill_book(workspace)
    return workspace


@pytest.fixture
def shell(
    book: Workspace,
    template_book: tuple[Path, str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Shell:
    """Return a shell whose commands open the book without the price of a passphrase."""
    folder = book.folder
    book.close()

    def open_book(path: Path, clock: Clock, *, passphrase: str | None) -> Workspace:
        assert passphrase is None
        return books.open_book(path, clock, recovery_code=template_book[1])

    monkeypatch.delenv(PASSPHRASE, raising=False)
    monkeypatch.setattr(session, "books", SimpleNamespace(open_book=open_book))
    return Shell(folder, capsys)


def printed_of(
    ws: Workspace, capsys: pytest.CaptureFixture[str], *, everything: bool = False
) -> list[str]:
    capsys.readouterr()
    show_cards(ws.catalog, cards(ws), everything=everything)
    return capsys.readouterr().out.splitlines()


def promise_of(ws: Workspace, one: Card) -> Promise:
    return ws.catalog.measure(one.measure).promise


def test_nothing_is_ever_worth_zero_yuan(book: Workspace) -> None:
    for one in cards(book):
        assert not amount_of(one).endswith("¥0.00"), one.measure


def test_guidance_with_open_questions_names_no_amount(book: Workspace) -> None:
    asked = [
        one
        for one in cards(book)
        if one.group is Group.ASK and promise_of(book, one) is Promise.GUIDANCE
    ]
    assert asked
    assert {amount_of(one) for one in asked} == {"—"}


def test_money_without_an_expense_says_what_is_missing_instead_of_an_amount(
    book: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = [
        one
        for one in cards(book)
        if one.group in {Group.ASK, Group.NEARLY}
        and promise_of(book, one) is not Promise.GUIDANCE
        and not one.assessment.high
    ]
    assert bare
    lines = printed_of(book, capsys)
    for one in bare:
        [line] = [line for line in lines if f" {one.measure} " in line]
        assert " —  " in line
        assert line.endswith(message(reason(book.catalog, one)))


def test_an_amount_stands_without_a_remark(
    book: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    [line] = [line for line in printed_of(book, capsys) if "AEO 高级认证" in line and AEO in line]
    assert line.endswith(AEO)
    assert "¥" in line


def test_measures_for_others_are_one_line_at_the_end(shell: Shell) -> None:
    folded = shell.run("measures").splitlines()
    everything = shell.run("measures", "--all").splitlines()
    hidden = len(everything) - len(folded) + 1
    assert hidden > 1
    assert folded[-1] == f"另有 {hidden} 项面向其他申报主体（jiamao measures --all 列出）"
    assert not any("面向其他申报主体" in line for line in everything)
    assert len(shell.json("measures")) == len(everything) - 1


def test_what_is_folded_is_what_the_window_folds(
    book: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = printed_of(book, capsys)
    for one in cards(book):
        listed = any(one.measure in line.split() for line in lines)
        assert listed is not navigating.for_others(one), one.measure


def test_explain_names_only_words_that_move_the_result(
    open_copy: Callable[[], Workspace], shell: Shell
) -> None:
    ws = open_copy()
    about = project_named(ws, FAIR)
    readings = card(ws, OTHER_BOOTH, about).assessment.readings
    ws.close()
    idle = [one for one in readings if one.low == one.high]
    assert idle
    printed = shell.run("explain", OTHER_BOOTH, "--project", str(about))
    for one in readings:
        assert (f"口径：{one.question}" in printed) is (one.low != one.high), one.id
    assert "¥0.00 – ¥0.00" not in printed


def test_a_verdict_without_an_amount_is_said_without_a_dash(shell: Shell) -> None:
    refused = next(one for one in shell.json("measures") if one["group"] == "no")
    printed = shell.run("explain", refused["measure"])
    assert "结论：不符合。" in printed
