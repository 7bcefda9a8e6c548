"""Who claims (申报主体): what the head of every form asks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ApplicantKind(StrEnum):
    """The kinds of applicant the five documents name."""

    ENTERPRISE = "enterprise"
    COUNTY = "county"
    INCUBATION_CENTRE = "incubation_centre"
    PARK = "park"
    BONDED_ZONE = "bonded_zone"
    BONDED_LOGISTICS_CENTRE = "bonded_logistics_centre"
    SERVICE_CENTRE = "service_centre"
    RESEARCH_BODY = "research_body"
    CITY = "city"
    ORGANISER = "organiser"
    SERVICE_PROVIDER = "service_provider"
    FOREIGN_INVESTOR = "foreign_investor"
    INSTITUTION = "institution"


class Ownership(StrEnum):
    """单位性质, in the order of the application form."""

    STATE = "state"
    COLLECTIVE = "collective"
    PRIVATE = "private"
    JOINT_STOCK = "joint_stock"
    JOINT_VENTURE = "joint_venture"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """The one applicant of a book. Blank text means: not filled in yet.

    Attributes:
        name: Full name, exactly as on the seal.
        uscc: 统一社会信用代码, 18 characters, checked on input.
        city: 市 of registration, as packs write it: ``"永州市"``.
        account_name: 户名 of the bank account; normally the name.
    """

    name: str
    uscc: str
    kind: ApplicantKind = ApplicantKind.ENTERPRISE
    ownership: Ownership = Ownership.PRIVATE
    city: str = ""
    county: str = ""
    address: str = ""
    legal_representative: str = ""
    legal_representative_phone: str = ""
    contact: str = ""
    office_phone: str = ""
    fax: str = ""
    mobile: str = ""
    email: str = ""
    bank_name: str = ""
    bank_account: str = ""
    account_name: str = ""
