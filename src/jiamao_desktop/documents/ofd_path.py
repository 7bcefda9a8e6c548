"""Paths of OFD (AbbreviatedData) as PDF paths."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from reportlab.pdfgen.pathobject import PDFPathObject

from jiamao_desktop.documents.ofd import floats
from jiamao_desktop.domain.errors import UserError

_TOKENS = re.compile(r"[A-Za-z]|[^A-Za-z\s,]+(?:[eE][-+]?\d+)?")
_ARITY = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
Point = tuple[float, float]
UNMOVED = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def draw_path(path: PDFPathObject, data: str, matrix: Sequence[float] = UNMOVED) -> None:
    """Add the moves, lines and curves of a path.

    Args:
        path: Where to.
        data: Operators and numbers.
        matrix: Applied to every point.

    Raises:
        UserError: ``evidence.broken`` -- an unknown operator, numbers missing, or no start.
    """
    here = start = (0.0, 0.0)
    for number, (operator, numbers) in enumerate(_commands(data)):
        if number == 0 and operator not in {"S", "M"}:
            raise UserError("evidence.broken")
        match operator:
            case "S" | "M":
                here = start = (numbers[0], numbers[1])
                path.moveTo(*moved(matrix, *here))
            case "L":
                here = (numbers[0], numbers[1])
                path.lineTo(*moved(matrix, *here))
            case "Q":
                control, end = (numbers[0], numbers[1]), (numbers[2], numbers[3])
                first = _towards(here, control, 2 / 3)
                second = _towards(end, control, 2 / 3)
                path.curveTo(*moved(matrix, *first, *second, *end))
                here = end
            case "B":
                path.curveTo(*moved(matrix, *numbers))
                here = (numbers[4], numbers[5])
            case "A":
                end = (numbers[5], numbers[6])
                for curve in _arc(here, numbers, end):
                    path.curveTo(*moved(matrix, *curve))
                here = end
            case _:
                path.close()
                here = start


def moved(matrix: Sequence[float], *points: float) -> list[float]:
    """Return points, given as x and y in turn, under a matrix."""
    a, b, c, d, e, f = matrix
    result: list[float] = []
    for x, y in zip(points[::2], points[1::2], strict=True):
        result += (a * x + c * y + e, b * x + d * y + f)
    return result


def combined(first: Sequence[float], then: Sequence[float]) -> list[float]:
    """Return the matrix that applies one matrix and then another."""
    a, b, c, d, e, f = first
    origin = moved(then, e, f)
    corner = moved((*then[:4], 0.0, 0.0), a, b, c, d)
    return [*corner, *origin]


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    tokens = _TOKENS.findall(data)
    at = 0
    while at < len(tokens):
        operator = tokens[at]
        arity = _ARITY.get(operator)
        if arity is None or at + arity >= len(tokens) + (arity == 0):
            raise UserError("evidence.broken")
        yield operator, floats(" ".join(tokens[at + 1 : at + 1 + arity]))
        at += 1 + arity


def _towards(origin: Point, target: Point, share: float) -> Point:
    return (
        origin[0] + (target[0] - origin[0]) * share,
        origin[1] + (target[1] - origin[1]) * share,
    )


def _arc(start: Point, numbers: list[float], end: Point) -> Iterator[tuple[float, ...]]:
    """Yield curves for an elliptical arc, as SVG defines it (implementation notes F.6)."""
    rx, ry, turn, large, sweep = abs(numbers[0]), abs(numbers[1]), *numbers[2:5]
    if not rx or not ry or start == end:
        yield (*start, *end, *end)
        return
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    half_x, half_y = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = cos * half_x + sin * half_y, -sin * half_x + cos * half_y
    grow = math.sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    below = (rx * y) ** 2 + (ry * x) ** 2
    factor = math.sqrt(max(0.0, ((rx * ry) ** 2 - below) / below))
    if bool(large) == bool(sweep):
        factor = -factor
    centre_x, centre_y = factor * rx * y / ry, -factor * ry * x / rx
    first = math.atan2((y - centre_y) / ry, (x - centre_x) / rx)
    last = math.atan2((-y - centre_y) / ry, (-x - centre_x) / rx)
    span = last - first
    if sweep and span < 0:
        span += 2 * math.pi
    elif not sweep and span > 0:
        span -= 2 * math.pi
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    pieces = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
    step = span / pieces
    reach = 4 / 3 * math.tan(step / 4)

    def at(across: float, along: float) -> Point:
        px, py = centre_x + rx * across, centre_y + ry * along
        return cos * px - sin * py + middle[0], sin * px + cos * py + middle[1]

    for piece in range(pieces):
        a, b = first + piece * step, first + (piece + 1) * step
        yield (
            *at(math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a)),
            *at(math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b)),
            *at(math.cos(b), math.sin(b)),
        )
