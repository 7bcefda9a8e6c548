"""Whatever the bytes are, the answer is a reading: random bytes, and damaged honest files."""

from __future__ import annotations

import functools
import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.importers.making import digital, item, older, pdf, png, qr_image
from tests.unit.importers.making_files import edrm, einvoice, einvoice_item, ofd, zipped

from jiamao_desktop.domain.draft import Draft, FileReading
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.importers.reading import read_bytes

SAMPLES = Path(__file__).parents[3] / ".." / "shared" / "samples"
GOODS = item(165, "*塑料制品*外壳", "7000.00", "910.00", quantity="100", price="70")
HEADS = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"<",
    b"<?xml?><EInvoice>",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF89a",
    b"II*\0",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
]


@functools.cache
def honest() -> tuple[bytes, ...]:
    line = einvoice_item("*塑料制品*外壳", "7000.00", "910.00", quantity="100", price="70")
    return (
        einvoice(items=line).encode(),
        edrm().encode(),
        ofd(digital(*GOODS), entries={"发票号码": "54041450"}, attached=edrm()),
        pdf(digital(*GOODS)),
        pdf(older()),
        png(qr_image("01,31,,25442000000000000073,7910.00,20250809,,A1B2,")),
        zipped({"a.xml": einvoice(), "b.ofd": ofd(digital(*GOODS))}),
    )


def sound(reading: FileReading, data: bytes) -> None:
    """Check what every reading promises."""
    assert len(reading.sha256) == 64
    if reading.refused:
        assert reading.problem is not None
        assert reading.content == b""
        assert not reading.drafts
    else:
        assert reading.content == data
        assert reading.drafts or reading.problem is not None
    for draft in reading.drafts:
        assert isinstance(draft, Draft)
        assert all(field.value not in (None, "") for field in draft.fields.values())
        assert all(isinstance(warning, Problem) for warning in draft.warnings)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Do to a file what bad lines, bad disks and bad people do."""
    changed = bytearray(data)
    at = chance.randrange(len(changed))
    upto = min(len(changed), at + chance.randrange(1, 400))
    match chance.randrange(5):
        case 0:
            for _ in range(chance.choice([1, 4, 40])):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
        case 1:
            del changed[at:]
        case 2:
            del changed[at:upto]
        case 3:
            changed[at:at] = changed[at:upto]
        case _:
            changed[at:upto] = bytes(upto - at)
    return bytes(changed)


def damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """Damage one part of a zip and pack it well again, so that the damage arrives."""
    if not data.startswith(b"PK"):
        return damaged(data, chance)
    with zipfile.ZipFile(BytesIO(data)) as bundle:
        parts: dict[str, bytes | str] = {name: bundle.read(name) for name in bundle.namelist()}
    chosen = chance.choice(sorted(parts))
    content = parts[chosen]
    if isinstance(content, bytes) and content:
        parts[chosen] = damaged(content, chance)
    return zipped(parts)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(HEADS), st.binary(max_size=2000))
def test_random_bytes_never_raise(head: bytes, rest: bytes) -> None:
    sound(read_bytes("随机", head + rest), head + rest)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_random_text_never_raises(text: str) -> None:
    for data in (
        text.encode("utf-8", "replace"),
        f"<EInvoice>{text}</EInvoice>".encode("utf-8", "replace"),
    ):
        sound(read_bytes("随机", data), data)


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 100))
def test_damaged_files_never_raise(seed: int, which: int) -> None:
    chance = random.Random(seed)
    whole = honest()[which % len(honest())]
    data = chance.choice([damaged, damaged_inside])(whole, chance)
    sound(read_bytes("损坏", data), data)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(-50, 700),
            st.floats(-50, 450),
            st.sampled_from(
                [
                    "名称：",
                    "发票号码：",
                    "价税合计（大写）",
                    "金额",
                    "项目名称",
                    "合计",
                    "¥1.00",
                    "25442000000000000073",
                    "*税*",
                    "税额",
                    "纳税人识别号:",
                    "票价",
                    "燃油附加费",
                    "行程单",
                    "1",
                    "开票日期：",
                    "2025年13月40日",
                ]
            ),
        ),
        max_size=40,
    )
)
def test_labels_strewn_over_a_page_never_raise(placed: list[tuple[float, float, str]]) -> None:
    data = ofd(placed)
    sound(read_bytes("拼凑", data), data)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="no samples beside the checkout")
@pytest.mark.parametrize("seed", range(8))
def test_damaged_samples_never_raise(seed: int) -> None:
    chance = random.Random(seed)
    files = sorted(path for path in SAMPLES.glob("*/*") if path.stat().st_size < 200_000)
    for _ in range(25):
        whole = chance.choice(files).read_bytes()
        data = chance.choice([damaged, damaged_inside])(whole, chance)
        sound(read_bytes("损坏", data), data)
