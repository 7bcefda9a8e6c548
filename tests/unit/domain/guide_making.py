"""A guide to be changed by tests."""

from __future__ import annotations

from typing import Any

from jiamao_desktop.domain.guide import Guide, GuideMaterial, GuideSource
from jiamao_desktop.domain.pack import Material

SOURCE = GuideSource(id="s", text="某市2024年通知", repost=True, address="example")


def paper(name: str, *categories: str, **changes: Any) -> GuideMaterial:
    """Return a paper of a list."""
    values: dict[str, Any] = {
        "id": name,
        "title": f"材料{name}",
        "order": 1,
        "copies": 2,
        "reference": "参考，非本地官方清单（某市2024年通知）",
    }
    return GuideMaterial(
        material=Material(**{**values, **changes}), categories=categories, source="s"
    )


def guide(**changes: Any) -> Guide:
    """Return the guide of a place, except as changed."""
    values: dict[str, Any] = {
        "id": "there-2024",
        "title": "某市2024年",
        "place": "某市",
        "year": 2024,
        "source": "s",
        "complete": False,
        "sources": {"s": SOURCE},
        "forms": ("form",),
        "materials": (paper("form", made=True), paper("fapiao", "fee"), paper("ticket", "travel")),
    }
    return Guide(**{**values, **changes})
