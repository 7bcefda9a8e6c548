"""What columns may become, and by what a header is known again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiamao_desktop.domain import mapping
from jiamao_desktop.domain.draft import DraftKind
from jiamao_desktop.domain.mapping import LINE, TARGETS, ValueKind

LABELS = st.lists(st.text(max_size=6), max_size=8)


def test_every_kind_of_draft_can_come_of_a_table() -> None:
    assert set(TARGETS) == set(DraftKind)


@pytest.mark.parametrize("target", DraftKind)
def test_what_is_needed_can_be_given(target: DraftKind) -> None:
    for group in TARGETS[target].needed:
        assert set(group) <= set(TARGETS[target].fields)


def test_numbers_of_vouchers_keep_every_digit() -> None:
    fields = TARGETS[DraftKind.FAPIAO].fields
    assert fields["number"] is ValueKind.CODE
    assert fields["gross"] is ValueKind.MONEY
    assert fields[LINE + "rate"] is ValueKind.RATE


@given(LABELS, st.randoms(use_true_random=False))
def test_a_header_is_known_in_any_order(labels: list[str], chance: object) -> None:
    shuffled = list(labels)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random of hypothesis
    assert mapping.signature(shuffled) == mapping.signature(labels)


def test_a_header_is_known_with_other_blanks_and_widths() -> None:
    assert mapping.signature(["金额（元）", "", "日 期："]) == mapping.signature(
        ["日期", "金额(元)"]
    )
    assert mapping.signature(["金额"]) != mapping.signature(["金额", "金额"])
    assert mapping.signature(["", " "]) == ""


@given(LABELS)
def test_no_two_columns_are_called_alike(labels: list[str]) -> None:
    header = mapping.headings(labels)
    assert len(header) == len(labels)
    assert all(header)


def test_columns_without_a_heading_are_called_by_their_letters() -> None:
    assert mapping.headings(["甲", "", "甲", "甲"]) == ("甲", "B", "甲 (2)", "甲 (3)")
    assert [mapping.letters(place) for place in (0, 25, 26, 51, 52, 701, 702)] == [
        *("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"),
    ]


def test_a_field_has_one_column_and_a_column_one_field() -> None:
    columns = mapping.assigned({"甲": "gross", "乙": "tax"}, "丙", "gross")
    assert columns == {"乙": "tax", "丙": "gross"}
    assert mapping.assigned(columns, "乙", "payee") == {"丙": "gross", "乙": "payee"}
    assert mapping.assigned(columns, "乙", "") == {"丙": "gross"}


def test_one_field_of_each_needed_group_is_enough() -> None:
    assert mapping.lacking(DraftKind.FAPIAO, {"number", "net"}) == []
    assert mapping.lacking(DraftKind.FAPIAO, {"gross"}) == [("number",)]
    assert mapping.lacking(DraftKind.CONTRACT, set()) == [("number", "title")]


def test_a_header_with_a_number_in_it_does_not_leave_the_book() -> None:
    assert mapping.may_leave_the_book(["金额", "2026年", "HS编码10位"])
    assert not mapping.may_leave_the_book(["金额", "25312000000123456789"])
    assert not mapping.may_leave_the_book(["１２３４５６"])
