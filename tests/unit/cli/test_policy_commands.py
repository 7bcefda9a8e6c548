"""``jiamao policy search``: the law without a book."""

from __future__ import annotations

import json

import pytest

from jiamao_desktop.cli.main import MISUSED, OK, main


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(words) == OK
    return capsys.readouterr().out


def test_a_search_marks_its_words_and_names_the_measure(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = run(capsys, "policy", "search", "AEO", "15万元")
    assert "【AEO】" in said
    assert "【15 万元】" in said
    assert "措施：yz-aeo" in said


def test_a_passage_without_a_measure_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "policy", "search", "工作专班")
    assert "【工作专班】" in said
    assert "原文，没有对应的措施" in said


def test_a_search_in_vain_says_what_to_try(capsys: pytest.CaptureFixture[str]) -> None:
    assert "没有找到" in run(capsys, "policy", "search", "查无此词某某")


def test_a_script_gets_passages_and_ranges(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, "--json", "policy", "search", "展位费"))
    best = found[0]
    assert best["where"] == "title"
    assert [best["passage"][a:b] for a, b in best["ranges"]] == ["展位费"] * len(best["ranges"])
    assert {"pack", "notice", "place", "measures", "title"} <= set(best)


def test_a_search_without_words_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["policy", "search"])
    assert stopped.value.code == MISUSED
    assert "words" in capsys.readouterr().err
