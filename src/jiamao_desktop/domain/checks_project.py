"""What a reviewer compares with the project of a claim: people, booths, certificates, cars."""

from __future__ import annotations

from collections.abc import Iterator

from jiamao_desktop.domain.checks_base import CheckedClaim, Nature, Slip, about, first_word, slip
from jiamao_desktop.domain.checks_chain import FULL_YEAR_DAYS
from jiamao_desktop.domain.document import DocumentKind, EvidenceRole
from jiamao_desktop.domain.project import (
    Certification,
    Fair,
    Matter,
    Participant,
    Pilot,
    ProjectKind,
)

PHOTOS_WANTED = 2


def travellers(claim: CheckedClaim) -> Iterator[Slip]:
    """R09: whoever's travel is claimed has a passport, was abroad, and belongs to the firm."""
    project = claim.project
    wanted = claim.setting.of("R09").categories
    if not isinstance(project, Fair) or not any(
        item.expense.category in wanted for item in claim.expenses
    ):
        return
    if not project.participants:
        yield about("R09-nobody", "participants", Nature.UNKNOWN, title=project.title)
    for person in project.participants:
        yield from _traveller(person)
    if not claim.documents.get(DocumentKind.TRAVEL):
        yield about("R09", nature=Nature.MISSING, title=project.title)


def _traveller(person: Participant) -> Iterator[Slip]:
    for rule, there in (
        ("R09-passport", bool(person.passport_number.strip())),
        ("R09-days", person.left_on is not None and person.returned_on is not None),
        ("R09-relation", bool(person.relation.strip())),
    ):
        if not there:
            yield about(rule, "participants", Nature.MISSING, name=person.name)


def too_few_photos(claim: CheckedClaim) -> Iterator[Slip]:
    """R10: a fair is proved by photos."""
    photos = claim.documents.get(DocumentKind.PHOTO, 0)
    if isinstance(claim.project, Fair) and photos < PHOTOS_WANTED:
        yield about("R10", nature=Nature.MISSING, count=photos)


def booths(claim: CheckedClaim) -> Iterator[Slip]:
    """R11: the booth is known, and the contract names it."""
    project = claim.project
    if not isinstance(project, Fair):
        return
    if not project.booths:
        yield about("R11", "booths", title=project.title)
    contracts = {one.contract for one in claim.expenses if one.contract is not None}
    told = " ".join(
        " ".join((one.title, one.note, *(fee.name for fee in one.fees))) for one in contracts
    )
    for booth in project.booths:
        if contracts and booth.number.strip() and booth.number not in told:
            yield about("R11-contract", "booths", Nature.UNKNOWN, booth=booth.number)


def certificates(claim: CheckedClaim) -> Iterator[Slip]:
    """R13: the certificate is of the time of the notice, and a new one."""
    project = claim.project
    if not isinstance(project, Certification):
        return
    day = project.certified_on
    if day is None:
        yield about("R13-unknown", "certified_on", Nature.UNKNOWN, title=project.title)
    elif not claim.covers(day):
        yield about("R13", "certified_on", title=project.title, day=day)
    if project.first is False:
        yield about("R13-again", "first", title=project.title)
    terms = claim.setting.of("R13-words")
    for item in claim.expenses:
        if item.expense.category in terms.exempt:
            continue
        lines = [line.name for line in item.fapiao.lines] if item.fapiao else []
        fees = [fee.name for fee in item.contract.fees] if item.contract else []
        title = item.contract.title if item.contract else ""
        if word := first_word(terms.words, item.expense.description, title, *fees, *lines):
            yield slip("R13-words", item, "description", word=word)


def part_of_a_year(claim: CheckedClaim) -> Iterator[Slip]:
    """R24: a yearly fee is for a year."""
    project = claim.project
    if not isinstance(project, Pilot):
        return
    if project.agreement_from is None or project.agreement_until is None:
        yield about("R24-dates", "agreement_from", Nature.UNKNOWN)
        return
    days = (project.agreement_until - project.agreement_from).days + 1
    if days < FULL_YEAR_DAYS:
        yield about("R24", "agreement_until", days=days)


def vehicles(claim: CheckedClaim) -> Iterator[Slip]:
    """R25: the vehicle is the applicant's, and in use."""
    project = claim.project
    if not isinstance(project, Matter) or project.kind is not ProjectKind.VEHICLE:
        return
    own = claim.facts.get(claim.setting.of("R25").fact)
    if own is None:
        yield about("R25-unknown", "number", Nature.UNKNOWN, title=project.title)
    elif own is False:
        yield about("R25", "number", title=project.title)
    if not project.number.strip():
        yield about("R25-number", "number", Nature.MISSING, title=project.title)
    if not any(EvidenceRole.OUTCOME in item.roles for item in claim.expenses):
        yield about("R25-use", nature=Nature.MISSING, title=project.title)
