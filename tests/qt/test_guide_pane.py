"""The guide of a measure on screen: which one, whose, another one, the firm's own version."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from tests.qt.card_samples import texts
from tests.qt.claim_book import AEO, FAIR, KEY_BOOTH, LISTED, OTHER_BOOTH, answer, project

from jiamao_desktop.app import claims, exchanging, guiding, history
from jiamao_desktop.domain.exchange import RuleKind
from jiamao_desktop.ui.claim_detail import Tab
from jiamao_desktop.ui.guide_editor import GuideEditor
from jiamao_desktop.ui.guide_pane import GuidePane
from jiamao_desktop.ui.rates_dialog import RatesDialog
from jiamao_desktop.ui.screen import Shell
from jiamao_desktop.ui.screens.claims import ClaimsScreen
from jiamao_desktop.ui.screens.ledger import LedgerScreen

Settle = Callable[[], None]
Show = Callable[[QWidget], None]
XIAMEN = "厦门市2024年境外展会申报材料"


@pytest.fixture
def pane(filled_shell: Shell, shown: Show, settle: Settle) -> GuidePane:
    made = GuidePane(filled_shell)
    made.show_for(OTHER_BOOTH, project(filled_shell.workspace, FAIR))
    settle()
    shown(made)
    return made


def offered(pane: GuidePane) -> dict[str, bool]:
    menu = pane.choose.menu()
    assert menu is not None
    return {action.text().split("　")[0]: action.isChecked() for action in menu.actions()}


def take(pane: GuidePane, title: str, settle: Settle) -> None:
    menu = pane.choose.menu()
    assert menu is not None
    next(one for one in menu.actions() if one.text().startswith(title)).trigger()
    settle()


def editor(pane: GuidePane) -> GuideEditor:
    pane.edit.click()
    return next(
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, GuideEditor) and one.isVisible()
    )


def test_the_default_says_place_year_source_and_that_it_only_lends_papers(
    pane: GuidePane,
) -> None:
    assert "湖南省2023年" in pane.label.text()
    assert "转载" in pane.label.text()
    assert pane.note.text().startswith("默认只借用它的材料清单（")
    assert not pane.leave.isVisible()
    assert not pane.problem.isVisible()
    assert offered(pane)["湖南省2023年重点境外展会参展支持"] is True


def test_another_guide_is_adopted_and_undone(
    pane: GuidePane, filled_shell: Shell, settle: Settle
) -> None:
    take(pane, XIAMEN, settle)
    assert pane.title.text() == XIAMEN
    assert pane.leave.isVisible()
    assert offered(pane)[XIAMEN] is True
    history.undo(filled_shell.workspace)
    pane.show_for(OTHER_BOOTH, project(filled_shell.workspace, FAIR))
    settle()
    assert "湖南省2023年" in pane.label.text()


def test_leaving_goes_back_to_the_default(pane: GuidePane, settle: Settle) -> None:
    take(pane, XIAMEN, settle)
    pane.leave.click()
    settle()
    assert "湖南省2023年" in pane.label.text()


def test_a_guide_with_figures_alone_says_whose_papers_are_used(
    filled_shell: Shell, pane: GuidePane, settle: Settle
) -> None:
    pane.show_for(KEY_BOOTH, project(filled_shell.workspace, LISTED))
    settle()
    take(pane, "福建省2010年", settle)
    assert pane.note.text().startswith("已采用。它没有材料清单，仍用默认清单（")


def test_the_list_is_changed_as_the_firms_own(
    pane: GuidePane, filled_shell: Shell, settle: Settle
) -> None:
    dialog = editor(pane)
    count = len(dialog.papers.rows)
    dialog.papers.rows[0][1].setText("市里的申请表")
    dialog.papers._move(0, 1)
    dialog.papers._drop(2)
    dialog.papers.add.click()
    dialog.papers.rows[-1][1].setText("开户许可证")
    dialog.save.click()
    settle()
    used = guiding.guide_in_use(
        filled_shell.workspace, OTHER_BOOTH, project(filled_shell.workspace, FAIR)
    )
    assert used.guide is not None
    titles = [one.material.title for one in used.guide.materials]
    assert titles[1] == "市里的申请表"
    assert "开户许可证" in titles
    assert len(dialog.papers.rows) == count
    assert pane.label.text().startswith("本单位修改稿（原为参考做法：湖南省2023年")


def test_a_nameless_paper_is_refused_in_the_dialog(pane: GuidePane, settle: Settle) -> None:
    dialog = editor(pane)
    dialog.papers.add.click()
    dialog.save.click()
    settle()
    assert "没有名称" in dialog.problem.text()
    assert dialog.isVisible()
    dialog.reject()


def test_the_editor_asks_only_for_what_the_exchange_rule_needs(pane: GuidePane) -> None:
    dialog = editor(pane)
    fields = dialog.settings.fields

    def asked() -> set[str]:
        names = ("day", "table_day", "currency", "value", "source")
        return {name for name in names if fields[name].isVisibleTo(dialog)}

    assert asked() == set()
    for kind, wanted in (
        (RuleKind.THROUGH_USD, {"day", "table_day"}),
        (RuleKind.MID_ON_ACCEPTANCE, {"day"}),
        (RuleKind.FIXED, {"currency", "value", "source"}),
        (RuleKind.YEAR_END, set()),
    ):
        fields["exchange"].set_text(kind)
        fields["exchange"].typing.emit()
        assert asked() == wanted
    dialog.reject()


def test_figures_of_the_guide_are_offered_to_be_changed(
    filled_shell: Shell, pane: GuidePane, settle: Settle
) -> None:
    pane.show_for(KEY_BOOTH, project(filled_shell.workspace, LISTED))
    settle()
    take(pane, "福建省2010年", settle)
    dialog = editor(pane)
    assert dialog.figures.fields["first-booth"].text() == "15,000.00"
    dialog.figures.fields["first-booth"].set_text("一万")
    dialog.save.click()
    assert dialog.figures.fields["first-booth"].problem.isVisible()
    dialog.figures.fields["first-booth"].set_text("10000")
    dialog.save.click()
    settle()
    used = guiding.guide_in_use(
        filled_shell.workspace, KEY_BOOTH, project(filled_shell.workspace, LISTED)
    )
    assert used.guide is not None
    assert str(used.guide.figures[0].values["first-booth"]) == "10,000.00"


def test_a_measure_with_another_guide_shows_that_one(
    filled_shell: Shell, pane: GuidePane, settle: Settle
) -> None:
    pane.show_for(AEO, None)
    settle()
    assert "天津市2020年" in pane.label.text()


@pytest.fixture
def rates(filled_shell: Shell, pane: GuidePane, settle: Settle) -> RatesDialog:
    made = RatesDialog(filled_shell, pane)
    made.show()
    settle()
    return made


def test_a_rate_is_entered_and_a_mistake_stands_beside_its_field(
    rates: RatesDialog, filled_shell: Shell, settle: Settle
) -> None:
    rates.form.fill({"currency": "USD", "day": "2024-06-28", "value": "7.1268"})
    rates.add.click()
    settle()
    assert rates.form.fields["source"].problem.isVisible()
    rates.form.fields["source"].set_text("中国人民银行")
    rates.add.click()
    settle()
    assert rates.table.rowCount() == 1
    assert rates.form.fields["value"].text() == ""
    assert rates.form.fields["source"].text() == "中国人民银行"
    assert len(exchanging.rate_list(filled_shell.workspace)) == 1


def test_a_table_is_pasted_and_rows_are_deleted(rates: RatesDialog, settle: Settle) -> None:
    rates.paste.setPlainText("USD,2024-06-28,7.1268,1,CNY,公告\nUSD,2024-06-27,?,1,CNY,公告")
    rates.take.click()
    settle()
    assert "第 2 行" in rates.problem.text()
    assert rates.table.rowCount() == 0
    rates.paste.setPlainText("USD,2024-06-28,7.1268,1,CNY,公告")
    rates.take.click()
    settle()
    assert not rates.problem.isVisible()
    assert rates.table.rowCount() == 1
    rates.view.selectRow(0)
    rates.delete.click()
    settle()
    assert rates.table.rowCount() == 0


def test_the_papers_of_a_claim_stand_below_their_guide(
    filled_shell: Shell, shown: Show, settle: Settle
) -> None:
    ws = filled_shell.workspace
    answer(ws, "firm.foreign_trader", "yes")
    number, _ = claims.start_claim(ws, OTHER_BOOTH, project(ws, FAIR))
    screen = ClaimsScreen(filled_shell)
    shown(screen)
    settle()
    screen.show_target(number)
    screen.detail.tabs.setCurrentIndex(Tab.PAPERS)
    settle()
    assert "湖南省2023年" in screen.guide.label.text()
    take(screen.guide, XIAMEN, settle)
    settle()
    assert "记账凭证" in texts(screen.detail.papers)


def test_the_ledger_opens_the_table_of_rates(
    filled_shell: Shell, shown: Show, settle: Settle
) -> None:
    screen = LedgerScreen(filled_shell)
    shown(screen)
    settle()
    screen.rates_button.click()
    found = [one for one in screen.findChildren(RatesDialog) if one.isVisible()]
    assert len(found) == 1
    settle()
    found[0].accept()
