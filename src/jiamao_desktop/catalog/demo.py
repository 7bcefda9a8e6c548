"""The story of the demonstration: ``resources/demo/story.toml``.

A fictional firm, what it did, and which sample file belongs to what. The files themselves are
read by the importers like anybody's.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jiamao_desktop.domain.applicant import Applicant, Ownership
from jiamao_desktop.domain.document import DocumentKind
from jiamao_desktop.domain.project import (
    Booth,
    Certification,
    Fair,
    Matter,
    Participant,
    Pilot,
    Project,
    ProjectKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoExpense:
    """What a person would choose in the review list for one 发票.

    Attributes:
        project: Key of the project.
        unsupported: In yuan, as typed; blank if all of it is supported.
    """

    fapiao: str
    category: str
    project: str
    contract_number: str = ""
    unsupported: str = ""
    unsupported_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAnswer:
    """An answer a person would give; ``project`` is a key or blank."""

    fact: str
    text: str
    project: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoStory:
    """The whole demonstration.

    Attributes:
        papers: File name to the number of the 发票 whose expense it proves.
        kinds: File name to what it is, where its name does not say so.
    """

    today: dt.date
    passphrase: str = field(repr=False)
    applicant: Applicant
    projects: Mapping[str, Project]
    expenses: Sequence[DemoExpense]
    papers: Mapping[str, str]
    kinds: Mapping[str, DocumentKind]
    answers: Sequence[DemoAnswer]


def load_story(file: Path) -> DemoStory:
    """Read the story."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    applicant = content["applicant"]
    return DemoStory(
        today=content["today"],
        passphrase=content["passphrase"],
        applicant=Applicant(**applicant | {"ownership": Ownership(applicant["ownership"])}),
        projects={entry["key"]: _project(entry) for entry in content["project"]},
        expenses=[DemoExpense(**entry) for entry in content["expense"]],
        papers=content["papers"],
        kinds={name: DocumentKind(kind) for name, kind in content["kinds"].items()},
        answers=[DemoAnswer(**entry) for entry in content["answer"]],
    )


def _project(entry: Mapping[str, Any]) -> Project:
    values = {name: value for name, value in entry.items() if name not in {"key", "kind"}}
    match entry["kind"]:
        case "fair":
            values["booths"] = tuple(Booth(**booth) for booth in entry["booths"])
            values["participants"] = tuple(Participant(**one) for one in entry["participants"])
            return Fair(**values)
        case "certification":
            return Certification(**values)
        case "pilot":
            return Pilot(**values)
        case kind:
            return Matter(kind=ProjectKind(kind), **values)
