"""What is committed works anywhere: no machine, no host, exact locks, current documents."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from tests.architecture.tree import ROOT, files, lines, listed, place, python_files, text_files
from tools import make_docs

REGISTRIES = "pypi|pythonhosted|npmjs|debian|anaconda|conda"
HOST = re.compile(
    rf"https?://[a-z0-9.-]*(?:{REGISTRIES})\.[a-z]+|\b(?:files|index|pypi)\.[a-z]+\.org"
)
MACHINE = re.compile(r"(?<![\w.~<>-])/(?:ro" r"ot|wo" r"rk|home/[a-z])(?:/|\b)")
LOCKS = [ROOT / "requirements" / "run.lock", ROOT / "requirements" / "dev.lock"]


def matches(pattern: re.Pattern[str]) -> list[str]:
    """Return where a pattern is found in the text files of the checkout."""
    return [
        f"{place(path, number)}: {line.strip()[:160]}"
        for path in text_files()
        for number, line in enumerate(lines(path), start=1)
        if pattern.search(line)
    ]


def test_no_package_registry_is_named() -> None:
    found = matches(HOST)
    assert not found, listed(found)


def test_no_path_of_a_machine_is_named() -> None:
    found = matches(MACHINE)
    assert not found, listed(found)


def locked(path: Path) -> dict[str, str]:
    """Return name → version of a lock file."""
    pinned = [line.split(" ")[0] for line in lines(path) if re.match(r"[a-z0-9]", line)]
    return dict(pin.split("==") for pin in pinned)


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_a_lock_pins_everything_by_digest(path: Path) -> None:
    text = path.read_text("utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert len(blocks) == len(locked(path)) > 20
    assert all("--hash=sha256:" in block for block in blocks)
    assert not re.search(r"^--|://|@", text, re.MULTILINE)


@pytest.mark.parametrize(("path", "extra"), [(LOCKS[0], ""), (LOCKS[1], "dev")])
def test_a_lock_fits_what_the_project_asks_for(path: Path, extra: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"].get(extra, [])
    pins = locked(path)
    for requirement in map(Requirement, wanted):
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        assert pins[name] in requirement.specifier, name


def test_both_locks_agree() -> None:
    run, dev = (locked(path) for path in LOCKS)
    assert run.items() <= dev.items()


def test_every_shipped_library_is_credited() -> None:
    credited = (ROOT / "THIRD_PARTY.md").read_text("utf-8").lower().replace(".", "-")
    missing = [
        name
        for name in locked(LOCKS[0])
        if name not in credited and f"{name.partition('-')[0]}-*" not in credited
    ]
    assert not missing, listed(missing)


def test_every_typeface_is_credited() -> None:
    credited = (ROOT / "THIRD_PARTY.md").read_text("utf-8")
    families = {path.stem.partition("-")[0] for path in ROOT.glob("resources/fonts/*.ttf")}
    assert families
    assert all(family in credited for family in families)


def test_generated_documents_are_current() -> None:
    stale = [place(path) for path in make_docs.stale(ROOT)]
    assert not stale, f"run `make docs`: {stale}"


def test_links_between_documents_lead_somewhere() -> None:
    link = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)[^)]*\)")
    broken = [
        f"{place(path, number)}: {target}"
        for path in text_files()
        if path.suffix == ".md"
        for number, line in enumerate(lines(path), start=1)
        for target in link.findall(line)
        if not (path.parent / target).exists()
    ]
    assert not broken, listed(broken)


def test_paths_named_in_documents_and_messages_exist() -> None:
    folders = "docs|forms|packaging|requirements|resources|src|tests|tools"
    named = re.compile(rf"(?<![\w/.-])((?:{folders})/[\w./-]*\w)(?![\w<*])")
    pages = [
        path for path in text_files() if path.suffix == ".md" or path.parent.name == "messages"
    ]
    lost = [
        f"{place(path, number)}: {target}"
        for path in pages
        for number, line in enumerate(lines(path), start=1)
        for target in named.findall(line)
        if not (ROOT / target).exists() and not (path.parent / target).exists()
    ]
    assert not lost, listed(lost)


def test_decisions_are_numbered_once() -> None:
    pages = (ROOT / "docs" / "decisions").glob("[0-9]*.md")
    numbers = [path.name[:4] for path in pages]
    assert len(numbers) == len(set(numbers)) >= 8


def test_decisions_say_what_why_and_what_follows() -> None:
    folder = ROOT / "docs" / "decisions"
    lame = [
        f"{place(path)}: no “{heading}”"
        for path in folder.glob("[0-9]*.md")
        for heading in ("## Decision", "## Context", "## Consequences")
        if heading not in path.read_text("utf-8")
    ]
    assert not lame, listed(lame)


def test_the_readme_names_every_task() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for task in ("demo", "run", "test", "lint", "bench", "fix", "docs"):
        assert f"make {task}" in readme
        assert re.search(rf"^help setup.*\b{task}\b.*:$", makefile, re.MULTILINE)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no executable bit")
def test_ci_can_be_started() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    text = script.read_text("utf-8")
    assert "make test" in text
    assert "make lint" in text


def test_every_text_file_is_utf8_with_plain_line_ends() -> None:
    odd = [place(path) for path in text_files() if b"\r" in path.read_bytes()]
    assert not odd, listed(odd)
    for path in text_files():
        path.read_text("utf-8")


def test_tests_mirror_the_source() -> None:
    known = {path.parent.name for path in python_files("src")}
    folders = {path.parent for path in files() if path.is_relative_to(ROOT / "tests" / "unit")}
    odd = [place(folder) for folder in folders if folder.name not in known | {"tools"}]
    assert not odd, listed(odd)
