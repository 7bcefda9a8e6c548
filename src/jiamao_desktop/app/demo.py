"""The main job on sample files, without a screen: from invoices to printed packets.

Everything in it is fictional and marked 样例. The day is fixed, so that every run makes the
same records and the same papers.
"""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jiamao_desktop.app import asking, books, ledger, planning, profile, projects
from jiamao_desktop.app.assessing import Card, Group, cards
from jiamao_desktop.app.checking import CheckFinding, self_check
from jiamao_desktop.app.claims import start_claim
from jiamao_desktop.app.clock import FixedClock
from jiamao_desktop.app.importing import read_files
from jiamao_desktop.app.intake import take_in
from jiamao_desktop.app.packets import build, save
from jiamao_desktop.app.plan_findings import PlanDetails
from jiamao_desktop.app.plan_parts import BestPlan
from jiamao_desktop.app.progress import Report, silent
from jiamao_desktop.app.review import ItemState, ReviewItem, proving
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog.demo import DemoStory, load_story
from jiamao_desktop.catalog.packs import Catalog
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.packet import Packet
from jiamao_desktop.domain.project import ProjectId

STORY = "story.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledClaim:
    """A claim of the demonstration and where its packet lies."""

    card: Card
    packet: Packet
    file: Path
    findings: Sequence[CheckFinding]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoResult:
    """What the demonstration did.

    Attributes:
        others: Samples from beside the checkout. They belong to other firms, and are taken
            in as vouchers only, when the claims have been printed.
    """

    book: Path
    passphrase: str = dataclasses.field(repr=False)
    items: Sequence[ReviewItem]
    others: Sequence[ReviewItem]
    catalog: Catalog
    cards: Sequence[Card]
    plan: BestPlan
    details: PlanDetails
    claims: Sequence[FiledClaim]


def run_demo(out: Path, samples: Path | None = None, report: Report = silent) -> DemoResult:
    """Do the main job, from files to packets.

    Args:
        out: Folder for the book and the packets; what a former run left there is replaced.
        samples: Folder of further sample files to read; ``None``: there are none.
        report: Progress.
    """
    story = load_story(resources_folder() / "demo" / STORY)
    folder = out / f"{story.applicant.name}.book"
    packets = out / "申报材料"
    for old in (folder, packets):
        shutil.rmtree(old, ignore_errors=True)
    packets.mkdir(parents=True)
    workspace = _new_book(story, folder)
    try:
        numbers = _projects(workspace, story)
        items = _reviewed(workspace, story, numbers, report)
        take_in(workspace, items, report)
        _linked(workspace, story)
        for answer in story.answers:
            about = numbers.get(answer.project)
            asking.answer(workspace, answer.fact, answer.text, about, answer.source)
        found = cards(workspace, report)
        best = planning.plan(workspace, report=report, seconds=0)
        worth = planning.details(workspace, best, report)
        filed = [_filed(workspace, one, packets, report) for one in found if _can_file(one)]
        others = read_files(workspace, [samples], report) if samples else []
        if any(item.take for item in others):
            take_in(workspace, others, report)
    finally:
        workspace.close()
    return DemoResult(
        book=folder,
        passphrase=story.passphrase,
        items=items,
        others=others,
        catalog=workspace.catalog,
        cards=found,
        plan=best,
        details=worth,
        claims=filed,
    )


def _new_book(story: DemoStory, folder: Path) -> Workspace:
    made = books.create_book(
        folder,
        story.passphrase,
        FixedClock(story.today),
        name=story.applicant.name,
        uscc=story.applicant.uscc,
        city=story.applicant.city,
        use_keychain=False,
    )
    profile.save_applicant(made.workspace, story.applicant)
    return made.workspace


def _projects(ws: Workspace, story: DemoStory) -> Mapping[str, ProjectId]:
    return {key: projects.add_project(ws, project)[0] for key, project in story.projects.items()}


def _reviewed(
    ws: Workspace, story: DemoStory, numbers: Mapping[str, ProjectId], report: Report
) -> Sequence[ReviewItem]:
    """Read the sample files and choose what a person would choose in the review list."""
    items = read_files(ws, [resources_folder() / "demo" / "files"], report)
    choices = {choice.fapiao: choice for choice in story.expenses}
    keys = {_number(item): item.key for item in items if not (item.duplicate or item.same)}
    reviewed = []
    for item in items:
        choice = choices.get(_number(item))
        if choice and not (item.duplicate or item.same):
            reviewed.append(
                dataclasses.replace(
                    item,
                    category=choice.category,
                    project=numbers[choice.project],
                    unsupported=Money.from_yuan(choice.unsupported or "0"),
                    unsupported_reason=choice.unsupported_reason,
                )
            )
        elif item.state is ItemState.DOCUMENT and item.reading.name in story.papers:
            proves = keys[story.papers[item.reading.name]]
            kind = story.kinds.get(item.reading.name, item.document_kind)
            reviewed.append(dataclasses.replace(proving(item, partner=proves), document_kind=kind))
        else:
            reviewed.append(item)
    return reviewed


def _number(item: ReviewItem) -> str:
    field = item.draft.fields.get("number") if item.draft else None
    return str(field.value) if field else ""


def _linked(ws: Workspace, story: DemoStory) -> None:
    """Fill in the contract numbers, which no invoice carries."""
    rows = ledger.expense_rows(ws, ledger.expense_ids(ws, ledger.LedgerFilter()))
    contracts = {choice.fapiao: choice.contract_number for choice in story.expenses}
    for number, row in rows.items():
        contract = contracts.get(row.expense.fapiao_number, "")
        if contract:
            changed = dataclasses.replace(row.expense, contract_number=contract)
            ledger.edit_expense(ws, number, changed)


def _can_file(found: Card) -> bool:
    return found.group in {Group.CAN, Group.READING} and bool(found.assessment.ceiling)


def _filed(ws: Workspace, found: Card, packets: Path, report: Report) -> FiledClaim:
    number, _ = start_claim(ws, found.measure, found.project)
    packet = build(ws, number, report)
    file = packets / f"{number:02d} {found.title}.pdf"
    save(packet, file)
    return FiledClaim(card=found, packet=packet, file=file, findings=self_check(ws, number))
