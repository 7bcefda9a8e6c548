"""Take the pictures of docs/manual from the running program, on the demonstration's book.

Nothing is drawn for the purpose: each picture is a grab of the real window, 1366 × 768, after
its jobs have come to rest.
"""

from __future__ import annotations

import datetime as dt
import functools
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

# Before anything imports Qt: the same pixels on every machine.
os.environ.update(QT_QPA_PLATFORM="offscreen", QT_FONT_DPI="96", QT_SCALE_FACTOR="1")

import pypdfium2
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QPushButton
from tools.manual_grab import MANUAL, SIZE, rest, take
from tools.manual_records import intake, trade

from jiamao_desktop.app import (
    assessing,
    books,
    claims,
    demo,
    grants,
    inquiries,
    ledger,
    papers,
    projects,
    qualifying,
    unsettled,
)
from jiamao_desktop.app.assessing import Card, Group
from jiamao_desktop.app.clock import FixedClock
from jiamao_desktop.app.grants import TypedGrant
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog.demo import DemoStory, load_story
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.domain.changes import Changes
from jiamao_desktop.domain.expense import Expense
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import Certification, ProjectId
from jiamao_desktop.ui import program, theme
from jiamao_desktop.ui.card_detail import Tab
from jiamao_desktop.ui.jobs import Jobs
from jiamao_desktop.ui.main_window import MainWindow
from jiamao_desktop.ui.plan_body import Tab as PlanTab
from jiamao_desktop.ui.plan_supposed import Supposed
from jiamao_desktop.ui.recents import Recents
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.measures import MeasuresScreen
from jiamao_desktop.ui.screens.plan import PlanScreen
from jiamao_desktop.ui.screens.review import ReviewScreen
from jiamao_desktop.ui.screens.start import StartWindow

ROOT = Path(__file__).resolve().parents[1]
_MORE = (
    *((str(yuan), False) for yuan in (48000, 46500, 45000, 44000, 42800, 41600, 39500, 38000)),
    *((str(yuan), False) for yuan in (26400, 24000, 18500, 9800)),
    *(("42000", True), ("15000", True)),
)
"""What a fuller year spends besides: yuan, and whether it is for the certification."""


def in_window(open_it: Callable[[], Workspace], pictures: Callable[[MainWindow], None]) -> None:
    """Open a book in the main window, take pictures, close it."""
    jobs, opened = Jobs(), list[Workspace]()
    jobs.start(lambda _: open_it(), on_done=opened.append, on_error=_raise)
    rest(jobs)
    window = MainWindow(Shell(opened[0], jobs))
    theme.dress(window)
    window.resize(*SIZE)
    window.show()
    window.go("home")
    rest(jobs)
    pictures(window)
    window.close()


def _raise(error: Exception) -> None:
    raise error


def empty_book(folder: Path, story: DemoStory, clock: FixedClock) -> Workspace:
    """Make a book in which nothing but the firm's name is."""
    return books.create_book(
        folder,
        story.passphrase,
        clock,
        name=story.applicant.name,
        uscc=story.applicant.uscc,
        city=story.applicant.city,
        use_keychain=False,
    ).workspace


def welcome(book: Path, title: str) -> None:
    """Take the welcome window, the form for a new book, and the way in."""
    jobs = Jobs()
    recents = Recents()
    recents.add(book, title)
    window = StartWindow(lambda: jobs, recents)
    theme.dress(window)
    window.resize(1024, 690)
    window.show()
    rest(jobs)
    take(window, "start")
    window.make_book()
    window.new_book.form.fill({"name": title, "city": "永州市", "folder": str(book)})
    rest(jobs)
    take(window, "start-new")
    window.open_folder(book)
    rest(jobs)
    take(window, "start-open")
    window.close()
    jobs.shut_down()


def review(window: MainWindow) -> None:
    """Take the review list with the demonstration's files, one of them close up."""
    window.shell.take_files([resources_folder() / "demo" / "files"])
    rest(window.shell.jobs)
    screen = window.page("review")
    assert isinstance(screen, ReviewScreen)  # noqa: S101 -- the registry says so
    with_amount = [key for key, item in screen.items.items() if item.category]
    screen.view.go_to(with_amount[0])
    rest(window.shell.jobs)
    take(window, "review")


def everything(window: MainWindow) -> None:
    """Take every other screen on the finished book."""
    jobs, workspace = window.shell.jobs, window.shell.workspace
    take(window, "home")
    for key in ("ledger", "measures", "trade", "profile"):
        window.go(key)
        rest(jobs)
        take(window, key)
    certificates = papers.document_ids(workspace, "证书")
    window.go("papers", int(certificates[0]))
    rest(jobs)
    take(window, "papers")
    window.go("profile", int(projects.project_list(workspace)[-1].id))
    rest(jobs)
    take(window, "projects")
    navigator(window)
    number = claims.claim_list(workspace)[0].id
    for name, key in (("claim", "claims"), ("packet", "packet")):
        window.go(key, number)
        rest(jobs)
        take(window, name)
    readings(window)
    plan(window)


def plan(window: MainWindow) -> None:
    """Take the best plan of a fuller year: claims, caps, range, cushion and a what-if."""
    jobs, workspace = window.shell.jobs, window.shell.workspace
    jobs.start(lambda _: fuller_year(workspace), on_done=lambda _: None, on_error=_raise)
    rest(jobs)
    window.go("plan")
    rest(jobs)
    screen = window.page("plan")
    assert isinstance(screen, PlanScreen)  # noqa: S101 -- the registry says so
    take(window, "plan")
    for tab, name in (
        (PlanTab.CAPS, "plan-caps"),
        (PlanTab.OUTLOOK, "plan-range"),
        (PlanTab.CUSHION, "plan-cushion"),
    ):
        screen.tabs.setCurrentIndex(tab)
        rest(jobs)
        take(window, name)
    screen.tabs.setCurrentIndex(PlanTab.WHAT_IF)
    rest(jobs)
    first, second = screen.body.what_if.scenarios
    dearest = screen.body.claims.claim
    assert dearest is not None  # noqa: S101 -- a book with expenses has a plan
    line = max(dearest.lines, key=lambda one: one.gross.fen)
    label = f"{line.label}　¥{line.gross}"
    first.suppose(Supposed(expense=line.expense, label=label, target=None, title="", pinned=False))
    effect = max((card.effect for card in screen.body.outlook.cards), key=lambda one: one.high)
    best = max(effect.options, key=lambda one: one.total.at_least)
    second.read((effect.pack, effect.key), best.id)
    rest(jobs)
    take(window, "plan-what-if")


def fuller_year(workspace: Workspace) -> Changes:
    """Record support received and more spending, so that caps bind and some vouchers are spare."""
    grants.add_grant(
        workspace,
        TypedGrant(measure="yz-online-promotion", amount="650000", granted_on="2025-11-28"),
    )
    rows = projects.project_list(workspace)
    aeo = next(row.id for row in rows if isinstance(row.project, Certification))
    changes = [
        _spend(workspace, yuan, dt.date(2026, 2 + place % 9, 12), aeo if certified else None)
        for place, (yuan, certified) in enumerate(_MORE)
    ]
    return changes[-1]


def _spend(workspace: Workspace, yuan: str, day: dt.date, about: ProjectId | None) -> Changes:
    payee = "湖南样例关务认证服务有限公司" if about else "样例跨境电商平台服务有限公司"
    expense = Expense(
        category="certification.fee" if about else "promotion.platform",
        gross=Money.from_yuan(yuan),
        payee=payee,
        paid_on=day,
        issued_on=day,
        payment_method="银行转账",
        payer_account_name=workspace.title,
        project=about,
    )
    return ledger.add_expense(workspace, expense)[1]


def readings(window: MainWindow) -> None:
    """Take the unclear words, and the letter that asks about two of one notice."""
    workspace = window.shell.workspace
    window.go("readings")
    rest(window.shell.jobs)
    take(window, "readings")
    items = unsettled.unsettled_list(workspace)
    words = [(one.pack, one.key) for one in items if one.pack == items[0].pack][:2]
    (number, *_), _ = inquiries.new_inquiries(workspace, words, with_amounts=True)
    page = pypdfium2.PdfDocument(inquiries.letter_pdf(workspace, number))[0]
    page.render(scale=1.4).to_pil().save(MANUAL / "letter.png")
    print("docs/manual/letter.png")


def navigator(window: MainWindow) -> None:
    """Take a range, a computation, what is left, a clause, a why not, a question, a search."""
    jobs = window.shell.jobs
    screen = window.page("measures")
    assert isinstance(screen, MeasuresScreen)  # noqa: S101 -- the registry says so
    cards = assessing.cards(window.shell.workspace)
    window.go("measures", _dearest(cards, Group.CAN))
    rest(jobs)
    take(window, "range")
    screen.detail.tabs.setCurrentIndex(Tab.WORKSHEET)
    behind = screen.detail.worksheet.findChild(QPushButton, "behind")
    assert isinstance(behind, QPushButton)  # noqa: S101 -- a sum has expenses behind it
    behind.click()
    rest(jobs)
    take(window, "why")
    screen.detail.tabs.setCurrentIndex(Tab.HEADROOM)
    rest(jobs)
    take(window, "headroom")
    screen.detail.tabs.setCurrentIndex(Tab.WHY)
    source = screen.detail.why.findChild(QPushButton, "source")
    assert isinstance(source, QPushButton)  # noqa: S101 -- every measure rests on a clause
    source.click()
    rest(jobs)
    take(window, "clause")
    screen.notice.closed.emit()
    window.go("measures", _refused(window.shell.workspace, cards))
    rest(jobs)
    take(window, "why-not")
    screen.questions_button.click()
    rest(jobs)
    take(window, "question")
    screen.wizard.closed.emit()
    screen.search("展位费 70%")
    rest(jobs)
    take(window, "search")
    screen.search("")
    window.go("measures", _dearest(cards, Group.CAN))
    rest(jobs)


def _dearest(cards: Sequence[Card], group: Group) -> tuple[str, object]:
    """Return the key of the card with the highest ceiling in a group."""
    best = max((card for card in cards if card.group is group), key=assessing.at_stake)
    return best.measure, best.project


def _refused(workspace: Workspace, cards: Sequence[Card]) -> tuple[str, object]:
    """Return the key of a card that is refused for one reason, and could be had by one change."""
    refused = [one for one in cards if one.project and len(one.assessment.because) == 1]
    one = next(one for one in refused if qualifying.ways(workspace, one))
    return one.measure, one.project


def main() -> int:
    """Make the demonstration's book and take all pictures."""
    app = QApplication(["jiamao"])
    app.setQuitOnLastWindowClosed(False)
    MANUAL.mkdir(parents=True, exist_ok=True)
    story = load_story(resources_folder() / "demo" / demo.STORY)
    clock = FixedClock(story.today)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        form, scope = QSettings.Format.IniFormat, QSettings.Scope.UserScope
        QSettings.setPath(form, scope, str(folder / "settings"))
        # So that no picture shows where this machine keeps its temporary files.
        os.chdir(folder)
        program.dress(app, "zh")
        result = demo.run_demo(Path("账套"))
        welcome(result.book, story.applicant.name)
        in_window(
            lambda: books.open_book(result.book, clock, passphrase=result.passphrase), everything
        )
        for title, pictures in (("收单", review), ("批次", intake), ("报关", trade)):
            in_window(functools.partial(empty_book, Path(f"{title}.book"), story, clock), pictures)
        os.chdir(ROOT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
