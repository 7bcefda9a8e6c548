"""Which columns each exported table has, and where in its records they lie.

Headings are those that the column mapper knows, so that a table can come back in. ``owner`` is
the voucher a line belongs to, ``line`` the line itself, ``place`` its place from one.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Columns = tuple[tuple[str, str], ...]


def _columns(*pairs: str) -> Columns:
    """Return heading and path of each column; one text holds several: ``heading=path``."""
    parts = (part.partition("=") for text in pairs for part in text.split())
    return tuple((heading, path) for heading, _, path in parts)


_GOODS = _columns(
    "手册编号=owner.number 序号=line.serial 料号=line.part_number 商品编码=line.hs_code",
    "商品名称=line.name 规格型号=line.specification 申报计量单位=line.unit",
    "法定计量单位=line.law_unit 申报单价=line.unit_price 币制=line.currency",
    "申报数量=line.quantity 征免方式=line.duty_mode 产销国(地区)=line.country",
)
_REFUND = _columns("所属期=period 申报批次=lot 序号=serial 关联号=link")

COLUMNS: Mapping[str, tuple[str, Columns]] = MappingProxyType(
    {
        "expenses": (
            "费用",
            _columns(
                "费用类别=category 摘要=description 收款方=payee 价税合计=gross 税额=tax",
                "不支持金额=unsupported 不支持的原因=unsupported_reason 开票日期=issued_on",
                "付款日期=paid_on 发票代码=fapiao_code 发票号码=fapiao_number",
                "合同编号=contract_number 付款方式=payment_method 回单编号=bank_slip_number",
                "付款户名=payer_account_name 项目=project 已获其他资金=other_funding",
                "其他资金来源=funded_by 币种=currency 外币金额=foreign_amount",
                "汇率说明=rate_note 备注=note",
            ),
        ),
        "fapiao": (
            "发票",
            _columns(
                "发票代码=code 发票号码=number 票种=kind 开票日期=issued_on 销售方=seller",
                "销售方税号=seller_id 购买方=buyer 购买方税号=buyer_id 不含税金额=net 税额=tax",
                "价税合计=gross 发票状态=state 红冲发票代码=red_code 红冲发票号码=red_number",
                "备注=remark",
            ),
        ),
        "fapiao-lines": (
            "发票行",
            _columns(
                "发票代码=owner.code 发票号码=owner.number 行=place 项目名称=line.name",
                "规格型号=line.specification 单位=line.unit 数量=line.quantity",
                "单价=line.unit_price 行金额=line.net 税率=line.rate 行税额=line.tax",
                "不支持金额=line.unsupported 不支持的原因=line.unsupported_reason",
            ),
        ),
        "payments": (
            "付款",
            _columns(
                "付款日期=paid_on 付款方=payer 付款账号=payer_account 付款银行=payer_bank",
                "收款方=payee 收款账号=payee_account 收款银行=payee_bank 金额=amount",
                "币种=currency 回单编号=number 流水号=serial 结算方式=method 附言=remark",
            ),
        ),
        "contracts": (
            "合同",
            _columns(
                "合同编号=number 合同名称=title 甲方=first_party 乙方=second_party",
                "签订日期=signed_on 起始日期=starts_on 终止日期=ends_on 合同金额=amount",
                "币种=currency 备注=note",
            ),
        ),
        "contract-fees": (
            "合同费用",
            _columns(
                "合同编号=owner.number 合同名称=owner.title 费用名称=line.name",
                "金额=line.amount 币种=owner.currency 代理服务费=line.kind",
            ),
        ),
        "documents": (
            "单证",
            _columns(
                "类别=kind 名称=title 原文件名=original_name 格式=mime 大小（字节）=size",
                "收入时间=added_at SHA-256=sha256",
            ),
        ),
        "declarations": (
            "报关单",
            _columns(
                "海关编号=number 进出口标志=direction 申报日期=declared_on 进出口日期=moved_on",
                "境内收发货人=domestic_party 境内收发货人代码=domestic_code",
                "境外收发货人=overseas_party 监管方式=customs_regime",
                "监管方式名称=customs_regime_name 征免性质=levy_kind 备案号=handbook",
                "合同协议号=contract 提运单号=bill 运输方式=transport 贸易国(地区)=trade_country",
                "启运/运抵国(地区)=other_country 成交方式=terms 件数=packages",
                "毛重=gross_weight 净重=net_weight 包装种类=wrapping 消费使用单位=consumer",
            ),
        ),
        "items": (
            "报关商品",
            _columns(
                "海关编号=owner.number 项号=line.number 商品编号=line.hs_code",
                "商品名称=line.name 规格型号=line.specification 成交数量=line.quantity",
                "成交单位=line.unit 单价=line.unit_price 总价=line.total 币制=line.currency",
                "原产国(地区)=line.origin_country 最终目的国(地区)=line.destination_country",
                "征免=line.duty_mode 备案序号=line.handbook_item",
                "单耗版本号=line.handbook_version 法定第一数量=line.first_quantity",
                "法定第一单位=line.first_unit 法定第二数量=line.second_quantity",
                "法定第二单位=line.second_unit",
            ),
        ),
        "materials": ("手册料件", _GOODS),
        "products": ("手册成品", _GOODS),
        "uses": (
            "手册单耗",
            _columns(
                "手册编号=owner.number 成品序号=line.product 料件序号=line.material",
                "单耗版本号=line.version 净耗=line.net 有形损耗率%=line.tangible",
                "无形损耗率%=line.intangible 保税料件比例%=line.bonded 单耗申报状态=line.state",
            ),
        ),
        "refund-exports": (
            "退税出口",
            _REFUND
            + _columns(
                "出口发票号=fapiao_number 出口货物报关单号=declaration_number",
                "出口日期=exported_on 出口商品代码=hs_code 出口商品名称=name 计量单位=unit",
                "出口数量=quantity 美元离岸价=usd",
            ),
        ),
        "refund-purchases": (
            "退税进货",
            _REFUND
            + _columns(
                "税种=tax_kind 进货凭证号=voucher 开票日期=issued_on 供货方纳税号=seller_id",
                "出口商品代码=hs_code 商品名称=name 计量单位=unit 数量=quantity 计税金额=base",
                "征税率%=levy_rate 退税率%=refund_rate 可退税额=refundable",
            ),
        ),
        "claims": (
            "申报",
            _columns(
                "申报事项=title 状态=state 建立日期=created_on 项目=project 实际发生额=spent",
                "测算上限=ceiling 申请金额=applied 核定金额=granted 措施编号=measure 规则包=pack",
                "规则包版本=pack_version",
            ),
        ),
        "grants": (
            "已获补助",
            _columns("事项=measure 层级=level 金额=amount 获得日期=granted_on 备注=note"),
        ),
        "imports": (
            "导入日志",
            _columns(
                "时间=owner.at 批次=owner.title 文件=line.name 结果=line.outcome",
                "记录数=line.records 原因=line.problem 大小（字节）=line.size",
                "SHA-256=line.sha256",
            ),
        ),
    }
)
"""Key of a table to its name and its columns."""
