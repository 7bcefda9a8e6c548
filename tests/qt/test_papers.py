"""单证: list, preview page by page, kind, copy out byte for byte."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from jiamao_desktop.app import contracts, history, intake, papers
from jiamao_desktop.app.review import ReviewItem
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.document import DocumentId, DocumentKind
from jiamao_desktop.domain.draft import FileReading
from jiamao_desktop.ui.contract_form import ContractDialog
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.papers import PapersScreen, _size_text


def current(pages: QStackedWidget) -> QWidget:
    widget = pages.currentWidget()
    assert widget is not None
    return widget


Show = Callable[[QWidget], None]
Settle = Callable[[], None]


def pdf(pages: int) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(300, 400), invariant=1)
    for page in range(pages):
        canvas.rect(20, 20, 100 + page, 100, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 20), "#b83a2b").save(file, "PNG")
    return file.getvalue()


def keep(ws: Workspace, name: str, mime: str, content: bytes) -> None:
    digest = f"{abs(hash((name, content))):064x}"
    reading = FileReading(name=name, sha256=digest, mime=mime, content=content)
    item = ReviewItem(key=0, reading=reading, document_kind=DocumentKind.OTHER)
    intake.take_in(ws, [item])


@pytest.fixture
def screen(shell: Shell, shown: Show, settle: Settle) -> PapersScreen:
    keep(shell.workspace, "照片.png", "image/png", png())
    keep(shell.workspace, "合同.pdf", "application/pdf", pdf(3))
    made = PapersScreen(shell)
    shown(made)
    settle()
    return made


def pick(screen: PapersScreen, title: str, settle: Settle) -> DocumentId:
    found = papers.document_rows(screen.workspace, papers.document_ids(screen.workspace))
    number = next(key for key, document in found.items() if document.title == title)
    screen.view.go_to(number)
    settle()
    return number


def test_an_empty_book_says_what_belongs_here(shell: Shell, shown: Show, settle: Settle) -> None:
    screen = PapersScreen(shell)
    shown(screen)
    settle()
    words = [label.text() for label in current(screen.pages).findChildren(QLabel)]
    assert "还没有单证" in words


def test_all_documents_are_listed_with_their_number(screen: PapersScreen) -> None:
    assert screen.model.rowCount() == 2
    assert screen.count.text() == "2 份"


def test_the_first_page_of_a_pdf_is_drawn(screen: PapersScreen, settle: Settle) -> None:
    pick(screen, "合同", settle)
    assert not screen.preview.paper.pixmap().isNull()
    assert screen.preview.where.text() == "1 / 3"
    assert not screen.preview.back.isEnabled()


def test_pages_can_be_turned_to_the_last_and_not_beyond(
    screen: PapersScreen, settle: Settle
) -> None:
    pick(screen, "合同", settle)
    for expected in ("2 / 3", "3 / 3"):
        screen.preview.forth.click()
        settle()
        assert screen.preview.where.text() == expected
    assert not screen.preview.forth.isEnabled()
    screen.preview.back.click()
    settle()
    assert screen.preview.where.text() == "2 / 3"


def test_a_picture_is_shown_and_has_nothing_to_turn(screen: PapersScreen, settle: Settle) -> None:
    pick(screen, "照片", settle)
    assert not screen.preview.paper.pixmap().isNull()
    assert not screen.preview.forth.isVisible()


def test_a_page_is_as_wide_as_its_place(screen: PapersScreen, settle: Settle) -> None:
    pick(screen, "合同", settle)
    shown = screen.preview.paper.pixmap()
    wide = shown.width() / shown.devicePixelRatio()
    assert wide <= screen.preview.area.viewport().width()


def test_the_kind_can_be_changed_and_that_can_be_undone(
    screen: PapersScreen, settle: Settle
) -> None:
    number = pick(screen, "合同", settle)
    screen.preview.kind.edited.emit("contract")
    settle()
    kind = papers.document_rows(screen.workspace, [number])[number].kind
    assert kind is DocumentKind.CONTRACT
    assert screen.preview.kind.text() == "contract"
    history.undo(screen.workspace)
    kind = papers.document_rows(screen.workspace, [number])[number].kind
    assert kind is DocumentKind.OTHER


def test_a_change_of_kind_keeps_the_page_that_is_open(screen: PapersScreen, settle: Settle) -> None:
    pick(screen, "合同", settle)
    screen.preview.forth.click()
    settle()
    screen.preview.kind.edited.emit("contract")
    settle()
    assert screen.preview.where.text() == "2 / 3"


def test_a_document_is_copied_out_byte_for_byte(
    screen: PapersScreen, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    pick(screen, "合同", settle)
    with qtbot.waitSignal(screen.shell.said) as said:
        screen.save_to(tmp_path / "出.pdf")
    assert (tmp_path / "出.pdf").read_bytes() == pdf(3)
    assert said.args == ["已另存为 出.pdf。", False]


def test_with_nothing_picked_nothing_is_copied(
    shell: Shell, shown: Show, settle: Settle, tmp_path: Path
) -> None:
    screen = PapersScreen(shell)
    shown(screen)
    settle()
    screen.save_to(tmp_path / "出.pdf")
    settle()
    assert not (tmp_path / "出.pdf").exists()


def test_a_search_narrows_the_list(screen: PapersScreen, settle: Settle) -> None:
    screen.search("照片")
    settle()
    assert screen.model.rowCount() == 1
    screen.search("没有")
    settle()
    assert screen.model.rowCount() == 0
    assert screen.pages.currentIndex() == 1
    assert "选一份单证" in screen.preview.paper.text()


def test_a_target_is_found_even_if_a_search_hid_it(screen: PapersScreen, settle: Settle) -> None:
    number = pick(screen, "合同", settle)
    screen.search("照片")
    settle()
    screen.show_target(int(number))
    settle()
    assert screen.preview.number == number


def test_a_file_that_cannot_be_drawn_says_why(screen: PapersScreen, settle: Settle) -> None:
    keep(screen.workspace, "坏.pdf", "application/pdf", b"%PDF-1.4 nothing in it")
    screen.refresh()
    settle()
    pick(screen, "坏", settle)
    assert screen.preview.paper.text() not in ("", "正在打开…")
    assert not screen.preview.where.isVisible()


def test_a_wider_pane_draws_a_sharper_page(screen: PapersScreen, settle: Settle) -> None:
    pick(screen, "合同", settle)
    before = screen.preview.paper.pixmap().width()
    screen.resize(1900, 700)
    settle()
    screen.preview._load()
    settle()
    assert screen.preview.paper.pixmap().width() > before


@pytest.mark.parametrize(
    ("size", "words"), [(12, "12 B"), (2048, "2 KB"), (1024 * 1024 * 3 // 2, "1.5 MB")]
)
def test_sizes_are_said_shortly(size: int, words: str) -> None:
    assert _size_text(size) == words


def test_a_contract_can_be_recorded_from_its_paper(screen: PapersScreen, settle: Settle) -> None:
    preview = screen.preview
    assert preview.contract_button.isHidden()
    preview.kind.set_text(DocumentKind.CONTRACT)
    preview.kind.edited.emit(DocumentKind.CONTRACT)
    settle()
    assert not preview.contract_button.isHidden()
    preview.contract_button.click()
    settle()
    dialog = screen.findChild(ContractDialog)
    assert dialog is not None
    dialog.form.form.fields["title"].set_text("展位合同")
    dialog.form.save()
    settle()
    assert preview.number is not None
    assert contracts.of_paper(screen.workspace, preview.number) is not None
