from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.storage import recovery

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET = bytes(range(16))


@given(st.binary(min_size=16, max_size=16))
def test_a_code_reads_back_as_its_secret(secret: bytes) -> None:
    assert recovery.secret_of(recovery.code_of(secret)) == secret


def test_a_code_has_seven_groups_of_four_unmistakable_characters() -> None:
    code = recovery.code_of(recovery.new_secret())
    assert re.fullmatch(rf"[{ALPHABET}]{{4}}(-[{ALPHABET}]{{4}}){{6}}", code)


def test_a_code_is_the_same_for_ever() -> None:
    """Sheets of paper outlive programs: this must never change."""
    assert recovery.code_of(SECRET) == "000G-40R4-0M30-E209-185G-R38E-1YZ4"


def test_no_two_secrets_are_alike() -> None:
    assert len({recovery.new_secret() for _ in range(100)}) == 100


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    code = recovery.code_of(SECRET)
    assert recovery.secret_of(code.replace("0", "O").replace("1", "I")) == SECRET
    assert recovery.secret_of(code.replace("0", "o").replace("1", "l")) == SECRET


def test_blanks_hyphens_and_small_letters_do_not_matter() -> None:
    code = recovery.code_of(SECRET)
    assert recovery.secret_of(f"  {code.replace('-', ' ').lower()}\n") == SECRET


def test_full_width_typing_is_read() -> None:
    code = recovery.code_of(SECRET)
    wide = "".join(chr(ord(c) + 0xFEE0) for c in code)
    assert recovery.secret_of(wide) == SECRET


@pytest.mark.parametrize(
    "code", ["", "000G", "000G-40R4-0M30-E209-185G-R38E-1YZ", "U00G-40R4-0M30-E209-185G-R38E-1YZ4"]
)
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(UserError) as caught:
        recovery.secret_of(code)
    assert caught.value.code == "recovery.mistyped"


def test_slips_of_the_pen_are_caught() -> None:
    """Twelve check bits let one slip in four thousand through; the cipher refuses those."""
    dice = random.Random(1)
    code = recovery.code_of(SECRET).replace("-", "")
    passed = 0
    for _ in range(2000):
        at = dice.randrange(28)
        wrong = code[:at] + dice.choice(ALPHABET.replace(code[at], "")) + code[at + 1 :]
        try:
            recovery.secret_of(wrong)
        except UserError:
            continue
        passed += 1
    assert passed <= 5


def test_two_characters_changing_places_are_caught() -> None:
    code = recovery.code_of(bytes.fromhex("9f1c0a7733e2d14fbb80c6a512345678")).replace("-", "")
    for at in range(27):
        if code[at] == code[at + 1]:
            continue
        swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        with pytest.raises(UserError):
            recovery.secret_of(swapped)
