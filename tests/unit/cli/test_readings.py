"""``jiamao reading`` and ``jiamao inquiry``, for people and for scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from tests.qt.claim_book import fill_book
from tests.unit.cli.test_commands import Shell
from tests.unit.documents.reading import all_text

from jiamao_desktop.app import books
from jiamao_desktop.app.clock import Clock
from jiamao_desktop.app.environment import PASSPHRASE
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.cli import session
from jiamao_desktop.cli.main import FAILED

VAT = "cn.hn.yongzhou.foreign-trade:vat-base"
PAYER = "cn.hn.yongzhou.foreign-trade:payer"


@pytest.fixture
def shell(
    open_copy: Callable[[], Workspace],
    template_book: tuple[Path, str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Shell:
    """Return a shell whose commands open the book without the price of a passphrase."""
    ws = open_copy()
    fill_book(ws)
    folder = ws.folder
    ws.close()

    def open_book(book: Path, clock: Clock, *, passphrase: str | None) -> Workspace:
        assert passphrase is None
        return books.open_book(book, clock, recovery_code=template_book[1])

    monkeypatch.delenv(PASSPHRASE, raising=False)
    monkeypatch.setattr(session, "books", SimpleNamespace(open_book=open_book))
    return Shell(folder, capsys)


def test_the_list_shows_options_effect_and_who_decided(shell: Shell) -> None:
    found = shell.run("reading", "list")
    first = found.splitlines()[0]
    assert "按价税合计还是不含税金额计算？" in first
    assert "影响 ¥3,000.00" in first
    assert f"{VAT}　默认（审慎）" in found
    assert "● " in found


def test_a_script_gets_amounts_in_fen_and_who_decided(shell: Shell) -> None:
    first = shell.json("reading", "list")[0]
    assert f"{first['pack']}:{first['word']}" == VAT
    assert first["effect_fen"] == 300_000
    assert (first["careful"], first["chosen"], first["decided"]) == ("net", "net", None)
    low, high = (one["amount_fen"] for one in first["options"])
    assert high - low == first["effect_fen"]


def test_a_person_chooses_and_takes_it_back(shell: Shell) -> None:
    assert "重新测算" in shell.run("reading", "choose", VAT, "gross")
    assert shell.json("reading", "list")[0]["chosen"] == "gross"
    assert "按本单位选定的口径" in shell.run("reading", "list")
    assert shell.json("reading", "back", VAT) == {"word": VAT, "option": None}
    assert shell.json("reading", "list")[0]["chosen"] == "net"


def test_an_answer_is_recorded_with_its_scan(shell: Shell, tmp_path: Path) -> None:
    scan = tmp_path / "回函.png"
    Image.new("RGB", (40, 30), "white").save(scan)
    shell.run(
        *("reading", "answer", VAT, "gross", "--officer", "王科长"),
        *("--on", "2026-11-18", "--note", "书面答复", "--file", str(scan)),
    )
    decided = shell.json("reading", "list")[0]["decided"]
    assert decided.pop("document") == 1
    assert decided == {
        "by": "officer",
        "office": "永州市商务局",
        "officer": "王科长",
        "on": "2026-11-18",
        "note": "书面答复",
    }
    assert "按永州市商务局 2026-11-18 答复" in shell.run("reading", "list")


def test_the_pack_may_be_left_out_where_only_one_has_the_word(shell: Shell) -> None:
    shell.run("reading", "choose", "consulting", "include")
    problem = shell.run("reading", "choose", "vat-base", "gross", code=FAILED)
    assert "没有编号为“vat-base”的待明确事项" in problem


def test_a_letter_is_written_sent_listed_and_printed(shell: Shell, tmp_path: Path) -> None:
    assert "还没有咨询函" in shell.run("inquiry", "list")
    [made] = shell.json("inquiry", "new", VAT, PAYER, "--amounts")
    assert (made["state"], made["made_on"], made["sent_on"]) == ("drafted", "2026-11-20", None)
    assert len(made["questions"]) == 2
    sent = shell.run("inquiry", "sent", str(made["id"]), "--on", "2026-11-20")
    assert "已寄出" in sent
    file = tmp_path / "函.pdf"
    assert str(file) in shell.run("inquiry", "print", "1", "--out", str(file))
    assert "元" in all_text(file.read_bytes())
    shell.run("reading", "answer", VAT, "gross", "--office", "市商务局")
    shell.run("reading", "answer", PAYER, "anyone", "--office", "市商务局")
    [row] = shell.json("inquiry", "list")
    assert (row["state"], row["answered_on"]) == ("answered", "2026-11-20")


def test_a_letter_that_is_not_there_is_said_to_be_missing(shell: Shell, tmp_path: Path) -> None:
    assert "没有编号为 9 的咨询函" in shell.run("inquiry", "sent", "9", code=FAILED)
    file = tmp_path / "函.pdf"
    shell.run("inquiry", "print", "9", "--out", str(file), code=FAILED)
    assert not file.exists()


def test_a_letter_for_a_script_names_its_file(shell: Shell, tmp_path: Path) -> None:
    shell.run("inquiry", "new", VAT)
    file = tmp_path / "函.pdf"
    assert shell.json("inquiry", "print", "1", "--out", str(file)) == {"file": str(file)}
    problem = shell.run("inquiry", "print", "1", "--out", str(tmp_path / "无" / "函.pdf"), code=1)
    assert "文件夹不存在" in problem
