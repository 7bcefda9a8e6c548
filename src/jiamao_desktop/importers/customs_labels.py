"""What the fields of a customs declaration are called, by whoever made the file.

A new broker's export is a new alias here, not new code. Labels are compared squeezed:
half-width, without blanks, stars and a closing colon.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from jiamao_desktop.importers.layout import squeezed

HEAD: Final[Mapping[str, Sequence[str]]] = {
    "number": ("海关编号", "报关单号", "报关单编号", "海关报关单号", "出口货物报关单号"),
    "unified_number": ("统一编号", "数据中心统一编号"),
    "direction": ("进出口标志", "进出口标识", "进出口类型", "进出口", "I/E"),
    "declared_on": ("申报日期", "申报时间"),
    "moved_on": ("出口日期", "进口日期", "进出口日期", "进出境日期"),
    "domestic_party": (
        "境内发货人",
        "境内收货人",
        "境内收发货人",
        "境内收发货人名称",
        "境内发货人名称",
        "境内收货人名称",
        "收发货人",
        "经营单位",
        "经营单位名称",
    ),
    "domestic_code": (
        "境内收发货人代码",
        "境内收发货人统一社会信用代码",
        "境内收发货人社会信用代码",
        "境内发货人代码",
        "境内收货人代码",
        "统一社会信用代码",
        "社会信用代码",
        "经营单位代码",
    ),
    "overseas_party": ("境外收货人", "境外发货人", "境外收发货人", "境外收发货人名称"),
    "customs_regime": ("监管方式", "贸易方式", "监管方式代码"),
    "customs_regime_name": ("监管方式名称", "贸易方式名称"),
    "levy_kind": ("征免性质", "征免性质名称"),
    "handbook": ("备案号", "手册号", "手册编号", "账册号", "备案编号", "手(账)册号"),
    "contract": ("合同协议号", "合同号", "合同编号"),
    "bill": ("提运单号", "提单号", "运单号", "提(运)单号"),
    "transport": ("运输方式", "运输方式名称"),
    "trade_country": ("贸易国(地区)", "贸易国", "贸易国别", "贸易国别(地区)"),
    "other_country": (
        "运抵国(地区)",
        "启运国(地区)",
        "运抵国",
        "启运国",
        "起运国",
        "抵运国",
        "启运/运抵国(地区)",
        "运抵国/启运国(地区)",
    ),
    "terms": ("成交方式", "成交方式名称"),
    "packages": ("件数",),
    "gross_weight": ("毛重", "毛重(千克)", "毛重(KG)", "毛重KG", "总毛重"),
    "net_weight": ("净重", "净重(千克)", "净重(KG)", "净重KG", "总净重"),
}
"""Fields of ``Declaration``, and 统一编号, which only keeps rows together."""

ITEM: Final[Mapping[str, Sequence[str]]] = {
    "number": ("项号", "商品项号", "商品序号"),
    "hs_code": (
        "商品编号",
        "商品编码",
        "HS编码",
        "H.S.编码",
        "HSCODE",
        "税号",
        "税则号列",
        "海关商品编码",
        "出口商品代码",
    ),
    "name": ("商品名称", "品名", "货物名称", "出口商品名称", "中文品名"),
    "specification": ("规格型号", "规格", "商品规格型号", "申报要素", "商品规格"),
    "quantity": ("成交数量", "申报数量", "出口数量", "数量"),
    "unit": ("成交单位", "成交计量单位", "申报计量单位", "计量单位", "单位"),
    "unit_price": ("单价", "申报单价", "成交单价"),
    "total": ("总价", "申报总价", "成交总价", "总金额"),
    "total_usd": ("美元离岸价", "美元离岸价(FOB)", "离岸价(美元)"),
    "currency": ("币制", "币种", "成交币制", "币制代码"),
    "origin_country": ("原产国(地区)", "原产国", "原产国别"),
    "destination_country": ("最终目的国(地区)", "最终目的国", "目的国", "最终目的国别"),
    "duty_mode": ("征免", "征免方式", "征减免税方式"),
}
"""Fields of ``DeclarationItem``; ``total_usd`` is a total whose currency is in the label."""

GOODS: Final[Mapping[str, Sequence[str]]] = {
    "number": ("项号",),
    "hs_code": ("商品编号", "商品编码"),
    "goods": ("商品名称及规格型号", "商品名称、规格型号"),
    "measures": ("数量及单位",),
    "prices": ("单价/总价/币制", "单价/总价", "单价"),
    "origin_country": ("原产国(地区)", "原产国"),
    "destination_country": ("最终目的国(地区)", "最终目的国"),
    "district": ("境内货源地", "境内目的地"),
    "duty_mode": ("征免",),
}
"""Heads of the goods table on the paper form, where a column holds several values."""

OTHER: Final = (
    "预录入编号",
    "页码/页数",
    "出境关别",
    "进境关别",
    "申报地海关",
    "运输工具名称及航次号",
    "运输工具名称/及航次号",
    "运输工具名称",
    "货物存放地点",
    "生产销售单位",
    "消费使用单位",
    "许可证号",
    "启运港",
    "指运港",
    "经停港",
    "离境口岸",
    "入境口岸",
    "包装种类",
    "运费",
    "保费",
    "杂费",
    "随附单证及编号",
    "随附单证",
    "标记唛码及备注",
    "备注",
)
"""Labels whose values are not kept; they still end the value before them."""

FOOT: Final = ("特殊关系确认", "报关人员", "兹申明", "申报单位", "价格影响确认", "自报自缴")
"""What begins the foot of the form, below the last item."""

FORM_TITLE: Final = re.compile(r"(进口|出口)货物报关单")

_BRACKET = re.compile(r"(.+?)\(([^()]*)\)")
_HEAD_FIELDS: Final = {alias: field for field, aliases in HEAD.items() for alias in aliases}
_ITEM_FIELDS: Final = {alias: field for field, aliases in ITEM.items() for alias in aliases}
_GOODS_FIELDS: Final = {alias: field for field, aliases in GOODS.items() for alias in aliases}


def plain(text: str) -> str:
    """Return a label as it is compared.

    >>> plain("* 海关编号 ：")
    '海关编号'
    """
    return squeezed(text).strip("*").rstrip(":").upper()


def title(field: str) -> str:
    """Return how the paper form calls a field, to name it to a person."""
    return {**ITEM, **HEAD}[field][0]


def head_field(text: str) -> tuple[str, str] | None:
    """Return the field a label of the head names, and a code printed in its brackets.

    The field is blank for a known label whose value is not kept.

    >>> head_field("监管方式 (0615)")
    ('customs_regime', '0615')
    """
    label = plain(text)
    for name, code in ((label, ""), *_without_bracket(label)):
        if name in _HEAD_FIELDS:
            return _HEAD_FIELDS[name], code
        if name in OTHER:
            return "", code
    return None


def item_field(text: str) -> str | None:
    """Return the field of an item that a column's head names."""
    return _ITEM_FIELDS.get(plain(text))


def goods_field(text: str) -> str | None:
    """Return which column of the form's goods table a head names."""
    return _GOODS_FIELDS.get(plain(text))


def begins_foot(text: str) -> bool:
    """Tell whether the goods table ends at this text."""
    return plain(text).startswith(FOOT)


def _without_bracket(label: str) -> list[tuple[str, str]]:
    match = _BRACKET.fullmatch(label)
    return [(match[1], match[2])] if match else []
