"""Figures that counties and parks raise, put beside the figures they raise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.raw import PACK_FILE
from jiamao_desktop.domain.figures import in_effect, size_of
from jiamao_desktop.domain.pack import Measure, Overlay, Pack, Parameter
from jiamao_desktop.domain.wording import figure_text


def check_overlays(pack: Pack, packs: Mapping[str, Pack], mistakes: Mistakes) -> None:
    """Note every overlay of a pack whose figure is not there, or which would lower it."""
    for overlay in pack.overlays:
        entry = f"overlay.{overlay.of}"
        found = _target(overlay, packs)
        if found is None or type(found.values[0].value) is not type(overlay.values[0].value):
            mistakes.add(PACK_FILE, f"{entry}.of", "pack.overlay_target", of=overlay.of)
            continue
        for raised in overlay.values:
            base = in_effect(found.values, raised.first).value
            if size_of(raised.value) < size_of(base):
                mistakes.add(
                    PACK_FILE,
                    f"{entry}.values",
                    "pack.overlay_lowers",
                    of=overlay.of,
                    value=figure_text(raised.value),
                    base=figure_text(base),
                )


def with_overlays(packs: Mapping[str, Pack]) -> dict[str, Pack]:
    """Return packs with every overlay beside its figure, and with no other."""
    found: dict[str, list[Overlay]] = {}
    for pack in packs.values():
        for overlay in pack.overlays:
            if _target(overlay, packs) is not None:
                over = packs[overlay.of.partition("#")[0]].level
                found.setdefault(overlay.of, []).append(replace(overlay, over=over))
    return {
        name: replace(pack, measures=tuple(_raised(pack.id, one, found) for one in pack.measures))
        for name, pack in packs.items()
    }


def _raised(pack: str, measure: Measure, overlays: Mapping[str, list[Overlay]]) -> Measure:
    """Return a measure with its overlays; the very same one if nothing changes."""
    parameters = tuple(
        replace(one, overlays=tuple(overlays.get(f"{pack}#{measure.id}.{one.id}", ())))
        for one in measure.parameters
    )
    return measure if parameters == measure.parameters else replace(measure, parameters=parameters)


def _target(overlay: Overlay, packs: Mapping[str, Pack]) -> Parameter | None:
    pack_id, _, rest = overlay.of.partition("#")
    measure_id, _, name = rest.rpartition(".")
    if pack_id not in packs or not overlay.values:
        return None
    for measure in packs[pack_id].measures:
        for one in measure.parameters:
            if (measure.id, one.id) == (measure_id, name) and one.values:
                return one
    return None
