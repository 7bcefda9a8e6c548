"""The self-check of claims in a book: every rule reaches the claim, with its words."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from tests.conftest import NAME
from tests.unit.app.chain_book import (
    PLACES,
    agreed,
    bill,
    booth,
    fill_at_random,
    paper,
    proved,
)

from jiamao_desktop.app import asking, chain, checking, contracts, ledger, projects
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog.self_checks import Severity
from jiamao_desktop.domain.claim import Claim, ClaimId, ClaimState
from jiamao_desktop.domain.customs import Declaration, DeclarationItem, Direction
from jiamao_desktop.domain.document import DocumentKind, EvidenceRole
from jiamao_desktop.domain.expense import Evidence, Expense, ExpenseId
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import (
    Booth,
    Certification,
    Fair,
    Matter,
    Participant,
    Project,
    ProjectId,
    ProjectKind,
)
from jiamao_desktop.storage import claims, declarations, expenses, settlements

PACK = "cn.hn.yongzhou.foreign-trade"


def claimed(
    ws: Workspace,
    measure: str,
    numbers: list[ExpenseId],
    project: ProjectId | None = None,
    title: str = "样例申报",
) -> ClaimId:
    claim = Claim(
        measure=measure,
        pack=PACK,
        pack_version=ws.catalog.packs[PACK].version,
        title=title,
        state=ClaimState.DRAFT,
        created_on=dt.date(2026, 11, 20),
        project=project,
        expenses=tuple(numbers),
        spent=Money(8000000),
        ceiling=Money(5000000),
        applied=Money(5000000),
    )
    with ws.operation("test.claim", "申报") as operation:
        return claims.add(operation.db, claim)


def found(ws: Workspace, number: ClaimId, language: str = "zh") -> dict[str, str]:
    """Return what is said of a claim by rule, without the blank fields of the applicant."""
    every = checking.self_check(ws, number, language)
    return {one.rule: one.text for one in every if one.rule != "R22"}


def about(ws: Workspace, project: Project) -> ProjectId:
    number, _ = projects.add_project(ws, project)
    return number


def spent_on(project: ProjectId, **changes: object) -> Expense:
    return dataclasses.replace(booth(project=project), **changes)  # type: ignore[arg-type]  # by name


def test_a_claim_on_sound_papers_raises_nothing(workspace: Workspace) -> None:
    fee = booth(category="certification.fee")
    project = about(
        workspace, Certification(title="AEO", certified_on=dt.date(2026, 6, 1), first=True)
    )
    one = bill(lines=(dataclasses.replace(bill().lines[0], name="*鉴证服务*认证费"),))
    number = proved(workspace, dataclasses.replace(fee, project=project, description="认证费"), one)
    assert found(workspace, claimed(workspace, "yz-aeo", [number], project)) == {}


def test_a_day_outside_the_time_of_the_notice_is_said_with_it(workspace: Workspace) -> None:
    number = proved(workspace, booth(paid_on=dt.date(2020, 1, 2)), bill())
    said = found(workspace, claimed(workspace, "yz-aeo", [number]))
    assert "2020-01-02" in said["R05"]
    first = workspace.catalog.packs[PACK].measure("yz-aeo").notice.in_force.first
    assert first.isoformat() in said["R05"]


def test_a_certificate_of_another_time_is_said(workspace: Workspace) -> None:
    project = about(
        workspace, Certification(title="AEO", certified_on=dt.date(2020, 1, 1), first=True)
    )
    number = proved(workspace, spent_on(project), bill())
    assert "2020-01-01" in found(workspace, claimed(workspace, "yz-aeo", [number], project))["R13"]


def test_what_travellers_lack_is_said_and_travel_papers_are_counted(workspace: Workspace) -> None:
    fair = Fair(
        title="样例展",
        booths=(Booth(number="A1", area_dm2=900),),
        participants=(Participant(name="李四"),),
    )
    project = about(workspace, fair)
    spent = spent_on(project, category="fair.people", description="机票")
    number = proved(workspace, spent, bill(lines=()), roles=PLACES)
    claim = claimed(workspace, "yz-fair-key-people", [number], project)
    rules = [one.text for one in checking.self_check(workspace, claim) if one.rule == "R09"]
    assert len(rules) == 4
    assert any("没有参展人员的护照" in one for one in rules)
    with workspace.operation("test.travel", "护照") as operation:
        document = paper(operation.db, "护照", DocumentKind.TRAVEL)
        link = Evidence(document=document, role=EvidenceRole.OUTCOME)
        expenses.link(operation.db, number, link)
    rules = [one.text for one in checking.self_check(workspace, claim) if one.rule == "R09"]
    assert len(rules) == 3


def test_the_answer_about_a_vehicle_is_asked_for_and_heard(workspace: Workspace) -> None:
    project = about(workspace, Matter(kind=ProjectKind.VEHICLE, title="直通车", number="LSV1"))
    number = proved(workspace, spent_on(project, category="vehicle.price"), bill())
    claim = claimed(workspace, "yz-hk-truck", [number], project)
    assert "还不知道" in found(workspace, claim)["R25"]
    asking.answer(workspace, "vehicle.own_registration", "no", project)
    assert "没有登记在申报单位名下" in found(workspace, claim)["R25"]
    asking.answer(workspace, "vehicle.own_registration", "yes", project)
    assert "R25" not in found(workspace, claim)


def test_the_declarations_behind_import_interest_are_compared(workspace: Workspace) -> None:
    spent = booth(category="interest.import", description="进口利息")
    number = proved(workspace, spent, bill())
    claim = claimed(workspace, "yz-import-interest", [number])
    assert "没有对应的报关单" in found(workspace, claim)["R18"]
    with workspace.operation("test.customs", "报关单") as operation:
        db = operation.db
        declaration = Declaration(
            number="530120260000000001",
            direction=Direction.IMPORT,
            domestic_party="别家有限公司",
            customs_regime="0110",
            items=(DeclarationItem(number=1, hs_code="84", name="切割机"),),
        )
        declarations.add(db, declaration)
        [item] = [row[0] for row in db.conn.execute("SELECT id FROM declaration_item")]
        settlements.set_items(db, number, [item])
    said = found(workspace, claim)["R18"]
    assert "530120260000000001" in said
    assert "别家有限公司" in said


def test_the_contract_of_a_claimed_expense_is_compared(workspace: Workspace) -> None:
    number = proved(workspace, one=bill())
    contracts.add_contract(workspace, agreed(second_party="别家有限公司"), [number])
    claim = claimed(workspace, "yz-aeo", [number])
    [finding] = [one for one in checking.self_check(workspace, claim) if one.rule == "R04"]
    assert "别家有限公司" in finding.text
    assert (finding.expense, finding.field) == (number, "contract")
    assert finding.place is EvidenceRole.CONTRACT
    assert finding.severity is Severity.BLOCK


def test_two_claims_on_one_fapiao_name_each_other(workspace: Workspace) -> None:
    one = bill(1)
    first = proved(workspace, booth(fapiao_number=one.number), one)
    shared = ledger.expense_rows(workspace, [first])[first].expense.fapiao
    second, _ = ledger.add_expense(workspace, booth(fapiao_number=one.number, fapiao=shared))
    claim = claimed(workspace, "yz-aeo", [first], title="甲申报")
    claimed(workspace, "yz-aeo", [second], title="乙申报")
    assert "申报“乙申报”（2026 年，80,000.00 元）" in found(workspace, claim)["R15"]
    assert "claim “乙申报” (2026, 80,000.00)" in found(workspace, claim, "en")["R15"]


def test_a_claim_that_is_gone_raises_nothing(workspace: Workspace) -> None:
    assert checking.self_check(workspace, ClaimId(99)) == ()
    assert checking.checklist(workspace, ClaimId(99)) == ()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_whatever_is_found_can_be_said(workspace: Workspace, language: str) -> None:
    fill_at_random(workspace, 120, seed=7)
    every = list(ledger.expense_ids(workspace, ledger.LedgerFilter()))
    claim = claimed(workspace, "yz-fair-other-booth", every)
    said = checking.self_check(workspace, claim, language)
    assert {"R01", "R02", "R03", "R04", "R12", "R14", "R15", "R18", "R19"} <= {
        one.rule for one in said
    }
    assert all("{" not in one.text and one.text and one.remedy for one in said)
    for number in every[:40]:
        seen = chain.view(workspace, number, language)
        assert seen is not None
        assert all("{" not in one.text for one in seen.findings)


def test_the_own_name_may_be_written_in_any_width(workspace: Workspace) -> None:
    number = proved(workspace, booth(payer_account_name=f" {NAME}　"), bill(buyer=f"{NAME} "))
    assert found(workspace, claimed(workspace, "yz-aeo", [number])) == {}


def test_a_day_of_the_project_is_said_once_for_all_expenses(workspace: Workspace) -> None:
    fair = Fair(title="样例展", booths=(Booth(number="A1", area_dm2=900),))
    project = about(workspace, fair)
    numbers = [proved(workspace, spent_on(project), bill(number)) for number in range(3)]
    claim = claimed(workspace, "yz-fair-other-booth", numbers, project)
    [unknown] = [one for one in checking.self_check(workspace, claim) if one.rule == "R05"]
    assert "“样例展”" in unknown.text
    assert unknown.expense is None
    past = dataclasses.replace(fair, starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2020, 1, 3))
    projects.edit_project(workspace, project, past)
    [outside] = [one for one in checking.self_check(workspace, claim) if one.rule == "R05"]
    assert "2020-01-03" in outside.text
