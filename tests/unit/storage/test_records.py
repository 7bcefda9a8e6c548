from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.unit.storage.books import (
    changing,
    sample_document,
    sample_fapiao,
)

from jiamao_desktop.domain.applicant import Applicant, ApplicantKind, Ownership
from jiamao_desktop.domain.assessment import Basis
from jiamao_desktop.domain.choice import ChosenReading, ParameterEntry
from jiamao_desktop.domain.customs import (
    Declaration,
    DeclarationId,
    DeclarationItem,
    Direction,
)
from jiamao_desktop.domain.document import DocumentId, DocumentKind
from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.facts import Answer, FactOrigin, FactValue
from jiamao_desktop.domain.fapiao import FapiaoId, FapiaoLine
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.payment import Payment
from jiamao_desktop.domain.project import (
    Booth,
    Fair,
    Participant,
    Participation,
)
from jiamao_desktop.storage import (
    answers,
    applicants,
    declarations,
    documents,
    fapiao,
    parameters,
    payments,
    projects,
    readings,
)
from jiamao_desktop.storage.database import Database

APPLICANT = Applicant(
    name="永州样例电子有限公司",
    uscc="91431100MA4L00000X",
    kind=ApplicantKind.ENTERPRISE,
    ownership=Ownership.JOINT_VENTURE,
    city="永州市",
    bank_account="6222000000000000000",
)
FAIR = Fair(
    title="第139届广交会",
    title_en="Canton Fair",
    country="日本",
    starts_on=dt.date(2026, 4, 15),
    ends_on=dt.date(2026, 4, 19),
    overseas=False,
    in_key_catalogue=True,
    participation=Participation.BY_PROXY,
    booths=(Booth(number="B", area_dm2=900), Booth(number="A", area_dm2=1800, raw_space=True)),
    participants=(
        Participant(name="张三", passport_number="E12345678", left_on=dt.date(2026, 4, 14)),
        Participant(name="李四", relation="外聘"),
    ),
)
PAYMENT = Payment(
    number="2026030100001",
    paid_on=dt.date(2026, 3, 1),
    payer="永州样例电子有限公司",
    payer_account="6222",
    payee="长沙龙飞展览有限公司",
    payee_account="6333",
    amount=Money(1_480_12),
    currency="USD",
)
DECLARATION = Declaration(
    number="531620260000000123",
    direction=Direction.EXPORT,
    declared_on=dt.date(2026, 3, 1),
    customs_regime="0615",
    items=(
        DeclarationItem(
            number=1,
            hs_code="8504401990",
            name="稳压电源",
            quantity=Decimal("1200.50"),
            unit="千克",
            unit_price=Decimal("3.3333"),
            total=400167,
            currency="USD",
        ),
        DeclarationItem(number=2, hs_code="8504409999", name="零件", total=100, currency="EUR"),
        DeclarationItem(number=3, hs_code="8504409999", name="赠品"),
    ),
)


def test_a_new_book_has_no_applicant(db: Database) -> None:
    assert applicants.get(db) is None


def test_the_applicant_is_one_and_can_be_changed(db: Database) -> None:
    with changing(db):
        applicants.put(db, APPLICANT)
    assert applicants.get(db) == APPLICANT
    changed = replace(APPLICANT, mobile="13800000000")
    with changing(db):
        applicants.put(db, changed)
    assert applicants.get(db) == changed
    assert db.table("applicant").count == 1


def test_a_document_comes_back_as_it_was(db: Database) -> None:
    with changing(db):
        number = documents.add(db, sample_document())
    assert documents.get_many(db, [number, DocumentId(99)]) == {number: sample_document()}
    assert documents.by_sha256(db, sample_document().sha256) == sample_document()
    assert documents.by_sha256(db, "0" * 64) is None


def test_the_same_file_twice_is_named(db: Database) -> None:
    with changing(db):
        documents.add(db, sample_document())
    with pytest.raises(UserError) as caught, changing(db):
        documents.add(db, sample_document(title="又一次"))
    assert caught.value.code == "document.duplicate"
    assert caught.value.details == {"title": "又一次"}


def test_a_document_can_be_said_to_be_something_else(db: Database) -> None:
    with changing(db):
        number = documents.add(db, sample_document())
        documents.set_kind(db, number, DocumentKind.CONTRACT)
    assert documents.get_many(db, [number])[number].kind is DocumentKind.CONTRACT


def test_documents_are_found_by_kind(db: Database) -> None:
    kinds = [DocumentKind.LICENCE, DocumentKind.PHOTO, DocumentKind.CREDIT_REPORT]
    with changing(db):
        made = [
            documents.add(db, sample_document(number, kind=kind))
            for number, kind in enumerate(kinds)
        ]
    wanted = (DocumentKind.LICENCE, DocumentKind.CREDIT_REPORT)
    assert documents.of_kinds(db, wanted) == [made[0], made[2]]
    assert documents.of_kinds(db, ()) == []


def test_a_fapiao_comes_back_with_its_lines(db: Database) -> None:
    lines = (
        FapiaoLine(name="*会展服务*展位费", quantity=Decimal("1.500"), unit_price=Decimal(6000)),
        FapiaoLine(name="折扣", net=Money(-100), tax=Money(-6), rate="6%"),
    )
    with changing(db):
        document = documents.add(db, sample_document())
        record = sample_fapiao(lines=lines, document=document)
        number = fapiao.add(db, record)
    assert fapiao.get(db, number) == record
    assert fapiao.get(db, FapiaoId(99)) is None


def test_a_red_fapiao_is_negative(db: Database) -> None:
    red = sample_fapiao(net=Money(-100), tax=Money(-6), gross=Money(-106), lines=())
    with changing(db):
        number = fapiao.add(db, red)
    assert fapiao.get(db, number) == red


def test_the_same_number_twice_is_named(db: Database) -> None:
    with changing(db):
        first = fapiao.add(db, sample_fapiao())
    assert fapiao.by_identity(db, *sample_fapiao().identity) == first
    with pytest.raises(UserError) as caught, changing(db):
        fapiao.add(db, sample_fapiao(seller="别人"))
    assert caught.value.code == "fapiao.duplicate"
    assert caught.value.details == {"number": sample_fapiao().number}


def test_old_numbers_of_different_codes_are_different_fapiao(db: Database) -> None:
    with changing(db):
        for code in ("4300171130", "4300171131"):
            fapiao.add(db, sample_fapiao(number=1, code=code))
    assert fapiao.by_identity(db, "4300171132", sample_fapiao().number) is None
    assert db.table("fapiao").count == 2


def test_a_bank_slip_comes_back_as_it_was(db: Database) -> None:
    with changing(db):
        number = payments.add(db, PAYMENT)
    assert payments.get_many(db, [number]) == {number: PAYMENT}
    assert payments.by_number(db, PAYMENT.number) == number
    assert payments.by_number(db, "nobody's") is None


def test_slips_of_two_banks_may_share_a_number(db: Database) -> None:
    with changing(db):
        first = payments.add(db, PAYMENT)
        second = payments.add(db, replace(PAYMENT, paid_on=dt.date(2026, 4, 1)))
    assert payments.by_number(db, PAYMENT.number) == first
    assert payments.all_ids(db) == [second, first]


def test_a_declaration_comes_back_with_its_items(db: Database) -> None:
    with changing(db):
        number = declarations.add(db, DECLARATION)
    assert declarations.get_many(db, [number, DeclarationId(99)]) == {number: DECLARATION}
    assert declarations.by_number(db, DECLARATION.number) == number


def test_the_same_declaration_twice_is_named(db: Database) -> None:
    with changing(db):
        declarations.add(db, DECLARATION)
    with pytest.raises(UserError) as caught, changing(db):
        declarations.add(db, DECLARATION)
    assert caught.value.code == "declaration.duplicate"


def test_drafts_without_a_number_are_never_the_same(db: Database) -> None:
    with changing(db):
        for _ in range(2):
            declarations.add(db, Declaration(number=""))
    assert declarations.by_number(db, "") is None
    assert len(declarations.ids(db)) == 2


def test_declarations_are_listed_newest_first_and_summed_by_currency(db: Database) -> None:
    with changing(db):
        old = declarations.add(db, replace(DECLARATION, number="1" * 18))
        new = declarations.add(
            db, replace(DECLARATION, number="2" * 18, declared_on=dt.date(2026, 5, 1))
        )
        draft = declarations.add(db, Declaration(number=""))
    assert list(declarations.ids(db)) == [new, old, draft]
    assert declarations.totals(db) == {"EUR": 200, "USD": 800334}


VALUES: list[FactValue] = [
    True,
    False,
    0,
    1,
    -7,
    10**15,
    "",
    "永州市",
    "1",
    Money(0),
    Money(-12345),
    Fraction(1, 3),
    Fraction(7, 10),
    dt.date(2026, 2, 28),
    frozenset[str](),
    frozenset({"乙,", "甲"}),
]


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_an_answer_of_every_type_comes_back_as_it_was(db: Database, value: FactValue) -> None:
    answer = Answer(fact="firm.fact", value=value, as_of=dt.date(2026, 1, 1), source="通知")
    with changing(db):
        answers.put(db, answer)
    [found] = answers.all(db)
    assert found == answer
    assert type(found.value) is type(value)


def test_unknown_said_so_and_not_applicable_are_kept_apart(db: Database) -> None:
    with changing(db):
        answers.put(db, Answer(fact="a", value=None))
        answers.put(db, Answer(fact="b", value=None, not_applicable=True))
    assert [(one.fact, one.value, one.not_applicable) for one in answers.all(db)] == [
        ("a", None, False),
        ("b", None, True),
    ]


def test_there_is_one_answer_per_fact_and_project(db: Database) -> None:
    with changing(db):
        fair = projects.add(db, FAIR)
        for value in (1, 2):
            answers.put(db, Answer(fact="people", value=value))
            answers.put(db, Answer(fact="people", value=value * 10, project=fair))
    assert [(one.project, one.value) for one in answers.all(db)] == [(None, 2), (fair, 20)]


def test_an_answer_can_be_taken_back(db: Database) -> None:
    with changing(db):
        answers.put(db, Answer(fact="people", value=1, origin=FactOrigin.LAST_YEAR))
        answers.remove(db, "people")
        answers.remove(db, "never asked")
    assert answers.all(db) == []


def test_a_reading_is_settled_once_and_can_be_settled_again(db: Database) -> None:
    first = ChosenReading(pack="p", measure="m", reading="booth", option="narrow")
    second = replace(first, option="wide", note="市商务局答复")
    with changing(db):
        readings.put(db, first)
        readings.put(db, replace(first, measure="other"))
    with changing(db):
        readings.put(db, second)
    assert readings.all(db) == [replace(first, measure="other"), second]


def test_an_entered_figure_keeps_its_source(db: Database) -> None:
    rate = ParameterEntry(
        measure="m", param="rate", value="70%", source="湘商贸〔2023〕1号", basis=Basis.PRACTICE
    )
    with changing(db):
        parameters.put(db, rate)
    assert parameters.of(db, "m") == [rate]
    assert parameters.of(db, "other") == []


def test_what_was_entered_for_a_project_wins_over_the_measure(db: Database) -> None:
    with changing(db):
        fair, other = projects.add(db, FAIR), projects.add(db, FAIR)
        general = ParameterEntry(measure="m", param="rate", value="50%", source="a")
        special = replace(general, project=fair, value="70%")
        for one in (special, general):
            parameters.put(db, one)
    assert {one.param: one.value for one in parameters.of(db, "m", fair)} == {"rate": "70%"}
    assert {one.param: one.value for one in parameters.of(db, "m", other)} == {"rate": "50%"}
    assert parameters.of(db, "m") == [general]


def test_a_figure_can_be_changed_and_a_blank_one_is_taken_out(db: Database) -> None:
    rate = ParameterEntry(measure="m", param="rate", value="50%", source="a")
    with changing(db):
        parameters.put(db, rate)
        parameters.put(db, replace(rate, value="60%"))
    assert [one.value for one in parameters.of(db, "m")] == ["60%"]
    with changing(db):
        parameters.put(db, replace(rate, value=""))
        parameters.put(db, replace(rate, value="", param="never entered"))
    assert parameters.of(db, "m") == []
