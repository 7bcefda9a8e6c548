"""What stands in the boxes of a form: the request's values as people write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TypeVar

from jiamao_desktop.domain.amount_words import amount_in_words
from jiamao_desktop.domain.applicant import Ownership
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.form import FIELDS, SPENT_PREFIX
from jiamao_desktop.domain.money import Money, total
from jiamao_desktop.domain.packet import PacketRequest
from jiamao_desktop.domain.project import Certification, Fair, Matter, Participation, Pilot, Project

Choice = TypeVar("Choice")

TICKED = "☑"
BOX = "☐"

OWNERSHIP_LABELS = {
    Ownership.STATE: "国有控股",
    Ownership.COLLECTIVE: "集体",
    Ownership.PRIVATE: "民营",
    Ownership.JOINT_STOCK: "股份制",
    Ownership.JOINT_VENTURE: "中外合资",
    Ownership.OTHER: "其他",
}
PARTICIPATION_LABELS = {
    Participation.ON_SITE: "实地参展",
    Participation.BY_PROXY: "代参展",
    Participation.ONLINE: "线上参展",
}
STANDARD_LABELS = {"aeo_advanced": "海关 AEO 高级认证"}


def chinese_date(day: dt.date | None) -> str:
    """Return a day as it is written on forms: ``2026年3月8日``."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def span_of_days(first: dt.date | None, last: dt.date | None) -> str:
    """Return a span such as ``2026年3月8日至2026年3月11日``; a missing end is left open."""
    if first and last and first != last:
        return f"{chinese_date(first)}至{chinese_date(last)}"
    if first and not last:
        return f"{chinese_date(first)}起"
    return chinese_date(first or last)


def yuan(amount: Money) -> str:
    """Return an amount with its sign: ``¥1,234.00``."""
    return f"-¥{-amount}" if amount.fen < 0 else f"¥{amount}"


def plain_number(hundredths: int) -> str:
    """Return a number kept in hundredths without needless noughts: ``9``, ``13.5``."""
    whole, part = divmod(hundredths, 100)
    return f"{whole}.{part:02d}".rstrip("0") if part else str(whole)


def boxes(labels: Mapping[Choice, str], chosen: Choice | None) -> str:
    """Return a row of boxes with one ticked: ``☐国有控股　☑民营``."""
    return "　".join(f"{TICKED if key == chosen else BOX}{label}" for key, label in labels.items())


def answer(request: PacketRequest, field: str) -> str:
    """Return the text of a field; blank when it does not apply or is not known.

    Raises:
        UserError: ``form.unknown_field`` -- the form names a field that does not exist.
    """
    if field.startswith(SPENT_PREFIX):
        return _spent_on(request, field.removeprefix(SPENT_PREFIX))
    if field not in FIELDS:
        raise UserError("form.unknown_field", field=field)
    head, _, name = field.partition(".")
    if head == "applicant":
        return _applicant(request, name)
    if head == "claim":
        return _CLAIM[name](request)
    return _project(request.project, head, name) if request.project else ""


def _project(project: Project, head: str, name: str) -> str:
    """Return a field of the project; blank where it is a project of another kind."""
    match project:
        case _ if head == "project":
            return project.title
        case Fair() if head == "fair":
            return _FAIR[name](project)
        case Certification() if head == "certification":
            return _CERTIFICATION[name](project)
        case Pilot() if head == "pilot":
            return _PILOT[name](project)
        case Matter() if head == project.kind:
            return _MATTER[name](project)
    return ""


def _applicant(request: PacketRequest, name: str) -> str:
    if name == "ownership":
        return boxes(OWNERSHIP_LABELS, request.applicant.ownership)
    value: str = getattr(request.applicant, name)
    if name == "account_name":
        return value or request.applicant.name
    return value


def _spent_on(request: PacketRequest, category: str) -> str:
    return yuan(total(row.gross for row in request.rows if row.category == category))


def _funding(request: PacketRequest) -> str:
    given = total(row.other_funding for row in request.rows)
    return yuan(given) if given else "无"


def _yes_no(value: bool | None) -> str:
    return boxes({True: "是", False: "否"}, value)


_CLAIM: Mapping[str, Callable[[PacketRequest], str]] = {
    "title": lambda r: r.title,
    "measure": lambda r: r.measure_title,
    "notice": lambda r: (
        f"{r.notice_title}（{r.notice_number}）" if r.notice_title else r.notice_number
    ),
    "authority": lambda r: r.authority,
    "prepared_on": lambda r: chinese_date(r.prepared_on),
    "spent": lambda r: yuan(r.spent),
    "base": lambda r: yuan(total(row.base for row in r.rows)),
    "ceiling": lambda r: f"{'不超过 ' if r.assessment.up_to else ''}{yuan(r.ceiling)}",
    "applied": lambda r: yuan(r.applied),
    "applied_in_words": lambda r: amount_in_words(r.applied),
    "granted": lambda r: yuan(r.granted) if r.granted is not None else "",
    "other_funding": _funding,
    "expense_count": lambda r: f"{len(r.rows)} 笔",
}

_FAIR: Mapping[str, Callable[[Fair], str]] = {
    "title_en": lambda f: f.title_en,
    "country": lambda f: " ".join(part for part in (f.country, f.city) if part),
    "dates": lambda f: span_of_days(f.starts_on, f.ends_on),
    "organiser": lambda f: f.organiser,
    "participation": lambda f: boxes(PARTICIPATION_LABELS, f.participation),
    "in_key_catalogue": lambda f: _yes_no(f.in_key_catalogue),
    "catalogue_entry": lambda f: f.catalogue_entry,
    "booth_count": lambda f: f"{len(f.booths)} 个" if f.booths else "",
    "booth_numbers": lambda f: "、".join(
        booth.number + ("（光地）" if booth.raw_space else "") for booth in f.booths
    ),
    "booth_area": lambda f: (
        f"{plain_number(sum(booth.area_dm2 for booth in f.booths))} 平方米" if f.booths else ""
    ),
    "participant_count": lambda f: f"{len(f.participants)} 人" if f.participants else "",
}

_CERTIFICATION: Mapping[str, Callable[[Certification], str]] = {
    "standard": lambda c: STANDARD_LABELS.get(c.standard, c.standard),
    "certificate_number": lambda c: c.certificate_number,
    "certified_on": lambda c: chinese_date(c.certified_on),
    "issuer": lambda c: c.issuer,
    "first": lambda c: boxes({True: "首次认证", False: "复核"}, c.first),
}

_PILOT: Mapping[str, Callable[[Pilot], str]] = {
    "service_firm": lambda p: p.service_firm,
    "platform": lambda p: p.platform,
    "agreement": lambda p: span_of_days(p.agreement_from, p.agreement_until),
    "first_order_on": lambda p: chinese_date(p.first_order_on),
}

_MATTER: Mapping[str, Callable[[Matter], str]] = {
    "number": lambda m: m.number,
    "day": lambda m: chinese_date(m.day),
}
