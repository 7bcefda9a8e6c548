"""A claim from its start to its grant: four amounts that never mix, and what it takes of caps."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path

import pytest
from tests.unit.app.fapiao_files import fapiao_xml, slip_xml, write
from tests.unit.app.test_assessing import certification, measure_for

from jiamao_desktop.app import history, ledger, packets, profile
from jiamao_desktop.app.assessing import card
from jiamao_desktop.app.checking import checklist, self_check
from jiamao_desktop.app.claims import (
    claim_list,
    delete_claim,
    set_applied,
    set_state,
    start_claim,
)
from jiamao_desktop.app.importing import read_files
from jiamao_desktop.app.intake import take_in
from jiamao_desktop.app.review import proving
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.claim import Claim, ClaimId, ClaimState
from jiamao_desktop.domain.document import DocumentKind, EvidenceRole
from jiamao_desktop.domain.errors import Cancelled, MachineError, UserError
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.guide import SUGGESTED
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import Certification, ProjectId

CATEGORY = "certification.fee"


@pytest.fixture
def project(workspace: Workspace) -> ProjectId:
    return certification(workspace)


@pytest.fixture
def measure(workspace: Workspace) -> str:
    return measure_for(workspace, CATEGORY)


def started(ws: Workspace, measure: str, project: ProjectId) -> ClaimId:
    return start_claim(ws, measure, project)[0]


def only(ws: Workspace) -> Claim:
    [row] = claim_list(ws)
    return row.claim


def test_a_claim_starts_at_the_ceiling_in_whole_yuan(
    workspace: Workspace, measure: str, project: ProjectId
) -> None:
    [number] = ledger.expense_ids(workspace, ledger.LedgerFilter())
    row = ledger.expense_rows(workspace, [number])[number]
    ledger.edit_expense(
        workspace, number, dataclasses.replace(row.expense, gross=Money.from_yuan("100001.99"))
    )
    started(workspace, measure, project)
    claim = only(workspace)
    assert claim.spent == Money.from_yuan("100001.99")
    assert claim.ceiling == Money.from_yuan("50000.99")
    assert claim.applied == Money.from_yuan("50000")
    assert claim.granted is None
    assert claim.expenses == (number,)


def test_a_claim_remembers_why(workspace: Workspace, measure: str, project: ProjectId) -> None:
    started(workspace, measure, project)
    claim = only(workspace)
    snapshot = json.loads(claim.snapshot)
    assert snapshot["on"] == "2026-11-20"
    assert snapshot["pack"] == [claim.pack, claim.pack_version]
    assert snapshot["assessment"]["worksheet"]
    assert snapshot["facts"]["certification.certified_on"] == "2026-06-30"


def test_starting_a_claim_is_undone_whole(
    workspace: Workspace, measure: str, project: ProjectId
) -> None:
    started(workspace, measure, project)
    history.undo(workspace)
    assert claim_list(workspace) == []
    history.redo(workspace)
    assert only(workspace).measure == measure


def test_what_is_not_due_cannot_be_claimed(workspace: Workspace, measure: str) -> None:
    project = certification(workspace, standard="other")
    with pytest.raises(UserError, match="claim.not_eligible"):
        start_claim(workspace, measure, project)


def test_a_claim_waits_for_the_open_questions(workspace: Workspace, measure: str) -> None:
    project = certification(workspace, certified_on=None, first=None)
    with pytest.raises(UserError, match="claim.questions_open"):
        start_claim(workspace, measure, project)


def test_the_amount_applied_for_stays_between_nothing_and_the_ceiling(
    workspace: Workspace, measure: str, project: ProjectId
) -> None:
    number = started(workspace, measure, project)
    set_applied(workspace, number, "100,000.50")
    assert only(workspace).applied == Money.from_yuan("100000.50")
    for text, code in [
        ("130000.01", "claim.applied_over_ceiling"),
        ("0", "claim.applied_not_positive"),
        ("-5", "claim.applied_not_positive"),
        ("很多", "money.bad_format"),
    ]:
        with pytest.raises(UserError, match=code) as caught:
            set_applied(workspace, number, text)
        assert caught.value.details["field"] == "applied"
    assert only(workspace).applied == Money.from_yuan("100000.50")


def test_a_filed_claim_is_not_touched_any_more(
    workspace: Workspace, measure: str, project: ProjectId
) -> None:
    number = started(workspace, measure, project)
    set_state(workspace, number, ClaimState.FILED)
    with pytest.raises(UserError, match="claim.filed_already"):
        set_applied(workspace, number, "1")
    with pytest.raises(UserError, match="claim.filed_already"):
        delete_claim(workspace, number)


def test_a_grant_uses_up_the_caps_of_the_next_claim(
    workspace: Workspace, measure: str, project: ProjectId
) -> None:
    number = started(workspace, measure, project)
    set_state(workspace, number, ClaimState.FILED)
    set_state(workspace, number, ClaimState.GRANTED, "120,000")
    assert only(workspace).granted == Money.from_yuan("120000")
    found = card(workspace, measure, project)
    assert found.assessment.ceiling == Money.from_yuan("30000")
    assert {limit.used for limit in found.limits} == {Money.from_yuan("120000")}


def test_a_grant_is_typed_and_never_more_than_was_applied_for(
    workspace: Workspace, measure: str, project: ProjectId
) -> None:
    number = started(workspace, measure, project)
    with pytest.raises(UserError, match="claim.granted_missing"):
        set_state(workspace, number, ClaimState.GRANTED)
    with pytest.raises(UserError, match="claim.granted_over_applied"):
        set_state(workspace, number, ClaimState.GRANTED, "130000.01")


def test_a_claimed_expense_cannot_be_deleted(
    workspace: Workspace, measure: str, project: ProjectId
) -> None:
    number = started(workspace, measure, project)
    expenses = ledger.expense_ids(workspace, ledger.LedgerFilter())
    with pytest.raises(UserError, match="expense.claimed"):
        ledger.delete_expenses(workspace, expenses)
    delete_claim(workspace, number)
    ledger.delete_expenses(workspace, expenses)
    assert len(ledger.expense_ids(workspace, ledger.LedgerFilter())) == 0


def test_a_claim_that_is_gone_is_said_so(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="claim.missing"):
        set_applied(workspace, ClaimId(99), "1")
    with pytest.raises(UserError, match="claim.missing"):
        packets.build(workspace, ClaimId(99))


def prove(ws: Workspace, folder: Path, project: ProjectId) -> ExpenseId:
    """Take in an invoice with its slip for a certification, and return its expense."""
    gross = Money.from_yuan("212000")
    item, seller = "*鉴证咨询服务*认证费", "认证公司"
    write(folder, "发票.xml", fapiao_xml(5, gross=gross, item=item, seller=seller))
    write(folder, "回单.xml", slip_xml(5, amount=gross, payee=seller))
    write(folder, "证书.txt", b"certificate")
    items = read_files(ws, [folder])
    keys = {item.reading.name: item.key for item in items}
    take_in(
        ws,
        [
            dataclasses.replace(
                item if item.key == keys["发票.xml"] else proving(item, partner=keys["发票.xml"]),
                category=CATEGORY if item.category else "",
                project=project,
            )
            for item in items
        ],
    )
    [number] = ledger.expense_ids(ws, ledger.LedgerFilter())
    return number


@pytest.fixture
def proved(workspace: Workspace, tmp_path: Path, measure: str) -> ClaimId:
    from jiamao_desktop.app import projects  # noqa: PLC0415 -- only this fixture needs it

    project, _ = projects.add_project(
        workspace, Certification(title="AEO", certified_on=dt.date(2026, 6, 30), first=True)
    )
    prove(workspace, tmp_path / "来件", project)
    return started(workspace, measure, project)


def test_the_checklist_says_what_is_there(workspace: Workspace, proved: ClaimId) -> None:
    items = checklist(workspace, proved)
    assert items
    by_role = {item.role: item for item in items if item.role}
    assert by_role[EvidenceRole.FAPIAO].present
    assert by_role[EvidenceRole.PAYMENT].present
    assert not by_role[EvidenceRole.CONTRACT].present
    assert all("参考" in item.basis or item.basis == SUGGESTED for item in items)
    assert all(item.present for item in items if item.made)


def test_the_self_check_names_what_a_reviewer_would(workspace: Workspace, proved: ClaimId) -> None:
    found = self_check(workspace, proved)
    assert {finding.rule for finding in found} == {"R22"}
    profile.save_applicant(
        workspace,
        dataclasses.replace(
            profile.applicant(workspace),
            bank_name="样例银行",
            bank_account="431100",
            address="样例路1号",
            contact="甲",
            mobile="13000000000",
        ),
    )
    assert self_check(workspace, proved) == []


def test_the_self_check_is_said_in_two_languages(workspace: Workspace, proved: ClaimId) -> None:
    english = self_check(workspace, proved, "en")
    assert english[0].remedy.isascii()
    assert not self_check(workspace, proved)[0].remedy.isascii()


def test_a_packet_is_printed_from_the_book(workspace: Workspace, proved: ClaimId) -> None:
    packet = packets.build(workspace, proved)
    assert packet.pdf.startswith(b"%PDF")
    assert len(packets.page_sizes(packet.pdf)) == packet.pages
    assert len(packet.evidence_pages) == 3
    assert packets.build(workspace, proved).pdf == packet.pdf


def test_a_packet_is_not_printed_from_figures_that_no_longer_follow(
    workspace: Workspace, proved: ClaimId
) -> None:
    [number] = ledger.expense_ids(workspace, ledger.LedgerFilter())
    expense = ledger.expense_rows(workspace, [number])[number].expense
    ledger.edit_expense(
        workspace, number, dataclasses.replace(expense, gross=Money(10**6), tax=Money(0))
    )
    with pytest.raises(UserError, match="claim.stale"):
        packets.build(workspace, proved)


def test_building_a_packet_can_be_stopped(workspace: Workspace, proved: ClaimId) -> None:
    def stop(done: int, total: int | None = None, label: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        packets.build(workspace, proved, stop)


def test_a_packet_is_saved_as_built_or_the_reason_is_said(
    workspace: Workspace, proved: ClaimId, tmp_path: Path
) -> None:
    packet = packets.build(workspace, proved)
    packets.save(packet, tmp_path / "材料.pdf")
    assert (tmp_path / "材料.pdf").read_bytes() == packet.pdf
    with pytest.raises(MachineError, match="packet.not_saved"):
        packets.save(packet, tmp_path / "没有的文件夹" / "材料.pdf")


def test_papers_of_the_applicant_stand_in_every_packet(
    workspace: Workspace, proved: ClaimId, tmp_path: Path
) -> None:
    before = packets.build(workspace, proved)
    take_in(workspace, read_files(workspace, [write(tmp_path, "营业执照.txt", b"licence")]))
    after = packets.build(workspace, proved)
    assert after.pages == before.pages + 1
    present = {item.title: item.present for item in checklist(workspace, proved)}
    assert [there for title, there in present.items() if "营业执照" in title] == [True]


def test_kinds_are_guessed_from_names(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "来件"
    names = {"护照.txt": DocumentKind.TRAVEL, "信用报告.txt": DocumentKind.CREDIT_REPORT}
    for name in names:
        write(folder, name, name.encode())
    found = {item.reading.name: item.document_kind for item in read_files(workspace, [folder])}
    assert found == names


@pytest.mark.parametrize(
    ("text", "code"), [("-5", "claim.granted_negative"), ("很多", "money.bad_format")]
)
def test_a_grant_that_is_none_is_refused_beside_its_field(
    workspace: Workspace, measure: str, project: ProjectId, text: str, code: str
) -> None:
    number = started(workspace, measure, project)
    with pytest.raises(UserError, match=code) as caught:
        set_state(workspace, number, ClaimState.GRANTED, text)
    assert caught.value.details["field"] == "granted"


def test_a_claim_taken_back_to_draft_has_no_grant_left(
    workspace: Workspace, measure: str, project: ProjectId
) -> None:
    number = started(workspace, measure, project)
    set_state(workspace, number, ClaimState.GRANTED, "100")
    set_state(workspace, number, ClaimState.DRAFT)
    assert only(workspace).granted is None
