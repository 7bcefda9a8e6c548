"""A yes-or-no fact that a record answers only where the answer is yes."""

from __future__ import annotations

import pytest

from jiamao_desktop.app.record_facts import record_value
from jiamao_desktop.domain.applicant import Applicant
from jiamao_desktop.domain.facts import FactDefinition, FactType

IN_PROVINCE = FactDefinition(
    id="firm.in_province",
    type=FactType.BOOL,
    question="在本省登记注册吗？",
    choices={},
    from_record="applicant.city",
    true_for=("永州市", "长沙市"),
)


def firm(city: str) -> Applicant:
    return Applicant(name="样例贸易有限公司", uscc="", city=city)


@pytest.mark.parametrize("city", ["永州市", "长沙市"])
def test_a_city_of_the_list_answers_yes_without_a_question(city: str) -> None:
    assert record_value(IN_PROVINCE, firm(city), None) is True


@pytest.mark.parametrize("city", ["永州", "深圳市", ""])
def test_any_other_word_leaves_the_question_open_and_never_answers_no(city: str) -> None:
    assert record_value(IN_PROVINCE, firm(city), None) is None


def test_without_an_applicant_nothing_is_known() -> None:
    assert record_value(IN_PROVINCE, None, None) is None
