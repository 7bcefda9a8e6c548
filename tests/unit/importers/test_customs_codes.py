from __future__ import annotations

import re

import pytest

from jiamao_desktop.importers import customs_labels
from jiamao_desktop.importers.customs_codes import tables

CODES = tables()


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("0615", "0615", "进料对口"),
        ("进料对口", "0615", "进料对口"),
        ("进料对口(0615)", "0615", "进料对口"),
        ("0615 进料对口", "0615", "进料对口"),
        ("（０１１０）", "0110", "一般贸易"),
        ("来料加工", "0214", "来料加工"),
        ("承包工程", "3410", "承包工程"),
        ("9999", "9999", ""),
        ("某种方式", "", "某种方式"),
        ("某种方式(0215)", "0215", "某种方式"),
        ("", "", ""),
    ],
)
def test_a_regime_is_known_by_code_name_or_both(text: str, code: str, name: str) -> None:
    assert CODES.regime_of(text) == (code, name)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("USD", "USD"),
        ("usd", "USD"),
        ("502", "USD"),
        ("美元 ", "USD"),
        ("RMB", "CNY"),
        ("人民币", "CNY"),
        ("142", "CNY"),
        ("港元", "HKD"),
        ("ZAR", "ZAR"),
        ("999", ""),
        ("贝壳", ""),
        ("", ""),
    ],
)
def test_a_currency_is_known_by_letters_old_number_or_name(text: str, letters: str) -> None:
    assert CODES.currency_of(text) == letters


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2", "水路运输"),
        ("水路运输(2)", "水路运输"),
        ("江海运输", "水路运输"),
        ("汽车运输", "公路运输"),
        ("管道", "管道"),
        ("", ""),
    ],
)
def test_a_way_of_transport_is_named_alike_however_it_is_written(text: str, name: str) -> None:
    assert CODES.name_of(CODES.transport, text) == name


@pytest.mark.parametrize(("text", "name"), [("CFR", "C&F"), ("3", "FOB"), ("FOB", "FOB")])
def test_terms_are_named_alike_however_they_are_written(text: str, name: str) -> None:
    assert CODES.name_of(CODES.terms, text) == name


def test_every_regime_has_four_digits_and_a_name() -> None:
    assert all(re.fullmatch(r"\d{4}", code) and name for code, name in CODES.regime.items())


@pytest.mark.parametrize(
    ("code", "name"), [("0110", "一般贸易"), ("0214", "来料加工"), ("0715", "进料非对口")]
)
def test_the_regimes_of_processing_trade_are_there(code: str, name: str) -> None:
    assert CODES.regime[code] == name


def test_no_invented_regime_of_public_code_has_crept_in() -> None:
    assert "0215" not in CODES.regime
    assert CODES.regime["1039"] == "市场采购"


def test_letters_are_asked_only_of_known_regimes_and_known_handbooks() -> None:
    assert CODES.letters.keys() <= CODES.regime.keys()
    assert set("".join(CODES.letters.values())) <= CODES.handbook.keys()


def test_no_spelling_of_a_currency_means_two() -> None:
    assert len(CODES.currency) == len({key for key in CODES.currency if key})
    assert {CODES.currency[letters] for letters in ("USD", "CNY")} == {"USD", "CNY"}


# Labels


@pytest.mark.parametrize(
    ("text", "field", "code"),
    [
        ("海关编号：", "number", ""),
        (" 监管方式 (0615) ", "customs_regime", "0615"),
        ("贸易国（地区）（USA）", "trade_country", "USA"),
        ("毛重(千克)", "gross_weight", ""),
        ("*备案号", "handbook", ""),
        ("许可证号", "", ""),
        ("指运港(USA297)", "", "USA297"),
    ],
)
def test_a_label_names_its_field_and_the_code_in_its_brackets(
    text: str, field: str, code: str
) -> None:
    assert customs_labels.head_field(text) == (field, code)


@pytest.mark.parametrize("text", ["", "样例公司", "海关", "编号", "(0615)"])
def test_other_text_is_no_label(text: str) -> None:
    assert customs_labels.head_field(text) is None


@pytest.mark.parametrize("field", ["number", "domestic_party", "hs_code", "total", "consumer"])
def test_a_field_can_be_named_to_a_person(field: str) -> None:
    assert customs_labels.head_field(customs_labels.title(field)) or customs_labels.item_field(
        customs_labels.title(field)
    )


@pytest.mark.parametrize("text", ["报关人员", "特殊关系确认：否", "兹申明对以上内容…"])
def test_the_foot_of_the_form_is_known_by_its_words(text: str) -> None:
    assert customs_labels.begins_foot(text)
    assert not customs_labels.begins_foot("连接器")
