"""One thing has one word: screen, question and paper call a choice by the same name."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from jiamao_desktop.catalog.installed import shipped_catalog
from jiamao_desktop.documents import answers
from jiamao_desktop.domain.applicant import ApplicantKind, Ownership
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
