from __future__ import annotations

import re
from typing import Any

import pytest

from jiamao_desktop.domain.errors import MachineError
from jiamao_desktop.importers import layouts

SHAPE = {"head": ("number", "party"), "other": ("labels",)}
GOOD: dict[str, Any] = {"head": {"number": ["海关编号", "报关单号"]}, "other": {"labels": ["页码"]}}


def refusal(raw: dict[str, Any]) -> MachineError:
    with pytest.raises(MachineError) as caught:
        layouts.checked("customs", raw, SHAPE)
    return caught.value


def test_a_file_gives_its_labels_in_their_order() -> None:
    found = layouts.checked("customs", GOOD, SHAPE)
    assert found == {"head": {"number": ("海关编号", "报关单号")}, "other": {"labels": ("页码",)}}


def test_labels_turned_round_name_their_field() -> None:
    assert layouts.fields_of({"number": ("海关编号", "报关单号")}) == {
        "海关编号": "number",
        "报关单号": "number",
    }


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (GOOD | {"heda": {}}, "heda"),
        (GOOD | {"head": {"nubmer": ["海关编号"]}}, "head.nubmer"),
    ],
)
def test_what_no_reader_looks_up_is_refused(raw: dict[str, Any], key: str) -> None:
    error = refusal(raw)
    assert (error.code, error.details) == ("layout.unknown_key", {"file": "customs", "key": key})


def test_a_section_that_is_missing_is_named() -> None:
    error = refusal({"head": GOOD["head"]})
    assert (error.code, error.details["key"]) == ("layout.missing_section", "other")


@pytest.mark.parametrize("held", ["海关编号", [], [1], {"x": ["海关编号"]}, None])
def test_a_field_holds_a_list_of_labels(held: object) -> None:
    error = refusal(GOOD | {"head": {"number": held}})
    assert (error.code, error.details["key"]) == ("layout.not_labels", "head.number")


@pytest.mark.parametrize("label", ["", "海关 编号", "毛重（千克）", "hs编码", "*备案号", "税号:"])
def test_a_label_that_could_never_match_is_refused(label: str) -> None:
    error = refusal(GOOD | {"head": {"number": [label]}})
    assert (error.code, error.details["label"]) == ("layout.label_form", label)


def test_a_label_may_not_name_two_fields_of_a_section() -> None:
    raw = GOOD | {"head": {"number": ["编号"], "party": ["编号"]}}
    assert refusal(raw).code == "layout.label_twice"


def test_a_label_may_mean_one_thing_in_each_section() -> None:
    raw = GOOD | {"other": {"labels": ["海关编号"]}}
    assert layouts.checked("customs", raw, SHAPE)["other"]["labels"] == ("海关编号",)


@pytest.mark.parametrize(
    ("text", "label"),
    [("* 海关编号 ：", "海关编号"), ("HS code", "HSCODE"), ("毛重（千克）", "毛重(千克)")],
)
def test_labels_are_compared_without_what_printers_add(text: str, label: str) -> None:
    assert layouts.plain(text) == label


def test_a_pattern_prefers_the_longest_label_and_takes_its_colon() -> None:
    found = layouts.pattern(["发票号", "发票号码", "(小写)"])
    assert [match.group() for match in found.finditer("发票号码:1(小写)2发票号3")] == [
        "发票号码:",
        "(小写)",
        "发票号",
    ]


def test_a_pattern_may_ask_for_what_stands_around_a_label() -> None:
    found = layouts.pattern(["名称"], before="(?<!企业)", after=":")
    assert found.search("企业名称:") is None
    assert found.search("名称") is None
    assert re.fullmatch(found, "名称:")
