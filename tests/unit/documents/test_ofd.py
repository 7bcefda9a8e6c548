"""OFD: pages are found, and what lies on them is drawn where it belongs."""

from __future__ import annotations

import pytest
from tests.unit.documents.reading import colours, glyphs, page_size, page_texts, squeezed
from tests.unit.documents.samples import ROOT, container, ofd, picture

from jiamao_desktop.documents.evidence import as_pdf
from jiamao_desktop.documents.ofd import floats, read_ofd
from jiamao_desktop.domain.errors import UserError

SAMPLES = ROOT / ".." / "shared" / "samples" / "ofd"
MM = 72 / 25.4


def text(content: str, place: str = "20 30 100 8", more: str = "", code: str = "") -> str:
    """Return a text object."""
    return (
        f'<ofd:TextObject Boundary="{place}" Font="3" Size="4" {more}>'
        f'<ofd:TextCode X="0" Y="4" {code}>{content}</ofd:TextCode></ofd:TextObject>'
    )


def path(data: str, more: str = "", inner: str = "") -> str:
    """Return a path object over the whole page."""
    return (
        f'<ofd:PathObject Boundary="0 0 210 140" {more}>{inner}'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def colours_at(content: bytes, *places: tuple[float, float]) -> list[tuple[int, ...]]:
    """Return the colours at places in millimetres from the top left."""
    return colours(as_pdf(content, "").pdf, *((x * MM, y * MM) for x, y in places))


RED = '<ofd:FillColor Value="255 0 0"/>'
WHITE_PIXEL, RED_PIXEL = (255, 255, 255), (255, 0, 0)


def test_a_page_has_the_size_of_its_box() -> None:
    pdf = as_pdf(ofd(text("永州")), "").pdf
    assert page_size(pdf, 0) == pytest.approx((210 * MM, 140 * MM), abs=0.1)


def test_text_is_where_its_boundary_says() -> None:
    found = list(glyphs(as_pdf(ofd(text("永")), "").pdf, 0))
    assert [glyph.char for glyph in found] == ["永"]
    assert found[0].left == pytest.approx(20 * MM, abs=2)
    assert 140 * MM - found[0].bottom == pytest.approx(34 * MM, abs=3)


def test_text_is_copied_out_as_it_is() -> None:
    pdf = as_pdf(ofd(text("永州䶮𬱖 ABC")), "").pdf
    assert squeezed(page_texts(pdf)[0]) == "永州䶮𬱖ABC"


def test_distances_between_characters_are_obeyed() -> None:
    pdf = as_pdf(ofd(text("123", code='DeltaX="10 20"')), "").pdf
    lefts = [glyph.left for glyph in glyphs(pdf, 0)]
    assert lefts[1] - lefts[0] == pytest.approx(10 * MM, abs=1.5)
    assert lefts[2] - lefts[1] == pytest.approx(20 * MM, abs=1.5)


@pytest.mark.parametrize("delta", ["g 2 10", "10 10", "10", "g 1 10 10"])
def test_runs_of_equal_distances_may_be_written_short(delta: str) -> None:
    pdf = as_pdf(ofd(text("222", code=f'DeltaX="{delta}"')), "").pdf
    lefts = [glyph.left for glyph in glyphs(pdf, 0)]
    assert lefts[1] - lefts[0] == pytest.approx(10 * MM, abs=0.2)
    assert lefts[2] - lefts[1] == pytest.approx(10 * MM, abs=0.2)


def test_characters_may_stand_below_each_other() -> None:
    pdf = as_pdf(ofd(text("购买方", code='DeltaY="g 2 6"')), "").pdf
    found = list(glyphs(pdf, 0))
    assert found[0].bottom - found[2].bottom == pytest.approx(12 * MM, abs=2)
    assert abs(found[0].left - found[2].left) < 3


def test_a_wide_letter_is_squeezed_into_its_place() -> None:
    pdf = as_pdf(ofd(text("MMM", code='DeltaX="1.5"')), "").pdf
    found = list(glyphs(pdf, 0))
    assert all(glyph.right - glyph.left <= 1.6 * MM for glyph in found)


def test_a_text_can_be_turned() -> None:
    content = ofd(text("12", place="50 50 5 20", more='CTM="0 1 -1 0 0 0"'))
    found = list(glyphs(as_pdf(content, "").pdf, 0))
    assert found[0].bottom > found[1].bottom


def test_a_text_can_be_stretched() -> None:
    plain = list(glyphs(as_pdf(ofd(text("88")), "").pdf, 0))
    wide = list(glyphs(as_pdf(ofd(text("88", more='HScale="2"')), "").pdf, 0))
    assert wide[1].left - wide[0].left == pytest.approx(2 * (plain[1].left - plain[0].left), abs=1)


def test_an_invisible_object_is_not_drawn() -> None:
    pdf = as_pdf(ofd(text("看得见") + text("看不见", more='Visible="false"')), "").pdf
    assert squeezed(page_texts(pdf)[0]) == "看得见"


def test_a_character_no_font_has_is_reported() -> None:
    result = as_pdf(ofd(text("样\U0001f600")), "")
    assert "\U0001f600" in result.missing


def test_a_filled_path_is_filled_with_its_colour() -> None:
    content = ofd(path("M 10 10 L 60 10 L 60 60 L 10 60 C", 'Fill="true" Stroke="false"', RED))
    assert colours_at(content, (30, 30), (80, 80)) == [RED_PIXEL, WHITE_PIXEL]


def test_a_path_without_fill_colour_is_not_filled() -> None:
    content = ofd(path("M 10 10 L 60 10 L 60 60 L 10 60 C", 'Fill="true"'))
    assert colours_at(content, (30, 30)) == [WHITE_PIXEL]


def test_the_even_odd_rule_leaves_a_hole() -> None:
    data = "M 10 10 L 90 10 L 90 90 L 10 90 C M 30 30 L 70 30 L 70 70 L 30 70 C"
    both = 'Fill="true" Stroke="false"'
    hole = ofd(path(data, f'{both} Rule="Even-Odd"', RED))
    full = ofd(path(data, both, RED))
    assert colours_at(hole, (50, 50), (20, 20)) == [WHITE_PIXEL, RED_PIXEL]
    assert colours_at(full, (50, 50)) == [RED_PIXEL]


def test_a_clip_cuts_what_lies_outside() -> None:
    clip = (
        '<ofd:Clips TransFlag="false"><ofd:Clip><ofd:Area><ofd:Path Boundary="20 20 20 20">'
        "<ofd:AbbreviatedData>M 0 0 L 20 0 L 20 20 L 0 20 C</ofd:AbbreviatedData></ofd:Path>"
        "</ofd:Area></ofd:Clip></ofd:Clips>"
    )
    data = "M 0 0 L 100 0 L 100 100 L 0 100 C"
    content = ofd(path(data, 'Fill="true" Stroke="false"', RED + clip))
    assert colours_at(content, (30, 30), (60, 60), (10, 10)) == [
        RED_PIXEL,
        WHITE_PIXEL,
        WHITE_PIXEL,
    ]


def test_an_empty_clip_cuts_nothing() -> None:
    inner = RED + "<ofd:Clips/>"
    content = ofd(path("M 0 0 L 100 0 L 100 100 L 0 100 C", 'Fill="true" Stroke="false"', inner))
    assert colours_at(content, (50, 50)) == [RED_PIXEL]


@pytest.mark.parametrize(
    ("value", "pixel"),
    [
        ("0 128 0", (0, 128, 0)),
        ("128", (128, 128, 128)),
        ("#FF #00 #00", (255, 0, 0)),
        ("0 255 255 0", (255, 0, 0)),
        ("1 2", WHITE_PIXEL),
    ],
)
def test_colours_come_in_grey_rgb_and_cmyk(value: str, pixel: tuple[int, int, int]) -> None:
    fill = f'<ofd:FillColor Value="{value}"/>'
    content = ofd(path("M 10 10 L 60 10 L 60 60 L 10 60 C", 'Fill="true" Stroke="false"', fill))
    assert colours_at(content, (30, 30)) == [pixel]


def test_parameters_are_inherited() -> None:
    res = (
        '<ofd:DrawParams><ofd:DrawParam ID="7"><ofd:FillColor Value="255 0 0"/></ofd:DrawParam>'
        '<ofd:DrawParam ID="8" Relative="7" LineWidth="1"/></ofd:DrawParams>'
    )
    shape = path("M 10 10 L 60 10 L 60 60 L 10 60 C", 'DrawParam="8" Fill="true" Stroke="false"')
    assert colours_at(ofd(shape, res=res), (30, 30)) == [RED_PIXEL]


def test_parameters_that_name_each_other_end() -> None:
    res = (
        '<ofd:DrawParams><ofd:DrawParam ID="7" Relative="8"/>'
        '<ofd:DrawParam ID="8" Relative="7"/></ofd:DrawParams>'
    )
    assert as_pdf(ofd(path("M 0 0 L 9 9", 'DrawParam="7"'), res=res), "").pdf


def image(more: str = 'CTM="40 0 0 30 0 0"') -> str:
    """Return a picture object of 40 by 30 mm."""
    return f'<ofd:ImageObject Boundary="50 50 40 30" ResourceID="5" {more}/>'


MEDIA = (
    '<ofd:MultiMedias><ofd:MultiMedia ID="5" Type="Image"><ofd:MediaFile>image.png'
    "</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>"
)


@pytest.mark.parametrize("more", ['CTM="40 0 0 30 0 0"', ""])
def test_a_picture_stands_upright_in_its_place(more: str) -> None:
    content = ofd(image(more), res=MEDIA, files={"Doc_0/Res/image.png": picture()})
    navy, white, outside = colours_at(content, (52, 52), (85, 75), (30, 30))
    assert navy[2] > 100 > navy[0]
    assert white == outside == WHITE_PIXEL


@pytest.mark.parametrize("files", [{}, {"Doc_0/Res/image.png": b"\x00\x01JBIG2 or whatever"}])
def test_a_picture_that_cannot_be_drawn_is_named(files: dict[str, str | bytes]) -> None:
    result = as_pdf(ofd(image() + text("其余"), res=MEDIA, files=files), "", "样例.ofd")
    (problem,) = result.problems
    assert problem.code == "evidence.ofd_picture"
    assert dict(problem.details) == {"title": "样例.ofd", "name": "Doc_0/Res/image.png"}
    assert "其余" in page_texts(result.pdf)[0]


def test_a_transparent_picture_lets_what_is_below_show() -> None:
    below = path("M 40 40 L 120 40 L 120 100 L 40 100 C", 'Fill="true" Stroke="false"', RED)
    clear = picture("PNG", mode="RGBA")
    content = ofd(below + image(), res=MEDIA, files={"Doc_0/Res/image.png": clear})
    assert colours_at(content, (85, 75)) == [RED_PIXEL]


def test_a_unit_of_several_objects_is_drawn_in_its_place() -> None:
    res = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="6" Width="10" Height="10">'
        f"<ofd:Content>{text('印章', place='0 0 20 8')}</ofd:Content>"
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )
    content = ofd('<ofd:CompositeObject Boundary="100 60 20 20" ResourceID="6"/>', res=res)
    found = list(glyphs(as_pdf(content, "").pdf, 0))
    assert [glyph.char for glyph in found] == ["印", "章"]
    assert found[0].left == pytest.approx(100 * MM, abs=2)


def test_a_unit_that_holds_itself_is_refused_or_listed() -> None:
    res = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="6"><ofd:Content>'
        '<ofd:CompositeObject ResourceID="6"/></ofd:Content>'
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )
    content = ofd('<ofd:CompositeObject ResourceID="6"/>' + text("还有字"), res=res)
    result = as_pdf(content, "", "样例")
    assert [problem.code for problem in result.problems] == ["evidence.ofd_listed"]
    assert "还有字" in page_texts(result.pdf)[0]


def test_blocks_are_drawn_with_what_they_hold() -> None:
    pdf = as_pdf(ofd(f'<ofd:PageBlock ID="4">{text("块内")}</ofd:PageBlock>'), "").pdf
    assert "块内" in page_texts(pdf)[0]


@pytest.mark.parametrize(
    "broken",
    [
        path("M x y"),
        path("Z 1 2"),
        path("M 1"),
        path("L 1 2"),
        path("C"),
        text("字", code='DeltaX="g x 1"'),
        text("字", code='DeltaX="g 99999999 1"'),
        text("字", place="a b c d"),
    ],
)
def test_a_broken_drawing_is_listed_by_its_text(broken: str) -> None:
    result = as_pdf(ofd(broken + text("其余文字")), "", "样例")
    assert [problem.code for problem in result.problems] == ["evidence.ofd_listed"]
    assert "其余文字" in page_texts(result.pdf)[0]


def test_a_broken_drawing_without_text_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        as_pdf(ofd(path("M x y")), "")
    assert caught.value.code == "evidence.broken"


def template(order: str) -> bytes:
    """Return a file whose page lies on or under a template."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return container(
        {
            "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>/D/Document.xml</ofd:DocRoot>"
            "</ofd:DocBody></ofd:OFD>",
            "D/Document.xml": f"<ofd:Document {space}><ofd:CommonData>"
            '<ofd:TemplatePage ID="2" BaseLoc="T/Content.xml"/></ofd:CommonData><ofd:Pages>'
            '<ofd:Page ID="1" BaseLoc="P/Content.xml"/></ofd:Pages>'
            "<ofd:Annotations>A/Annotations.xml</ofd:Annotations></ofd:Document>",
            "D/T/Content.xml": f"<ofd:Page {space}><ofd:Content><ofd:Layer>{text('模板')}"
            "</ofd:Layer></ofd:Content></ofd:Page>",
            "D/P/Content.xml": f'<ofd:Page {space}><ofd:Template TemplateID="2" ZOrder="{order}"/>'
            f"<ofd:Content><ofd:Layer>{text('内容')}</ofd:Layer></ofd:Content></ofd:Page>",
            "D/A/Annotations.xml": f'<ofd:Annotations {space}><ofd:Page PageID="1">'
            "<ofd:FileLoc>One.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>",
            "D/A/One.xml": f"<ofd:PageAnnot {space}><ofd:Annot><ofd:Appearance "
            f'Boundary="100 100 20 20">{text("印章", place="0 0 20 8")}</ofd:Appearance>'
            "</ofd:Annot></ofd:PageAnnot>",
        }
    )


@pytest.mark.parametrize(
    ("order", "texts"),
    [("Background", ["模板", "内容", "印章"]), ("Foreground", ["内容", "模板", "印章"])],
)
def test_template_page_and_annotations_lie_in_their_order(order: str, texts: list[str]) -> None:
    document = read_ofd(template(order))
    assert document.texts == texts
    assert document.pages[0].box == (0, 0, 210, 297)


def test_an_annotation_is_drawn_at_its_own_place() -> None:
    found = [g for g in glyphs(as_pdf(template("Background"), "").pdf, 0) if g.char == "印"]
    assert found[0].left == pytest.approx(100 * MM, abs=2)


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"OFD.xml": "<OFD/>"}, "evidence.incomplete"),
        ({"OFD.xml": "<OFD><DocRoot>x.xml</DocRoot></OFD>"}, "evidence.incomplete"),
        (
            {"OFD.xml": "<OFD><DocRoot>x.xml</DocRoot></OFD>", "x.xml": "<Document/>"},
            "evidence.incomplete",
        ),
        ({"OFD.xml": "<OFD>"}, "evidence.broken"),
        (
            {
                "OFD.xml": "<OFD><DocRoot>x.xml</DocRoot></OFD>",
                "x.xml": "<Document><Pages>"
                + '<Page ID="1" BaseLoc="p.xml"/>' * 201
                + "</Pages></Document>",
                "p.xml": "<Page/>",
            },
            "evidence.too_large",
        ),
    ],
)
def test_a_file_without_its_parts_says_so(files: dict[str, str | bytes], code: str) -> None:
    with pytest.raises(UserError) as caught:
        as_pdf(container(files), "")
    assert caught.value.code == code


def test_numbers_of_an_attribute_are_numbers() -> None:
    assert floats("1 2.5 -3e1") == [1, 2.5, -30]
    assert floats("") == []
    with pytest.raises(UserError):
        floats("1 two")


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not beside the checkout")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sd_special_service.ofd", ["24112000000048542163", "海南麒麟云服科技有限公司", "4197.17"]),
        ("vat_old_cq_specimen_redacted.ofd", ["重庆增值税电子普通发票", "科游迈利有限公司"]),
        ("vat_old_glyph_anonymised.ofd", ["湖北增值税电子普通发票", "武汉地铁集团有限公司"]),
        ("vat_old_xbrl_nuonuo.ofd", ["浙江增值税电子普通发票", "江苏中电创新环境科技有限公司"]),
        ("vat_old_100lines_specimen.ofd", ["12235358"]),
        ("vat_old_baiwang_test.ofd", ["71500013"]),
    ],
)
def test_real_files_are_drawn_with_their_text(name: str, words: list[str]) -> None:
    result = as_pdf((SAMPLES / name).read_bytes(), "", name)
    assert result.problems == ()
    assert not result.missing
    first = squeezed(page_texts(result.pdf)[0])
    assert all(word in first for word in words)
