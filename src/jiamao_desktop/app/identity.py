"""Which files are one voucher: in one batch, and against what the book has.

The tax bureau hands out one 发票 as XML, OFD, PDF and a row of a list. Whatever the order and
the names of the files, the fields come from the most trusted of them and the paper is the one
that prints best; the others are kept as documents of it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from jiamao_desktop.app.forms import PRINTED
from jiamao_desktop.app.review import ItemState, ReviewItem, Same, Target, TargetKind, checked
from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.document import EvidenceRole
from jiamao_desktop.domain.draft import Draft, DraftKind, Origin
from jiamao_desktop.domain.errors import Problem
from jiamao_desktop.domain.expense import ExpenseId
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoId, FapiaoState
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.payment import identity_of
from jiamao_desktop.storage import declarations, documents, expenses, fapiao, matching, payments

_TRUST = tuple(Origin)
_COMPARED = ("issued_on", "net", "tax", "gross", "seller_id", "buyer_id")
_TELLING = frozenset({FapiaoState.VOID, FapiaoState.REVERSED, FapiaoState.PART_REVERSED})


def identity(draft: Draft | None, sha256: str, place: int) -> str:
    """Return what a voucher is known by: its numbers as read, or its place in its file."""
    if draft is not None:
        numbers = _numbers(draft)
        if numbers:
            return f"{draft.kind}:{numbers}"
    return f"file:{sha256}:{place}"


def _numbers(draft: Draft) -> str:
    match draft.kind:
        case DraftKind.FAPIAO if text_of(draft, "number"):
            return f"{text_of(draft, 'code')}|{text_of(draft, 'number')}"
        case DraftKind.PAYMENT:
            return payment_identity(draft)
        case DraftKind.DECLARATION:
            return text_of(draft, "number")
    return ""


def payment_identity(draft: Draft) -> str:
    """Return what makes a bank slip one: the payer's account and the bank's serial, as read."""
    serial = text_of(draft, "serial") or text_of(draft, "number")
    return identity_of(text_of(draft, "payer_account"), serial)


def text_of(draft: Draft, name: str) -> str:
    """Return a field of a draft as text; blank where it is not there."""
    field = draft.fields.get(name)
    return str(field.value) if field else ""


def merged(items: Sequence[ReviewItem]) -> list[ReviewItem]:
    """Make one item of the several forms of each voucher of a batch; name what comes twice."""
    found = {item.key: item for item in _once_each(items)}
    groups: dict[str, list[ReviewItem]] = {}
    for item in found.values():
        if item.draft is not None and item.state not in (ItemState.REFUSED, ItemState.DUPLICATE):
            groups.setdefault(item.identity, []).append(item)
    for group in groups.values():
        if len(group) > 1:
            found |= {item.key: item for item in _one_of(group)}
    return [found[item.key] for item in items]


def _once_each(items: Sequence[ReviewItem]) -> Iterator[ReviewItem]:
    """Yield the items; those of a file whose content another file has too are duplicates."""
    seen: dict[str, int] = {}
    for item in sorted(items, key=lambda item: (_file(item), item.key)):
        digest = item.reading.sha256
        if (
            item.reading.refused
            or item.duplicate
            or seen.setdefault(digest, id(item.reading)) == id(item.reading)
        ):
            yield item
        else:
            problem = Problem.of("import.same_file_in_batch", name=item.reading.name)
            yield dataclasses.replace(item, duplicate=problem)


def _file(item: ReviewItem) -> tuple[str, str]:
    return item.reading.name, str(item.sources[0]) if item.sources else ""


def _one_of(group: Sequence[ReviewItem]) -> Iterator[ReviewItem]:
    """Yield the forms of one voucher: one keeps the draft, the others are the same."""
    shown = min(group, key=lambda item: (_printed(item), _trusted(item), _file(item), item.key))
    best = min(group, key=lambda item: (_trusted(item), _file(item), item.key))
    assert best.draft is not None  # noqa: S101 -- merged() looked
    kinds = {shown.reading.mime}
    warnings = dict.fromkeys(best.draft.warnings)
    for item in sorted(group, key=lambda item: (_trusted(item), _file(item), item.key)):
        if item is shown:
            continue
        warnings |= dict.fromkeys(differences(best.draft, item.draft))
        number = text_of(best.draft, "number")
        if item.reading.mime in kinds:
            twice = Problem.of(
                "import.same_number_in_batch", number=number, name=shown.reading.name
            )
            yield dataclasses.replace(item, duplicate=twice)
            continue
        kinds.add(item.reading.mime)
        problem = Problem.of("import.same_voucher", name=shown.reading.name)
        same = Same(problem=problem, target=Target(TargetKind.ITEM, shown.key))
        yield checked(dataclasses.replace(item, same=same, category=""))
    warnings |= dict.fromkeys(differences(best.draft, shown.draft))
    draft = dataclasses.replace(best.draft, warnings=tuple(warnings))
    yield checked(dataclasses.replace(shown, draft=draft, category=best.category))


def _printed(item: ReviewItem) -> int:
    mime = item.reading.mime
    return PRINTED.index(mime) if mime in PRINTED else len(PRINTED)


def _trusted(item: ReviewItem) -> tuple[int, bool]:
    """Return how far a draft may be trusted, the best first; then those that itemise."""
    draft = item.draft
    if draft is None:
        return len(_TRUST), True
    origins = [field.origin for name, field in draft.fields.items() if name in _COMPARED]
    return min((_TRUST.index(origin) for origin in origins), default=len(_TRUST)), not draft.lines


def differences(best: Draft, other: Draft | None) -> Iterator[Problem]:
    """Yield where two forms of one 发票 contradict each other."""
    for name in _COMPARED:
        held = best.fields.get(name)
        told = other.fields.get(name) if other is not None else None
        if held is not None and told is not None and held.value != told.value:
            yield Problem.of("import.forms_differ", value=held.value, other=told.value)


def known(ws: Workspace, item: ReviewItem) -> ReviewItem:
    """Return the item, marked if the book has its file or its voucher."""
    if item.reading.refused:
        return item
    held = documents.by_sha256(ws.reader, item.reading.sha256)
    if held is not None:
        problem = Problem.of("import.same_file", title=held.title, day=held.added_at[:10])
        if item.reading.content and ws.book.files.mend(item.reading.content):
            problem = Problem.of("import.same_file_restored", title=held.title)
        return dataclasses.replace(item, duplicate=problem)
    draft = item.draft
    match draft.kind if draft else None:
        case DraftKind.FAPIAO:
            return _known_fapiao(ws, item, _draft(item))
        case DraftKind.PAYMENT:
            return _known_payment(ws, item, _draft(item))
        case DraftKind.DECLARATION:
            return _known_declaration(ws, item, _draft(item))
    return item


def _draft(item: ReviewItem) -> Draft:
    assert item.draft is not None  # noqa: S101 -- known() looked
    return item.draft


def _known_declaration(ws: Workspace, item: ReviewItem, draft: Draft) -> ReviewItem:
    number = text_of(draft, "number")
    if not number or not declarations.by_number(ws.reader, number):
        return item
    problem = Problem.of("import.same_declaration", number=number)
    return dataclasses.replace(item, duplicate=problem)


def _known_fapiao(ws: Workspace, item: ReviewItem, draft: Draft) -> ReviewItem:
    number = text_of(draft, "number")
    there = fapiao.by_identity(ws.reader, text_of(draft, "code"), number) if number else None
    record = fapiao.get(ws.reader, there) if there is not None else None
    if there is None or record is None:
        return item
    listed = _is_listed(draft)
    news = listed and _state(draft) in _TELLING and _state(draft) is not record.state
    if (listed and not news) or (not listed and item.reading.mime in _forms(ws, there, record)):
        problem = Problem.of("import.same_fapiao", number=number)
        return dataclasses.replace(item, duplicate=problem)
    problem = Problem.of("import.another_form", number=number)
    if news:
        problem = Problem.of("import.state_changed", number=number)
    told = tuple(_told_otherwise(record, draft))
    same = Same(problem=problem, target=Target(TargetKind.FAPIAO, there))
    return checked(
        dataclasses.replace(item, same=same, category="", remarks=(*item.remarks, *told))
    )


def _is_listed(draft: Draft) -> bool:
    """Tell whether a 发票 was read from a row of a list: the list is no form of it."""
    return all(field.origin in (Origin.SHEET, Origin.PERSON) for field in draft.fields.values())


def _state(draft: Draft) -> FapiaoState | None:
    field = draft.fields.get("state")
    return FapiaoState(str(field.value)) if field else None


def _told_otherwise(record: Fapiao, draft: Draft) -> Iterator[Problem]:
    for name in _COMPARED:
        held, told = getattr(record, name), draft.fields.get(name)
        if held and told is not None and told.value != held:
            yield Problem.of("import.forms_differ", value=held, other=told.value)


def _forms(ws: Workspace, number: FapiaoId, record: Fapiao) -> frozenset[str]:
    """Return the types of the files that the book keeps of a 发票."""
    ids = [record.document] if record.document is not None else []
    for links in expenses.evidence(ws.reader, expenses_of(ws, number)).values():
        ids += [link.document for link in links if link.role is EvidenceRole.FAPIAO]
    return frozenset(one.mime for one in documents.get_many(ws.reader, ids).values())


def expenses_of(ws: Workspace, number: FapiaoId) -> Sequence[ExpenseId]:
    """Return the expenses that a 发票 of the book stands behind."""
    return matching.expenses_of(ws.reader, [number]).get(number, ())


def _known_payment(ws: Workspace, item: ReviewItem, draft: Draft) -> ReviewItem:
    number = text_of(draft, "number")
    there = payments.by_identity(ws.reader, payment_identity(draft))
    if there is None and number:
        there = payments.by_number(ws.reader, number)
        record = payments.get_many(ws.reader, [there]).get(there) if there is not None else None
        if record is not None and not _alike(record.payee, record.amount, draft):
            there = None
    if there is None:
        return item
    problem = Problem.of("import.same_payment", number=number)
    return dataclasses.replace(item, duplicate=problem)


def _alike(payee: str, amount: Money, draft: Draft) -> bool:
    field = draft.fields.get("amount")
    return text_of(draft, "payee") == payee and field is not None and field.value == amount
