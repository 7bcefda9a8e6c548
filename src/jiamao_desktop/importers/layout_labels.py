"""Labels and what stands beside them, found by place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiamao_desktop.importers.layout import Line


def labelled(lines: Sequence[Line], label: re.Pattern[str], value: re.Pattern[str]) -> str:
    """Return the first value of this shape that stands right of a label.

    A value set a little higher or lower than its label is on the next line already, so
    the lines near by are looked at too.
    """
    for line in lines:
        match = label.search(line.text)
        if match is None:
            continue
        if found := _beside(line, match.end(), value):
            return found
        edge = line.places[match.end() - 1][1]
        for other in lines:
            if other is line or abs(other.centre - line.centre) > line.height:
                continue
            for hit in value.finditer(other.text):
                if other.places[hit.start()][0] >= edge - line.height:
                    return hit.group()
    return ""


def _beside(line: Line, start: int, value: re.Pattern[str]) -> str:
    """Return the first value after ``start``; where words run together, word by word."""
    for stop in (len(line.text), *(at for at in line.starts if at > start)):
        if match := value.search(line.text, start, stop):
            return match.group()
    return ""
