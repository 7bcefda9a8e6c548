"""One thing has one word: screen, question and paper call a choice by the same name."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtWidgets import QApplication

from jiamao_desktop.catalog.installed import shipped_catalog
from jiamao_desktop.documents import answers
from jiamao_desktop.domain.applicant import ApplicantKind, Ownership
from jiamao_desktop.domain.contract import Contract
from jiamao_desktop.domain.customs import Declaration
from jiamao_desktop.domain.fapiao import Fapiao, FapiaoState
from jiamao_desktop.domain.handbook import Handbook
from jiamao_desktop.domain.payment import Payment
from jiamao_desktop.domain.project import Participation
from jiamao_desktop.ui import field_names


@pytest.mark.parametrize("kind", list(ApplicantKind))
def test_a_kind_of_applicant_is_called_as_in_the_question(
    dressed: QApplication, kind: ApplicantKind
) -> None:
    assert field_names._applicants()[kind] == shipped_catalog().facts["firm.kind"].choices[kind]


@pytest.mark.parametrize("form", list(Participation))
def test_a_way_to_take_part_is_called_as_in_the_question_and_on_paper(
    dressed: QApplication, form: Participation
) -> None:
    asked = shipped_catalog().facts["fair.participation"].choices[form]
    assert field_names._participations()[form] == asked == answers.PARTICIPATION_LABELS[form]


@pytest.mark.parametrize("ownership", list(Ownership))
def test_an_ownership_is_called_as_on_the_form(dressed: QApplication, ownership: Ownership) -> None:
    assert field_names._ownerships()[ownership] == answers.OWNERSHIP_LABELS[ownership]


_NOT_READ = {"blue", "document", "identity"}
_TABLES = {"lines", "items", "fees", "materials", "products", "uses"}


@pytest.mark.parametrize("record", [Fapiao, Payment, Declaration, Contract, Handbook])
def test_every_field_that_can_be_read_has_a_name(dressed: QApplication, record: type) -> None:
    names = {field.name for field in dataclasses.fields(record)} - _NOT_READ - _TABLES
    assert {name for name in names if field_names.field_name(name) == name} == set()


def test_every_state_of_a_fapiao_has_a_name_of_its_own(dressed: QApplication) -> None:
    names = field_names.fapiao_states()
    assert set(names) == set(FapiaoState)
    assert len(set(names.values())) == len(FapiaoState)
