"""资料: the applicant, and projects of every kind with booths and people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from jiamao_desktop.app import history, profile, projects
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.project import (
    Booth,
    Certification,
    Fair,
    Matter,
    Participant,
    Participation,
    Pilot,
    Project,
    ProjectId,
    ProjectKind,
)
from jiamao_desktop.ui.applicant_form import ApplicantForm
from jiamao_desktop.ui.project_form import ProjectForm, area_text, read_area
from jiamao_desktop.ui.rows_editor import Cell, RowsEditor
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.profile import ProfileScreen

Show = Callable[[QWidget], None]
Settle = Callable[[], None]
FAIR = Fair(
    title="香港春季电子产品展",
    title_en="HK Electronics Fair",
    country="中国香港",
    city="香港",
    starts_on=dt.date(2026, 4, 13),
    ends_on=dt.date(2026, 4, 16),
    organiser="样例主办方",
    in_key_catalogue=False,
    participation=Participation.BY_PROXY,
    booths=(
        Booth(number="5E-B12", area_dm2=900),
        Booth(number="5E-B14", area_dm2=1350, raw_space=True),
    ),
    participants=(
        Participant(
            name="张三",
            passport_number="E12345678",
            left_on=dt.date(2026, 4, 12),
            returned_on=dt.date(2026, 4, 17),
            relation="员工",
        ),
    ),
)
CERTIFICATION = Certification(
    title="AEO 高级认证", certificate_number="AEOCN1", certified_on=dt.date(2026, 6, 1), first=True
)
PILOT = Pilot(title="跨境试点", service_firm="样例服务", agreement_from=dt.date(2026, 1, 1))


@pytest.fixture
def screen(filled_shell: Shell, shown: Show, settle: Settle) -> ProfileScreen:
    made = ProfileScreen(filled_shell)
    shown(made)
    settle()
    return made


def test_the_applicant_is_shown_as_stored(screen: ProfileScreen) -> None:
    values = screen.applicant.form.values()
    stored = profile.applicant(screen.workspace)
    assert values["name"] == stored.name
    assert values["uscc"] == stored.uscc
    assert values["bank_account"] == "6222000011112222"
    assert not screen.applicant.save_button.isEnabled()


def test_a_change_is_stored_and_can_be_undone(
    screen: ProfileScreen, settle: Settle, qtbot: QtBot
) -> None:
    field = screen.applicant.form.fields["contact"]
    field.set_text("")
    QTest.keyClicks(field.editor, "Wang")
    assert screen.applicant.save_button.isEnabled()
    with qtbot.waitSignal(screen.shell.said) as said:
        screen.applicant.save_button.click()
    settle()
    assert said.args == ["资料已保存。", True]
    assert profile.applicant(screen.workspace).contact == "Wang"
    history.undo(screen.workspace)
    assert profile.applicant(screen.workspace).contact == "李四"


def test_a_wrong_code_is_said_beside_its_field_and_not_stored(
    screen: ProfileScreen, settle: Settle
) -> None:
    screen.applicant.form.fields["uscc"].set_text("91431100MA4YL0001X")
    screen.applicant.save()
    settle()
    assert screen.applicant.form.fields["uscc"].problem.text()
    assert profile.applicant(screen.workspace).uscc != "91431100MA4YL0001X"


def test_a_name_may_not_be_taken_away(screen: ProfileScreen, settle: Settle) -> None:
    screen.applicant.form.fields["name"].set_text("")
    screen.applicant.save()
    settle()
    assert screen.applicant.form.fields["name"].problem.text()


def test_an_error_about_no_field_stands_beside_the_button(shown: Show) -> None:
    form = ApplicantForm()
    shown(form)
    form.show_problem(UserError("field.empty"))
    assert form.problem.text() == "这一栏必须填写。"


def test_all_projects_are_listed_and_one_is_open(screen: ProfileScreen) -> None:
    tiles = screen.projects.findChildren(QPushButton)
    titles = [tile.text() for tile in tiles if tile.property("look") == "tile"]
    assert len(titles) == 4
    assert any(title.startswith("AEO 高级认证\n认证") for title in titles)
    assert screen.projects.side.currentIndex() > 0


def test_a_target_opens_its_project(screen: ProfileScreen, settle: Settle) -> None:
    row = next(
        row for row in projects.project_list(screen.workspace) if isinstance(row.project, Fair)
    )
    screen.show_target(int(row.id))
    settle()
    assert screen.tabs.currentIndex() == 1
    assert screen.projects.side.currentWidget() is screen.projects.forms[ProjectKind.FAIR]
    form = screen.projects.forms[ProjectKind.FAIR].form
    assert form.values()["title"] == row.project.title


def test_a_new_project_is_stored_and_stays_open(
    screen: ProfileScreen, settle: Settle, qtbot: QtBot
) -> None:
    screen.projects.add(ProjectKind.CERTIFICATION)
    form = screen.projects.forms[ProjectKind.CERTIFICATION]
    assert form.title.text() == "新增认证"
    form.form.fields["title"].set_text("AEO 复核")
    form.save_button.click()
    settle()
    settle()
    stored = {row.project.title for row in projects.project_list(screen.workspace)}
    assert "AEO 复核" in stored
    assert form.title.text() == "修改认证"


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (ProjectKind.VEHICLE, "车架号"),
        (ProjectKind.EQUIPMENT, "设备编号或备案号"),
        (ProjectKind.REFUND, "申报批次号"),
        (ProjectKind.TRANSFER, "手册或账册编号"),
        (ProjectKind.INVESTMENT, "项目批准文号"),
    ],
)
def test_a_matter_is_stored_with_its_number_and_day(
    screen: ProfileScreen, settle: Settle, kind: ProjectKind, label: str
) -> None:
    screen.projects.add(kind)
    form = screen.projects.forms[kind]
    assert form.form.fields["number"].label.text() == label
    for name, text in {"title": "一号", "number": "A-1", "day": "2026-03-02"}.items():
        form.form.fields[name].set_text(text)
    form.save()
    settle()
    stored = [row.project for row in projects.project_list(screen.workspace)]
    assert Matter(kind=kind, title="一号", number="A-1", day=dt.date(2026, 3, 2)) in stored


def test_a_project_without_a_name_is_refused_beside_the_field(
    screen: ProfileScreen, settle: Settle
) -> None:
    screen.projects.add(ProjectKind.PILOT)
    form = screen.projects.forms[ProjectKind.PILOT]
    form.save()
    settle()
    assert form.form.fields["title"].problem.text()


def test_an_edited_project_is_stored(screen: ProfileScreen, settle: Settle) -> None:
    row = projects.project_list(screen.workspace)[0]
    screen.projects.open(row)
    form = screen.projects.forms[row.project.kind]
    form.form.fields["title"].set_text("改名的项目")
    form.save()
    settle()
    assert projects.project_list(screen.workspace)[0].project.title == "改名的项目"


def test_a_deleted_project_comes_back_by_undo(screen: ProfileScreen, settle: Settle) -> None:
    screen.projects.delete_button.click()
    settle()
    assert len(projects.project_list(screen.workspace)) == 3
    history.undo(screen.workspace)
    assert len(projects.project_list(screen.workspace)) == 4


def test_without_projects_it_says_what_they_are_for(
    shell: Shell, shown: Show, settle: Settle
) -> None:
    screen = ProfileScreen(shell)
    shown(screen)
    settle()
    assert screen.projects.side.currentIndex() == 0
    assert not screen.projects.delete_button.isEnabled()


def stored_by(form: ProjectForm, number: int | None, project: Project, qtbot: QtBot) -> Project:
    form.edit(None if number is None else ProjectId(number), project)
    with qtbot.waitSignal(form.finished) as finished:
        form.save()
    assert finished.args is not None
    assert finished.args[0] == number
    result: Project = finished.args[1]
    return result


@pytest.mark.parametrize("project", [FAIR, CERTIFICATION, PILOT], ids=lambda p: p.kind)
def test_a_form_gives_back_exactly_what_it_was_given(
    project: Project, shown: Show, qtbot: QtBot
) -> None:
    form = ProjectForm(project.kind)
    shown(form)
    assert stored_by(form, 7, project, qtbot) == project


def test_a_fair_that_ends_before_it_starts_is_said_beside_the_last_day(shown: Show) -> None:
    form = ProjectForm(ProjectKind.FAIR)
    shown(form)
    form.edit(None, FAIR)
    form.form.fields["ends_on"].set_text("2026-04-01")
    form.save()
    assert form.form.fields["ends_on"].problem.text()


def test_a_wrong_area_is_said_beside_its_cell(shown: Show, qtbot: QtBot) -> None:
    form = ProjectForm(ProjectKind.FAIR)
    shown(form)
    form.edit(None, FAIR)
    form.booths.rows[0]["area"].set_text("九平米")
    with qtbot.assertNotEmitted(form.finished):
        form.save()
    assert "九平米" in form.booths.rows[0]["area"].problem.text()
    assert "标红" in form.problem.text()


def test_a_fair_is_overseas_unless_somebody_says_otherwise(shown: Show, qtbot: QtBot) -> None:
    form = ProjectForm(ProjectKind.FAIR)
    shown(form)
    form.edit(None, None)
    form.form.fields["title"].set_text("某展会")
    with qtbot.waitSignal(form.finished) as finished:
        form.save()
    assert finished.args is not None
    fair = finished.args[1]
    assert fair.overseas
    assert fair.in_key_catalogue is None
    assert fair.booths == ()


@pytest.mark.parametrize(
    ("typed", "area"), [("9", 900), ("13.5", 1350), ("9.25㎡", 925), ("１８平方米", 1800)]
)
def test_areas_are_read_as_people_write_them(typed: str, area: int) -> None:
    assert read_area(typed) == area


@pytest.mark.parametrize("typed", ["", "九", "9.255", "-9", "9 x 3"])
def test_what_is_no_area_is_refused(typed: str) -> None:
    with pytest.raises(UserError) as caught:
        read_area(typed)
    assert caught.value.code == "area.bad_format"


@pytest.mark.parametrize("area", [0, 900, 1350, 925, 1805])
def test_areas_are_written_so_that_they_read_back(area: int) -> None:
    assert read_area(area_text(area)) == area


@pytest.fixture
def rows(shown: Show) -> RowsEditor:
    editor = RowsEditor([Cell("number", "展位号"), Cell("area", "面积", read_area)], "加一个展位")
    shown(editor)
    return editor


def test_rows_are_added_filled_and_read(rows: RowsEditor, qtbot: QtBot) -> None:
    rows.add_button.click()
    QTest.keyClicks(rows.rows[0]["number"].line, "A1")
    QTest.keyClicks(rows.rows[0]["area"].line, "9")
    assert rows.values() == [{"number": "A1", "area": "9"}]


def test_blank_rows_do_not_count(rows: RowsEditor) -> None:
    rows.fill([{}, {"number": "A1"}, {}])
    assert rows.values() == [{"number": "A1", "area": ""}]


def test_a_row_can_be_removed(rows: RowsEditor, qtbot: QtBot) -> None:
    rows.fill([{"number": "A1"}, {"number": "A2"}])
    away = [made for made in rows.findChildren(QToolButton) if made.accessibleName()]
    QTest.mouseClick(away[0], Qt.MouseButton.LeftButton)
    assert rows.values() == [{"number": "A2", "area": ""}]


def test_filling_again_replaces_all_rows(rows: RowsEditor) -> None:
    rows.fill([{"number": "A1"}, {"number": "A2"}])
    rows.fill([{"number": "B1"}])
    assert rows.values() == [{"number": "B1", "area": ""}]


def test_a_wrong_cell_stops_reading(rows: RowsEditor) -> None:
    rows.fill([{"number": "A1", "area": "大"}])
    with pytest.raises(UserError) as caught:
        rows.values()
    assert caught.value.code == "form.look_at_marked"
