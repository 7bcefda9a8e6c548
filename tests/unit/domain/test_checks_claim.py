"""Rules about days, projects and customs: what each finds, lets pass, and cannot tell."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from tests.unit.domain.check_making import (
    RULES,
    claim,
    contract,
    fapiao,
    item,
    of,
    rules,
    sentence,
)

from jiamao_desktop.domain.checks_base import CheckedClaim, CheckedExpense, Nature
from jiamao_desktop.domain.contract import ContractFee
from jiamao_desktop.domain.customs import Declaration, DeclarationItem, Direction
from jiamao_desktop.domain.document import DocumentKind, EvidenceRole
from jiamao_desktop.domain.fapiao import FapiaoLine
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.project import (
    Booth,
    Certification,
    Fair,
    Matter,
    Participant,
    ProjectKind,
)
from jiamao_desktop.domain.self_check import look_through

US = "永州样例进出口有限公司"
FIRST, LAST = dt.date(2024, 6, 14), dt.date(2027, 6, 13)
ALL_THERE = {DocumentKind.PHOTO: 2, DocumentKind.TRAVEL: 1}


def dated(day: dt.date | None) -> CheckedClaim:
    return claim(item(day=day), in_force_from=FIRST, in_force_until=LAST)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (FIRST, []),
        (LAST, []),
        (FIRST - dt.timedelta(days=1), ["R05"]),
        (LAST + dt.timedelta(days=1), ["R05"]),
        (None, ["R05-unknown"]),
    ],
)
def test_the_day_that_decides_falls_into_the_time_of_the_notice(
    day: dt.date | None, found: list[str]
) -> None:
    assert rules(dated(day)) == found


def test_a_notice_without_an_end_covers_every_later_day() -> None:
    open_ended = claim(item(day=LAST), in_force_from=FIRST, in_force_until=None)
    assert rules(open_ended) == []


@pytest.mark.parametrize(
    ("day", "found"),
    [(FIRST, []), (dt.date(2020, 1, 1), ["R05-project"]), (None, ["R05-project-unknown"])],
)
def test_a_day_of_the_project_is_said_once(day: dt.date | None, found: list[str]) -> None:
    two = (item(1, day=day), item(2, day=day))
    said = claim(*two, in_force_from=FIRST, in_force_until=LAST, decided_by_project=True)
    assert rules(said) == found


def traveller(**changes: Any) -> Participant:
    usual = Participant(
        name="李四",
        passport_number="E1",
        left_on=dt.date(2026, 4, 10),
        returned_on=dt.date(2026, 4, 20),
        relation="员工",
    )
    return dataclasses.replace(usual, **changes)


def trip(*people: Participant, **changes: Any) -> CheckedClaim:
    spent = dataclasses.replace(item().expense, category="fair.people")
    fair = Fair(title="样例展", booths=(Booth(number="A1", area_dm2=900),), participants=people)
    usual: dict[str, Any] = {"project": fair, "documents": ALL_THERE}
    return claim(item(expense=spent, keywords=()), **(usual | changes))


def test_travellers_with_all_their_papers_pass() -> None:
    assert rules(trip(traveller())) == []


@pytest.mark.parametrize(
    ("missing", "rule"),
    [
        ({"passport_number": ""}, "R09-passport"),
        ({"left_on": None}, "R09-days"),
        ({"returned_on": None}, "R09-days"),
        ({"relation": " "}, "R09-relation"),
    ],
)
def test_whatever_a_traveller_lacks_is_named(missing: dict[str, Any], rule: str) -> None:
    [slip] = look_through(trip(traveller(), traveller(name="王五", **missing)))
    assert slip.rule == rule
    assert "王五" in sentence(slip)


def test_travel_without_travel_papers_is_found() -> None:
    assert rules(trip(traveller(), documents={DocumentKind.PHOTO: 2})) == ["R09"]


def test_travel_of_nobody_known_cannot_be_told() -> None:
    [slip] = look_through(trip())
    assert (slip.rule, slip.nature) == ("R09-nobody", Nature.UNKNOWN)


def test_a_booth_alone_asks_nobody_for_a_passport() -> None:
    assert rules(claim()) == []


def test_a_contract_that_names_the_booth_passes_and_another_is_asked_about() -> None:
    assert rules(claim(item(contract=contract(title="参展合同 A1")))) == []
    assert rules(claim(item(contract=contract(title="参展合同")))) == ["R11-contract"]
    by_fee = contract(title="", fees=(ContractFee(name="A1 展位", amount=Money(1)),))
    assert rules(claim(item(contract=by_fee))) == []


def certified(*items: CheckedExpense, **changes: Any) -> CheckedClaim:
    about = Certification(title="AEO", certified_on=dt.date(2026, 6, 1), first=True)
    usual = {"project": dataclasses.replace(about, **changes), "in_force_from": FIRST}
    each = items or (item(day=dt.date(2026, 5, 1)),)
    return claim(*each, **usual)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"certified_on": dt.date(2023, 1, 1)}, ["R13"]),
        ({"certified_on": None}, ["R13-unknown"]),
        ({"first": False}, ["R13-again"]),
        ({"first": None}, []),
    ],
)
def test_the_certificate_is_of_the_time_of_the_notice(
    changes: dict[str, Any], found: list[str]
) -> None:
    assert rules(certified(**changes)) == found


@pytest.mark.parametrize("word", ["年审费", "换证费", "CCC认证"])
def test_yearly_audits_and_compulsory_certification_are_found(word: str) -> None:
    line = item(
        day=FIRST, keywords=(), fapiao=fapiao(lines=(FapiaoLine(name=f"*鉴证服务*{word}"),))
    )
    assert rules(certified(line)) == ["R13-words"]
    fee = contract(fees=(ContractFee(name=word, amount=Money(1)),))
    assert rules(certified(item(day=FIRST, contract=fee))) == ["R13-words"]


def test_a_yearly_audit_recorded_as_one_is_not_named_twice() -> None:
    yearly = dataclasses.replace(item().expense, category="certification.yearly")
    bill = fapiao(lines=(FapiaoLine(name="年审费"),))
    assert rules(certified(item(day=FIRST, expense=yearly, keywords=(), fapiao=bill))) == []


def lorry(own: bool | None = True, **changes: Any) -> CheckedClaim:
    about = Matter(kind=ProjectKind.VEHICLE, title="直通车", number="LSV1")
    proved = item(roles=frozenset(EvidenceRole))
    facts = {} if own is None else {"vehicle.own_registration": own}
    return claim(
        changes.pop("proved", proved),
        project=dataclasses.replace(about, **changes),
        documents={},
        facts=facts,
    )


def test_a_vehicle_is_the_applicants_and_in_use() -> None:
    assert rules(lorry()) == []
    assert rules(lorry(own=False)) == ["R25"]
    assert rules(lorry(own=None)) == ["R25-unknown"]
    assert rules(lorry(number="")) == ["R25-number"]
    assert rules(lorry(proved=item())) == ["R25-use"]


def test_other_matters_are_no_vehicles() -> None:
    assert rules(lorry(own=False, kind=ProjectKind.EQUIPMENT, number="")) == []


def imported(**changes: Any) -> CheckedExpense:
    spent = dataclasses.replace(
        item().expense, category="interest.import", paid_on=dt.date(2026, 6, 1)
    )
    declaration = Declaration(
        number="530120260000000001",
        direction=Direction.IMPORT,
        domestic_party=US,
        consumer=US,
        customs_regime="0110",
        items=(DeclarationItem(number=1, hs_code="8456110090", name="激光切割机"),),
    )
    return item(
        expense=spent,
        keywords=(),
        contract=contract(),
        declarations=(dataclasses.replace(declaration, **changes),),
    )


def test_an_own_import_of_new_goods_under_general_trade_passes() -> None:
    assert of(imported()) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"domestic_party": "别家有限公司"}, "R18"),
        ({"consumer": "别家有限公司"}, "R18-consumer"),
        ({"customs_regime": "0615", "customs_regime_name": "进料对口"}, "R18-regime"),
        ({"customs_regime": ""}, "R18-no-regime"),
        ({"items": (DeclarationItem(number=1, hs_code="", name="旧激光切割机"),)}, "R18-old"),
    ],
)
def test_what_a_declaration_shows_otherwise_is_found(changes: dict[str, Any], rule: str) -> None:
    assert of(imported(**changes)) == [rule]


def test_blank_parties_of_a_declaration_are_not_accused() -> None:
    assert of(imported(domestic_party="", consumer="")) == []


def test_an_export_is_nobodys_import() -> None:
    assert of(imported(direction=Direction.EXPORT, domestic_party="别家")) == []


def test_import_interest_without_a_declaration_cannot_be_told() -> None:
    assert of(dataclasses.replace(imported(), declarations=())) == ["R18-unknown"]


def test_every_rule_names_a_place_in_the_chain_only_where_it_is_mended_there() -> None:
    places = {name: rule.place for name, rule in RULES.items()}
    assert places["R02"] is EvidenceRole.PAYMENT
    assert places["R04-party"] is EvidenceRole.CONTRACT
    assert places["R22"] is None
    unplaced = {name.partition("-")[0] for name, place in places.items() if place is None}
    assert not unplaced & {"R01", "R02", "R03", "R04", "R12", "R14", "R15", "R18", "R19"}
