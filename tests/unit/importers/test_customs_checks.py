from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.draft import Value
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import customs_checks

HEAD: dict[str, Value] = {
    "number": "530120250000123456",
    "direction": Direction.EXPORT,
    "customs_regime": "0615",
    "customs_regime_name": "进料对口",
    "handbook": "C53015123456",
}
ITEM: dict[str, Value] = {
    "number": Decimal(1),
    "quantity": Decimal(1000),
    "unit_price": Decimal("0.62"),
    "total": Money(62000),
}


def codes(changes: dict[str, Value], item: dict[str, Value] | None = None) -> list[str]:
    found = customs_checks.check(HEAD | changes, [ITEM | (item or {})])
    return [problem.code for problem in found]


def without(*names: str) -> list[str]:
    head = {name: value for name, value in HEAD.items() if name not in names}
    return [problem.code for problem in customs_checks.check(head, [ITEM])]


def test_a_declaration_that_adds_up_has_no_warning() -> None:
    assert codes({}) == []


@pytest.mark.parametrize(
    "number", ["53012025000012345", "5301202500001234567", "530120252000123456", "ABC"]
)
def test_a_number_of_another_shape_is_named(number: str) -> None:
    assert codes({"number": number}) == ["declaration.bad_number"]


@pytest.mark.parametrize(
    ("number", "direction"),
    [
        ("530120250000123456", Direction.EXPORT),
        ("530120251000123456", Direction.IMPORT),
        ("53012025E000123456", Direction.EXPORT),
        ("53012025I000123456", Direction.IMPORT),
        ("530120252000123456", None),
        ("", None),
    ],
)
def test_the_ninth_place_tells_the_direction(number: str, direction: Direction | None) -> None:
    assert customs_checks.direction_of(number) is direction


def test_a_direction_against_the_number_is_named() -> None:
    assert codes({"direction": Direction.IMPORT}) == ["declaration.direction_differs"]


@pytest.mark.parametrize(
    ("regime", "handbook"),
    [
        ("0214", "B53015123456"),
        ("0615", "E53015123456"),
        ("0700", "H53015123456"),
        ("5034", "T53015123456"),
        ("2025", "Z53015123456"),
        ("0110", "C53015123456"),
    ],
)
def test_a_handbook_that_goes_with_the_regime_is_fine(regime: str, handbook: str) -> None:
    assert codes({"customs_regime": regime, "handbook": handbook}) == []


@pytest.mark.parametrize(
    ("regime", "handbook"),
    [("0615", "B53015123456"), ("0214", "C53015123456"), ("5014", "E53015123456")],
)
def test_a_handbook_that_does_not_go_with_the_regime_is_named(regime: str, handbook: str) -> None:
    [problem] = customs_checks.check(
        HEAD | {"customs_regime": regime, "handbook": handbook}, [ITEM]
    )
    assert problem.code == "declaration.handbook_regime"
    assert dict(problem.details)["regime"] == regime


@pytest.mark.parametrize("handbook", ["C5301512345", "X53015123456", "530151234567", "c"])
def test_what_is_no_handbook_number_is_named(handbook: str) -> None:
    assert codes({"handbook": handbook}) == ["declaration.bad_handbook"]


def test_a_regime_that_is_in_no_table_is_named() -> None:
    assert codes({"customs_regime": "0215"}) == ["declaration.unknown_regime"]
    assert "declaration.unknown_regime" in without("customs_regime")


def test_what_is_missing_altogether_is_not_contradicted() -> None:
    assert without("handbook", "customs_regime", "customs_regime_name") == []
    assert without("number") == ["declaration.no_number"]


@pytest.mark.parametrize("code", ["91440300MA5F74BQ1L", "4403123456"])
def test_a_good_code_of_the_party_passes(code: str) -> None:
    assert codes({"domestic_code": code}) == []


@pytest.mark.parametrize("code", ["91440300MA5F74BQ1M", "91440300MA5F74BQ1", "O1440300MA5F74BQ1L"])
def test_a_mistyped_code_of_the_party_is_named(code: str) -> None:
    assert codes({"domestic_code": code}) == ["declaration.bad_party_code"]


def test_a_total_that_is_not_quantity_times_price_is_named() -> None:
    [problem] = customs_checks.check(HEAD, [ITEM | {"total": Money(62100)}])
    assert problem.code == "declaration.price_differs"
    assert dict(problem.details) == {
        "item": "1",
        "quantity": "1000",
        "price": "0.62",
        "total": "621.00",
    }


def test_a_price_rounded_to_four_places_still_matches() -> None:
    assert (
        codes({}, {"quantity": Decimal(3), "unit_price": Decimal("3.3333"), "total": Money(1000)})
        == []
    )


def test_an_item_without_total_is_named_and_without_price_is_not() -> None:
    item = {name: value for name, value in ITEM.items() if name != "total"}
    assert [p.code for p in customs_checks.check(HEAD, [item])] == ["declaration.no_total"]
    item = {name: value for name, value in ITEM.items() if name != "unit_price"}
    assert list(customs_checks.check(HEAD, [item])) == []


def test_a_declaration_without_items_is_named() -> None:
    assert [p.code for p in customs_checks.check(HEAD, [])] == ["declaration.no_items"]


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_an_exact_product_always_matches(quantity: int, ten_thousandths: int) -> None:
    price = Decimal(ten_thousandths).scaleb(-4)
    cents = int((quantity * price * 100).to_integral_value())
    assert customs_checks.matches(Decimal(quantity), price, Money(cents))


@given(st.integers(1, 10**4), st.integers(100, 10**6))
def test_a_total_a_percent_off_never_matches(quantity: int, cents: int) -> None:
    total = quantity * cents
    wrong = Money(total + max(total // 100, 200) + quantity)
    assert not customs_checks.matches(Decimal(quantity), Decimal(cents) / 100, wrong)


@pytest.mark.parametrize(
    ("regime", "levy", "unusual"),
    [
        ("0615", "进料加工", False),
        ("0615", "一般征税", True),
        ("0214", "来料加工", False),
        ("0110", "一般征税", False),
        ("0110", "鼓励项目", False),  # relief with a certificate
        ("0110", "进料加工", True),
        ("1300", "其他法定", False),
        ("2600", "进料加工", False),  # a regime without a usual one
    ],
)
def test_a_levy_kind_that_is_unusual_for_its_regime_is_named(
    regime: str, levy: str, unusual: bool
) -> None:
    head: dict[str, Value] = {"customs_regime": regime, "levy_kind": levy}
    found = [problem.code for problem in customs_checks.check(head, [ITEM])]
    assert ("declaration.levy_unusual" in found) is unusual


def test_relief_under_general_trade_wants_a_certificate() -> None:
    relief: dict[str, Value] = {"customs_regime": "0110", "levy_kind": "鼓励项目"}
    assert codes({**relief, "handbook": "Z53015123456"}) == []
    assert codes({**relief, "handbook": "C53015123456"}) == ["declaration.handbook_regime"]


def test_goods_that_are_not_exempt_though_their_levy_kind_is_are_named() -> None:
    levy: dict[str, Value] = {"levy_kind": "进料加工"}
    assert codes(levy, {"duty_mode": "全免"}) == []
    assert codes(levy) == []
    assert codes(levy, {"duty_mode": "照章征税"}) == ["declaration.duty_unusual"]
    assert codes(levy | {"levy_kind": "科教用品"}, {"duty_mode": "照章征税"}) == [
        "declaration.levy_unusual"
    ]


@pytest.mark.parametrize(
    ("day", "papers", "missing"),
    [
        (dt.date(2017, 5, 1), "", True),
        (dt.date(2017, 5, 1), "K:123456", False),
        (dt.date(2025, 5, 1), "", False),
        (None, "", False),
    ],
)
def test_a_transfer_once_needed_a_paper_of_its_own(
    day: dt.date | None, papers: str, missing: bool
) -> None:
    head: dict[str, Value] = {"customs_regime": "0654", "customs_regime_name": "进料深加工"}
    head |= {"attached_papers": papers} | ({} if day is None else {"declared_on": day})
    assert codes(head) == (["declaration.paper_missing"] if missing else [])
