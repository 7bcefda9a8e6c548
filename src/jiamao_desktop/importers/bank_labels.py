"""What the fields of a bank slip are called, by whichever bank printed it.

A new bank is a new alias here, not new code. Labels are compared squeezed, without a
closing colon.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

_SIDES: Final[Mapping[str, Sequence[str]]] = {
    "payer": ("付款人", "付款方", "付款单位", "付款", "汇款人", "付方"),
    "payee": ("收款人", "收款方", "收款单位", "收款", "收方"),
}
_NAME: Final = ("户名", "名称", "全称", "账户名称", "账户名", "单位名称", "姓名")
_ACCOUNT: Final = ("账号", "帐号", "账户", "卡号", "账(卡)号")

PLAIN: Final[Mapping[str, Sequence[str]]] = {
    "name": _NAME,
    "account": _ACCOUNT,
    "amount": (
        "金额",
        "交易金额",
        "小写金额",
        "金额(小写)",
        "小写",
        "(小写)",
        "付款金额",
        "转账金额",
        "汇款金额",
        "发生额",
        "金额小写",
        "小写合计",
    ),
    "words": (
        "金额(大写)",
        "大写金额",
        "大写",
        "(大写)",
        "人民币(大写)",
        "金额大写",
        "合计(大写)",
    ),
    "number": (
        "电子回单号码",
        "电子回单号",
        "电子回单编号",
        "回单编号",
        "回单号码",
        "回单号",
        "凭证号",
    ),
    "serial": ("交易流水号", "流水号", "业务流水号", "银行流水号", "交易流水"),
    "business": ("业务编号",),
    "paid_on": ("交易日期", "记账日期", "付款日期", "入账日期", "日期", "交易时间", "记账时间"),
    "purpose": ("用途", "交易用途", "汇款用途", "付款用途"),
    "postscript": ("附言", "摘要", "备注", "交易附言", "交易摘要"),
    "currency": ("币种", "币别", "货币"),
    "": (
        "开户行",
        "开户银行",
        "开户网点",
        "业务种类",
        "业务(产品)种类",
        "业务类型",
        "时间戳",
        "记账网点",
        "记账柜员",
        "客户号",
        "验证码",
        "打印日期",
        "打印次数",
        "打印时间",
        "重要提示",
    ),
}
"""Field to labels; ``name`` and ``account`` belong to the side they stand on. Blank: not kept."""

HEADINGS: Final[Mapping[str, str]] = {
    heading: side
    for side, headings in _SIDES.items()
    for heading in headings
    if len(heading) > 2  # noqa: PLR2004 -- 付款 alone is also a verb
}
"""What stands above or beside a block of one party."""

TITLE: Final = re.compile(r"[^:]*(?:回单|付款凭证|电汇凭证|转账凭证|业务凭证)(?:\([^)]*\))?")
"""The title of one slip; each begins a new one where several share a page."""

WORDS: Final = re.compile(
    r"(?:人民币|CNY)?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+[元圆][零壹贰叁肆伍陆柒捌玖角分整正]*"
)

_BANKS: Final = ("开户行", "开户银行", "行名", "开户网点", "行号")


def _all_labels() -> dict[str, str]:
    labels = {label: field for field, known in PLAIN.items() for label in known}
    for side, prefixes in _SIDES.items():
        for prefix in prefixes:
            labels |= {prefix + name: side for name in _NAME}
            labels |= {prefix + name: f"{side}_account" for name in _ACCOUNT}
            labels |= {prefix + name: "" for name in _BANKS}
    return labels


LABELS: Final[Mapping[str, str]] = _all_labels()
"""Every label to its field."""
