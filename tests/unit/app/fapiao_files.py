"""Small 数电票 files made on the spot, for tests that need many or odd ones."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from jiamao_desktop.domain.money import Money

SELLER = "样例会展服务有限公司"
ONE_LINE = Money(10600)


def fapiao_xml(
    serial: int,
    *,
    gross: Money = ONE_LINE,
    item: str = "*会展服务*展位费",
    seller: str = SELLER,
    buyer: str = "永州样例进出口有限公司",
    issued_on: dt.date = dt.date(2026, 2, 10),
) -> bytes:
    """Return a 数电票 at 6 % as the tax bureau delivers it; gross is a multiple of 1.06 yuan."""
    net = Money(gross.fen * 100 // 106)
    tax = gross - net
    plain = {
        name: str(money).replace(",", "")
        for name, money in {"net": net, "tax": tax, "gross": gross}.items()
    }
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<EInvoice>
  <Header><EIid>{_number(serial)}</EIid><InherentLabel>
    <InIssuType><LabelCode>Y</LabelCode></InIssuType>
    <GeneralOrSpecialVAT><LabelCode>02</LabelCode></GeneralOrSpecialVAT>
  </InherentLabel></Header>
  <EInvoiceData>
    <SellerInformation><SellerIdNum>91430100MA00000003</SellerIdNum>
      <SellerName>{seller}</SellerName></SellerInformation>
    <BuyerInformation><BuyerIdNum>91431100MA4YL0001K</BuyerIdNum>
      <BuyerName>{buyer}</BuyerName></BuyerInformation>
    <BasicInformation><TotalAmWithoutTax>{plain["net"]}</TotalAmWithoutTax>
      <TotalTaxAm>{plain["tax"]}</TotalTaxAm>
      <TotalTax-includedAmount>{plain["gross"]}</TotalTax-includedAmount></BasicInformation>
    <IssuItemInformation><ItemName>{item}</ItemName><Amount>{plain["net"]}</Amount>
      <TaxRate>0.06</TaxRate><ComTaxAm>{plain["tax"]}</ComTaxAm></IssuItemInformation>
  </EInvoiceData>
  <TaxSupervisionInfo><InvoiceNumber>{_number(serial)}</InvoiceNumber>
    <IssueTime>{issued_on.isoformat()}</IssueTime></TaxSupervisionInfo>
</EInvoice>""".encode()


def _number(serial: int) -> str:
    return f"26432{serial:015d}"


def slip_xml(serial: int, *, amount: Money, payee: str = SELLER, payer: str = "") -> bytes:
    """Return a bank slip as XBRL (bker)."""
    namespace = "http://xbrl.mof.gov.cn/taxonomy/2023-05-15/bker"
    fields = {
        "NumberOfBankElectronicReceipt": f"SLIP{serial:012d}",
        "DateOfBookkeeping": "2026-02-13",
        "AccountNameOfPayer": payer or "永州样例进出口有限公司",
        "AccountNumberOfPayer": "43110000000000000001",
        "AccountNameOfPayee": payee,
        "AccountNumberOfPayee": "43010000000000000002",
        "TransactionAmountInFigures": str(amount).replace(",", ""),
        "Currency": "CNY",
    }
    inner = "".join(f"<b:{name}>{text}</b:{name}>" for name, text in fields.items())
    return (
        f'<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:b="{namespace}">{inner}</xbrl>'
    ).encode()


def write(folder: Path, name: str, content: bytes) -> Path:
    """Write a file and return where it lies."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path
