from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.storage.books import LATER, changing, sample_document, sample_expense

from jiamao_desktop.domain.customs import Declaration
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.storage import declarations, documents, expenses, journal, search
from jiamao_desktop.storage.database import Database

PAYEES = [
    "长沙龙飞展览有限公司",
    "永州远航国际物流有限公司",
    "DHL Express（中国）有限公司",
    "𠮷祥会展服务部",
]


def found(db: Database, text: str) -> list[int]:
    return sorted(expenses.ids(db, contains=text))


@pytest.fixture
def ledger(db: Database) -> Database:
    with changing(db):
        for number, payee in enumerate(PAYEES, start=1):
            expenses.add(
                db,
                sample_expense(
                    number,
                    payee=payee,
                    description=f"第{number}笔 B{number}展位",
                    contract_number=f"HT-2026-00{number}",
                    fapiao_number=f"2643200000001234567{number}",
                ),
            )
    return db


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("龙飞", [1]),
        ("飞龙", []),
        ("龙", [1]),
        ("有限公司", [1, 2, 3]),
        ("国际物流有限", [2]),
        ("远航 物流", [2]),
        ("物流　远航", [2]),
        ("远航 龙飞", []),
        ("dhl", [3]),
        ("DHL", [3]),
        ("ＤＨＬ", [3]),
        ("expr", [3]),
        ("xpress", []),
        ("DHL Express", [3]),
        ("中国", [3]),
        ("（中国）", [3]),
        ("𠮷祥", [4]),
        ("会展", [4]),
        ("展位", [1, 2, 3, 4]),
        ("B2展位", [2]),
        ("第3笔", [3]),
        ("", [1, 2, 3, 4]),
        ("   ", [1, 2, 3, 4]),
    ],
)
def test_text_is_found_wherever_it_stands(ledger: Database, text: str, expected: list[int]) -> None:
    assert found(ledger, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("26432000000012345671", [1]),
        ("264320000000", [1, 2, 3, 4]),
        ("5673", [3]),
        ("12345674", [4]),
        ("4321", []),
        ("2346", []),
        ("３", [3]),
        ("HT-2026-002", [2]),
        ("ht-2026", [1, 2, 3, 4]),
        ("003", [3]),
    ],
)
def test_a_number_is_found_by_its_beginning_or_its_end(
    ledger: Database, text: str, expected: list[int]
) -> None:
    assert found(ledger, text) == expected


@pytest.mark.parametrize(
    "text",
    ['"', "'", "*", "(", ")", "^", ":", "-", "+", "，", "“”", "NEAR(", "a AND", "OR", "NOT", "{a}",
     'body:"x"', "\\", "%", "_", "\x00", '龙飞"', "龙飞*"],
)  # fmt: skip
def test_what_is_special_to_the_index_is_just_text(ledger: Database, text: str) -> None:
    assert set(found(ledger, text)) <= {1, 2, 3, 4}


@given(st.text(max_size=12))
def test_no_text_whatever_breaks_the_search(text: str) -> None:
    where, parameters = search.matching("expense", text)
    assert (where == "1") == (parameters == [])
    for query in parameters:
        assert query.count('"') % 2 == 0


@given(st.text(alphabet="报关单龙飞0a ", min_size=1, max_size=12))
def test_the_phrase_of_a_text_is_the_text_with_blanks(text: str) -> None:
    spaced = search._spaced(text)
    assert spaced.replace(" ", "") == text.replace(" ", "")
    assert all(len(run) == 1 for run in re.findall(r"[\u3400-\u9fff]+", spaced))


def test_punctuation_alone_asks_for_nothing(ledger: Database) -> None:
    assert found(ledger, "（") == [1, 2, 3, 4]
    assert found(ledger, "龙飞 （") == [1]


def test_the_index_follows_every_change(ledger: Database) -> None:
    [number] = expenses.ids(ledger, contains="龙飞")
    with changing(ledger):
        changed = sample_expense(9, payee="衡阳恒通咨询有限公司")
        expenses.update(ledger, ExpenseId(number), changed)
    assert found(ledger, "龙飞") == []
    assert found(ledger, "恒通") == [number]
    with changing(ledger):
        expenses.delete(ledger, ExpenseId(number))
    assert found(ledger, "恒通") == []
    journal.undo(ledger, LATER)
    assert found(ledger, "恒通") == [number]
    journal.undo(ledger, LATER)
    assert found(ledger, "龙飞") == [number]
    journal.redo(ledger, LATER)
    assert found(ledger, "恒通") == [number]


def test_what_came_and_went_in_one_operation_is_not_found(ledger: Database) -> None:
    with changing(ledger):
        number = expenses.add(ledger, sample_expense(77, payee="昙花一现公司"))
        expenses.delete(ledger, number)
    assert found(ledger, "昙花") == []


def test_a_rolled_back_operation_leaves_no_words(ledger: Database) -> None:
    with pytest.raises(ValueError, match="stop"), changing(ledger):
        add_and_stop(ledger)
    assert found(ledger, "昙花") == []


def add_and_stop(db: Database) -> None:
    expenses.add(db, sample_expense(77, payee="昙花一现公司"))
    raise ValueError("stop")


def test_the_index_can_be_made_anew(ledger: Database) -> None:
    ledger.conn.execute("INSERT INTO expense_search(expense_search) VALUES ('delete-all')")
    assert found(ledger, "龙飞") == []
    search.rebuild(ledger)
    assert found(ledger, "龙飞") == [1]
    assert found(ledger, "有限公司") == [1, 2, 3]


def test_the_index_keeps_no_text_of_its_own(ledger: Database) -> None:
    assert ledger.conn.execute("SELECT body FROM expense_search").fetchall() == [(None,)] * 4


def test_documents_are_found_by_title_and_file_name(db: Database) -> None:
    with changing(db):
        first = documents.add(db, sample_document(1, title="展位合同", original_name="扫描01.pdf"))
        second = documents.add(db, sample_document(2, title="付款回单", original_name="ICBC.png"))
    assert list(documents.ids(db, contains="合同")) == [first]
    assert list(documents.ids(db, contains="icbc")) == [second]
    assert list(documents.ids(db, contains="扫描")) == [first]
    assert list(documents.ids(db)) == [second, first]


def test_declarations_are_found_by_parties_and_numbers(db: Database) -> None:
    with changing(db):
        number = declarations.add(
            db,
            Declaration(
                number="531620260000000123",
                domestic_party="永州样例电子有限公司",
                overseas_party="SAMPLE TRADING LTD",
                handbook="C53165000001",
            ),
        )
    for text in ("永州", "sample", "5316", "0123", "C5316", "0001"):
        assert list(declarations.ids(db, contains=text)) == [number], text
    assert list(declarations.ids(db, contains="长沙")) == []
