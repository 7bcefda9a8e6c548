"""Papers are printed once, whatever forms a book keeps of them."""

from __future__ import annotations

import pytest

from jiamao_desktop.app.forms import Chain, printed_once
from jiamao_desktop.domain.document import Document, DocumentId, DocumentKind, EvidenceRole

PDF, OFD, XML, PHOTO = "application/pdf", "application/ofd", "application/xml", "image/png"


def kept(*mimes: str) -> dict[DocumentId, Document]:
    """Return documents of these types, numbered from one."""
    return {
        DocumentId(number): Document(
            kind=DocumentKind.FAPIAO,
            title=f"发票{number}",
            attachment="0" * 64,
            sha256=f"{number:064x}",
            size=1,
            mime=mime,
            original_name="",
            added_at="",
        )
        for number, mime in enumerate(mimes, start=1)
    }


def chain(*roles: EvidenceRole) -> Chain:
    return [(role, DocumentId(number)) for number, role in enumerate(roles, start=1)]


BILL, SLIP = EvidenceRole.FAPIAO, EvidenceRole.PAYMENT


@pytest.mark.parametrize(
    ("mimes", "left"),
    [
        ((XML, PDF, OFD), [2]),
        ((XML, OFD), [2]),
        ((XML,), [1]),
        ((PDF, PDF), [1, 2]),
        ((PDF, PHOTO), [1, 2]),
        ((PHOTO, XML), [1, 2]),
        ((), []),
    ],
)
def test_only_the_form_that_prints_best_is_printed(mimes: tuple[str, ...], left: list[int]) -> None:
    found = printed_once(chain(*(BILL for _ in mimes)), kept(*mimes))
    assert [number for _, number in found] == left


def test_other_places_of_the_chain_are_left_alone() -> None:
    links = chain(BILL, SLIP, BILL)
    found = printed_once(links, kept(PDF, XML, XML))
    assert found == links[:2]


def test_a_document_that_is_gone_is_for_others_to_miss() -> None:
    assert list(printed_once(chain(BILL), {})) == chain(BILL)
