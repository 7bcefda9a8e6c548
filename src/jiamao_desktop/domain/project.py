"""What expenses belong to (项目): a fair, a certification, a pilot."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from jiamao_desktop.domain.errors import UserError

ProjectId = NewType("ProjectId", int)


class ProjectKind(StrEnum):
    """The kinds of project; each has fields of its own."""

    FAIR = "fair"
    CERTIFICATION = "certification"
    PILOT = "pilot"


class Participation(StrEnum):
    """参展形式."""

    ON_SITE = "on_site"
    BY_PROXY = "by_proxy"
    ONLINE = "online"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booth:
    """One booth at a fair.

    Attributes:
        area_dm2: Area in hundredths of a square metre: 9 m² is 900.
    """

    number: str
    area_dm2: int
    raw_space: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One person who went to the fair. Personal data: erasable, masked where shared."""

    name: str
    passport_number: str = ""
    left_on: dt.date | None = None
    returned_on: dt.date | None = None
    relation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fair:
    """A trade fair (展会).

    Attributes:
        in_key_catalogue: Listed in 《湖南省重点境外展会目录》 of its year; ``None``: not known yet.
        catalogue_entry: Year and number in that catalogue, as it will be printed.
        country: 国家（地区）; Hong Kong, Macao and Taiwan count as overseas for fairs.
    """

    title: str
    title_en: str = ""
    country: str = ""
    city: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    organiser: str = ""
    overseas: bool = True
    in_key_catalogue: bool | None = None
    catalogue_entry: str = ""
    participation: Participation = Participation.ON_SITE
    booths: tuple[Booth, ...] = ()
    participants: tuple[Participant, ...] = ()

    kind = ProjectKind.FAIR

    def __post_init__(self) -> None:
        """Refuse a fair that ends before it starts."""
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise UserError("project.ends_before_start", title=self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certification:
    """A certification (认证), such as AEO 高级认证.

    Attributes:
        standard: What is certified: ``"aeo_advanced"`` for AEO 高级认证.
        first: First certification rather than 复核; ``None``: not known yet.
    """

    title: str
    standard: str = "aeo_advanced"
    certificate_number: str = ""
    certified_on: dt.date | None = None
    issuer: str = ""
    first: bool | None = None

    kind = ProjectKind.CERTIFICATION


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    """A cross-border e-commerce pilot (跨境电商业务试点)."""

    title: str
    service_firm: str = ""
    platform: str = ""
    agreement_from: dt.date | None = None
    agreement_until: dt.date | None = None
    first_order_on: dt.date | None = None

    kind = ProjectKind.PILOT


Project = Fair | Certification | Pilot
