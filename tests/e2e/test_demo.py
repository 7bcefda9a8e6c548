"""The main job, from the shipped sample files to three packets: the promise of ``make demo``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest

from jiamao_desktop.app.assessing import Group
from jiamao_desktop.app.demo import DemoResult, FiledClaim, run_demo
from jiamao_desktop.app.review import ItemState
from jiamao_desktop.cli.demo import tell

GOLDEN = Path(__file__).parents[1] / "snapshots" / "demo"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> DemoResult:
    return run_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def pages(result: DemoResult) -> Mapping[str, list[str]]:
    """Return the text of every page of every packet, by form."""
    return {form_of(claim): texts_of(claim) for claim in result.claims}


def form_of(claim: FiledClaim) -> str:
    return next(entry.title for entry in claim.packet.contents)


def texts_of(claim: FiledClaim) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(claim.file).pages]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_sample_is_recognised_named_or_refused(result: DemoResult) -> None:
    states = [item.state for item in result.items]
    assert states.count(ItemState.READY) == 14
    assert states.count(ItemState.DOCUMENT) == 7
    assert states.count(ItemState.SAME) == 1
    assert states.count(ItemState.DUPLICATE) == 0
    assert states.count(ItemState.REFUSED) == 1


def test_three_claims_are_filed(result: DemoResult) -> None:
    figures = sorted(
        (str(one.card.assessment.spent), str(one.card.assessment.ceiling)) for one in result.claims
    )
    assert figures == [
        ("260,000.00", "122,641.51"),
        ("30,000.00", "22,641.51"),
        ("80,000.00", "52,830.19"),
    ]


def test_the_ceiling_with_tax_is_shown_as_the_other_reading(result: DemoResult) -> None:
    highs = sorted(str(one.card.assessment.high) for one in result.claims)
    assert highs == ["130,000.00", "24,000.00", "56,000.00"]


def test_a_fair_of_the_catalogue_waits_for_its_rates(result: DemoResult) -> None:
    waiting = [card for card in result.cards if card.group is Group.NOT_CALCULABLE]
    assert [card.project_title for card in waiting] == ["2026德国科隆国际五金展览会（样例）"]
    assert all(card.assessment.to_enter for card in waiting)


def test_the_best_plan_holds_the_same_three_claims_by_proof(result: DemoResult) -> None:
    best = result.plan
    assert best.certified
    assert {(one.measure, one.project, one.amount) for one in best.claims} == {
        (one.card.measure, one.card.project, one.card.assessment.ceiling) for one in result.claims
    }
    assert [one.at_least for one in result.details.weights.values()] == [
        one.at_most for one in result.details.weights.values()
    ]


def test_nothing_is_wrong_with_the_claims(result: DemoResult) -> None:
    assert [claim.findings for claim in result.claims] == [[], [], []]
    assert [list(claim.packet.warnings) for claim in result.claims] == [[], [], []]


def test_the_pages_are_counted_and_numbered(
    result: DemoResult, pages: Mapping[str, list[str]]
) -> None:
    for claim in result.claims:
        texts = pages[form_of(claim)]
        assert len(texts) == claim.packet.pages
        for number, text in enumerate(texts, start=1):
            assert f"第{number}页共{len(texts)}页" in squeezed(text)


def test_contents_bookmarks_and_pages_agree(
    result: DemoResult, pages: Mapping[str, list[str]]
) -> None:
    for claim in result.claims:
        contents = squeezed(pages[form_of(claim)][1])
        with pikepdf.open(claim.file) as pdf, pdf.open_outline() as outline:
            roots = [item.title for item in outline.root]
        for entry in claim.packet.contents:
            span = (
                f"{entry.first_page}–{entry.last_page}"
                if entry.last_page > entry.first_page
                else str(entry.first_page)
            )
            assert squeezed(entry.title) in contents
            assert span in contents or span.replace("–", "-") in contents
            if entry.level == 1:
                assert any(entry.title in title for title in roots)


def test_the_statement_names_the_pages_of_its_vouchers(
    result: DemoResult, pages: Mapping[str, list[str]]
) -> None:
    for claim in result.claims:
        first = min(page for page, _ in claim.packet.evidence_pages.values())
        last = max(page for _, page in claim.packet.evidence_pages.values())
        [statement] = [
            text for text in pages[form_of(claim)] if "费用明细表" in squeezed(text)[:60]
        ]
        assert re.search(rf"{first}\s*[-–]\s*{last}", statement)


def test_every_font_is_embedded(result: DemoResult) -> None:
    for claim in result.claims:
        for page in pypdf.PdfReader(claim.file).pages:
            for font in fonts_of(page):
                assert any(key in font for key in ("/FontFile2", "/FontFile3", "/FontFile"))


def fonts_of(page: Any) -> list[Any]:
    """Return the descriptors of a page's own fonts and of those of pages drawn onto it."""
    found: list[Any] = []
    to_look_at = [page["/Resources"].get_object()]
    while to_look_at:
        resources = to_look_at.pop()
        found += [descriptor(font.get_object()) for font in resources.get("/Font", {}).values()]
        drawn = [inner.get_object() for inner in resources.get("/XObject", {}).values()]
        to_look_at += [inner["/Resources"].get_object() for inner in drawn if "/Resources" in inner]
    return found


def descriptor(font: Any) -> Any:
    holder = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    return holder["/FontDescriptor"].get_object()


def test_the_same_input_gives_the_same_bytes(result: DemoResult, tmp_path: Path) -> None:
    again = run_demo(tmp_path)
    assert [one.packet.pdf for one in again.claims] == [one.packet.pdf for one in result.claims]


def test_the_text_of_the_packets_is_as_approved(
    pages: Mapping[str, list[str]], request: pytest.FixtureRequest
) -> None:
    """Compare with ``tests/snapshots/demo``; ``--snapshot-update`` writes it anew."""
    for form, texts in pages.items():
        printed = "\n\f\n".join(text.strip() for text in texts) + "\n"
        golden = GOLDEN / f"{form}.txt"
        if request.config.getoption("--snapshot-update"):
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_text(printed, encoding="utf-8")
        assert printed == golden.read_text(encoding="utf-8"), f"{form}: see {golden.name}"


def test_the_report_says_where_everything_lies(
    result: DemoResult, capsys: pytest.CaptureFixture[str]
) -> None:
    tell(result)
    printed = capsys.readouterr().out
    for claim in result.claims:
        assert str(claim.file) in printed
    assert str(result.book) in printed
    assert "make run" in printed


SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"


@pytest.mark.samples
@pytest.mark.skipif(not SAMPLES.is_dir(), reason="no sample files beside the checkout")
def test_samples_of_other_firms_are_taken_in_without_changing_a_claim(
    result: DemoResult, tmp_path: Path
) -> None:
    again = run_demo(tmp_path, SAMPLES)
    assert [one.packet.pdf for one in again.claims] == [one.packet.pdf for one in result.claims]
    assert sum(item.take for item in again.others) > len(again.others) // 2
    assert {item.category for item in again.others} == {""}
