"""Paths of OFD: lines, curves and arcs keep their points."""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.pathobject import PDFPathObject

from jiamao_desktop.documents.ofd_path import UNMOVED, combined, draw_path, moved
from jiamao_desktop.domain.errors import UserError


def points(data: str) -> list[tuple[float, ...]]:
    """Return the operands of a path as reportlab writes them."""
    outline = PDFPathObject()
    draw_path(outline, data)
    found = re.findall(r"((?:[-\d.]+ )+)[mlc]\b", outline.getCode())
    return [tuple(map(float, operands.split())) for operands in found]


def ends(curves: Iterable[tuple[float, ...]]) -> list[tuple[float, float]]:
    return [(curve[-2], curve[-1]) for curve in curves]


def test_lines_and_curves_keep_their_points() -> None:
    assert points("M 1 2 L 3 4 B 5 6 7 8 9 10") == [(1, 2), (3, 4), (5, 6, 7, 8, 9, 10)]


def test_a_quadratic_curve_becomes_a_cubic_one() -> None:
    (_, curve) = points("M 0 0 Q 3 3 6 0")
    assert curve == pytest.approx((2, 2, 4, 2, 6, 0), abs=0.01)


def test_a_closed_path_begins_again_where_it_began() -> None:
    (_, _, _, curve) = points("M 1 1 L 5 1 L 5 5 C Q 1 1 1 1")
    assert curve[:2] == pytest.approx((1, 1), abs=0.01)


def test_a_half_circle_passes_through_its_top() -> None:
    _, *curves = points("M 0 0 A 5 5 0 0 1 10 0")
    assert len(curves) == 2
    assert ends(curves)[0] == pytest.approx((5, -5), abs=0.01)
    assert ends(curves)[1] == pytest.approx((10, 0), abs=0.01)


def test_the_sweep_decides_the_side() -> None:
    _, *curves = points("M 0 0 A 5 5 0 0 0 10 0")
    assert ends(curves)[0] == pytest.approx((5, 5), abs=0.01)


def test_a_large_arc_goes_the_long_way() -> None:
    _, *short = points("M 0 0 A 5 5 0 0 1 5 5")
    _, *long = points("M 0 0 A 5 5 0 1 1 5 5")
    assert len(short) == 1
    assert len(long) == 3


def test_an_arc_too_small_for_its_ends_grows() -> None:
    _, *curves = points("M 0 0 A 1 1 0 0 1 10 0")
    assert ends(curves)[-1] == pytest.approx((10, 0), abs=0.01)


def test_an_arc_without_radius_is_a_line() -> None:
    _, *curves = points("M 0 0 A 0 0 0 0 1 10 0")
    assert ends(curves) == [(10, 0)]


@given(
    st.lists(st.floats(-5, 5), min_size=6, max_size=6),
    st.lists(st.floats(-5, 5), min_size=6, max_size=6),
    st.floats(-9, 9),
    st.floats(-9, 9),
)
def test_combined_matrices_act_one_after_the_other(
    first: list[float], then: list[float], x: float, y: float
) -> None:
    at_once = moved(combined(first, then), x, y)
    in_turn = moved(then, *moved(first, x, y))
    assert all(math.isclose(a, b, abs_tol=1e-6) for a, b in zip(at_once, in_turn, strict=True))
    assert moved(UNMOVED, x, y) == [x, y]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="MLQBACS 0123456789.-e", max_size=60))
def test_any_path_is_drawn_or_refused(data: str) -> None:
    with contextlib.suppress(UserError):
        points(data)
