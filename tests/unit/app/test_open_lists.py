"""A list that a person enters: any codes, however they were typed one after the other."""

from __future__ import annotations

import pytest

from jiamao_desktop.app.asking import parse_fact
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.facts import FactDefinition, FactType

OPEN = FactDefinition(id="list", type=FactType.SET, question="？", choices={})
CLOSED = FactDefinition(
    id="modes", type=FactType.SET, question="？", choices={"a": "甲", "b": "乙"}
)


@pytest.mark.parametrize(
    "text",
    [
        "8486202100,8479899990",
        "8486202100、8479899990",
        "8486202100； 8479899990\n",
        "8479899990,,8486202100",
    ],
)
def test_an_open_list_takes_any_codes(text: str) -> None:
    assert parse_fact(OPEN, text) == {"8486202100", "8479899990"}


def test_a_list_of_nothing_is_no_answer() -> None:
    for text in ("", " ,、"):
        with pytest.raises(UserError, match="fact.bad_value"):
            parse_fact(OPEN, text)


def test_a_set_with_choices_takes_only_these() -> None:
    assert parse_fact(CLOSED, "a,b") == {"a", "b"}
    with pytest.raises(UserError, match="fact.bad_value"):
        parse_fact(CLOSED, "a,c")
