"""What commands print: names that strangers gave, in rows and in sentences."""

from __future__ import annotations

import pytest

from jiamao_desktop.cli.session import printable, say, table


def test_a_name_keeps_its_letters_and_its_wide_blanks() -> None:
    assert printable("样例　公司 (A&B)") == "样例　公司 (A&B)"


@pytest.mark.parametrize(
    "hidden", ["\x1b", "\n", "\r", "\x7f", "\u202e", "\ufeff", "\u2028", "\udc80"]
)
def test_what_moves_the_cursor_or_hides_is_shown_as_such(hidden: str) -> None:
    assert printable(f"发票{hidden}.xml") == "发票�.xml"


def test_a_row_stays_a_row_whatever_a_file_is_called(capsys: pytest.CaptureFixture[str]) -> None:
    table([("文件", "金额"), ("换\n行\x1b[2J.xml", "1.00")], right=[1])
    heading, row = capsys.readouterr().out.splitlines()
    assert heading.startswith("文件")
    assert row == "换�行�[2J.xml  1.00"


def test_a_sentence_keeps_its_lines_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    say("第一行\n第二行\x1b[31m")
    assert capsys.readouterr().out == "第一行\n第二行�[31m\n"
