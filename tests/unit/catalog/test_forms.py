"""Forms from TOML: the project's own are sound, and every mistake is named with its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiamao_desktop.catalog.forms import load_form, load_forms
from jiamao_desktop.domain.errors import PackError, PackMistake
from jiamao_desktop.domain.form import FIELDS, Form, FormCell, SignatureKind
from jiamao_desktop.domain.project import ProjectKind

FORMS = Path(__file__).parents[3] / "forms"

GOOD = """
format = "form/1"
id = "sample"
title = "样例申请表"
project = "fair"
source = "样例"

[[section]]
title = "一、基本情况"
[[section.row]]
cells = [{ label = "单位名称", field = "applicant.name" }]
[[section.row]]
lines = 3
cells = [
  { label = "展位数量", field = "fair.booth_count" },
  { label = "展位费用", field = "spent.fair.booth" },
  { label = "核定", hint = "由主管部门填写" },
]

[[section]]
title = "二、声明"
text = "本单位保证真实。"
signatures = [
  { label = "单位（盖章）", kind = "seal" },
  { label = "签字", kind = "sign" },
  { label = "日期", kind = "date" },
]
"""

LABELS = {
    "单位名称",
    "单位性质",
    "单位地址",
    "联系人",
    "办公电话",
    "传真电话",
    "手机",
    "电子邮箱",
    "社会统一信用代码",
    "法人电话",
    "银行账号",
    "开户行",
    "账户名称",
    "项目名称",
}
"""The labels every application form has, exactly as the published one prints them."""


def write(folder: Path, text: str, name: str = "sample") -> Path:
    """Write a form file where the loader looks for it."""
    path = folder / name / "form.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(
    folder: Path, text: str, categories: frozenset[str] = frozenset()
) -> list[PackMistake]:
    """Return what the loader says about a form."""
    with pytest.raises(PackError) as caught:
        load_form(write(folder, text), categories)
    return list(caught.value.mistakes)


def cells(form: Form) -> list[FormCell]:
    """Return all cells of a form."""
    return [cell for section in form.sections for row in section.rows for cell in row.cells]


def test_a_sound_form_is_read_as_it_stands(tmp_path: Path) -> None:
    form = load_form(write(tmp_path, GOOD))
    assert (form.id, form.title, form.project) == ("sample", "样例申请表", ProjectKind.FAIR)
    assert not form.official
    first, second = form.sections
    assert [cell.label for cell in first.rows[1].cells] == ["展位数量", "展位费用", "核定"]
    assert first.rows[1].lines == 3
    assert first.rows[1].cells[2] == FormCell(label="核定", hint="由主管部门填写")
    assert second.text == "本单位保证真实。"
    assert [each.kind for each in second.signatures] == [
        SignatureKind.SEAL,
        SignatureKind.SIGN,
        SignatureKind.DATE,
    ]


def test_an_official_form_says_so(tmp_path: Path) -> None:
    assert load_form(write(tmp_path, "official = true\n" + GOOD)).official


@pytest.mark.parametrize("number", ["exhibition", "certification", "ecommerce_pilot"])
def test_the_shipped_forms_have_the_published_labels(number: str) -> None:
    form = load_forms(FORMS)[number]
    assert {cell.label for cell in cells(form)} >= LABELS


@pytest.mark.parametrize(
    ("number", "labels"),
    [
        ("exhibition", {"展位数量", "展位费用（元）", "申请补助费用（元）"}),
        ("certification", {"认证费用（元）", "证书编号"}),
        ("ecommerce_pilot", {"年服务费（元）", "孵化服务企业"}),
    ],
)
def test_each_shipped_form_asks_for_its_own_project(number: str, labels: set[str]) -> None:
    assert {cell.label for cell in cells(load_forms(FORMS)[number])} >= labels


@pytest.mark.parametrize("number", ["exhibition", "certification", "ecommerce_pilot"])
def test_the_shipped_forms_end_with_seal_signature_and_day(number: str) -> None:
    form = load_forms(FORMS)[number]
    declared = next(section for section in form.sections if section.text)
    assert {each.kind for each in declared.signatures} == set(SignatureKind)
    assert "保证" in declared.text


@pytest.mark.parametrize("number", ["exhibition", "certification", "ecommerce_pilot"])
def test_the_shipped_forms_keep_the_four_amounts_apart(number: str) -> None:
    fields = {cell.field for cell in cells(load_forms(FORMS)[number])}
    assert fields >= {
        "claim.spent",
        "claim.ceiling",
        "claim.applied",
        "claim.applied_in_words",
        "claim.granted",
    }


def test_projects_with_fields_of_their_own_have_a_form_and_others_share() -> None:
    own = {ProjectKind.FAIR, ProjectKind.CERTIFICATION, ProjectKind.PILOT, ProjectKind.VEHICLE}
    assert {form.project for form in load_forms(FORMS).values()} == {*own, None}


def test_the_shipped_forms_name_only_fields_there_are() -> None:
    for form in load_forms(FORMS).values():
        named = {cell.field for cell in cells(form) if cell.field}
        assert {name for name in named if not name.startswith("spent.")} <= set(FIELDS)


def test_a_folder_without_forms_has_none(tmp_path: Path) -> None:
    assert load_forms(tmp_path) == {}


def test_known_categories_are_accepted(tmp_path: Path) -> None:
    assert load_form(write(tmp_path, GOOD), frozenset({"fair.booth"})).id == "sample"


@pytest.mark.parametrize(
    ("swap", "entry", "said"),
    [
        (('format = "form/1"', 'format = "form/9"'), "format", ("格式版本", 'format = "form/1"')),
        (('format = "form/1"', ""), "format", ("格式版本", 'format = "form/1"')),
        (('id = "sample"', 'id = "other"'), "id", ("“other”", 'id = "sample"')),
        (('id = "sample"', ""), "文件开头.id", ("缺失", "补上 id")),
        (('title = "样例申请表"', ""), "文件开头.title", ("缺失", "补上 title")),
        (('title = "样例申请表"', "title = 7"), "文件开头.title", ("不是文字", "引号")),
        (('source = "样例"', 'source = " "'), "文件开头.source", ("为空", "补上 source")),
        (('"fair"', '"fairs"'), "文件开头.project", ("“fairs”", "fair、certification、pilot")),
        (
            ('source = "样例"', 'source = "样例"\nofficial = "no"'),
            "official",
            ("不是 true 或 false", "不加引号"),
        ),
        (
            ('source = "样例"', 'source = "样例"\nsauce = 1'),
            "文件开头.sauce",
            ("“sauce”", "source"),
        ),
        (
            ("applicant.name", "applicant.nane"),
            "section[1].row[1].cells[1].field",
            ("没有字段“applicant.nane”", "applicant.name"),
        ),
        (
            ("fair.booth_count", "pilot.platform"),
            "section[1].row[2].cells[1].field",
            ("只用于 pilot", 'project = "pilot"'),
        ),
        (('label = "单位名称", ', ""), "section[1].row[1].cells[1].label", ("缺失", "补上 label")),
        (("lines = 3", "lines = 0"), "section[1].row[2].lines", ("1 至 20", "lines = 3")),
        (("lines = 3", "lines = true"), "section[1].row[2].lines", ("1 至 20", "lines = 3")),
        (("lines = 3", 'lines = "3"'), "section[1].row[2].lines", ("1 至 20", "lines = 3")),
        (("lines = 3", "line = 3"), "section[1].row[2].line", ("“line”", "lines")),
        (('kind = "sign"', 'kind = "hand"'), "section[2].signatures[2].kind", ("“hand”", "sign")),
        (("hint =", "tip ="), "section[1].row[2].cells[3].tip", ("“tip”", "hint")),
        (
            ('{ label = "核定", hint = "由主管部门填写" },', '{ label = "甲" }, { label = "乙" },'),
            "section[1].row[2].cells",
            ("一行有 4 栏", "最多三栏"),
        ),
        (
            ('cells = [{ label = "单位名称", field = "applicant.name" }]', "cells = []"),
            "section[1].row[1].cells",
            ("一个也没有", "至少写一个"),
        ),
        (
            ('cells = [{ label = "单位名称", field = "applicant.name" }]', 'cells = "单位名称"'),
            "section[1].row[1].cells",
            ("不是表的列表", "[[cells]]"),
        ),
    ],
)
def test_a_mistake_is_named_with_file_entry_and_remedy(
    tmp_path: Path, swap: tuple[str, str], entry: str, said: tuple[str, str]
) -> None:
    assert swap[0] in GOOD
    found = mistakes(tmp_path, GOOD.replace(*swap, 1))
    assert {each.file for each in found} == {"sample/form.toml"}
    named = [each for each in found if each.entry == entry]
    assert named, found
    assert said[0] in named[0].message
    assert said[1] in named[0].remedy


def test_an_unknown_category_is_named_with_those_there_are(tmp_path: Path) -> None:
    (mistake,) = mistakes(tmp_path, GOOD, frozenset({"fair.freight", "aeo.fee"}))
    assert mistake.entry == "section[1].row[2].cells[2].field"
    assert "“fair.booth”" in mistake.message
    assert "aeo.fee、fair.freight" in mistake.remedy


def test_an_empty_section_is_a_mistake(tmp_path: Path) -> None:
    (mistake,) = mistakes(tmp_path, GOOD + '\n[[section]]\ntitle = "三"\n')
    assert mistake.entry == "section[3]"
    assert "空" in mistake.message


def test_a_form_without_sections_is_a_mistake(tmp_path: Path) -> None:
    head = GOOD.split("[[section]]", maxsplit=1)[0]
    (mistake,) = mistakes(tmp_path, head)
    assert mistake.entry == "文件开头.section"


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("applicant.name", "nobody").replace("lines = 3", "lines = -1")
    assert len(mistakes(tmp_path, text.replace('kind = "seal"', 'kind = ""'))) == 3


def test_broken_toml_says_where(tmp_path: Path) -> None:
    (mistake,) = mistakes(tmp_path, "format = \n")
    assert "语法" in mistake.message
    assert "line 1" in mistake.message


def test_another_encoding_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    path.write_bytes('title = "表"'.encode("gb18030"))
    with pytest.raises(PackError) as caught:
        load_form(path)
    (mistake,) = caught.value.mistakes
    assert "UTF-8" in mistake.message
    assert str(mistake).startswith("sample/form.toml：整个文件：")


def test_the_mistakes_of_all_forms_come_together(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("form/1", "x"))
    write(tmp_path, GOOD.replace("applicant.name", "y"), "other")
    with pytest.raises(PackError) as caught:
        load_forms(tmp_path)
    assert {each.file for each in caught.value.mistakes} == {
        "sample/form.toml",
        "other/form.toml",
    }


def test_a_field_of_any_project_needs_none(tmp_path: Path) -> None:
    text = GOOD.replace('project = "fair"\n', "").replace("fair.booth_count", "project.title")
    assert load_form(write(tmp_path, text)).project is None


def test_a_field_of_a_project_needs_the_project(tmp_path: Path) -> None:
    (mistake,) = mistakes(tmp_path, GOOD.replace('project = "fair"\n', ""))
    assert "fair.booth_count" in mistake.message
