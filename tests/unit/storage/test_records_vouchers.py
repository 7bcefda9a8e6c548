"""Red 发票 and bank slips: what they reverse, and what makes them one and the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.unit.storage.books import (
    changing,
    sample_fapiao,
)

from jiamao_desktop.domain.errors import UserError
from jiamao_desktop.domain.fapiao import FapiaoLine, FapiaoState
from jiamao_desktop.domain.money import Money
from jiamao_desktop.domain.payment import Payment, identity_of
from jiamao_desktop.storage import (
    fapiao,
    payments,
)
from jiamao_desktop.storage.database import Database

PAYMENT = Payment(
    number="回单 0001",
    paid_on=dt.date(2026, 3, 1),
    payer="永州样例电子有限公司",
    payer_account="6222 0000",
    payee="长沙龙飞展览有限公司",
    payee_account="6333",
    amount=Money(300_00),
    serial="2026030100001",
    payer_bank="样例银行永州支行",
    method="转账",
    identity=identity_of("6222 0000", "2026030100001"),
)


def test_a_red_fapiao_names_the_one_it_reverses(db: Database) -> None:
    with changing(db):
        blue = fapiao.add(db, sample_fapiao(1, state=FapiaoState.REVERSED))
        record = sample_fapiao(
            2,
            net=Money(-100),
            tax=Money(0),
            gross=Money(-100),
            red_number=sample_fapiao(1).number,
            blue=blue,
            lines=(
                FapiaoLine(
                    name="*餐饮服务*餐费",
                    net=Money(-100),
                    category="fair.booth",
                    unsupported=Money(-100),
                    unsupported_reason="餐费",
                ),
            ),
        )
        red = fapiao.add(db, record)
    assert fapiao.get(db, red) == record
    assert fapiao.reds_of(db, "", sample_fapiao(1).number) == [red]
    assert fapiao.reds_of(db, "", "") == []
    assert fapiao.reds_of(db, "4300171130", sample_fapiao(1).number) == []


def test_a_bank_slip_is_known_by_account_and_serial(db: Database) -> None:
    assert PAYMENT.identity == "62220000|2026030100001"
    assert identity_of("", "1") == identity_of("1", " ") == ""
    with changing(db):
        number = payments.add(db, PAYMENT)
    assert payments.get_many(db, [number]) == {number: PAYMENT}
    assert payments.by_identity(db, PAYMENT.identity) == number
    with pytest.raises(UserError) as caught, changing(db):
        payments.add(db, replace(PAYMENT, number="改过的号码", payee="别人"))
    assert caught.value.code == "payment.duplicate"


def test_slips_that_do_not_say_who_they_are_are_never_the_same(db: Database) -> None:
    with changing(db):
        for _ in range(2):
            payments.add(db, replace(PAYMENT, identity=""))
    assert payments.by_identity(db, "") is None
    assert len(payments.ids(db)) == 2


def test_a_correction_does_not_change_who_a_slip_is(db: Database) -> None:
    with changing(db):
        number = payments.add(db, PAYMENT)
        payments.update(db, number, replace(PAYMENT, payee="长沙龙飞会展有限公司"))
    assert payments.get_many(db, [number])[number].payee == "长沙龙飞会展有限公司"
    assert payments.by_identity(db, PAYMENT.identity) == number
