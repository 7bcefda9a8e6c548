from __future__ import annotations

import pytest
from tests.unit.domain.compiling.compile_checks import Checked
from tools import prove_compiling


def test_a_line_for_each_set_says_what_was_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert prove_compiling.main(["3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[:26].strip() for line in lines[1:]] == [name for name, _ in prove_compiling.SETS]
    assert all(line.split()[-2] == "0" for line in lines[1:])


def test_what_differs_is_named_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def differs(seed: int) -> Checked:
        return Checked(compared=1, wrong=(f"{seed}: differs",))

    monkeypatch.setattr(prove_compiling, "SETS", (("made up", differs),))
    assert prove_compiling.main(["30"]) == 1
    shown = capsys.readouterr().out
    assert "0: differs" in shown
    assert shown.count("differs") == prove_compiling.SHOWN
