"""The applicant, projects, declarations, documents and the ledger, as screens see them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.unit.app.fapiao_files import write

from jiamao_desktop.app import history, ledger, papers, profile, projects, trade
from jiamao_desktop.app.importing import read_files
from jiamao_desktop.app.intake import take_in
from jiamao_desktop.app.ledger import LedgerFilter
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.document import DocumentId, DocumentKind, EvidenceRole
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.expense import Expense, ExpenseId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import Booth, Certification, Fair, Participant, Pilot, Project


def booth(payee: str = "会展公司", yuan: str = "1000", **changes: Any) -> Expense:
    usual = Expense(
        category="fair.booth",
        gross=Money.from_yuan(yuan),
        payee=payee,
        description="展位费",
        paid_on=dt.date(2026, 2, 13),
    )
    return dataclasses.replace(usual, **changes)


def all_ids(ws: Workspace, **wanted: Any) -> list[int]:
    return list(ledger.expense_ids(ws, LedgerFilter(**wanted)))


def test_the_applicant_is_changed_and_the_change_undone(workspace: Workspace) -> None:
    before = profile.applicant(workspace)
    profile.save_applicant(workspace, dataclasses.replace(before, bank_name="样例银行"))
    assert profile.applicant(workspace).bank_name == "样例银行"
    history.undo(workspace)
    assert profile.applicant(workspace) == before


@pytest.mark.parametrize(
    ("changes", "code"), [({"name": " "}, "applicant.no_name"), ({"uscc": "123"}, "uscc.length")]
)
def test_an_applicant_without_name_or_code_is_refused(
    workspace: Workspace, changes: dict[str, Any], code: str
) -> None:
    who = dataclasses.replace(profile.applicant(workspace), **changes)
    with pytest.raises(UserError, match=code):
        profile.save_applicant(workspace, who)


PROJECTS: list[Project] = [
    Fair(
        title="迪拜展",
        title_en="DUBAI",
        country="阿联酋",
        starts_on=dt.date(2026, 4, 14),
        ends_on=dt.date(2026, 4, 16),
        in_key_catalogue=False,
        booths=(
            Booth(number="A1", area_dm2=900),
            Booth(number="A2", area_dm2=1800, raw_space=True),
        ),
        participants=(Participant(name="䶮", passport_number="E1", left_on=dt.date(2026, 4, 12)),),
    ),
    Certification(title="AEO", certificate_number="X-1", certified_on=dt.date(2026, 6, 30)),
    Pilot(title="试点", service_firm="孵化公司", agreement_from=dt.date(2026, 1, 1)),
]


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.kind.value)
def test_a_project_is_kept_whole(workspace: Workspace, project: Project) -> None:
    number, _ = projects.add_project(workspace, project)
    [row] = projects.project_list(workspace)
    assert (row.id, row.project) == (number, project)


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.kind.value)
def test_a_deleted_project_comes_back(workspace: Workspace, project: Project) -> None:
    number, _ = projects.add_project(workspace, project)
    renamed = dataclasses.replace(project, title="改名后")
    projects.edit_project(workspace, number, renamed)
    projects.delete_project(workspace, number)
    assert projects.project_list(workspace) == []
    history.undo(workspace)
    assert [row.project for row in projects.project_list(workspace)] == [renamed]


def test_a_project_needs_a_title(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="project.no_title"):
        projects.add_project(workspace, Certification(title=""))


def test_deleting_a_project_keeps_its_expenses(workspace: Workspace) -> None:
    number, _ = projects.add_project(workspace, PROJECTS[0])
    ledger.add_expense(workspace, booth(project=number))
    projects.delete_project(workspace, number)
    [expense] = all_ids(workspace)
    assert (
        ledger.expense_rows(workspace, [ExpenseId(expense)])[ExpenseId(expense)].project_title == ""
    )


def test_the_ledger_shows_category_project_and_sums(workspace: Workspace) -> None:
    project, _ = projects.add_project(workspace, PROJECTS[0])
    number, _ = ledger.add_expense(workspace, booth(project=project, tax=Money(5660)))
    ledger.add_expense(workspace, booth(yuan="500", paid_on=None))
    row = ledger.expense_rows(workspace, [number])[number]
    assert (row.category, row.project_title, row.claimed) == ("展位费", "迪拜展", False)
    totals = ledger.ledger_totals(workspace, LedgerFilter())
    assert (totals.count, totals.gross, totals.tax, totals.unpaid) == (
        2,
        Money.from_yuan("1500"),
        Money(5660),
        1,
    )


def test_the_ledger_is_filtered_and_sorted(workspace: Workspace) -> None:
    small, _ = ledger.add_expense(workspace, booth("甲会展", "10"))
    large, _ = ledger.add_expense(workspace, booth("乙物流", "30", category="fair.freight"))
    middle, _ = ledger.add_expense(workspace, booth("丙会展", "20"))
    assert all_ids(workspace, sort="gross") == [large, middle, small]
    assert all_ids(workspace, sort="gross", descending=False) == [small, middle, large]
    assert sorted(all_ids(workspace, contains="会展")) == [small, middle]
    assert all_ids(workspace, category="fair.freight") == [large]
    assert all_ids(workspace, contains="会展", category="fair.freight") == []


def test_an_expense_is_edited_and_deleted_and_each_step_undone(workspace: Workspace) -> None:
    number, _ = ledger.add_expense(workspace, booth())
    ledger.edit_expense(workspace, number, booth("改名公司"))
    ledger.delete_expenses(workspace, [number])
    assert all_ids(workspace) == []
    history.undo(workspace)
    history.undo(workspace)
    assert ledger.expense_rows(workspace, [number])[number].expense == booth()
    assert history.redo_label(workspace) == "修改费用：展位费"


def test_an_unknown_category_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="expense.unknown_category"):
        ledger.add_expense(workspace, booth(category="no.such"))


@pytest.fixture
def contract(workspace: Workspace, tmp_path: Path) -> DocumentId:
    take_in(workspace, read_files(workspace, [write(tmp_path, "合同.txt", "正文".encode())]))
    [number] = papers.document_ids(workspace)
    return number


def test_a_document_is_linked_into_a_chain_and_out_again(
    workspace: Workspace, contract: DocumentId
) -> None:
    number, _ = ledger.add_expense(workspace, booth())
    ledger.link_evidence(workspace, number, contract, EvidenceRole.CONTRACT)
    [link] = ledger.expense_rows(workspace, [number])[number].evidence
    assert (link.document, link.role, link.title) == (contract, EvidenceRole.CONTRACT, "合同")
    ledger.unlink_evidence(workspace, number, contract, EvidenceRole.CONTRACT)
    assert ledger.expense_rows(workspace, [number])[number].evidence == ()


def test_a_document_is_read_and_renamed_in_kind(workspace: Workspace, contract: DocumentId) -> None:
    assert papers.content(workspace, contract).decode() == "正文"
    assert papers.document_rows(workspace, [contract])[contract].kind is DocumentKind.CONTRACT
    papers.set_kind(workspace, contract, DocumentKind.OTHER)
    assert papers.document_rows(workspace, [contract])[contract].kind is DocumentKind.OTHER


def test_documents_are_found_by_their_title(workspace: Workspace, contract: DocumentId) -> None:
    assert list(papers.document_ids(workspace, "合同")) == [contract]
    assert list(papers.document_ids(workspace, "发票")) == []


def test_a_document_is_shown_as_a_picture(workspace: Workspace, contract: DocumentId) -> None:
    picture = papers.preview(workspace, contract, 0, 300)
    assert (picture.width, picture.pages) == (300, 1)
    assert len(picture.rgba) == picture.width * picture.height * 4


def test_an_empty_trade_record_is_empty(workspace: Workspace) -> None:
    assert list(trade.declaration_ids(workspace)) == []
    assert trade.trade_totals(workspace) == {}
    assert trade.declaration_rows(workspace, []) == {}


def test_every_thread_reads_through_its_own_connection(workspace: Workspace) -> None:
    ledger.add_expense(workspace, booth())
    found: list[object] = []

    def look() -> None:
        found.append(workspace.reader)
        found.append(len(all_ids(workspace)))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert found[0] is not workspace.reader
    assert found[1] == 1


def test_a_book_without_an_applicant_bears_the_name_of_its_folder(
    open_copy: Callable[[], Workspace],
) -> None:
    ws = open_copy()
    with ws.operation("test", "去掉申报主体") as operation:
        operation.db.conn.execute("DELETE FROM applicant")
    assert ws.title == ws.folder.name
    with pytest.raises(UserError, match="applicant.missing"):
        profile.applicant(ws)


def test_the_history_tells_what_was_done_newest_first(workspace: Workspace) -> None:
    ledger.add_expense(workspace, booth())
    history.undo(workspace)
    [undone, added, *_] = history.history(workspace)
    assert (undone.undoes, added.summary) == (added.id, "新增费用：展位费")
    assert len(history.history(workspace, 1)) == 1


def test_making_the_book_is_not_undone(workspace: Workspace) -> None:
    [first] = history.history(workspace)
    assert first.kind == "book.create"
    assert history.undo_label(workspace) is None
    with pytest.raises(UserError, match="undo.nothing"):
        history.undo(workspace)
    assert profile.applicant(workspace).name


def test_nothing_to_undo_or_redo_is_said_so(workspace: Workspace) -> None:
    assert history.redo_label(workspace) is None
    with pytest.raises(UserError):
        history.redo(workspace)
    while history.undo_label(workspace):
        history.undo(workspace)
    with pytest.raises(UserError):
        history.undo(workspace)
