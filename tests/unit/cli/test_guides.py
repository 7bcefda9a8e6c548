"""``jiamao guide`` and ``jiamao rates`` from a terminal and for scripts."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.cli.test_commands import Shell, shell

from jiamao_desktop.app.guide_words import exchange_words, setting_words
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.catalog.guides import shipped_guides
from jiamao_desktop.cli.main import FAILED
from jiamao_desktop.domain.exchange import ExchangeRule, RuleKind
from jiamao_desktop.domain.guide import GuideSettings
from jiamao_desktop.domain.money import Money, Rounding
from jiamao_desktop.domain.steps import Base

__all__ = ["shell"]

LIST = "hunan-fair-2023"


@pytest.fixture
def measure(open_copy: Callable[[], Workspace]) -> str:
    """Return a measure that borrows the list; packs name measures, tests do not."""
    ws = open_copy()
    found = [m.id for p in ws.catalog.packs.values() for m in p.measures if m.guide == LIST]
    ws.close()
    return found[0]


def test_all_guides_are_listed_with_place_year_and_extent(shell: Shell) -> None:
    said = shell.run("guide", "list")
    assert "湖南省" in said
    assert "摘录，不全" in said
    assert "建议" in said
    assert len(shell.json("guide", "list")) == len(shipped_guides())


def test_those_of_a_measure_say_which_one_is_in_use(shell: Shell, measure: str) -> None:
    found = shell.json("guide", "list", measure)
    assert [one["id"] for one in found if one["in_use"]] == [LIST]
    assert "✓" in shell.run("guide", "list", measure)


def test_a_guide_is_shown_with_papers_figures_settings_and_sources(shell: Shell) -> None:
    said = shell.run("guide", "show", "hunan-fair-2017")
    assert "参考做法：湖南省2017年" in said
    assert "摊位费发票复印件" in said
    assert "50,000.00" in said
    assert "出处：" in said
    said = shell.run("guide", "show", "guangdong-import-2024")
    assert "外币折算：先按各种货币对美元折算率折成美元" in said
    assert "折算率 2024-06-28，中间价 2024-06-30" in said
    shown = shell.json("guide", "show", "xiamen-fair-2024")
    assert shown["minimum_fen"] == 5_000_000
    assert [one["id"] for one in shown["papers"]][:2] == ["form", "undertaking"]


def test_a_guide_is_adopted_and_left(shell: Shell, measure: str) -> None:
    assert shell.run("guide", "adopt", measure, "xiamen-fair-2024").startswith("已采用：参考做法")
    assert shell.json("guide", "adopt", measure, "xiamen-fair-2024")["adopted"] is True
    assert shell.run("guide", "adopt", measure, "none").startswith("现用默认清单：")
    assert shell.json("guide", "adopt", measure, "none")["guide"] == LIST


def test_a_guide_that_does_not_exist_is_refused(shell: Shell, measure: str) -> None:
    said = shell.run("guide", "adopt", measure, "nowhere", code=FAILED)
    assert "没有参考做法“nowhere”" in said


def test_rates_are_entered_imported_and_listed(shell: Shell, tmp_path: Path) -> None:
    assert "是空的" in shell.run("rates", "list")
    shell.run("rates", "add", "USD", "2024-06-28", "712.68", "--per", "100", "--source", "公告")
    file = tmp_path / "rates.csv"
    file.write_text("币种,日期,汇率\nEUR,2024-06-28,7.6617\n", "utf-8")
    assert shell.run("rates", "import", str(file), "--source", "公告") == "已录入 1 条汇率。\n"
    said = shell.run("rates", "list")
    assert "100 USD = 712.68 CNY" in said
    assert [one["currency"] for one in shell.json("rates", "list")] == ["EUR", "USD"]


def test_rates_come_from_the_standard_input(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("USD,2024-06-28,7.1268"))
    assert shell.json("rates", "import", "-", "--source", "公告") == {"rates": 1}


def test_a_file_that_cannot_be_read_is_said(shell: Shell, tmp_path: Path) -> None:
    assert "读不出来" in shell.run("rates", "import", str(tmp_path / "none.csv"), code=FAILED)
    file = tmp_path / "gbk.csv"
    file.write_bytes("币种,日期,汇率".encode("gbk"))
    assert "不是 UTF-8" in shell.run("rates", "import", str(file), code=FAILED)


def test_settings_are_said_in_words() -> None:
    said = setting_words(
        GuideSettings(
            base=Base.NET,
            date="fair.ends_on",
            minimum=Money(500_000),
            rounding=Rounding.DOWN_TO_YUAN,
            copies=3,
            binding="胶装",
            exchange=ExchangeRule(kind=RuleKind.MID_ON_ACCEPTANCE),
        )
    )
    assert dict(said) == {
        "计算口径": "不含税金额",
        "归入期间的日期": "项目日期",
        "外币折算": "按受理开始日人民币汇率中间价，日期待填",
        "起付金额": "低于 5,000.00 不予支持",
        "取整": "舍去不足一元",
        "份数": "3 份",
        "装订": "胶装",
    }
    assert setting_words(GuideSettings()) == []
    assert exchange_words(ExchangeRule(kind=RuleKind.FIXED)) == "按固定汇率，汇率待填"
