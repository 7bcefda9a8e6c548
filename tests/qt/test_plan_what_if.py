"""What is supposed, line by line, and the plans that come of it side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from tests.qt.card_samples import lay_out, yuan
from tests.qt.card_samples import texts as labels
from tests.qt.plan_samples import AEO, make_claim, make_comparison, make_plan

from jiamao_desktop.app.plan_parts import BestPlan, PlannedExpense, Scenario
from jiamao_desktop.domain.project import ProjectId
from jiamao_desktop.ui.plan_scenario import ScenarioPane
from jiamao_desktop.ui.plan_suppose_form import Choices, SupposeForm
from jiamao_desktop.ui.plan_supposed import Supposed
from jiamao_desktop.ui.plan_what_if import PlanWhatIf

Show = Callable[[QWidget], None]
WORD = ("yongzhou", "vat-base")
CHOICES = Choices(
    words={
        WORD: ("按价税合计还是不含税金额计算？", {"net": "按不含税金额", "gross": "按价税合计"}),
        ("yongzhou", "online"): ("线上参展支持吗？", {"no": "不支持", "yes": "支持"}),
    },
    categories={"fair.booth": "展位费", "certification.fee": "认证费"},
    projects={ProjectId(3): "香港春季电子产品展"},
)
BOOTH_FEE = PlannedExpense(
    category="fair.booth",
    gross=yuan("30000"),
    net=yuan("28301.89"),
    paid_on=dt.date(2026, 12, 1),
    project=ProjectId(3),
)


def texts(widget: QWidget) -> list[str]:
    lay_out()
    return labels(widget)


def heard(signal: object) -> list[object]:
    found: list[object] = []
    signal.connect(found.append)  # type: ignore[attr-defined]  # any signal of one value
    return found


def banned(expense: int = 7, **given: object) -> Supposed:
    usual: dict[str, object] = {
        "label": "样例认证有限公司　¥106,000.00",
        "target": None,
        "title": "",
        "pinned": False,
    }
    return Supposed(expense=expense, **(usual | given))  # type: ignore[arg-type]  # as the tests say


def placed(expense: int = 7) -> Supposed:
    return banned(expense, target=(AEO, ProjectId(2)), title="AEO 高级认证费用支持", pinned=True)


# The form.


@pytest.fixture
def form(shown: Show) -> SupposeForm:
    made = SupposeForm()
    shown(made)
    made.show_choices(CHOICES)
    return made


def spend(form: SupposeForm, **texts_: str) -> None:
    usual = {"category": "fair.booth", "gross": "30,000", "paid_on": "2026年12月1日"}
    form.forms[0].fill(usual | texts_)
    form.add.click()


def test_more_spending_is_read_as_people_type_it(form: SupposeForm) -> None:
    spent = heard(form.spent)
    spend(form, tax="1,698.11", project="3")
    assert spent == [BOOTH_FEE]
    assert form.gross.text() == ""


def test_without_tax_and_project_the_whole_amount_counts(form: SupposeForm) -> None:
    spent = heard(form.spent)
    spend(form)
    [planned] = spent
    assert isinstance(planned, PlannedExpense)
    assert (planned.net, planned.project) == (yuan("30000"), None)


@pytest.mark.parametrize(
    ("texts_", "field", "said"),
    [
        ({"gross": ""}, "gross", "这一栏必须填写。"),
        ({"paid_on": ""}, "paid_on", "这一栏必须填写。"),
        ({"gross": "0"}, "gross", "金额要大于零。"),
        ({"gross": "-5"}, "gross", "金额要大于零。"),
        ({"tax": "30,000"}, "tax", "税额要小于价税合计。"),
        ({"tax": "-1"}, "tax", "税额要小于价税合计。"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    form: SupposeForm, texts_: dict[str, str], field: str, said: str
) -> None:
    spent = heard(form.spent)
    spend(form, **texts_)
    assert spent == []
    assert form.forms[0].fields[field].problem.text() == said


def test_a_day_that_is_none_is_refused_by_its_field(form: SupposeForm) -> None:
    spent = heard(form.spent)
    spend(form, paid_on="2026-13-01")
    assert spent == []
    assert form.paid_on.problem.text()


def test_another_reading_is_chosen_by_word_and_option(form: SupposeForm) -> None:
    read: list[object] = []
    form.read.connect(lambda word, option: read.append((word, option)))
    form.kind.set_text("1")
    form.kind.edited.emit("1")
    form.word.set_text("1")
    form.word.edited.emit("1")
    form.option.set_text("yes")
    form.add.click()
    assert read == [(("yongzhou", "online"), "yes")]


def test_without_unclear_words_there_is_none_to_choose(form: SupposeForm) -> None:
    form.show_choices(Choices(words={}, categories={}, projects={}))
    form.kind.edited.emit("1")
    form.add.click()
    assert form.word.problem.text() == "这一栏必须填写。"


def test_another_day_moves_everything(form: SupposeForm) -> None:
    moved = heard(form.moved)
    form.kind.edited.emit("2")
    form.add.click()
    assert form.day.problem.text() == "这一栏必须填写。"
    form.day.set_text("2027-03-01")
    form.add.click()
    assert moved == [dt.date(2027, 3, 1)]


def test_only_the_form_that_is_wanted_shows(form: SupposeForm) -> None:
    form.kind.edited.emit("2")
    lay_out()
    assert form.day.isVisible()
    assert not form.category.isVisible()
    assert not form.word.isVisible()


# One scenario.


@pytest.fixture
def pane(shown: Show) -> ScenarioPane:
    made = ScenarioPane("假如 A")
    shown(made)
    made.show_choices(CHOICES)
    return made


def words(pane: ScenarioPane) -> Sequence[str]:
    return [entry.words for entry in pane.entries]


def test_a_scenario_begins_with_nothing(pane: ScenarioPane) -> None:
    assert pane.scenario.supposes_nothing
    assert "还没有假设：和现在一样。" in texts(pane)


def test_every_supposition_is_a_line_in_words(pane: ScenarioPane) -> None:
    pane.spend(BOOTH_FEE)
    pane.read(WORD, "gross")
    pane.on_day(dt.date(2027, 3, 1))
    pane.suppose(banned(7))
    pane.suppose(placed(9))
    pane.suppose(banned(8, target=(AEO, ProjectId(2)), title="AEO 高级认证费用支持"))
    payee = "样例认证有限公司　¥106,000.00"
    assert words(pane) == [
        "还要花 ¥30,000.00：展位费，2026-12-01（香港春季电子产品展）",
        "按价税合计还是不含税金额计算？按“按价税合计”",
        "换到 2027-03-01 来算",
        f"{payee} 只归到“AEO 高级认证费用支持”",
        f"{payee} 不报",
        f"{payee} 不归到“AEO 高级认证费用支持”",
    ]
    assert set(words(pane)) <= set(texts(pane))
    assert pane.scenario == Scenario(
        name="假如 A",
        planned=(BOOTH_FEE,),
        readings={WORD: "gross"},
        today=dt.date(2027, 3, 1),
        pinned={9: (AEO, ProjectId(2))},
        forbidden=frozenset({(7, None), (8, AEO)}),
    )


def test_any_supposition_can_be_taken_away_alone(pane: ScenarioPane) -> None:
    pane.spend(BOOTH_FEE)
    pane.spend(BOOTH_FEE)
    pane.read(WORD, "gross")
    pane.on_day(dt.date(2027, 3, 1))
    pane.suppose(placed(9))
    pane.suppose(banned(7))
    changed = heard(pane.changed)
    for left in range(5, -1, -1):
        lay_out()
        cross = pane.findChildren(QToolButton)[-1]
        assert cross.accessibleName() == f"去掉：{words(pane)[-1]}"
        cross.click()
        QApplication.processEvents()
        assert len(pane.entries) == left
    assert len(changed) == 6
    assert pane.scenario.supposes_nothing


def test_an_expense_is_placed_or_kept_out_but_not_both(pane: ScenarioPane) -> None:
    pane.suppose(banned(7))
    pane.suppose(placed(7))
    assert pane.scenario.forbidden == frozenset()
    assert dict(pane.scenario.pinned) == {7: (AEO, ProjectId(2))}
    pane.suppose(banned(7))
    assert dict(pane.scenario.pinned) == {}
    assert pane.scenario.forbidden == {(7, None)}


def test_a_word_is_read_in_one_way_at_a_time(pane: ScenarioPane) -> None:
    pane.read(WORD, "gross")
    pane.read(WORD, "net")
    assert dict(pane.scenario.readings) == {WORD: "net"}


def test_what_has_no_name_any_more_is_still_told(pane: ScenarioPane) -> None:
    pane.read(("gone", "word"), "option")
    assert words(pane) == ["gone/word按“option”"]


def test_everything_supposed_can_be_cleared(pane: ScenarioPane) -> None:
    pane.spend(BOOTH_FEE)
    pane.clear()
    assert pane.scenario == Scenario(name="假如 A")


# Side by side.


@pytest.fixture
def what_if(shown: Show) -> PlanWhatIf:
    made = PlanWhatIf()
    shown(made)
    made.show_choices(CHOICES)
    return made


def compared(pane: PlanWhatIf) -> list[str]:
    [table] = [one for one in pane.findChildren(QWidget) if one.objectName() == "compared"]
    return texts(table)


def test_without_a_supposition_it_says_what_to_do(what_if: PlanWhatIf) -> None:
    assert what_if.pages.currentWidget() is what_if.empty
    assert "在左边加上假设" in what_if.empty.hint.text()
    assert what_if.supposed == []


def test_a_supposition_asks_for_the_plans_at_once(what_if: PlanWhatIf) -> None:
    asked = heard(what_if.compare_wanted)
    what_if.scenarios[0].spend(BOOTH_FEE)
    what_if.side.setCurrentIndex(1)
    what_if.read(WORD, "gross")
    what_if.suppose(banned())
    names = [[one.name for one in each] for each in asked]  # type: ignore[attr-defined]  # lists of scenarios
    assert names == [["假如 A"], ["假如 A", "假如 B"], ["假如 A", "假如 B"]]
    assert [what_if.side.tabText(place) for place in range(2)] == ["假如 A　1", "假如 B　2"]


def test_the_form_adds_to_the_scenario_that_is_open(what_if: PlanWhatIf) -> None:
    what_if.side.setCurrentIndex(1)
    spend(what_if.form)
    what_if.form.kind.edited.emit("2")
    what_if.form.day.set_text("2027-03-01")
    what_if.form.add.click()
    what_if.form.kind.edited.emit("1")
    what_if.form.add.click()
    first, second = (pane.scenario for pane in what_if.scenarios)
    assert first.supposes_nothing
    assert len(second.planned) == 1
    assert second.today == dt.date(2027, 3, 1)
    assert dict(second.readings) == {WORD: "net"}


def test_there_is_something_to_clear_only_where_something_is_supposed(what_if: PlanWhatIf) -> None:
    lay_out()
    assert not what_if.clear.isVisible()
    what_if.scenarios[0].spend(BOOTH_FEE)
    assert what_if.clear.isVisible()
    what_if.side.setCurrentIndex(1)
    assert not what_if.clear.isVisible()


def test_plans_stand_side_by_side_with_what_moved(what_if: PlanWhatIf) -> None:
    what_if.scenarios[0].spend(BOOTH_FEE)
    what_if.wait()
    assert what_if.said.text() == "正在按假设重新安排…"
    what_if.show_comparison(make_comparison(make_plan(), *what_if.supposed))
    said = compared(what_if)
    for shown in (
        *("现在", "假如 A", "¥70,000.00", "¥82,000.00", "+¥12,000.00"),
        *("−¥8,000.00", "新增", "—", "申报份数", "+1", "✓ 已证明"),
    ):
        assert shown in said, shown
    assert what_if.said.text().startswith("有 2 项申报因此不同")


def test_a_supposition_that_changes_nothing_says_so(what_if: PlanWhatIf) -> None:
    what_if.scenarios[0].read(WORD, "net")
    what_if.show_comparison(make_comparison(make_plan()))
    assert what_if.said.text().startswith("申报的金额都一样。")


def test_a_plan_that_is_not_proved_is_marked_in_its_column(what_if: PlanWhatIf) -> None:
    plan = make_plan(money_certified=False, certified=False, at_most=yuan("99000"))
    what_if.scenarios[0].spend(BOOTH_FEE)
    what_if.show_comparison(make_comparison(plan, *what_if.supposed))
    assert "≈ 只知上下界" in compared(what_if)
    assert "至少 ¥70,000.00" in compared(what_if)


def test_the_plan_of_a_scenario_can_be_seen_whole_or_adopted(what_if: PlanWhatIf) -> None:
    what_if.scenarios[0].spend(BOOTH_FEE)
    what_if.show_comparison(make_comparison(make_plan(), *what_if.supposed))
    seen, adopted = heard(what_if.plan_wanted), heard(what_if.adopt_wanted)
    for name in ("看这个方案 假如 A", "采用… 假如 A"):
        [button] = [
            one for one in what_if.findChildren(QPushButton) if one.accessibleName() == name
        ]
        button.click()
    for plans in (seen, adopted):
        [plan] = plans
        assert isinstance(plan, BestPlan)
        assert plan.scenario.name == "假如 A"


def test_clearing_the_last_scenario_ends_the_comparison(what_if: PlanWhatIf) -> None:
    what_if.scenarios[0].spend(BOOTH_FEE)
    what_if.show_comparison(make_comparison(make_plan(), *what_if.supposed))
    asked = heard(what_if.compare_wanted)
    what_if.clear.click()
    assert asked == []
    assert what_if.pages.currentWidget() is what_if.empty
    assert what_if.side.tabText(0) == "假如 A"


def test_of_very_many_claims_those_that_differ_most_are_shown(what_if: PlanWhatIf) -> None:
    plan = make_plan(claims=tuple(make_claim(f"m{number}") for number in range(80)))
    what_if.scenarios[0].spend(BOOTH_FEE)
    what_if.show_comparison(make_comparison(plan, *what_if.supposed))
    said = compared(what_if)
    assert said.count("境外展会展位费支持") < 60
    assert "另有 21 项差得更少，或者一样。" in said


def test_why_there_is_no_comparison_is_said(what_if: PlanWhatIf) -> None:
    what_if.say("指定不成立。")
    assert what_if.said.text() == "指定不成立。"
