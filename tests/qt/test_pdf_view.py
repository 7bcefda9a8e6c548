"""Page pictures: drawn in the background, when looked at, newest wish first, kept."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable

import pikepdf
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QWidget

from jiamao_desktop.app import packets
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.ui.jobs import Jobs
from jiamao_desktop.ui.pdf_view import FULL_SIZE, THUMBNAIL, PageSource, PageView, Thumbnails

Settle = Callable[[], None]
Show = Callable[[QWidget], None]


@functools.cache
def pdf(pages: int, *, wide: bool = False) -> bytes:
    """Return a PDF of blank A4 pages."""
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(842, 595) if wide else (595, 842))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture
def source(jobs: Jobs) -> PageSource:
    made = PageSource(jobs)
    made.show(pdf(5), 5)
    return made


@pytest.fixture
def view(source: PageSource, shown: Show, settle: Settle) -> PageView:
    made = PageView(source)
    shown(made)
    made.resize(800, 600)
    made.go(0)
    settle()
    return made


def wheel(view: PageView, turns: int, keys: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        QPoint(0, 120 * turns),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


NO_KEY = Qt.KeyboardModifier.NoModifier


def test_a_page_arrives_after_it_was_asked_for(source: PageSource, settle: Settle) -> None:
    arrived: list[tuple[int, int]] = []
    source.arrived.connect(lambda *given: arrived.append(given))
    assert source.image(2, 100) is None
    settle()
    assert arrived == [(2, 100)]
    image = source.image(2, 100)
    assert isinstance(image, QImage)
    assert image.width() == pytest.approx(100, abs=1)
    assert image.height() == pytest.approx(141, abs=1)


def test_a_page_is_drawn_once(
    source: PageSource, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    real = packets.render_page

    def watched(content: bytes, page: int, width: int) -> packets.PageImage:
        drawn.append(page)
        return real(content, page, width)

    monkeypatch.setattr(packets, "render_page", watched)
    for _ in range(3):
        source.image(1, 100)
    settle()
    source.image(1, 100)
    settle()
    assert drawn == [1]


def test_the_page_wished_for_last_is_drawn_next(source: PageSource, settle: Settle) -> None:
    arrived: list[int] = []
    source.arrived.connect(lambda page, _width: arrived.append(page))
    for page in range(5):
        source.image(page, 80)
    settle()
    # The first was under way already; after it the newest wishes come first.
    assert arrived == [0, 4, 3, 2, 1]


def test_a_page_that_does_not_exist_is_not_asked_for(source: PageSource, settle: Settle) -> None:
    assert source.image(-1, 100) is None
    assert source.image(5, 100) is None
    assert source._drawing is None
    settle()


def test_pictures_of_another_pdf_are_forgotten(source: PageSource, settle: Settle) -> None:
    source.image(0, 100)
    settle()
    source.show(pdf(2), 2)
    assert source.any_image(0) is None
    assert source.image(3, 100) is None
    assert source._drawing is None


def test_a_page_of_the_old_pdf_that_comes_late_is_dropped(
    source: PageSource, settle: Settle
) -> None:
    arrived: list[int] = []
    source.arrived.connect(lambda page, _width: arrived.append(page))
    source.image(4, 100)
    source.show(pdf(2), 2)
    source.image(1, 100)
    settle()
    assert arrived == [1]


def test_the_same_page_of_another_pdf_is_drawn_anew(source: PageSource, settle: Settle) -> None:
    arrived: list[int] = []
    source.arrived.connect(lambda page, _width: arrived.append(page))
    source.image(0, 100)
    source.show(pdf(2, wide=True), 2)
    source.image(0, 100)
    settle()
    assert arrived == [0]
    image = source.image(0, 100)
    assert isinstance(image, QImage)
    assert image.width() > image.height()


def test_a_file_that_is_no_pdf_fails_once_and_is_not_tried_again(
    jobs: Jobs, settle: Settle
) -> None:
    source = PageSource(jobs)
    errors: list[object] = []
    source.failed.connect(errors.append)
    source.show(b"not a pdf", 1)
    for _ in range(3):
        source.image(0, 100)
        settle()
    [error] = errors
    assert isinstance(error, UserError)
    assert error.code == "preview.unreadable"


def test_any_width_will_do_until_the_right_one_is_there(source: PageSource, settle: Settle) -> None:
    for width in (50, 200, 100):
        source.image(0, width)
        settle()
    kept = source.any_image(0)
    assert isinstance(kept, QImage)
    assert kept.width() == pytest.approx(200, abs=1)


def test_old_pictures_go_when_there_are_too_many(
    source: PageSource, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jiamao_desktop.ui.pdf_view._KEPT_PIXELS", 30_000)
    for page in range(3):
        source.image(page, 100)
        settle()
    assert [page for page, _ in source._kept] == [1, 2]


def test_the_page_fits_the_width_of_the_window_and_keeps_fitting(view: PageView) -> None:
    before = view.percent
    assert view._paper.width() <= view.viewport().width()
    view.resize(500, 600)
    assert view.percent < before
    assert view._paper.width() <= view.viewport().width()


def test_a_chosen_size_stays_through_a_resize(view: PageView) -> None:
    view.zoom(150)
    view.resize(500, 600)
    assert view.percent == 150
    assert view._width() == round(FULL_SIZE * 1.5)


@pytest.mark.parametrize(("wanted", "got"), [(10, 25), (1000, 400), (100, 100)])
def test_sizes_have_their_limits(view: PageView, wanted: int, got: int) -> None:
    view.zoom(wanted)
    assert view.percent == got


def test_fitting_again_forgets_the_chosen_size(view: PageView) -> None:
    fitted = view.percent
    told: list[int] = []
    view.zoomed.connect(told.append)
    view.zoom(200)
    view.fit()
    assert view.percent == fitted
    assert told == [200, fitted]


def test_keys_page_through(view: PageView) -> None:
    told: list[int] = []
    view.page_changed.connect(told.append)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        QTest.keyClick(view, key)
    assert told == [1, 4, 3, 0]


def test_beyond_either_end_nothing_happens(view: PageView) -> None:
    told: list[int] = []
    view.page_changed.connect(told.append)
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    view.go(5)
    assert told == []
    assert view.page == 0


def test_other_keys_scroll_as_they_always_do(view: PageView) -> None:
    view.zoom(200)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.page == 0
    assert view.verticalScrollBar().value() > 0


def test_the_wheel_turns_the_page_at_its_end(view: PageView, settle: Settle) -> None:
    view.zoom(25)
    wheel(view, -1, NO_KEY)
    assert view.page == 1
    wheel(view, 1, NO_KEY)
    assert view.page == 0
    wheel(view, 1, NO_KEY)
    assert view.page == 0


def test_within_a_page_the_wheel_scrolls(view: PageView, settle: Settle) -> None:
    view.zoom(200)
    settle()
    wheel(view, -1, NO_KEY)
    assert view.page == 0
    assert view.verticalScrollBar().value() > 0


def test_the_wheel_with_ctrl_zooms(view: PageView) -> None:
    view.zoom(100)
    wheel(view, 1, Qt.KeyboardModifier.ControlModifier)
    assert view.percent == 110
    wheel(view, -1, Qt.KeyboardModifier.ControlModifier)
    assert view.percent == 100


def test_a_wide_page_is_shown_wide(jobs: Jobs, shown: Show, settle: Settle) -> None:
    source = PageSource(jobs)
    source.show(pdf(1, wide=True), 1)
    view = PageView(source)
    shown(view)
    view.go(0)
    settle()
    assert view._paper.width() > view._paper.height()


def test_the_page_is_on_the_screen_and_white(view: PageView) -> None:
    image = view.viewport().grab().toImage()
    middle = QColor(image.pixel(image.width() // 2, image.height() // 2))
    assert middle.name() == "#ffffff"


def test_thumbnails_draw_only_what_is_in_view(jobs: Jobs, shown: Show, settle: Settle) -> None:
    source = PageSource(jobs)
    source.show(pdf(300), 300)
    strip = Thumbnails(source, lambda _page: None)
    strip.refresh()
    shown(strip)
    strip.resize(strip.width(), 600)
    strip.viewport().grab()
    settle()
    assert 0 < len(source._kept) < 12


def test_choosing_a_thumbnail_opens_its_page(
    source: PageSource, shown: Show, settle: Settle
) -> None:
    chosen: list[int] = []
    strip = Thumbnails(source, chosen.append)
    strip.refresh()
    shown(strip)
    strip.setCurrentIndex(strip.model().index(3, 0))
    assert chosen == [3]
    settle()


def test_marking_the_open_page_does_not_choose_it_twice(
    source: PageSource, shown: Show, settle: Settle
) -> None:
    chosen: list[int] = []
    strip = Thumbnails(source, chosen.append)
    strip.refresh()
    shown(strip)
    strip.mark(2)
    strip.mark(2)
    assert chosen == [2]
    settle()


def test_a_screen_reader_hears_page_numbers(source: PageSource) -> None:
    strip = Thumbnails(source, lambda _page: None)
    strip.refresh()
    model = strip.model()
    assert model.data(model.index(0, 0), Qt.ItemDataRole.DisplayRole) == "第 1 页"
    assert model.rowCount() == 5
    assert model.rowCount(model.index(0, 0)) == 0


def test_the_model_of_thumbnails_keeps_the_rules_of_models(source: PageSource) -> None:
    strip = Thumbnails(source, lambda _page: None)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(strip.model(), mode)
    strip.refresh()
    assert tester.model() is strip.model()


def test_every_thumbnail_takes_the_same_room(source: PageSource) -> None:
    strip = Thumbnails(source, lambda _page: None)
    strip.refresh()
    option = QStyleOptionViewItem()
    sizes = {
        strip.itemDelegate().sizeHint(option, strip.model().index(row, 0)).toTuple()
        for row in range(5)
    }
    assert len(sizes) == 1
    assert next(iter(sizes))[0] > THUMBNAIL
