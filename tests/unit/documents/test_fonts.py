"""Every character in a face that has it, copied out as it went in, or named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.documents.reading import own_fonts, page_texts, squeezed

from jiamao_desktop.documents import fonts
from jiamao_desktop.documents.fonts import (
    STAND_IN,
    Face,
    char_width,
    clean,
    face_for,
    missing,
    printable,
    runs,
    text_width,
)
from jiamao_desktop.documents.sheet import LEFT, Sheet
from jiamao_desktop.documents.text import Style
from jiamao_desktop.domain.errors import MachineError

RARE = "䶮㛃𬱖𪣻𬬻𫖯"
UNKNOWN = "\U0001f600"
FACES = list(Face)


def sheet_saying(text: str, face: Face) -> bytes:
    """Return a page with one line of text."""
    sheet = Sheet(pages=1)
    sheet.new_page(plain=True)
    sheet.write(LEFT, 200, text, Style(face=face, size=14))
    return sheet.finish()


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(
    "text", ["永州样例", "ABC abc 0189", "¥1,234.50", RARE, "□☑☐①⑦⑳㎡〔2024〕—"]
)
def test_text_copied_out_is_the_text_that_went_in(face: Face, text: str) -> None:
    assert text in page_texts(sheet_saying(text, face))[0]


@pytest.mark.parametrize("face", FACES)
def test_every_font_on_a_page_is_embedded(face: Face) -> None:
    found = own_fonts(sheet_saying(f"永州 A1 {RARE} ☑", face))
    assert found
    assert all(found.values()), found
    assert not any("Helvetica" in name for name in found)


@pytest.mark.parametrize("char", RARE)
@pytest.mark.parametrize("face", FACES)
def test_rare_names_have_a_face_in_every_chain(face: Face, char: str) -> None:
    found = face_for(face, char)
    assert found is not None
    assert char_width(face, char) == pytest.approx(1.0, abs=0.05)


def test_the_digits_of_fangsong_come_from_song() -> None:
    assert {face_for(Face.FANG, char) for char in "0123456789Az¥"} >= {Face.SONG}
    assert face_for(Face.FANG, "1") is Face.SONG
    assert face_for(Face.FANG, "永") is Face.FANG


def test_what_fangsong_lacks_comes_from_the_next_face() -> None:
    assert face_for(Face.FANG, "①") is Face.SONG
    assert face_for(Face.FANG, "☑") is Face.KAI
    assert face_for(Face.HEI, "☐") is Face.KAI


def test_a_face_that_has_a_character_draws_it() -> None:
    for face in FACES:
        if face is not Face.FANG:
            assert face_for(face, "永") is face


def test_a_character_no_face_has_is_named_and_stood_in_for() -> None:
    text = f"样{UNKNOWN}例{UNKNOWN}"
    assert missing(text) == UNKNOWN
    assert printable(text) == f"样{STAND_IN}例{STAND_IN}"
    assert STAND_IN in page_texts(sheet_saying(text, Face.HEI))[0]


def test_the_stand_in_itself_has_a_glyph_in_every_chain() -> None:
    assert all(face_for(face, STAND_IN) for face in FACES)


def test_a_sheet_remembers_what_it_could_not_print() -> None:
    sheet = Sheet(pages=1)
    sheet.new_page()
    sheet.write(LEFT, 100, f"甲{UNKNOWN}", Style())
    sheet.paragraph(f"乙{UNKNOWN}", Style())
    assert sheet.missing == {UNKNOWN: 2}


def test_runs_put_together_are_the_text() -> None:
    text = f"A{RARE}永1①☑"
    for face in FACES:
        assert "".join(part for _, part in runs(text, face)) == text


def test_neighbours_of_one_face_share_a_run() -> None:
    assert runs("永州样例", Face.HEI) == [(Face.HEI, "永州样例")]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\tb", "a b"),
        ("a\u00a0b", "a b"),
        ("a\u3000b", "a\u3000b"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\u200bb\ufeffc\u202ed", "abcd"),
        ("a\x00\x07b", "ab"),
        ("葛\U000e0100城", "葛城"),
        ("☎\ufe0f", "☎"),
        ("", ""),
    ],
)
def test_invisible_characters_go_and_blanks_are_plain(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text())
def test_any_text_becomes_printable(text: str) -> None:
    result = printable(text)
    assert missing(result) == ""
    assert printable(result) == result
    assert all(face_for(Face.SONG, char) for char in result if char != "\n")


@given(st.text(alphabet="永州A1 ，䶮"), st.sampled_from(FACES))
def test_a_line_is_as_wide_as_its_characters(text: str, face: Face) -> None:
    total = sum(char_width(face, char) for char in text) * 12
    assert text_width(text, face, 12) == pytest.approx(total)


def test_a_missing_font_file_names_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "fonts_folder", lambda: Path("nowhere"))
    with pytest.raises(MachineError) as caught:
        fonts.load.__wrapped__(Face.KAI)
    assert caught.value.code == "fonts.missing"
    assert caught.value.details == {"file": "JMKai-Regular.ttf"}


def test_an_installation_without_fonts_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "__file__", "/nowhere/at/all/documents/fonts.py")
    with pytest.raises(MachineError) as caught:
        fonts.fonts_folder.__wrapped__()
    assert caught.value.code == "fonts.missing"


def test_a_name_beyond_the_first_plane_is_found_by_search() -> None:
    pdf = sheet_saying("𬱖𪣻", Face.SONG)
    assert "𬱖𪣻" in squeezed(page_texts(pdf)[0])
