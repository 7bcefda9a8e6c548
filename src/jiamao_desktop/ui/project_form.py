"""A project's particulars: a fair with its booths and people, a certification, a matter."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from jiamao_desktop.domain.days import parse_day
from jiamao_desktop.domain.errors import JiamaoError, UserError
from jiamao_desktop.domain.project import (
    Booth,
    Certification,
    Fair,
    Matter,
    Participant,
    Participation,
    Pilot,
    Project,
    ProjectId,
    ProjectKind,
)
from jiamao_desktop.ui import field_names, widgets
from jiamao_desktop.ui.fields import (
    ChoiceField,
    DateField,
    Field,
    FlagField,
    Form,
    TextField,
)
from jiamao_desktop.ui.messages import say
from jiamao_desktop.ui.rows_editor import Cell, RowsEditor

_AREA = re.compile(r"(\d{1,6})(?:\.(\d{1,2}))?(?:m2|m²|平方米)?")
_FLAGS = {"yes": True, "no": False, "": None}
_FLAG_TEXTS = {True: "yes", False: "no", None: ""}


def read_area(text: str) -> int:
    """Read square metres with at most two decimals as hundredths of a square metre.

    Raises:
        UserError: ``area.bad_format``.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _AREA.fullmatch(plain)
    if match is None:
        raise UserError("area.bad_format", text=text)
    whole, part = match.groups()
    return int(whole) * 100 + int((part or "0").ljust(2, "0"))


def area_text(area_dm2: int) -> str:
    """Return hundredths of a square metre as people write square metres."""
    whole, part = divmod(area_dm2, 100)
    return f"{whole}.{part:02d}".rstrip("0").rstrip(".") if part else str(whole)


class ProjectForm(QWidget):
    """The form of one kind of project.

    Signals:
        finished: ``(id or None, Project)``.
        cancelled: Nothing shall change.
    """

    finished = Signal(object, object)
    cancelled = Signal()

    def __init__(self, kind: ProjectKind) -> None:
        super().__init__()
        self.kind = kind
        self._number: ProjectId | None = None
        self.title = widgets.text("", "section")
        self.form = Form(self._fields())
        self.booths = RowsEditor(
            [
                Cell("number", self.tr("展位号")),
                Cell("area", self.tr("面积（平方米）"), read_area, "9"),
                Cell("raw", self.tr("光地填“是”"), str),
            ],
            self.tr("加一个展位"),
        )
        self.people = RowsEditor(
            [
                Cell("name", self.tr("姓名")),
                Cell("passport", self.tr("护照号")),
                Cell("left", self.tr("出境日期"), parse_day, self.tr("年-月-日")),
                Cell("returned", self.tr("入境日期"), parse_day, self.tr("年-月-日")),
                Cell("relation", self.tr("与企业关系")),
            ],
            self.tr("加一个人"),
        )
        self.problem = widgets.text("", "problem", wrap=True)
        self.save_button = widgets.button(self.tr("保存"), "primary", "check")
        self.save_button.clicked.connect(self.save)
        cancel = widgets.button(self.tr("取消"))
        cancel.clicked.connect(self.cancelled)
        inside = widgets.column(self._grid(), gap=16)
        if kind is ProjectKind.FAIR:
            inside.addWidget(widgets.section(self.tr("展位")))
            inside.addWidget(self.booths)
            inside.addWidget(
                widgets.section(
                    self.tr("参展人员"), self.tr("护照号只存在加密账套里，不会写进日志。")
                )
            )
            inside.addWidget(self.people)
        inside.addStretch(1)
        inside.setContentsMargins(0, 0, 10, 0)
        self.setLayout(
            widgets.column(
                self.title,
                widgets.scrolled(widgets.holding(inside)),
                self.problem,
                widgets.row(1, cancel, self.save_button),
                gap=12,
            )
        )

    def _fields(self) -> list[Field]:
        title = TextField("title", self.tr("名称"))
        match self.kind:
            case ProjectKind.FAIR:
                return [title, *self._fair_fields()]
            case ProjectKind.CERTIFICATION:
                standards = {"aeo_advanced": self.tr("AEO 高级认证")}
                return [
                    title,
                    ChoiceField("standard", self.tr("认证类型"), standards),
                    TextField("certificate_number", self.tr("证书编号")),
                    DateField("certified_on", self.tr("认证日期")),
                    TextField("issuer", self.tr("发证机关")),
                    FlagField("first", self.tr("是否首次认证（不是复核）")),
                ]
            case ProjectKind.PILOT:
                return [
                    title,
                    TextField("service_firm", self.tr("服务企业")),
                    TextField("platform", self.tr("平台")),
                    DateField("agreement_from", self.tr("协议开始")),
                    DateField("agreement_until", self.tr("协议结束")),
                    DateField("first_order_on", self.tr("首单日期")),
                ]
            case kind:
                number, day = field_names.matter_words()[kind]
                return [
                    title,
                    TextField("number", number),
                    DateField("day", day),
                    TextField("note", self.tr("备注")),
                ]

    def _fair_fields(self) -> list[Field]:
        return [
            TextField("title_en", self.tr("英文名称")),
            TextField("country", self.tr("国家（地区）")),
            TextField("city", self.tr("城市")),
            DateField("starts_on", self.tr("开始日期")),
            DateField("ends_on", self.tr("结束日期")),
            TextField("organiser", self.tr("主办或组展单位")),
            ChoiceField("participation", self.tr("参展形式"), field_names.participations()),
            FlagField("overseas", self.tr("是否境外展会（含港澳台）"), unknown=False),
            FlagField("in_key_catalogue", self.tr("是否列入湖南省重点境外展会目录")),
            TextField("catalogue_entry", self.tr("目录年度和序号")),
        ]

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        wide = {"title", "title_en", "organiser"}
        line, side = 0, 0
        for name, field in self.form.fields.items():
            span = 2 if name in wide else 1
            if side and span > 1:
                line, side = line + 1, 0
            grid.addWidget(field, line, side, 1, span, Qt.AlignmentFlag.AlignTop)
            side += span
            if side > 1:
                line, side = line + 1, 0
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def edit(self, number: ProjectId | None, project: Project | None) -> None:
        """Begin with a project, or with a blank form for a new one."""
        self._number = number
        name = field_names.project_kind_name(self.kind)
        words = self.tr("新增{0}") if project is None else self.tr("修改{0}")
        self.title.setText(words.format(name))
        self.problem.setText("")
        self.form.fill({"overseas": "yes"} if project is None else _texts(project))
        fair = project if isinstance(project, Fair) else None
        self.booths.fill([_booth_texts(booth) for booth in fair.booths] if fair else [])
        self.people.fill([_person_texts(person) for person in fair.participants] if fair else [])
        if self.isVisible():  # behind another tab it would take the cursor from what is typed there
            self.form.fields["title"].setFocus()

    def save(self) -> None:
        """Read the form; hand the project over, or say beside the field what is wrong."""
        self.problem.setText("")
        if not self.form.check():
            return
        try:
            project = self._read(self.form.values())
        except UserError as error:
            self.show_problem(error)
            return
        self.finished.emit(self._number, project)

    def show_problem(self, error: JiamaoError) -> None:
        """Set a sentence beside the field it is about, else below the form."""
        name = "ends_on" if error.code == "project.ends_before_start" else ""
        field = self.form.fields.get(str(error.details.get("field") or name))
        if field is None:
            self.problem.setText(say(error))
        else:
            field.set_problem(say(error))
            field.setFocus()

    def _read(self, values: Mapping[str, str]) -> Project:
        match self.kind:
            case ProjectKind.FAIR:
                return self._read_fair(values)
            case ProjectKind.CERTIFICATION:
                return Certification(
                    title=values["title"],
                    standard=values["standard"],
                    certificate_number=values["certificate_number"],
                    certified_on=_day(values["certified_on"]),
                    issuer=values["issuer"],
                    first=_FLAGS[values["first"]],
                )
            case ProjectKind.PILOT:
                return Pilot(
                    title=values["title"],
                    service_firm=values["service_firm"],
                    platform=values["platform"],
                    agreement_from=_day(values["agreement_from"]),
                    agreement_until=_day(values["agreement_until"]),
                    first_order_on=_day(values["first_order_on"]),
                )
            case kind:
                return Matter(
                    kind=kind,
                    title=values["title"],
                    number=values["number"],
                    day=_day(values["day"]),
                    note=values["note"],
                )

    def _read_fair(self, values: Mapping[str, str]) -> Fair:
        return Fair(
            title=values["title"],
            title_en=values["title_en"],
            country=values["country"],
            city=values["city"],
            starts_on=_day(values["starts_on"]),
            ends_on=_day(values["ends_on"]),
            organiser=values["organiser"],
            overseas=values["overseas"] != "no",
            in_key_catalogue=_FLAGS[values["in_key_catalogue"]],
            catalogue_entry=values["catalogue_entry"],
            participation=Participation(values["participation"]),
            booths=tuple(
                Booth(
                    number=row["number"],
                    area_dm2=read_area(row["area"] or "0"),
                    raw_space=row["raw"] == self.tr("是"),
                )
                for row in self.booths.values()
            ),
            participants=tuple(
                Participant(
                    name=row["name"],
                    passport_number=row["passport"],
                    left_on=_day(row["left"]),
                    returned_on=_day(row["returned"]),
                    relation=row["relation"],
                )
                for row in self.people.values()
            ),
        )


def _day(text: str) -> dt.date | None:
    return parse_day(text) if text else None


def _texts(project: Project) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name in project.__slots__:
        value = getattr(project, name)
        texts[name] = _FLAG_TEXTS[value] if isinstance(value, bool) else str(value or "")
    return texts


def _booth_texts(booth: Booth) -> dict[str, str]:
    raw = "是" if booth.raw_space else ""
    return {"number": booth.number, "area": area_text(booth.area_dm2), "raw": raw}


def _person_texts(person: Participant) -> dict[str, str]:
    return {
        "name": person.name,
        "passport": person.passport_number,
        "left": str(person.left_on or ""),
        "returned": str(person.returned_on or ""),
        "relation": person.relation,
    }
