"""Every screen that shows figures looks again when anything they rest on has changed."""

from __future__ import annotations

import pytest

from jiamao_desktop.ui.screen import CLAIM_TABLES, PROJECT_TABLES, Screen
from jiamao_desktop.ui.screens.claims import ClaimsScreen
from jiamao_desktop.ui.screens.home import HomeScreen
from jiamao_desktop.ui.screens.measures import MeasuresScreen
from jiamao_desktop.ui.screens.packet import PacketScreen
from jiamao_desktop.ui.screens.plan import PlanScreen
from jiamao_desktop.ui.screens.profile import ProfileScreen
from jiamao_desktop.ui.screens.readings import ReadingsScreen


@pytest.mark.parametrize(
    "screen",
    [ClaimsScreen, HomeScreen, MeasuresScreen, PacketScreen, PlanScreen, ReadingsScreen],
)
@pytest.mark.parametrize("table", ["matter", "adopted_guide", "exchange_rate", "declaration"])
def test_a_screen_with_figures_looks_at_whatever_they_rest_on(
    screen: type[Screen], table: str
) -> None:
    assert table in screen.tables


def test_projects_are_listed_anew_whatever_kind_has_changed() -> None:
    assert ProfileScreen.tables >= PROJECT_TABLES
    assert CLAIM_TABLES > PROJECT_TABLES
