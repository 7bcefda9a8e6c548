"""What expenses and days belong to (项目): a fair, a certification, a pilot, a machine."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from jiamao_desktop.domain.errors import UserError

ProjectId = NewType("ProjectId", int)


class ProjectKind(StrEnum):
    """The kinds of project.

    The first three have fields of their own; the others are a :class:`Matter` each.
    """

    FAIR = "fair"
    CERTIFICATION = "certification"
    PILOT = "pilot"
    VEHICLE = "vehicle"
    EQUIPMENT = "equipment"
    REFUND = "refund"
    TRANSFER = "transfer"
    INVESTMENT = "investment"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Anything else that is claimed for or watched one by one, with the day that counts.

    Attributes:
        kind: ``VEHICLE`` (供港直通车), ``EQUIPMENT`` (不作价设备), ``REFUND`` (一次出口退税申报),
            ``TRANSFER`` (深加工结转) or ``INVESTMENT`` (建设项目).
        number: What tells it apart on paper: 车架号, 设备编号, 受理号, 手册号, 批文号.
        day: 投入使用, 监管起算, 受理, 结转 or 验收 day.
    """

    kind: ProjectKind
    title: str
    number: str = ""
    day: dt.date | None = None
    note: str = ""


Project = Fair | Certification | Pilot | Matter
