from __future__ import annotations

import pytest
from tests.unit.importers.making import (
    BUYER,
    NUMBER,
    SELLER,
    Placed,
    digital,
    item,
    png,
    qr_image,
)
from tests.unit.importers.making_files import edrm, ofd, ofd_parts, zipped

from jiamao_desktop.domain.draft import Origin
from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.domain.money import Money
from jiamao_desktop.importers import fapiao_files, fapiao_tags, limits
from jiamao_desktop.importers.ofd_package import OfdPackage

GOODS = item(165, "*塑料制品*外壳", "7000.00", "910.00", quantity="100", price="70")
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def refusal(data: bytes) -> str:
    with pytest.raises(ImportRefused) as raised:
        fapiao_files.read_ofd(OfdPackage(data))
    return raised.value.code


def with_objects(objects: str) -> OfdPackage:
    content = (
        f"<ofd:Page {SPACE}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
    )
    return OfdPackage(ofd(extra={"Doc_0/Pages/Page_0/Content.xml": content}))


def boxes(objects: str) -> list[tuple[str, int, int]]:
    (found,) = with_objects(objects).pages()
    return [(word.text, round(word.x0), round(word.x1)) for word in found.page.words]


def text_object(code: str, boundary: str = "10 10 50 5", more: str = "") -> str:
    return (
        f'<ofd:TextObject ID="1" Boundary="{boundary}" Size="3.175" {more}>{code}</ofd:TextObject>'
    )


def test_the_face_of_an_ofd_is_read_like_that_of_a_pdf() -> None:
    (draft,) = fapiao_files.read_ofd(OfdPackage(ofd(digital(*GOODS))))
    assert draft.fields["number"].value == NUMBER
    assert draft.fields["buyer"].value == BUYER[0]
    assert draft.fields["gross"].value == Money(791000)
    assert {field.origin for field in draft.fields.values()} == {Origin.LAYOUT}
    assert draft.warnings == ()


def test_a_unit_on_paper_is_a_point_on_the_page() -> None:
    (found,) = OfdPackage(ofd([(100.0, 50.0, "金额")])).pages()
    (word,) = found.page.words
    assert (round(word.x0), round(word.x1), round(word.centre)) == (100, 118, 50)
    assert (round(found.page.width), round(found.page.height)) == (595, 397)


def test_steps_between_glyphs_may_be_counted_in_runs() -> None:
    run = text_object('<ofd:TextCode X="0" Y="3" DeltaX="g 3 3.175 3.0">金额合计年</ofd:TextCode>')
    ((text, left, right_edge),) = boxes(run)
    assert text == "金额合计年"
    assert right_edge - left == round((3 * 3.175 + 3.0 + 3.175) * 72 / 25.4)


def test_the_last_step_goes_on_to_the_end() -> None:
    short = text_object('<ofd:TextCode X="0" Y="3" DeltaX="3.175">科游迈利有限公司</ofd:TextCode>')
    ((text, left, right_edge),) = boxes(short)
    assert text == "科游迈利有限公司"
    assert right_edge - left == (8 * 9)


def test_a_matrix_scales_glyphs_and_steps() -> None:
    scaled = text_object(
        '<ofd:TextCode X="0" Y="7" DeltaX="9">发票</ofd:TextCode>',
        more='CTM="0.3528 0 0 0.3528 0 0"',
    ).replace('Size="3.175"', 'Size="9"')
    ((text, left, right_edge),) = boxes(scaled)
    assert text == "发票"
    assert (left, right_edge) == (28, 46)


def test_letters_set_downwards_stand_in_a_column() -> None:
    column = text_object('<ofd:TextCode X="0" Y="3" DeltaY="4">购买方</ofd:TextCode>')
    (found,) = with_objects(column).pages()
    assert [word.text for word in found.page.words] == ["购", "买", "方"]
    assert len({round(word.x0) for word in found.page.words}) == 1


def test_text_off_the_page_is_not_seen() -> None:
    assert boxes(text_object('<ofd:TextCode X="0" Y="3">隐藏</ofd:TextCode>', "10 290 50 5")) == []


@pytest.mark.parametrize("broken", ['Boundary="a b c d"', 'Boundary="nan 0 1 1"', 'CTM="1 2"'])
def test_nonsense_in_numbers_moves_text_but_loses_none(broken: str) -> None:
    inner = '<ofd:TextCode X="5" Y="5">金额</ofd:TextCode>'
    code = f'<ofd:TextObject ID="1" {broken} Size="3">{inner}</ofd:TextObject>'
    assert [text for text, _, _ in boxes(code)] == ["金额"]


def test_labels_come_from_the_template() -> None:
    parts = ofd_parts([(60.0, 50.0, NUMBER)])
    label = text_object('<ofd:TextCode X="0" Y="3">发票号码：</ofd:TextCode>', "5 16 50 5")
    parts["Doc_0/Tpls/T.xml"] = f"<ofd:Page {SPACE}><ofd:Content>{label}</ofd:Content></ofd:Page>"
    document = str(parts["Doc_0/Document.xml"]).replace(
        "<ofd:PageArea>", '<ofd:TemplatePage ID="9" BaseLoc="Tpls/T.xml"/><ofd:PageArea>'
    )
    page = str(parts["Doc_0/Pages/Page_0/Content.xml"]).replace(
        "<ofd:Content>", '<ofd:Template TemplateID="9"/><ofd:Content>', 1
    )
    parts |= {"Doc_0/Document.xml": document, "Doc_0/Pages/Page_0/Content.xml": page}
    (found,) = OfdPackage(zipped(parts)).pages()
    assert found.page.text == f"发票号码:{NUMBER}"


def test_attached_xml_is_trusted_more_than_the_face() -> None:
    graph = "01,10,033001800311,54041450,107.55,20190513,83592048932460248787,0000,"
    (draft,) = fapiao_files.read_ofd(OfdPackage(ofd(digital(*GOODS), attached=edrm(graph=graph))))
    assert draft.fields["number"].origin is Origin.ATTACHMENT
    assert draft.fields["number"].value == "54041450"
    assert "fapiao.sources_differ" in {warning.code for warning in draft.warnings}


def test_an_attachment_list_is_found_though_the_document_does_not_link_it() -> None:
    parts = ofd_parts(attached=edrm())
    document = str(parts["Doc_0/Document.xml"])
    parts["Doc_0/Document.xml"] = document.replace(
        "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>", ""
    )
    (draft,) = fapiao_files.read_ofd(OfdPackage(zipped(parts)))
    assert draft.fields["gross"].value == Money(11400)


@pytest.mark.parametrize("content", ["", "no xml at all", "<a><b></a>", "<a/>"])
def test_an_attachment_that_is_no_voucher_is_passed_over(content: str) -> None:
    parts = ofd_parts(digital(*GOODS), attached=edrm())
    parts["Doc_0/Attachs/original_invoice.xml"] = content
    (draft,) = fapiao_files.read_ofd(OfdPackage(zipped(parts)))
    assert draft.fields["gross"].origin is Origin.LAYOUT


def test_a_hostile_attachment_refuses_the_file() -> None:
    hostile = '<!DOCTYPE x [<!ENTITY a "b">]><eInvoice>&a;</eInvoice>'
    assert refusal(ofd(digital(*GOODS), attached=hostile)) == "xml.entities"


def test_entries_of_the_maker_are_read() -> None:
    entries = {
        "发票号码": NUMBER,
        "开票日期": "2025年08月09日",
        "合计金额": "7000.00",
        "合计税额": "910.00",
        "销售方纳税人识别号": SELLER[1],
    }
    (draft,) = fapiao_files.read_ofd(OfdPackage(ofd(digital(*GOODS), entries=entries)))
    assert draft.fields["net"].origin is Origin.TAGS
    assert draft.fields["buyer"].origin is Origin.LAYOUT
    assert draft.fields["gross"].value == Money(791000)
    assert draft.warnings == ()


def test_entries_that_name_no_invoice_are_none() -> None:
    assert fapiao_tags.read_entries({"producer": "x", "合计金额": "1.00"}) is None


TAGGED: list[Placed] = [
    (482, 33, NUMBER),
    (57, 98, BUYER[0][:6]),
    (57, 108, BUYER[0][6:]),
    (178, 284, "柒仟玖佰壹拾圆整"),
    (441, 284, "¥"),
    (447, 284, "7910.00"),
]


def tag(name: str, *numbers: int) -> str:
    references = "".join(f'<ofd:ObjectRef PageRef="1">{100 + n}</ofd:ObjectRef>' for n in numbers)
    return f"<ofd:{name}>{references}</ofd:{name}>"


def test_tags_point_at_text() -> None:
    body = tag("InvoiceNo", 0) + tag("TaxInclusiveTotalAmount", 3, 4, 5)
    body += f"<ofd:Buyer>{tag('BuyerName', 1, 2)}</ofd:Buyer>"
    tags = f"<ofd:root {SPACE}>{body}</ofd:root>"
    (draft,) = fapiao_files.read_ofd(OfdPackage(ofd(TAGGED, tags=tags)))
    assert draft.fields["number"].value == NUMBER
    assert draft.fields["buyer"].value == BUYER[0]
    assert draft.fields["gross"].value == Money(791000)
    assert {field.origin for field in draft.fields.values()} == {Origin.TAGS}


def test_ill_formed_tags_are_mended() -> None:
    body = tag("InvoiceNo", 0).replace("<ofd:InvoiceNo>", "<:InvoiceNo>")
    body = body.replace("</ofd:InvoiceNo>", "</:InvoiceNo>")
    tags = f'<:eInvoice xmlns:="">{body}</:eInvoice>'
    (draft,) = fapiao_files.read_ofd(OfdPackage(ofd(TAGGED, tags=tags)))
    assert draft.fields["number"].value == NUMBER


def test_tags_that_point_nowhere_are_none() -> None:
    tags = f"<ofd:root {SPACE}>{tag('InvoiceNo', 77)}</ofd:root>"
    assert fapiao_files.read_ofd(OfdPackage(ofd(TAGGED, tags=tags))) == []


def test_the_code_in_a_picture_is_compared() -> None:
    picture = png(qr_image(f"01,31,,{NUMBER},7911.00,20250809,,A1B2"))
    data = ofd(
        digital(*GOODS), extra={"Doc_0/Res/i.png": picture, "Doc_0/Res/a.png": b"no picture"}
    )
    (draft,) = fapiao_files.read_ofd(OfdPackage(data))
    codes = {warning.code for warning in draft.warnings}
    assert codes == {"fapiao.qr_differs", "fapiao.sources_differ"}
    assert draft.fields["gross"].value == Money(791000)


def test_a_document_that_is_not_there_is_named() -> None:
    for root in ("Doc_9/Document.xml", "", "../../etc/passwd"):
        body = f"<ofd:DocBody><ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody>"
        assert refusal(zipped({"OFD.xml": f"<ofd:OFD {SPACE}>{body}</ofd:OFD>"})) == "ofd.broken"


def test_an_absolute_path_starts_at_the_root() -> None:
    parts = ofd_parts(digital(*GOODS))
    whole = str(parts["OFD.xml"]).replace("Doc_0/Document.xml", "/Doc_0/Document.xml")
    assert OfdPackage(zipped(parts | {"OFD.xml": whole})).pages()


def test_a_missing_page_leaves_a_gap_and_no_error() -> None:
    parts = ofd_parts(digital(*GOODS))
    del parts["Doc_0/Pages/Page_0/Content.xml"]
    assert OfdPackage(zipped(parts)).pages() == []


def test_pages_and_characters_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OFD_CHARS", 100)
    assert refusal(ofd(digital(*GOODS))) == "ofd.too_much_text"
    monkeypatch.setattr(limits, "OFD_PAGES", 0)
    assert refusal(ofd(digital(*GOODS))) == "ofd.too_many_pages"


def test_a_file_that_is_no_invoice_yields_nothing() -> None:
    assert fapiao_files.read_ofd(OfdPackage(ofd([(10.0, 10.0, "你好呀")]))) == []
