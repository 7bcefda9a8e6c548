"""What fields, kinds and origins are called on the screen."""

from __future__ import annotations

import functools

from PySide6.QtCore import QCoreApplication

from jiamao_desktop.domain.applicant import ApplicantKind, Ownership
from jiamao_desktop.domain.customs import Direction
from jiamao_desktop.domain.document import DocumentKind, EvidenceRole
from jiamao_desktop.domain.draft import DraftKind, Origin
from jiamao_desktop.domain.fapiao import FapiaoKind, FapiaoState
from jiamao_desktop.domain.project import Participation, ProjectKind


@functools.cache
def _names() -> dict[str, str]:
    return {
        "number": QCoreApplication.translate("field_names", "号码"),
        "code": QCoreApplication.translate("field_names", "发票代码"),
        "kind": QCoreApplication.translate("field_names", "票种"),
        "issued_on": QCoreApplication.translate("field_names", "开票日期"),
        "seller": QCoreApplication.translate("field_names", "销售方"),
        "seller_id": QCoreApplication.translate("field_names", "销售方税号"),
        "buyer": QCoreApplication.translate("field_names", "购买方"),
        "buyer_id": QCoreApplication.translate("field_names", "购买方税号"),
        "net": QCoreApplication.translate("field_names", "不含税金额（元）"),
        "tax": QCoreApplication.translate("field_names", "税额（元）"),
        "gross": QCoreApplication.translate("field_names", "价税合计（元）"),
        "remark": QCoreApplication.translate("field_names", "备注"),
        "state": QCoreApplication.translate("field_names", "发票状态"),
        "red_code": QCoreApplication.translate("field_names", "所冲蓝字发票代码"),
        "red_number": QCoreApplication.translate("field_names", "所冲蓝字发票号码"),
        "paid_on": QCoreApplication.translate("field_names", "付款日期"),
        "payer": QCoreApplication.translate("field_names", "付款方"),
        "payer_account": QCoreApplication.translate("field_names", "付款账号"),
        "payer_bank": QCoreApplication.translate("field_names", "付款开户行"),
        "payee": QCoreApplication.translate("field_names", "收款方"),
        "payee_account": QCoreApplication.translate("field_names", "收款账号"),
        "payee_bank": QCoreApplication.translate("field_names", "收款开户行"),
        "serial": QCoreApplication.translate("field_names", "流水号"),
        "method": QCoreApplication.translate("field_names", "付款方式"),
        "amount": QCoreApplication.translate("field_names", "金额"),
        "currency": QCoreApplication.translate("field_names", "币种"),
        "direction": QCoreApplication.translate("field_names", "进出口"),
        "declared_on": QCoreApplication.translate("field_names", "申报日期"),
        "moved_on": QCoreApplication.translate("field_names", "进出口日期"),
        "unified_number": QCoreApplication.translate("field_names", "统一编号"),
        "domestic_party": QCoreApplication.translate("field_names", "境内收发货人"),
        "domestic_code": QCoreApplication.translate("field_names", "收发货人编码"),
        "overseas_party": QCoreApplication.translate("field_names", "境外收发货人"),
        "consumer": QCoreApplication.translate("field_names", "消费使用/生产销售单位"),
        "consumer_code": QCoreApplication.translate("field_names", "消费使用/生产销售单位编码"),
        "customs_regime": QCoreApplication.translate("field_names", "监管方式代码"),
        "customs_regime_name": QCoreApplication.translate("field_names", "监管方式"),
        "levy_kind": QCoreApplication.translate("field_names", "征免性质"),
        "handbook": QCoreApplication.translate("field_names", "备案号"),
        "contract": QCoreApplication.translate("field_names", "合同协议号"),
        "bill": QCoreApplication.translate("field_names", "提运单号"),
        "transport": QCoreApplication.translate("field_names", "运输方式"),
        "trade_country": QCoreApplication.translate("field_names", "贸易国（地区）"),
        "other_country": QCoreApplication.translate("field_names", "启运/运抵国（地区）"),
        "terms": QCoreApplication.translate("field_names", "成交方式"),
        "packages": QCoreApplication.translate("field_names", "件数"),
        "wrapping": QCoreApplication.translate("field_names", "包装种类"),
        "gross_weight": QCoreApplication.translate("field_names", "毛重（千克）"),
        "net_weight": QCoreApplication.translate("field_names", "净重（千克）"),
        "attached_papers": QCoreApplication.translate("field_names", "随附单证"),
        "name": QCoreApplication.translate("field_names", "名称"),
        "specification": QCoreApplication.translate("field_names", "规格型号"),
        "unit": QCoreApplication.translate("field_names", "单位"),
        "quantity": QCoreApplication.translate("field_names", "数量"),
        "unit_price": QCoreApplication.translate("field_names", "单价"),
        "hs_code": QCoreApplication.translate("field_names", "商品编号"),
        "total": QCoreApplication.translate("field_names", "总价"),
        "rate": QCoreApplication.translate("field_names", "税率"),
        "bank_slip_number": QCoreApplication.translate("field_names", "回单号"),
        "title": QCoreApplication.translate("field_names", "合同名称"),
        "first_party": QCoreApplication.translate("field_names", "甲方"),
        "second_party": QCoreApplication.translate("field_names", "乙方"),
        "signed_on": QCoreApplication.translate("field_names", "签订日期"),
        "party": QCoreApplication.translate("field_names", "经营单位"),
        "starts_on": QCoreApplication.translate("field_names", "起始日期"),
        "ends_on": QCoreApplication.translate("field_names", "终止日期"),
        "note": QCoreApplication.translate("field_names", "备注"),
        "category": QCoreApplication.translate("field_names", "费用类别"),
        "description": QCoreApplication.translate("field_names", "摘要"),
        "fapiao_number": QCoreApplication.translate("field_names", "发票号码"),
        "fapiao_code": QCoreApplication.translate("field_names", "发票代码"),
        "contract_number": QCoreApplication.translate("field_names", "合同编号"),
        "payment_method": QCoreApplication.translate("field_names", "付款方式"),
        "payer_account_name": QCoreApplication.translate("field_names", "付款户名"),
    }


@functools.cache
def _kinds() -> dict[str, str]:
    return {
        DocumentKind.FAPIAO: QCoreApplication.translate("field_names", "发票"),
        DocumentKind.BANK_SLIP: QCoreApplication.translate("field_names", "银行回单"),
        DocumentKind.CONTRACT: QCoreApplication.translate("field_names", "合同"),
        DocumentKind.CERTIFICATE: QCoreApplication.translate("field_names", "证书"),
        DocumentKind.PHOTO: QCoreApplication.translate("field_names", "照片"),
        DocumentKind.CUSTOMS_DECLARATION: QCoreApplication.translate("field_names", "报关单"),
        DocumentKind.LICENCE: QCoreApplication.translate("field_names", "营业执照"),
        DocumentKind.CREDIT_REPORT: QCoreApplication.translate("field_names", "信用报告"),
        DocumentKind.TRAVEL: QCoreApplication.translate("field_names", "护照、签证、机票"),
        DocumentKind.OTHER: QCoreApplication.translate("field_names", "其他单证"),
    }


@functools.cache
def _roles() -> dict[str, str]:
    return {
        EvidenceRole.CONTRACT: QCoreApplication.translate("field_names", "合同"),
        EvidenceRole.FAPIAO: QCoreApplication.translate("field_names", "发票"),
        EvidenceRole.PAYMENT: QCoreApplication.translate("field_names", "付款"),
        EvidenceRole.OUTCOME: QCoreApplication.translate("field_names", "成果"),
        EvidenceRole.OTHER: QCoreApplication.translate("field_names", "其他"),
    }


@functools.cache
def _drafts() -> dict[str, str]:
    return {
        DraftKind.FAPIAO: QCoreApplication.translate("field_names", "发票"),
        DraftKind.PAYMENT: QCoreApplication.translate("field_names", "银行回单"),
        DraftKind.DECLARATION: QCoreApplication.translate("field_names", "报关单"),
        DraftKind.CONTRACT: QCoreApplication.translate("field_names", "合同"),
        DraftKind.EXPENSE: QCoreApplication.translate("field_names", "费用"),
        DraftKind.HANDBOOK_MATERIALS: QCoreApplication.translate("field_names", "手册料件表"),
        DraftKind.HANDBOOK_PRODUCTS: QCoreApplication.translate("field_names", "手册成品表"),
        DraftKind.HANDBOOK_USES: QCoreApplication.translate("field_names", "手册单耗表"),
        DraftKind.DRAWBACK_EXPORTS: QCoreApplication.translate("field_names", "退税出口明细"),
        DraftKind.DRAWBACK_PURCHASES: QCoreApplication.translate("field_names", "退税进货明细"),
    }


@functools.cache
def _fapiao() -> dict[str, str]:
    return {
        FapiaoKind.DIGITAL_SPECIAL: QCoreApplication.translate("field_names", "数电票（专用）"),
        FapiaoKind.DIGITAL_ORDINARY: QCoreApplication.translate("field_names", "数电票（普通）"),
        FapiaoKind.ELECTRONIC_SPECIAL: QCoreApplication.translate(
            "field_names", "增值税电子专用发票"
        ),
        FapiaoKind.ELECTRONIC_ORDINARY: QCoreApplication.translate(
            "field_names", "增值税电子普通发票"
        ),
        FapiaoKind.AIR_ITINERARY: QCoreApplication.translate(
            "field_names", "航空运输电子客票行程单"
        ),
        FapiaoKind.RAIL_TICKET: QCoreApplication.translate("field_names", "铁路电子客票"),
        FapiaoKind.OTHER: QCoreApplication.translate("field_names", "其他发票"),
    }


@functools.cache
def _fapiao_states() -> dict[str, str]:
    return {
        FapiaoState.NORMAL: QCoreApplication.translate("field_names", "正常"),
        FapiaoState.VOID: QCoreApplication.translate("field_names", "已作废"),
        FapiaoState.REVERSED: QCoreApplication.translate("field_names", "已全额红冲"),
        FapiaoState.PART_REVERSED: QCoreApplication.translate("field_names", "已部分红冲"),
    }


@functools.cache
def _origins() -> dict[str, tuple[str, str, str]]:
    return {
        Origin.XML: ("◆", "ok", QCoreApplication.translate("field_names", "结构化数据")),
        Origin.ATTACHMENT: ("◆", "ok", QCoreApplication.translate("field_names", "文件内附的数据")),
        Origin.TAGS: ("◇", "ok", QCoreApplication.translate("field_names", "版式标签")),
        Origin.SHEET: ("▦", "ok", QCoreApplication.translate("field_names", "表格单元格")),
        Origin.LAYOUT: ("≈", "warn", QCoreApplication.translate("field_names", "按位置识读")),
        Origin.QR: ("▣", "info", QCoreApplication.translate("field_names", "二维码")),
        Origin.MAPPED: ("▤", "info", QCoreApplication.translate("field_names", "按列对应读取")),
        Origin.PERSON: ("★", "read", QCoreApplication.translate("field_names", "您填写的")),
    }


@functools.cache
def _projects() -> dict[str, str]:
    return {
        ProjectKind.FAIR: QCoreApplication.translate("field_names", "展会"),
        ProjectKind.CERTIFICATION: QCoreApplication.translate("field_names", "认证"),
        ProjectKind.PILOT: QCoreApplication.translate("field_names", "跨境电商试点"),
        ProjectKind.VEHICLE: QCoreApplication.translate("field_names", "供港直通车"),
        ProjectKind.EQUIPMENT: QCoreApplication.translate("field_names", "不作价设备"),
        ProjectKind.REFUND: QCoreApplication.translate("field_names", "出口退税申报"),
        ProjectKind.TRANSFER: QCoreApplication.translate("field_names", "深加工结转"),
        ProjectKind.INVESTMENT: QCoreApplication.translate("field_names", "建设项目"),
    }


@functools.cache
def matter_words() -> dict[str, tuple[str, str]]:
    """Return what the number and the day of a matter are called, by its kind."""
    return {
        ProjectKind.VEHICLE: (
            QCoreApplication.translate("field_names", "车架号"),
            QCoreApplication.translate("field_names", "投入使用日期"),
        ),
        ProjectKind.EQUIPMENT: (
            QCoreApplication.translate("field_names", "设备编号或备案号"),
            QCoreApplication.translate("field_names", "监管起算日期（进口放行日）"),
        ),
        ProjectKind.REFUND: (
            QCoreApplication.translate("field_names", "申报批次号"),
            QCoreApplication.translate("field_names", "税务机关受理日期"),
        ),
        ProjectKind.TRANSFER: (
            QCoreApplication.translate("field_names", "手册或账册编号"),
            QCoreApplication.translate("field_names", "结转日期"),
        ),
        ProjectKind.INVESTMENT: (
            QCoreApplication.translate("field_names", "项目批准文号"),
            QCoreApplication.translate("field_names", "竣工验收日期"),
        ),
    }


@functools.cache
def _ownerships() -> dict[str, str]:
    return {
        Ownership.STATE: QCoreApplication.translate("field_names", "国有控股"),
        Ownership.COLLECTIVE: QCoreApplication.translate("field_names", "集体"),
        Ownership.PRIVATE: QCoreApplication.translate("field_names", "民营"),
        Ownership.JOINT_STOCK: QCoreApplication.translate("field_names", "股份制"),
        Ownership.JOINT_VENTURE: QCoreApplication.translate("field_names", "中外合资"),
        Ownership.OTHER: QCoreApplication.translate("field_names", "其他"),
    }


@functools.cache
def _applicants() -> dict[str, str]:
    return {
        ApplicantKind.ENTERPRISE: QCoreApplication.translate("field_names", "企业"),
        ApplicantKind.COUNTY: QCoreApplication.translate("field_names", "县市区"),
        ApplicantKind.INCUBATION_CENTRE: QCoreApplication.translate(
            "field_names", "跨境电商孵化中心运营主体"
        ),
        ApplicantKind.PARK: QCoreApplication.translate("field_names", "园区"),
        ApplicantKind.BONDED_ZONE: QCoreApplication.translate("field_names", "综合保税区"),
        ApplicantKind.BONDED_LOGISTICS_CENTRE: QCoreApplication.translate(
            "field_names", "保税物流中心"
        ),
        ApplicantKind.SERVICE_CENTRE: QCoreApplication.translate(
            "field_names", "园区外贸综合服务中心"
        ),
        ApplicantKind.RESEARCH_BODY: QCoreApplication.translate("field_names", "研发机构"),
        ApplicantKind.CITY: QCoreApplication.translate("field_names", "市州"),
        ApplicantKind.ORGANISER: QCoreApplication.translate(
            "field_names", "培训、展会等活动的组织单位"
        ),
        ApplicantKind.SERVICE_PROVIDER: QCoreApplication.translate(
            "field_names", "公共服务提供单位"
        ),
        ApplicantKind.FOREIGN_INVESTOR: QCoreApplication.translate("field_names", "境外投资者"),
        ApplicantKind.INSTITUTION: QCoreApplication.translate(
            "field_names", "院校、金融机构、行业协会等机构"
        ),
    }


@functools.cache
def _participations() -> dict[str, str]:
    return {
        Participation.ON_SITE: QCoreApplication.translate("field_names", "实地参展"),
        Participation.BY_PROXY: QCoreApplication.translate("field_names", "代参展"),
        Participation.ONLINE: QCoreApplication.translate("field_names", "线上参展"),
    }


@functools.cache
def _directions() -> dict[str, str]:
    return {
        Direction.IMPORT: QCoreApplication.translate("field_names", "进口"),
        Direction.EXPORT: QCoreApplication.translate("field_names", "出口"),
    }


def field_name(name: str) -> str:
    """Return the name of a field of a draft; one without a name shows its identifier."""
    return _names().get(name, name)


def origin_sign(origin: Origin) -> tuple[str, str, str]:
    """Return glyph, tone and words for where a value was read."""
    glyph, tone, words = _origins()[origin]
    return glyph, tone, words


def draft_name(kind: DraftKind) -> str:
    """Return what a draft would become."""
    return _drafts()[kind]


def kind_name(kind: DocumentKind) -> str:
    """Return what a document is."""
    return _kinds()[kind]


def role_name(role: EvidenceRole) -> str:
    """Return a document's place in the chain."""
    return _roles()[role]


def project_kind_name(kind: ProjectKind) -> str:
    """Return a kind of project."""
    return _projects()[kind]


def direction_name(direction: Direction | None) -> str:
    """Return 进口 or 出口; blank while unknown."""
    return _directions()[direction] if direction else ""


def directions() -> dict[str, str]:
    """Return both directions for a choice."""
    return dict(_directions())


def document_kinds() -> dict[str, str]:
    """Return all kinds of document for a choice."""
    return dict(_kinds())


def ownerships() -> dict[str, str]:
    """Return all kinds of ownership, in the order of the form."""
    return dict(_ownerships())


def applicant_kinds() -> dict[str, str]:
    """Return all kinds of applicant."""
    return dict(_applicants())


def participations() -> dict[str, str]:
    """Return all ways to take part in a fair."""
    return dict(_participations())


def fapiao_kinds() -> dict[str, str]:
    """Return all kinds of 发票."""
    return dict(_fapiao())


def fapiao_states() -> dict[str, str]:
    """Return what the tax bureau may say of a 发票."""
    return dict(_fapiao_states())
