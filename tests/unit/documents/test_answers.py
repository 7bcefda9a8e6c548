"""What stands in the boxes: every field of every form, as people write it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.unit.documents import samples

from jiamao_desktop.documents.answers import (
    answer,
    boxes,
    chinese_date,
    plain_number,
    span_of_days,
    yuan,
)
from jiamao_desktop.domain.applicant import Ownership
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.form import FIELDS
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.packet import PacketRequest
from jiamao_desktop.domain.project import (
    Booth,
    Certification,
    Fair,
    Matter,
    Participation,
    Pilot,
    ProjectKind,
)

CERTIFICATION = Certification(
    title="AEO 高级认证",
    certificate_number="AEO-2026-001",
    certified_on=dt.date(2026, 5, 6),
    issuer="永州海关",
    first=True,
)
PILOT = Pilot(
    title="跨境电商业务试点",
    service_firm="样例孵化服务有限公司",
    platform="样例国际站",
    agreement_from=dt.date(2026, 1, 1),
    agreement_until=dt.date(2026, 12, 31),
    first_order_on=dt.date(2026, 4, 1),
)


def certification() -> PacketRequest:
    """Return a request about a certification."""
    return samples.request(project=CERTIFICATION)


def pilot() -> PacketRequest:
    """Return a request about a pilot."""
    return samples.request(project=PILOT)


@pytest.mark.parametrize("field", sorted(FIELDS))
@pytest.mark.parametrize("project", [samples.FAIR, CERTIFICATION, PILOT, None])
def test_every_field_has_an_answer_for_every_project(
    field: str, project: Fair | Certification | Pilot | None
) -> None:
    text = answer(samples.request(project=project), field)
    kind = FIELDS[field]
    if kind is not None and (project is None or project.kind is not kind):
        assert text == ""


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("applicant.name", "永州样例进出口有限公司"),
        ("applicant.uscc", "91431100MA4YANGLI7"),
        ("applicant.bank_account", "4000 0123 0900 0000 001"),
        ("applicant.ownership", "☐国有控股　☐集体　☑民营　☐股份制　☐中外合资　☐其他"),
        ("claim.title", "2026年第12届样例国际五金展览会"),
        ("claim.measure", "其他境外展会展位费补贴"),
        ("claim.notice", "永州市推进外贸高质量发展十条措施（永政办发〔2024〕8号）"),
        ("claim.authority", "永州市商务局"),
        ("claim.prepared_on", "2026年11月20日"),
        ("claim.spent", "¥40,123.45"),
        ("claim.base", "¥40,123.45"),
        ("claim.ceiling", "不超过 ¥28,086.41"),
        ("claim.applied", "¥28,086.00"),
        ("claim.applied_in_words", "人民币贰万捌仟零捌拾陆元整"),
        ("claim.granted", ""),
        ("claim.other_funding", "无"),
        ("claim.expense_count", "1 笔"),
        ("project.title", "2026年第12届样例国际五金展览会"),
        ("fair.title_en", "The 12th Sample International Hardware Fair 2026"),
        ("fair.country", "德国 科隆"),
        ("fair.dates", "2026年3月8日至2026年3月11日"),
        ("fair.organiser", "样例国际展览有限公司"),
        ("fair.participation", "☑实地参展　☐代参展　☐线上参展"),
        ("fair.in_key_catalogue", "☐是　☑否"),
        ("fair.catalogue_entry", ""),
        ("fair.booth_count", "2 个"),
        ("fair.booth_numbers", "4.2-B019、4.2-B021"),
        ("fair.booth_area", "22.5 平方米"),
        ("fair.participant_count", "2 人"),
        ("spent.fair.booth", "¥40,123.45"),
        ("spent.fair.freight", "¥0.00"),
    ],
)
def test_a_fair_answers_as_people_write(field: str, text: str) -> None:
    assert answer(samples.request(), field) == text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("project.title", "AEO 高级认证"),
        ("certification.standard", "海关 AEO 高级认证"),
        ("certification.certificate_number", "AEO-2026-001"),
        ("certification.certified_on", "2026年5月6日"),
        ("certification.issuer", "永州海关"),
        ("certification.first", "☑首次认证　☐复核"),
        ("fair.booth_count", ""),
    ],
)
def test_a_certification_answers_its_own_fields(field: str, text: str) -> None:
    assert answer(certification(), field) == text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("pilot.service_firm", "样例孵化服务有限公司"),
        ("pilot.platform", "样例国际站"),
        ("pilot.agreement", "2026年1月1日至2026年12月31日"),
        ("pilot.first_order_on", "2026年4月1日"),
        ("certification.issuer", ""),
    ],
)
def test_a_pilot_answers_its_own_fields(field: str, text: str) -> None:
    assert answer(pilot(), field) == text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("vehicle.number", "LZGJL4W40RX000001"),
        ("vehicle.day", "2026年3月2日"),
        ("investment.number", ""),
        ("project.title", "冷藏车一号"),
    ],
)
def test_a_vehicle_answers_its_own_fields(field: str, text: str) -> None:
    vehicle = Matter(
        kind=ProjectKind.VEHICLE,
        title="冷藏车一号",
        number="LZGJL4W40RX000001",
        day=dt.date(2026, 3, 2),
    )
    assert answer(samples.request(project=vehicle), field) == text


def test_an_unknown_standard_is_printed_as_it_is() -> None:
    request = samples.request(project=replace(CERTIFICATION, standard="iso_9001"))
    assert answer(request, "certification.standard") == "iso_9001"


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(UserError) as caught:
        answer(samples.request(), "applicant.shoe_size")
    assert caught.value.code == "form.unknown_field"
    assert caught.value.details == {"field": "applicant.shoe_size"}


@pytest.mark.parametrize("ownership", list(Ownership))
def test_exactly_one_box_is_ticked(ownership: Ownership) -> None:
    applicant = replace(samples.APPLICANT, ownership=ownership)
    text = answer(samples.request(applicant=applicant), "applicant.ownership")
    assert text.count("☑") == 1
    assert text.count("☐") == len(Ownership) - 1


@pytest.mark.parametrize("participation", list(Participation))
def test_the_way_of_taking_part_is_ticked(participation: Participation) -> None:
    request = samples.request(project=replace(samples.FAIR, participation=participation))
    text = answer(request, "fair.participation")
    assert text.split("☑")[1].split("　")[0] in {"实地参展", "代参展", "线上参展"}


def test_what_is_not_known_ticks_no_box() -> None:
    request = samples.request(project=replace(samples.FAIR, in_key_catalogue=None))
    assert answer(request, "fair.in_key_catalogue") == "☐是　☐否"


@pytest.mark.parametrize(
    "field",
    [
        "applicant.ownership",
        "fair.participation",
        "fair.in_key_catalogue",
        "certification.first",
    ],
)
def test_choices_are_rows_of_boxes(field: str) -> None:
    requests = [samples.request(), certification()]
    assert any("☐" in answer(request, field) for request in requests)


def test_a_raw_space_booth_says_so() -> None:
    fair = replace(samples.FAIR, booths=(Booth(number="A1", area_dm2=1800, raw_space=True),))
    assert answer(samples.request(project=fair), "fair.booth_numbers") == "A1（光地）"


def test_a_fair_without_booths_leaves_the_boxes_empty() -> None:
    request = samples.request(project=replace(samples.FAIR, booths=(), participants=()))
    for name in ("booth_count", "booth_numbers", "booth_area", "participant_count"):
        assert answer(request, f"fair.{name}") == ""


def test_the_name_on_the_account_is_the_firm_unless_said_otherwise() -> None:
    applicant = replace(samples.APPLICANT, account_name="")
    assert answer(samples.request(applicant=applicant), "applicant.account_name") == applicant.name
    other = replace(samples.APPLICANT, account_name="别名")
    assert answer(samples.request(applicant=other), "applicant.account_name") == "别名"


def test_other_funding_is_added_up() -> None:
    rows = [
        samples.row(1, other_funding=Money(10_000), funded_by="省级"),
        samples.row(2, other_funding=Money(5_050), funded_by="区级"),
    ]
    assert answer(samples.request(rows), "claim.other_funding") == "¥150.50"


def test_a_granted_amount_is_printed_once_known() -> None:
    assert answer(samples.request(granted=Money(100)), "claim.granted") == "¥1.00"


def test_a_fixed_award_is_not_called_a_ceiling() -> None:
    request = samples.request()
    fixed = replace(request, assessment=replace(request.assessment, up_to=False))
    assert answer(fixed, "claim.ceiling") == "¥28,086.41"


def test_a_notice_without_title_is_its_number() -> None:
    assert answer(samples.request(notice_title=""), "claim.notice") == "永政办发〔2024〕8号"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (None, None, ""),
        (samples.DAY, None, "2026年11月20日起"),
        (None, samples.DAY, "2026年11月20日"),
        (samples.DAY, samples.DAY, "2026年11月20日"),
    ],
)
def test_a_span_with_a_missing_end_says_what_is_known(
    first: dt.date | None, last: dt.date | None, text: str
) -> None:
    assert span_of_days(first, last) == text


@pytest.mark.parametrize(
    ("hundredths", "text"), [(900, "9"), (1350, "13.5"), (1225, "12.25"), (0, "0"), (5, "0.05")]
)
def test_areas_have_no_needless_noughts(hundredths: int, text: str) -> None:
    assert plain_number(hundredths) == text


def test_a_red_amount_has_its_sign_before_the_currency() -> None:
    assert yuan(Money(-123_456)) == "-¥1,234.56"
    assert yuan(Money(123_456)) == "¥1,234.56"


def test_no_day_is_blank() -> None:
    assert chinese_date(None) == ""


def test_boxes_stand_in_the_order_of_the_form() -> None:
    assert boxes({1: "甲", 2: "乙"}, 2) == "☐甲　☑乙"
    assert boxes({1: "甲", 2: "乙"}, None) == "☐甲　☐乙"
