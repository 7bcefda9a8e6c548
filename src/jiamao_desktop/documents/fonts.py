"""The bundled typefaces, and which of them has a given character.

No single face has every character a name may hold, so each text is split into runs, every
run in the first face of a chain that has its characters. A character that no face has is
never drawn as an empty box: it is printed as 〓 and named to the person.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from jiamao_desktop.domain.errors import MachineError

rl_config.useA85 = 0

STAND_IN = "〓"
"""Printers' mark for a character they have no type for."""

_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_LONG_CODE = re.compile(r"<(\w\w)> <(\w{5,6})>")


class Face(StrEnum):
    """The typefaces, by their file in ``resources/fonts``."""

    HEI = "JMHei-Regular"
    HEI_BOLD = "JMHei-Bold"
    SONG = "JMSong-Regular"
    SONG_BOLD = "JMSong-Bold"
    KAI = "JMKai-Regular"
    FANG = "JMFangSong-Regular"


_CHAINS = {
    Face.HEI: (Face.HEI, Face.SONG, Face.KAI, Face.FANG),
    Face.HEI_BOLD: (Face.HEI_BOLD, Face.HEI, Face.SONG, Face.KAI, Face.FANG),
    Face.SONG: (Face.SONG, Face.HEI, Face.KAI, Face.FANG),
    Face.SONG_BOLD: (Face.SONG_BOLD, Face.SONG, Face.HEI, Face.KAI, Face.FANG),
    Face.KAI: (Face.KAI, Face.SONG, Face.HEI, Face.FANG),
    Face.FANG: (Face.FANG, Face.SONG, Face.HEI, Face.KAI),
}


class _Font(TTFont):  # type: ignore[misc]  # -- reportlab has no types
    """A TrueType font whose text can be copied out of the PDF, whatever its plane.

    WORKAROUND(reportlab 5.1): its ToUnicode table writes ``<2CC56>`` for a character
    beyond the first plane, where UTF-16 is due; such a name is drawn but copied as garbage.
    """

    def addObjects(self, doc: Any) -> None:  # noqa: N802 -- reportlab's name
        """Override: mend the tables that reportlab has just made."""
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                stream.content = _LONG_CODE.sub(_as_utf16, stream.content)


def _as_utf16(match: re.Match[str]) -> str:
    code = chr(int(match[2], 16)).encode("utf-16-be").hex().upper()
    return f"<{match[1]}> <{code}>"


@lru_cache(maxsize=1)
def fonts_folder() -> Path:
    """Return the folder of the fonts: inside a wheel, or at the root of a checkout.

    Raises:
        MachineError: ``fonts.missing`` -- the installation is incomplete.
    """
    package = Path(__file__).parents[1]
    for root in (package / "_data", package.parents[1]):
        folder = root / "resources" / "fonts"
        if (folder / f"{Face.SONG}.ttf").is_file():
            return folder
    raise MachineError("fonts.missing", file=f"{Face.SONG}.ttf")


@lru_cache(maxsize=len(Face))
def load(face: Face) -> TTFont:
    """Read a face once per process and make it known to reportlab.

    Raises:
        MachineError: ``fonts.missing`` -- the installation is incomplete.
    """
    path = fonts_folder() / f"{face}.ttf"
    if not path.is_file():
        raise MachineError("fonts.missing", file=path.name)
    font = _Font(str(face), str(path), shapable=False)
    pdfmetrics.registerFont(font)
    return font


@lru_cache(maxsize=65536)
def face_for(face: Face, char: str) -> Face | None:
    """Return the face that draws a character: the one asked for, or one near it.

    Digits and Latin of 仿宋 come from 宋, because its own are old-style and a 1 looks
    like an I.
    """
    chain = _CHAINS[face]
    if face is Face.FANG and char.isascii():
        chain = chain[1:]
    code = ord(char)
    return next((each for each in chain if code in load(each).face.charToGlyph), None)


def clean(text: str) -> str:
    """Return a text as it is printed: blanks plain, invisible characters gone.

    Line breaks stay. Variation selectors go too: the faces have one shape per character.
    """
    kept = []
    for char in text.replace("\r\n", "\n").replace("\r", "\n"):
        if char in "\n\u2028\u2029":
            kept.append("\n")
        elif char == "\t" or (unicodedata.category(char) == "Zs" and char != "\u3000"):
            kept.append(" ")
        elif unicodedata.category(char) in _INVISIBLE or "VARIATION" in unicodedata.name(char, ""):
            continue
        else:
            kept.append(char)
    return "".join(kept)


def missing(text: str) -> str:
    """Return the characters of a text that no face has, each once, in order."""
    return "".join(dict.fromkeys(c for c in clean(text) if c != "\n" and not _known(c)))


def printable(text: str) -> str:
    """Return a cleaned text with the stand-in for what no face has."""
    return "".join(c if c == "\n" or _known(c) else STAND_IN for c in clean(text))


def runs(text: str, face: Face) -> list[tuple[Face, str]]:
    """Split printable text into runs of one face each."""
    grouped = groupby(text, key=lambda char: face_for(face, char) or face)
    return [(each, "".join(chars)) for each, chars in grouped]


@lru_cache(maxsize=65536)
def char_width(face: Face, char: str) -> float:
    """Return the width of a character at size 1."""
    drawn = face_for(face, char) or face
    width: float = load(drawn).face.getCharWidth(ord(char)) / 1000
    return width


def text_width(text: str, face: Face, size: float) -> float:
    """Return the width of one line in points."""
    return sum(char_width(face, char) for char in text) * size


def _known(char: str) -> bool:
    return face_for(Face.SONG, char) is not None
