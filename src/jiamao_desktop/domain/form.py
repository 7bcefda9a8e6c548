"""Application forms (申请表) as data: which boxes a form has and what each one holds.

A form says *what* stands in a box and under which label; *where* the box lies is worked
out when it is drawn, so that a long answer makes a row taller instead of being cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jiamao_desktop.domain.project import ProjectKind

FIELDS: dict[str, ProjectKind | None] = {
    "applicant.name": None,
    "applicant.uscc": None,
    "applicant.ownership": None,
    "applicant.city": None,
    "applicant.address": None,
    "applicant.legal_representative": None,
    "applicant.legal_representative_phone": None,
    "applicant.contact": None,
    "applicant.office_phone": None,
    "applicant.fax": None,
    "applicant.mobile": None,
    "applicant.email": None,
    "applicant.bank_name": None,
    "applicant.bank_account": None,
    "applicant.account_name": None,
    "claim.title": None,
    "claim.measure": None,
    "claim.notice": None,
    "claim.authority": None,
    "claim.prepared_on": None,
    "claim.spent": None,
    "claim.base": None,
    "claim.ceiling": None,
    "claim.applied": None,
    "claim.applied_in_words": None,
    "claim.granted": None,
    "claim.other_funding": None,
    "claim.expense_count": None,
    "project.title": None,
    "fair.title_en": ProjectKind.FAIR,
    "fair.country": ProjectKind.FAIR,
    "fair.dates": ProjectKind.FAIR,
    "fair.organiser": ProjectKind.FAIR,
    "fair.participation": ProjectKind.FAIR,
    "fair.in_key_catalogue": ProjectKind.FAIR,
    "fair.catalogue_entry": ProjectKind.FAIR,
    "fair.booth_count": ProjectKind.FAIR,
    "fair.booth_numbers": ProjectKind.FAIR,
    "fair.booth_area": ProjectKind.FAIR,
    "fair.participant_count": ProjectKind.FAIR,
    "certification.standard": ProjectKind.CERTIFICATION,
    "certification.certificate_number": ProjectKind.CERTIFICATION,
    "certification.certified_on": ProjectKind.CERTIFICATION,
    "certification.issuer": ProjectKind.CERTIFICATION,
    "certification.first": ProjectKind.CERTIFICATION,
    "pilot.service_firm": ProjectKind.PILOT,
    "pilot.platform": ProjectKind.PILOT,
    "pilot.agreement": ProjectKind.PILOT,
    "pilot.first_order_on": ProjectKind.PILOT,
    "vehicle.number": ProjectKind.VEHICLE,
    "vehicle.day": ProjectKind.VEHICLE,
    "investment.number": ProjectKind.INVESTMENT,
    "investment.day": ProjectKind.INVESTMENT,
}
"""Every field a form may name, and the kind of project it needs (``None``: any).

Besides these, ``spent.<category>`` is what was spent on one expense category, such as
``spent.fair.booth``.
"""

SPENT_PREFIX = "spent."


class SignatureKind(StrEnum):
    """What goes into a box for the hand: a seal, a signature or a day."""

    SEAL = "seal"
    SIGN = "sign"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCell:
    """A label and the field beside it.

    Attributes:
        label: As printed, e.g. ``开户行``.
        field: A key of :data:`FIELDS`, ``spent.<category>``, or blank for a box that the
            authority fills in by hand.
        hint: Printed small and grey where the box is left empty.
    """

    label: str
    field: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """Cells side by side, each with the same share of the width.

    Attributes:
        lines: Least height, in lines of text.
    """

    cells: tuple[FormCell, ...]
    lines: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A place for a seal, a signature or a date."""

    label: str
    kind: SignatureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSection:
    """A headed group of rows; or a text to be signed; or both.

    Attributes:
        text: Printed over the full width, e.g. the 保证声明.
        signatures: Stand below the text, side by side.
    """

    title: str
    rows: tuple[FormRow, ...] = ()
    text: str = ""
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One application form.

    Attributes:
        title: Printed large on top, e.g. ``境外参展项目申请表``.
        project: The kind of project it is about; ``None`` for any.
        source: Where the labels come from.
        official: Issued by the authority itself; else the sheet says that it is not.
    """

    id: str
    title: str
    project: ProjectKind | None = None
    source: str
    official: bool = False
    sections: tuple[FormSection, ...]
