from __future__ import annotations

import datetime as dt
import io

import pytest
from PIL import Image
from tests.unit.importers.making import NUMBER, png, qr_image

from jiamao_desktop.domain.draft import Origin
from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import qr
from jiamao_desktop.importers.fapiao_sources import Source

DIGITAL = f"01,31,,{NUMBER},7910.00,20250809,,A1B2,"
OLDER = "01,10,033001800311,54041450,107.55,20190513,83592048932460248787,0000"


def test_the_code_of_a_digital_fapiao_says_the_sum_with_tax() -> None:
    source = qr.payload(DIGITAL)
    assert source is not None
    assert source.values == {
        "kind": "digital_special",
        "number": NUMBER,
        "code": "",
        "issued_on": dt.date(2025, 8, 9),
        "gross": Money(791000),
    }
    assert source.qr_amount == Money(791000)


def test_the_code_of_an_older_fapiao_says_an_amount_that_is_not_booked() -> None:
    source = qr.payload(OLDER)
    assert source is not None
    assert source.values["code"] == "033001800311"
    assert source.values["gross"] is None
    assert source.qr_amount == Money(10755)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("32", "digital_ordinary"),
        ("20", "electronic_special"),
        ("61", "air_itinerary"),
        ("04", "other"),
    ],
)
def test_the_second_part_tells_the_kind(kind: str, name: str) -> None:
    source = qr.payload(f"01,{kind},,{NUMBER},57,20250809,,A1B2")
    assert source is not None
    assert source.values["kind"] == name


def test_an_amount_without_decimals_is_an_amount() -> None:
    source = qr.payload(f"01,31,,{NUMBER},620,20250809,,A1B2")
    assert source is not None
    assert source.qr_amount == Money(62000)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.invalid/?a=1,2,3,4,5,6,7",
        "01,31,,123,1,2,3,4",
        "02" + DIGITAL[2:],
        "01,31",
        "01,31,,x,1,2,3,4",
    ],
)
def test_other_codes_are_none_of_ours(text: str) -> None:
    assert qr.payload(text) is None


def test_a_code_is_found_in_a_picture() -> None:
    sheet = Image.new("L", (900, 600), 255)
    sheet.paste(qr_image(DIGITAL), (40, 30))
    assert qr.find(sheet) == [qr.payload(DIGITAL)]


def test_a_code_of_something_else_in_the_picture_is_passed_over() -> None:
    sheet = Image.new("L", (900, 600), 255)
    sheet.paste(qr_image("https://example.invalid/"), (40, 30))
    sheet.paste(qr_image(OLDER), (500, 30))
    assert qr.find(sheet) == [qr.payload(OLDER)]


def test_two_invoices_in_one_picture_are_two() -> None:
    sheet = Image.new("L", (900, 600), 255)
    sheet.paste(qr_image(DIGITAL), (40, 30))
    sheet.paste(qr_image(OLDER), (500, 30))
    numbers = {code.values["number"] for code in qr.find(sheet)}
    assert numbers == {NUMBER, "54041450"}


def test_a_picture_without_a_code_has_none() -> None:
    assert qr.find(Image.new("L", (200, 200), 255)) == []


def test_a_draft_from_nothing_but_the_code_says_so() -> None:
    code = qr.payload(OLDER)
    assert code is not None
    (note,) = qr.alone(code).notes
    assert note.code == "fapiao.only_qr"
    assert dict(note.details) == {"amount": "107.55"}


def test_codes_given_as_text_are_read_as_well() -> None:
    carrier = Source(origin=Origin.ATTACHMENT, values={"number": "54041450"}, qr=OLDER)
    assert qr.with_payloads([carrier]) == [carrier, qr.payload(OLDER)]
    silent = Source(origin=Origin.ATTACHMENT, values={"number": "54041450"}, qr="nonsense")
    assert qr.with_payloads([silent]) == [silent]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pictures_of_every_mode_are_opened_in_grey(mode: str) -> None:
    opened = qr.opened_image(png(Image.new(mode, (20, 10))))
    assert (opened.mode, opened.size) == ("L", (20, 10))


def test_a_large_photo_is_scaled_down() -> None:
    opened = qr.opened_image(png(Image.new("L", (6000, 6000), 255)))
    assert opened.width * opened.height <= 16_000_000


def test_a_picture_of_absurd_size_is_refused_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    for side in (11, 30):
        with pytest.raises(ImportRefused) as raised:
            qr.opened_image(png(Image.new("L", (side, side))))
        assert raised.value.code == "image.too_large"


def test_a_format_with_rare_compressions_is_not_decoded() -> None:
    out = io.BytesIO()
    qr_image(DIGITAL).save(out, "TIFF")
    with pytest.raises(ImportRefused) as raised:
        qr.opened_image(out.getvalue())
    assert raised.value.code == "image.broken"


@pytest.mark.parametrize("keep", [10, 60, 400])
def test_a_truncated_picture_is_refused(keep: int) -> None:
    whole = png(qr_image(DIGITAL, scale=8))
    with pytest.raises(ImportRefused) as raised:
        qr.opened_image(whole[:keep])
    assert raised.value.code == "image.broken"
