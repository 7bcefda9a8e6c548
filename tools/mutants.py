"""Files damaged on purpose: bytes, XML, members of zips, cells of sheets, objects of PDFs."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping

Mutator = Callable[[random.Random, bytes], bytes]

_TAG = re.compile(rb"<[A-Za-z][^<>]*>")
_ELEMENT = re.compile(rb"<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?>[^<>]*</\1>")
_TEXT = re.compile(rb">([^<>]+)<")
_CELL = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_NUMBER = re.compile(rb"(?<![\d.])\d+(?:\.\d+)?(?![\d.])")
_OBJECT = re.compile(rb"\d+ \d+ obj.*?endobj", re.DOTALL)
_ODD_TEXTS = (
    b"",
    b"-1",
    b"0",
    b"1e999",
    b"NaN",
    b"9" * 400,
    b"=1+1",
    "零元整".encode(),
    b"&lt;&amp;",
    b"\xff\xfe\x00",
    b"../../../outside",
    b"2025-02-30",
    b"\xe2\x80\xae" * 9,
)
_ODD_CELLS = (b"XFD1048576", b"A0", b"ZZZZ1", b"A99999999", b"1A", b"", b"IV65536", b"A1:B2")
_ODD_NUMBERS = (b"0", b"-1", b"4294967296", b"99999999999999999999", b"1.5e308", b"2147483647")
_MOST_PLACES = 6


def mutated(dice: random.Random, data: bytes) -> tuple[str, bytes]:
    """Return one damaged copy and the name of the damage, one that fits the kind of file."""
    name = dice.choice(sorted(fitting(data)))
    return name, MUTATORS[name](dice, data)


def fitting(data: bytes) -> Mapping[str, Mutator]:
    """Return the kinds of damage that make sense for a file: bytes always, structure if any."""
    found = {name: MUTATORS[name] for name in _BYTES}
    start = data[:1024].lstrip()
    if start.startswith(b"PK"):
        found |= {name: MUTATORS[name] for name in _ZIP}
    elif b"%PDF-" in start:
        found |= {name: MUTATORS[name] for name in _PDF}
    elif start.startswith(b"<"):
        found |= {name: MUTATORS[name] for name in _XML}
    return found


def flip(dice: random.Random, data: bytes) -> bytes:
    """Change a few bytes."""
    content = bytearray(data)
    for _ in range(dice.randint(1, _MOST_PLACES)):
        content[dice.randrange(len(content))] = dice.randrange(256)
    return bytes(content)


def cut(dice: random.Random, data: bytes) -> bytes:
    """End early, as an unfinished download does."""
    return data[: dice.randrange(len(data))]


def double(dice: random.Random, data: bytes) -> bytes:
    """Repeat a stretch."""
    start, end = _stretch(dice, data)
    return data[:end] + data[start:end] * dice.randint(1, 3) + data[end:]


def zero(dice: random.Random, data: bytes) -> bytes:
    """Overwrite a stretch with noughts, as a bad disk does."""
    start, end = _stretch(dice, data)
    return data[:start] + bytes(end - start) + data[end:]


def remove(dice: random.Random, data: bytes) -> bytes:
    """Leave a stretch out."""
    start, end = _stretch(dice, data)
    return data[:start] + data[end:]


def insert(dice: random.Random, data: bytes) -> bytes:
    """Put something in that does not belong there."""
    at = dice.randrange(len(data))
    return data[:at] + dice.choice(_ODD_TEXTS) + data[at:]


def xml_text(dice: random.Random, data: bytes) -> bytes:
    """Replace the text of an element."""
    return _replaced(dice, data, _TEXT, lambda _: b">" + dice.choice(_ODD_TEXTS) + b"<")


def xml_drop(dice: random.Random, data: bytes) -> bytes:
    """Leave an element out."""
    return _replaced(dice, data, _ELEMENT, lambda _: b"")


def xml_repeat(dice: random.Random, data: bytes) -> bytes:
    """Repeat an element many times."""
    return _replaced(dice, data, _ELEMENT, lambda found: found * dice.choice((2, 50, 2_000)))


def xml_nest(dice: random.Random, data: bytes) -> bytes:
    """Put an element into very many others."""
    depth = dice.choice((5, 99, 101, 20_000))
    return _replaced(dice, data, _ELEMENT, lambda found: b"<x>" * depth + found + b"</x>" * depth)


def xml_tag(dice: random.Random, data: bytes) -> bytes:
    """Rename, misspell or unclose a tag."""

    def change(tag: bytes) -> bytes:
        return dice.choice((b"<x>", tag.upper(), tag[:-1], tag + tag, b"<" + tag[1:-1] + b"/>"))

    return _replaced(dice, data, _TAG, change)


def xml_entity(dice: random.Random, data: bytes) -> bytes:
    """Declare an entity, as hostile files do."""
    bomb = b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///x">]>'
    use = dice.choice((b"&b;", b"&f;", b"&none;"))
    head, mark, tail = data.partition(b"?>")
    start = head + mark + bomb + tail if mark else bomb + data
    return _replaced(dice, start, _TEXT, lambda _: b">" + use + b"<")


def zip_member(dice: random.Random, data: bytes) -> bytes:
    """Damage one member and pack all anew, so that the damage is met behind the zip."""

    def change(parts: dict[str, bytes]) -> None:
        name = dice.choice(sorted(parts))
        if parts[name]:
            damage = dice.choice((*_XML, *_BYTES)) if parts[name][:1] == b"<" else "flip"
            parts[name] = MUTATORS[damage](dice, parts[name])

    return _repacked(data, change)


def zip_names(dice: random.Random, data: bytes) -> bytes:
    """Drop, rename or swap members; some names point outside."""

    def change(parts: dict[str, bytes]) -> None:
        one, other = dice.choice(sorted(parts)), dice.choice(sorted(parts))
        match dice.randrange(4):
            case 0:
                parts.pop(one)
            case 1:
                parts[
                    dice.choice(("../../outside.xml", "/outside.xml", "C:\\outside", "x" * 300))
                ] = parts.pop(one)
            case 2:
                parts[one], parts[other] = parts[other], parts[one]
            case _:
                parts[f"{one}/{other}"] = parts[one]

    return _repacked(data, change)


def zip_cells(dice: random.Random, data: bytes) -> bytes:
    """Move cells of a sheet far away or to no place; another kind of zip loses a member."""

    def change(parts: dict[str, bytes]) -> None:
        sheets = sorted(name for name in parts if "worksheets/" in name)
        if sheets:
            name = dice.choice(sheets)
            odd = dice.choice(_ODD_CELLS)
            parts[name] = _replaced(dice, parts[name], _CELL, lambda _: b'r="' + odd + b'"')
        else:
            parts.pop(dice.choice(sorted(parts)))

    return _repacked(data, change)


def zip_swell(dice: random.Random, data: bytes) -> bytes:
    """Add a member that swells."""

    def change(parts: dict[str, bytes]) -> None:
        name = dice.choice(sorted(parts))
        parts[f"{name}.swollen"] = bytes(dice.choice((1 << 16, 1 << 21, 3 << 22)))

    return _repacked(data, change)


def pdf_number(dice: random.Random, data: bytes) -> bytes:
    """Replace numbers outside of streams and in them: lengths, counts, references, places."""
    for _ in range(dice.randint(1, _MOST_PLACES)):
        data = _replaced(dice, data, _NUMBER, lambda _: dice.choice(_ODD_NUMBERS))
    return data


def pdf_object(dice: random.Random, data: bytes) -> bytes:
    """Drop an object, repeat it, or put one in the place of another."""
    others = _OBJECT.findall(data)

    def change(found: bytes) -> bytes:
        head = found.partition(b"obj")[0]
        body = dice.choice(others).partition(b"obj")[2]
        return dice.choice((b"", found + found, head + b"obj" + body))

    return _replaced(dice, data, _OBJECT, change)


def pdf_loop(dice: random.Random, data: bytes) -> bytes:
    """Let references run in a circle."""
    return _replaced(dice, data, re.compile(rb"\d+ 0 R"), lambda _: b"%d 0 R" % dice.randint(1, 9))


def pdf_stream(dice: random.Random, data: bytes) -> bytes:
    """Exchange a stream for one that swells or makes no sense."""
    letters = b"BT /F1 9 Tf " + b"(a) Tj " * dice.choice((10, 20_000)) + b"ET"
    swollen = zlib.compress(letters, 9)
    body = dice.choice((swollen, b"q " * 5_000, bytes(64)))
    stream = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
    return _replaced(dice, data, stream, lambda _: b"stream\n" + body + b"\nendstream")


_BYTES = ("flip", "cut", "double", "zero", "remove", "insert")
_XML = ("xml_text", "xml_drop", "xml_repeat", "xml_nest", "xml_tag", "xml_entity")
_ZIP = ("zip_member", "zip_names", "zip_cells", "zip_swell")
_PDF = ("pdf_number", "pdf_object", "pdf_loop", "pdf_stream")
MUTATORS: Mapping[str, Mutator] = {
    "flip": flip,
    "cut": cut,
    "double": double,
    "zero": zero,
    "remove": remove,
    "insert": insert,
    "xml_text": xml_text,
    "xml_drop": xml_drop,
    "xml_repeat": xml_repeat,
    "xml_nest": xml_nest,
    "xml_tag": xml_tag,
    "xml_entity": xml_entity,
    "zip_member": zip_member,
    "zip_names": zip_names,
    "zip_cells": zip_cells,
    "zip_swell": zip_swell,
    "pdf_number": pdf_number,
    "pdf_object": pdf_object,
    "pdf_loop": pdf_loop,
    "pdf_stream": pdf_stream,
}
"""Every kind of damage by its name."""


def _stretch(dice: random.Random, data: bytes) -> tuple[int, int]:
    start = dice.randrange(len(data))
    return start, min(len(data), start + dice.choice((1, 16, 256, 4096)))


def _replaced(
    dice: random.Random, data: bytes, pattern: re.Pattern[bytes], change: Callable[[bytes], bytes]
) -> bytes:
    """Change one of the places that match; without any, the file stays as it is."""
    places = [match.span() for match in pattern.finditer(data)]
    if not places:
        return data
    start, end = dice.choice(places)
    return data[:start] + change(data[start:end]) + data[end:]


def _repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        parts = {name: bundle.read(name) for name in bundle.namelist() if not name.endswith("/")}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in parts.items():
            bundle.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
