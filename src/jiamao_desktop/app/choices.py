"""How the unclear words of a measure were settled, wherever the choice was made."""

from __future__ import annotations

from collections.abc import Mapping

from jiamao_desktop.app.workspace import Workspace
from jiamao_desktop.domain.choice import ChosenReading
from jiamao_desktop.domain.pack import Measure, Pack
from jiamao_desktop.domain.settled import choices_in_force
from jiamao_desktop.storage import readings


def choices_for(ws: Workspace, pack: Pack, measure: Measure) -> Mapping[str, ChosenReading]:
    """Return what was settled for the words of a measure, by their ids."""
    return choices_in_force(pack, measure, readings.all(ws.reader))
