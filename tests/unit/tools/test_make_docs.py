"""Generated documents follow their data and say when they do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools import make_docs
from tools.measure_table import measures_page, row_of

GLOSSARY = """
[["单证"]]
zh = "发票"
id = "fapiao"
en = "fapiao"
why = "不是收据"
never = ["invoice", "receipt"]

[["单证"]]
zh = "项目"
id = "project"
en = "project"
"""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a checkout with a glossary and two decisions."""
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "glossary.toml").write_text(GLOSSARY, "utf-8")
    decisions = tmp_path / "docs" / "decisions"
    decisions.mkdir(parents=True)
    (decisions / "0002-money.md").write_text("# 0002 Money is whole fen\n\n…\n", "utf-8")
    (decisions / "0001-layers.md").write_text("# 0001 Four layers\n", "utf-8")
    monkeypatch.setattr(make_docs, "ROOT", tmp_path)
    return tmp_path


def test_a_term_is_one_row() -> None:
    page = make_docs.glossary_page(GLOSSARY)
    assert "## 单证" in page
    assert "| 发票 | `fapiao` | fapiao | 不是收据 | `invoice`、`receipt` |" in page
    assert "| 项目 | `project` | project |  |  |" in page


def test_decisions_are_listed_by_number(checkout: Path) -> None:
    page = make_docs.decisions_page(checkout / "docs" / "decisions")
    entries = [line for line in page.splitlines() if line.startswith("- ")]
    assert entries == [
        "- [0001 Four layers](0001-layers.md)",
        "- [0002 Money is whole fen](0002-money.md)",
    ]


def test_missing_documents_are_written_once(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make_docs.main([]) == 0
    assert capsys.readouterr().out.split() == [
        "docs/glossary.md",
        "docs/decisions/README.md",
        "docs/measures.md",
    ]
    assert make_docs.main([]) == 0
    assert capsys.readouterr().out == ""


def test_check_writes_nothing_and_fails(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert make_docs.main(["--check"]) == 1
    assert not (checkout / "docs" / "glossary.md").exists()
    assert "make docs" in capsys.readouterr().out


def test_check_passes_until_the_data_changes(checkout: Path) -> None:
    make_docs.main([])
    assert make_docs.main(["--check"]) == 0
    data = checkout / "resources" / "glossary.toml"
    data.write_text(data.read_text("utf-8").replace("不是收据", "不是收条"), "utf-8")
    assert [path.name for path in make_docs.stale(checkout)] == ["glossary.md"]
    assert make_docs.main(["--check"]) == 1


PACK = """
id = "town"
title = "一镇的措施"
measures = ["gf-01-chain", "fair"]
[[notice]]
id = "n"
number = "镇发〔2026〕1号"
[[clause]]
id = "c1"
notice = "n"
where = "一、展会"
quote = "……"
[[limit]]
id = "pool"
title = "累计上限"
source = "c1"
"""
MEASURE = 'id = "{id}"\ntitle = "展会"\nsource = "c1"\npromise = "{promise}"\n'


def test_the_table_of_measures_is_made_from_the_packs(tmp_path: Path) -> None:
    folder = tmp_path / "town"
    (folder / "measures").mkdir(parents=True)
    (folder / "pack.toml").write_text(PACK, "utf-8")
    for name, promise in {"fair": "up_to", "gf-01-chain": "guidance"}.items():
        file = folder / "measures" / f"{name}.toml"
        file.write_text(MEASURE.format(id=name, promise=promise), "utf-8")
    page = measures_page(tmp_path)
    place = "镇发〔2026〕1号 一、展会（`c1`）"
    assert "## 一镇的措施" in page
    assert f"| fair | `fair` | 展会 | 不超过 | {place} | `town/measures/fair.toml` |" in page
    assert f"| gf-* | `gf-01-chain` | 展会 | 没有金额 | {place} |" in page
    assert f"| pool | `pool` | 累计上限 | 规则 | {place} | `town/pack.toml` |" in page


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("hn-zone-class-a-central", "hn-zone-class-a"),
        ("smf-03-outside-repair", "—"),
        ("yz-aeo", "yz-aeo"),
    ],
)
def test_an_id_stands_for_its_row_of_the_checklist(name: str, row: str) -> None:
    assert row_of(name) == row
