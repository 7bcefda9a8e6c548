"""The demo set: the script makes it, the importer reads it, and its story adds up."""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat
from tools import demo_story as story
from tools.make_demo_files import FOLDER, DemoFile, demo_files, write

from jiamao_desktop.domain.amount_words import amount_in_words
from jiamao_desktop.domain.draft import Draft
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.domain.uscc import parse_uscc
from jiamao_desktop.importers import pdf_pages, qr
from jiamao_desktop.importers.layout import squeezed
from jiamao_desktop.importers.reading import read_bytes

MADE = {file.name: file for file in demo_files()}
EXPECTED: Mapping[str, Any] = {
    entry["name"]: entry
    for entry in tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))["file"]
}
PICTURES = tuple(name for name in MADE if name.endswith((".png", ".jpg")))
EXACT = tuple(name for name in MADE if name not in PICTURES)
PARTIES = (story.COMPANY, story.ORGANISER, story.CERTIFIER, story.INCUBATOR)
PAID = (
    (story.BOOTH_FAPIAO, story.BOOTH_SLIP),
    (story.CERTIFICATION_FAPIAO, story.CERTIFICATION_SLIP),
    (story.INCUBATION_FAPIAO, story.INCUBATION_SLIP),
    (story.MIXED_FAPIAO, story.MIXED_SLIP),
)


def committed(name: str) -> bytes:
    return (FOLDER / "files" / name).read_bytes()


def text_of(name: str) -> str:
    """Everything legible in a file, squeezed."""
    content = committed(name)
    if name.endswith(".pdf"):
        with pdf_pages.opened(content) as document:
            return "".join(page.text for page in pdf_pages.pages(document))
    if name.endswith((".ofd", ".xlsx")):
        return squeezed(content.decode("utf-8", "ignore"))
    return squeezed(content.decode())


# The script and what is committed


@pytest.mark.parametrize("name", EXACT)
def test_the_script_makes_the_committed_bytes(name: str) -> None:
    assert MADE[name].content == committed(name)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_comes_out_the_same_to_the_eye(name: str) -> None:
    made, kept = (
        Image.open(io.BytesIO(data)).convert("RGB")
        for data in (MADE[name].content, committed(name))
    )
    assert made.size == kept.size
    assert max(ImageStat.Stat(ImageChops.difference(made, kept)).mean) < 1


def test_nothing_else_lies_in_the_folder() -> None:
    assert {file.name for file in (FOLDER / "files").iterdir()} == set(MADE)


def test_writing_makes_files_readme_and_expectations(tmp_path: Path) -> None:
    write(tmp_path)
    assert {file.name for file in (tmp_path / "files").iterdir()} == set(MADE)
    for name in ("README.md", "expected.toml"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


def test_the_readme_names_every_file_and_says_that_all_is_made_up() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(f"`files/{name}`" in readme for name in MADE)
    assert "全部内容均为虚构" in readme
    assert "CC0" in readme


def test_no_file_carries_the_clock_of_its_making() -> None:
    again = {file.name: file.content for file in demo_files()}
    assert again == {name: file.content for name, file in MADE.items()}


# What the importer reads


def shown(draft: Draft, name: str) -> str:
    return str(draft.fields[name].value) if name in draft.fields else ""


@pytest.mark.parametrize("name", list(MADE))
def test_every_file_is_read_as_expected(name: str) -> None:
    expected, reading = EXPECTED[name], read_bytes(name, committed(name))
    assert reading.refused is expected["refused"]
    wanted = expected.get("draft", [])
    assert len(reading.drafts) == len(wanted)
    for draft, fields in zip(reading.drafts, wanted, strict=True):
        compared = {key: value for key, value in fields.items() if key not in {"lines", "total"}}
        compared.pop("kind")
        assert draft.kind.value == fields["kind"]
        assert {key: shown(draft, key) for key in compared} == compared
        assert len(draft.lines) == int(fields.get("lines", 0))
        assert draft.warnings == ()


@pytest.mark.parametrize("name", [name for name in MADE if name.endswith(".xlsx")])
def test_the_goods_add_up_to_the_stated_total(name: str) -> None:
    reading = read_bytes(name, committed(name))
    for draft, fields in zip(reading.drafts, EXPECTED[name]["draft"], strict=True):
        totals = [line["total"].value for line in draft.lines]
        whole = total(amount for amount in totals if isinstance(amount, Money))
        assert str(whole) == fields["total"]


def test_the_broken_file_is_refused_with_a_reason() -> None:
    [name] = [file.name for file in MADE.values() if file.refused]
    reading = read_bytes(name, committed(name))
    assert reading.refused
    assert reading.problem is not None
    assert reading.content == b""


def test_the_second_copy_of_the_booth_fapiao_has_the_number_of_the_first() -> None:
    first, second = (
        read_bytes(name, committed(name)).drafts[0]
        for name in MADE
        if name.startswith(("01-", "18-"))
    )
    assert shown(first, "number") == shown(second, "number") == story.BOOTH_FAPIAO.number
    assert committed("01-展位费发票-样例.xml") != committed("18-展位费发票-重复-样例.pdf")


@pytest.mark.parametrize("name", [name for name in MADE if re.match(r"(06|18)-", name)])
def test_the_qr_code_can_be_read_and_agrees(name: str) -> None:
    with pdf_pages.opened(committed(name)) as document:
        [code] = qr.find(pdf_pages.picture(document, 0))
    [draft] = read_bytes(name, committed(name)).drafts
    for field in ("number", "issued_on", "kind"):
        assert code.values[field] == draft.fields[field].value


# The story


@pytest.mark.parametrize("party", PARTIES, ids=lambda party: party.uscc)
def test_every_credit_code_passes_its_check(party: story.Party) -> None:
    assert parse_uscc(party.uscc) == party.uscc


@pytest.mark.parametrize("party", PARTIES, ids=lambda party: party.uscc)
def test_every_name_and_code_is_plainly_made_up(party: story.Party) -> None:
    assert "样例" in party.name
    assert "MA000000" in party.uscc


@pytest.mark.parametrize(("fapiao", "slip"), PAID, ids=lambda paid: paid.number)
def test_what_is_paid_is_what_is_invoiced(fapiao: story.Fapiao, slip: story.Slip) -> None:
    assert slip.fapiao is fapiao
    assert slip.paid_on > fapiao.issued_on
    assert fapiao.net + fapiao.tax == fapiao.gross


@pytest.mark.parametrize(("fapiao", "slip"), PAID, ids=lambda paid: paid.number)
def test_tax_is_six_per_cent_to_the_fen(fapiao: story.Fapiao, slip: story.Slip) -> None:
    for line in fapiao.lines:
        assert abs(line.net.fen * 6 - line.tax.fen * 100) <= 100
    assert fapiao.rate == "6%"


def test_the_three_claims_come_out_at_the_figures_of_the_notice() -> None:
    booth, certification = story.BOOTH_FAPIAO.gross, story.CERTIFICATION_FAPIAO.gross
    pilot = story.INCUBATION_FAPIAO.gross
    assert booth.fen * 70 // 100 == Money.from_yuan("56000").fen
    assert certification.fen * 50 // 100 == Money.from_yuan("130000").fen
    assert pilot.fen * 80 // 100 == Money.from_yuan("24000").fen


def test_the_mixed_fapiao_has_a_part_that_is_not_supported() -> None:
    booth, stand = story.MIXED_FAPIAO.lines
    assert "展位费" in booth.name
    assert "搭建费" in stand.name
    assert booth.gross + stand.gross == Money.from_yuan("42000")


def test_twelve_rows_of_goods_in_five_declarations() -> None:
    assert len(story.LIST) == 5
    assert sum(len(declaration.goods) for declaration in story.LIST) == 12
    numbers = {declaration.number for declaration in (*story.LIST, story.FORM)}
    assert len(numbers) == 6


@pytest.mark.parametrize(
    ("name", "amount"),
    [
        ("02-展位费付款回单-样例.pdf", "80000"),
        ("03-展位合同-样例.pdf", "80000"),
        ("08-认证服务合同-样例.pdf", "260000"),
        ("11-孵化服务费付款回单-样例.pdf", "30000"),
        ("12-孵化服务合同-样例.pdf", "30000"),
    ],
)
def test_papers_say_the_amount_in_figures_and_in_words(name: str, amount: str) -> None:
    text, money = text_of(name), Money.from_yuan(amount)
    assert str(money) in text
    assert amount_in_words(money) in text


@pytest.mark.parametrize("name", [name for name, file in MADE.items() if not file.refused])
def test_every_file_says_that_it_is_a_specimen(name: str) -> None:
    assert "样例" in name
    if name not in PICTURES:
        assert "样例" in text_of(name)


def test_a_demo_file_without_drafts_expects_none() -> None:
    assert DemoFile(name="x", about="y", content=b"").drafts == ()
