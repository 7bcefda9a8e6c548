"""A fingerprint says that two lines are equal, and nothing else."""

from __future__ import annotations

from jiamao_desktop.domain import fingerprint
from jiamao_desktop.domain.fingerprint import SIZE, Mark

KEY, OTHER_KEY = bytes(SIZE), bytes([1]) * SIZE
NUMBER = "26430000000000000001"


def line(number: str = NUMBER, place: int = 1, fen: int = 100, key: bytes = KEY) -> bytes:
    return fingerprint.of_line(key, "", number, place, fen)


def test_equal_lines_have_equal_fingerprints_on_one_computer() -> None:
    assert line() == line()
    assert len(line()) == SIZE


def test_any_difference_makes_another_fingerprint() -> None:
    others = {
        line(place=2),
        line(fen=101),
        line(number="26430000000000000002"),
        line(key=OTHER_KEY),
    }
    assert len(others | {line()}) == 5


def test_a_number_that_runs_into_the_next_part_is_not_taken_for_another() -> None:
    one = fingerprint.of_line(KEY, "1", "23", 4, 5)
    assert one != fingerprint.of_line(KEY, "12", "3", 4, 5)


def test_a_book_is_no_line() -> None:
    assert fingerprint.of_book(KEY, NUMBER) not in {line(), line(place=0, fen=0)}


def test_a_collision_is_a_line_that_another_book_has_too() -> None:
    mine, theirs = fingerprint.of_book(KEY, "mine"), fingerprint.of_book(KEY, "theirs")
    marks = {Mark(line(), theirs), Mark(line(place=2), theirs), Mark(line(place=3), mine)}
    assert fingerprint.collisions([line(), line(place=3)], mine, marks) == {line()}


def test_noting_replaces_what_a_book_had_and_leaves_the_others() -> None:
    mine, theirs = b"m", b"t"
    before = {Mark(b"old", mine), Mark(b"old", theirs)}
    assert fingerprint.noted([b"new"], mine, before) == {Mark(b"new", mine), Mark(b"old", theirs)}
    assert fingerprint.noted([], mine, before) == {Mark(b"old", theirs)}
