"""Reads application forms from ``forms/<id>/form.toml``; is their linter.

Every mistake found is named with its file, the entry and what to write instead, so that
somebody who does not know Python can mend a form.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from jiamao_desktop.domain.errors import PackError, PackMistake
from jiamao_desktop.domain.form import (
    FIELDS,
    SPENT_PREFIX,
    Form,
    FormCell,
    FormRow,
    FormSection,
    Signature,
    SignatureKind,
)
from jiamao_desktop.domain.project import ProjectKind

FORMAT = "form/1"
_FILE = "form.toml"
_MOST_CELLS = 3
_MOST_LINES = 20
_KEYS = {
    "form": {"format", "id", "title", "project", "official", "source", "section"},
    "section": {"title", "row", "text", "signatures"},
    "row": {"cells", "lines"},
    "cell": {"label", "field", "hint"},
    "signature": {"label", "kind"},
}
_Choice = TypeVar("_Choice", bound=StrEnum)


def load_forms(folder: Path, categories: frozenset[str] = frozenset()) -> dict[str, Form]:
    """Return every form in a folder by its id.

    Args:
        folder: Holds one folder per form.
        categories: Known expense categories; empty leaves ``spent.…`` fields unchecked.

    Raises:
        PackError: Every mistake in every form.
    """
    forms: dict[str, Form] = {}
    mistakes: list[PackMistake] = []
    for path in sorted(folder.glob(f"*/{_FILE}")):
        try:
            form = load_form(path, categories)
        except PackError as error:
            mistakes.extend(error.mistakes)
        else:
            forms[form.id] = form
    if mistakes:
        raise PackError(tuple(mistakes))
    return forms


def load_form(path: Path, categories: frozenset[str] = frozenset()) -> Form:
    """Return one form.

    Raises:
        PackError: Every mistake in it.
    """
    reader = _Reader(file=f"{path.parent.name}/{path.name}", categories=categories)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        reader.mistake("整个文件", "不是 UTF-8 编码。", "用 UTF-8 编码另存。")
        raise PackError(tuple(reader.mistakes)) from None
    except tomllib.TOMLDecodeError as error:
        reader.mistake("整个文件", f"TOML 语法有误：{error}。", "改正所指的行列后再试。")
        raise PackError(tuple(reader.mistakes)) from None
    form = reader.form(table, path.parent.name)
    if reader.mistakes:
        raise PackError(tuple(reader.mistakes))
    return form


@dataclass(slots=True)
class _Reader:
    """Reads tables and collects mistakes; a mistaken value reads as blank."""

    file: str
    categories: frozenset[str]
    mistakes: list[PackMistake] = field(default_factory=list)
    project: ProjectKind | None = None

    def mistake(self, entry: str, message: str, remedy: str) -> None:
        self.mistakes.append(PackMistake(self.file, entry, message, remedy))

    def form(self, table: Mapping[str, Any], folder: str) -> Form:
        self._known_keys(table, "form", "文件开头")
        if table.get("format") != FORMAT:
            self.mistake("format", "格式版本缺失或不认识。", f'写成 format = "{FORMAT}"。')
        number = self._text(table, "id", "文件开头")
        if number != folder:
            self.mistake("id", f"表格编号“{number}”与文件夹名不同。", f'写成 id = "{folder}"。')
        if "project" in table:
            self.project = self._choice(ProjectKind, table, "project", "文件开头")
        return Form(
            id=number,
            title=self._text(table, "title", "文件开头"),
            project=self.project,
            source=self._text(table, "source", "文件开头"),
            official=self._flag(table, "official"),
            sections=tuple(
                self._section(section, f"section[{index}]")
                for index, section in enumerate(self._tables(table, "section", "文件开头"), start=1)
            ),
        )

    def _section(self, table: Mapping[str, Any], entry: str) -> FormSection:
        self._known_keys(table, "section", entry)
        if not {"row", "text", "signatures"} & table.keys():
            self.mistake(
                entry, "这一节是空的。", "至少写一个 row、text 或 signatures，或删去这一节。"
            )
        signatures = self._tables(table, "signatures", entry, needed=False)
        rows = self._tables(table, "row", entry, needed=False)
        return FormSection(
            title=self._text(table, "title", entry),
            rows=tuple(
                self._row(row, f"{entry}.row[{index}]") for index, row in enumerate(rows, start=1)
            ),
            text=self._text(table, "text", entry, needed=False),
            signatures=tuple(
                self._signature(each, f"{entry}.signatures[{index}]")
                for index, each in enumerate(signatures, start=1)
            ),
        )

    def _row(self, table: Mapping[str, Any], entry: str) -> FormRow:
        self._known_keys(table, "row", entry)
        cells = self._tables(table, "cells", entry)
        if len(cells) > _MOST_CELLS:
            self.mistake(
                f"{entry}.cells",
                f"一行有 {len(cells)} 栏，排不下。",
                "一行最多三栏，多的移到下一行。",
            )
        lines = table.get("lines", 1)
        if type(lines) is not int or not 1 <= lines <= _MOST_LINES:
            self.mistake(f"{entry}.lines", "行高不是 1 至 20 的整数。", "写成整数，如 lines = 3。")
            lines = 1
        return FormRow(
            cells=tuple(
                self._cell(cell, f"{entry}.cells[{index}]")
                for index, cell in enumerate(cells, start=1)
            ),
            lines=lines,
        )

    def _cell(self, table: Mapping[str, Any], entry: str) -> FormCell:
        self._known_keys(table, "cell", entry)
        name = self._text(table, "field", entry, needed=False)
        if name:
            self._check_field(name, f"{entry}.field")
        return FormCell(
            label=self._text(table, "label", entry),
            field=name,
            hint=self._text(table, "hint", entry, needed=False),
        )

    def _check_field(self, name: str, entry: str) -> None:
        if name.startswith(SPENT_PREFIX):
            category = name.removeprefix(SPENT_PREFIX)
            if self.categories and category not in self.categories:
                known = "、".join(sorted(self.categories))
                self.mistake(entry, f"没有费用类别“{category}”。", f"改用已有的类别：{known}。")
        elif name not in FIELDS:
            self.mistake(
                entry,
                f"没有字段“{name}”。",
                f"改用：{'、'.join(sorted(FIELDS))}，或 spent.费用类别。",
            )
        elif FIELDS[name] not in {None, self.project}:
            self.mistake(
                entry,
                f"字段“{name}”只用于 {FIELDS[name]} 类项目的表格。",
                f'在文件开头写 project = "{FIELDS[name]}"，或删去这一栏。',
            )

    def _signature(self, table: Mapping[str, Any], entry: str) -> Signature:
        self._known_keys(table, "signature", entry)
        return Signature(
            label=self._text(table, "label", entry),
            kind=self._choice(SignatureKind, table, "kind", entry) or SignatureKind.SEAL,
        )

    def _known_keys(self, table: Mapping[str, Any], kind: str, entry: str) -> None:
        for key in sorted(table.keys() - _KEYS[kind]):
            listed = "、".join(sorted(_KEYS[kind]))
            self.mistake(
                f"{entry}.{key}", f"不认识的键“{key}”。", f"改成以下之一或删去：{listed}。"
            )

    def _text(self, table: Mapping[str, Any], key: str, entry: str, *, needed: bool = True) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            self.mistake(f"{entry}.{key}", "不是文字。", f'用引号括起来，如 {key} = "……"。')
            return ""
        if needed and not value.strip():
            self.mistake(f"{entry}.{key}", "缺失或为空。", f'补上 {key} = "……"。')
        return value.strip()

    def _flag(self, table: Mapping[str, Any], key: str) -> bool:
        value = table.get(key, False)
        if not isinstance(value, bool):
            self.mistake(
                key, "不是 true 或 false。", f"写成 {key} = true 或 {key} = false，不加引号。"
            )
            return False
        return value

    def _tables(
        self, table: Mapping[str, Any], key: str, entry: str, *, needed: bool = True
    ) -> Sequence[Mapping[str, Any]]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.mistake(
                f"{entry}.{key}", "不是表的列表。", f"写成 [[{key}]]，或 {key} = [{{ … }}]。"
            )
            return []
        if needed and not value:
            self.mistake(f"{entry}.{key}", "一个也没有。", f"至少写一个 {key}。")
        return value

    def _choice(
        self, kind: type[_Choice], table: Mapping[str, Any], key: str, entry: str
    ) -> _Choice | None:
        value = table.get(key)
        if value in list(kind):
            return kind(value)
        listed = "、".join(kind)
        self.mistake(f"{entry}.{key}", f"不认识的值“{value}”。", f"写成以下之一：{listed}。")
        return None
