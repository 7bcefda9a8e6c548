from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.uscc import ALPHABET, check_character, parse_uscc

PUBLISHED = [
    "91350211M00013F5Q5",
    "91110108690017781B",
    "91310115MA1H9HD02E",
    "91330106673959654P",
    "121000004507193117",
]


@pytest.mark.parametrize("code", PUBLISHED)
def test_published_codes_pass(code: str) -> None:
    assert parse_uscc(code) == code
    assert check_character(code[:-1]) == code[-1]


def test_blanks_around_and_small_letters_are_forgiven() -> None:
    assert parse_uscc(" 91310115ma1h9hd02e\n") == "91310115MA1H9HD02E"


@pytest.mark.parametrize("text", ["", "9131011", "91310115MA1H9HD02E0"])
def test_a_code_of_another_length_says_so(text: str) -> None:
    with pytest.raises(UserError) as raised:
        parse_uscc(text)
    assert raised.value.code == "uscc.length"


def test_letters_that_are_never_used_are_named() -> None:
    with pytest.raises(UserError) as raised:
        parse_uscc("91310115MA1H9HDO2I")
    assert raised.value.code == "uscc.character"
    assert raised.value.details["bad"] == "IO"


@pytest.mark.parametrize("code", PUBLISHED)
@pytest.mark.parametrize("place", range(17))
def test_one_character_misread_is_found(code: str, place: int) -> None:
    misread = ALPHABET[(ALPHABET.index(code[place]) + 1) % len(ALPHABET)]
    with pytest.raises(UserError) as raised:
        parse_uscc(code[:place] + misread + code[place + 1 :])
    assert raised.value.code == "uscc.check"


@given(st.text(ALPHABET, min_size=17, max_size=17))
def test_a_body_and_its_check_character_make_a_code(body: str) -> None:
    code = body + check_character(body)
    assert parse_uscc(code) == code


@given(st.text(ALPHABET, min_size=17, max_size=17), st.integers(0, 15))
def test_two_neighbours_swapped_are_found(body: str, place: int) -> None:
    code = body + check_character(body)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if swapped != code:
        with pytest.raises(UserError):
            parse_uscc(swapped)
