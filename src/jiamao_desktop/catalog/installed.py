"""The packs in force: those that came with the program, and those a person imported.

Shipped packs lie under ``resources/packs``; versions that claims may still be pinned to, under
``resources/earlier_packs/ID@VERSION``. Imported ones lie in the person's own data folder, as
``packs/ID/VERSION/pack`` beside a file with the digest of their content. The newest version is
in force. An imported pack that no longer loads is left out with a notice: it never stands in
the way of the others.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import shutil
import tempfile
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from jiamao_desktop.catalog.advice import unfinished
from jiamao_desktop.catalog.examples import differences, read_examples
from jiamao_desktop.catalog.facts import load_categories, load_facts
from jiamao_desktop.catalog.guides import check_named
from jiamao_desktop.catalog.harmless import check_content, check_nesting
from jiamao_desktop.catalog.intake import WHOLE, take_in
from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.overlays import check_overlays, with_overlays
from jiamao_desktop.catalog.packs import Catalog, build_pack, clashes, load_catalog, load_pack
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.catalog.raw import PACK_FILE, RawPack, read_raw, read_toml
from jiamao_desktop.catalog.versions import Loader, Versions, version_key
from jiamao_desktop.domain.errors import PackError, PackMistake, Problem
from jiamao_desktop.domain.pack import Pack

_Value = TypeVar("_Value")
_EARLIER, _PACKS, _CONTENT, _DIGEST = "earlier_packs", "packs", "pack", "content.sha256"


class Origin(StrEnum):
    """Where a version of a pack comes from."""

    SHIPPED = "shipped"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackVersion:
    """A version of a pack that is there.

    Attributes:
        digest: SHA-256 over its files.
    """

    id: str
    version: str
    origin: Origin
    folder: Path
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A pack from outside that has been checked, and is not in force yet.

    Attributes:
        folder: A copy of its files, ours to move or to drop.
        replaces: The version now in force; blank if there is none.
        known: It is there already, the same to the last byte.
        examples: How many worked examples it brought, all of which hold.
    """

    pack: Pack
    folder: Path
    digest: str
    replaces: str
    known: bool
    examples: int


@functools.cache
def shipped_catalog() -> Catalog:
    """Return what came with the program: read once, it never changes while the program runs.

    Raises:
        PackError: A shipped pack is wrong.
    """
    return load_catalog()


def load_installed(data: Path, resources: Path | None = None) -> Catalog:
    """Load every pack in force, shipped and imported.

    Args:
        data: The person's data folder; need not exist.
        resources: The folder with the shipped packs; by default that of the program.

    Raises:
        PackError: A shipped pack is wrong.
    """
    shipped = load_catalog(resources) if resources else shipped_catalog()
    loaders: dict[tuple[str, str], Loader] = {
        (pack.id, pack.version): functools.partial(_itself, pack) for pack in shipped.packs.values()
    }
    for pack_id, version, folder in _earlier(resources):
        loaders[pack_id, version] = functools.partial(load_pack, folder, resources)
    packs, problems = dict(shipped.packs), list[Problem]()
    for one in sorted(_imported(data), key=lambda one: (one.id, version_key(one.version))):
        load = functools.partial(_load_imported, one, resources)
        loaders.setdefault((one.id, one.version), load)
        if one.id in packs and not _newer(one.version, packs[one.id].version):
            continue
        try:
            pack = load()
            mistakes = Mistakes()
            clashes(pack, [other for other in packs.values() if other.id != one.id], mistakes)
            mistakes.refuse()
        except PackError as error:
            problems.append(_left_out(one.id, one.version, error.mistakes[0]))
        else:
            packs[one.id] = pack
            loaders[one.id, one.version] = functools.partial(_itself, pack)
    for pack in list(packs.values()):
        mistakes = Mistakes()
        check_overlays(pack, packs, mistakes)
        if found := mistakes.found:
            problems.append(_left_out(pack.id, pack.version, found[0]))
            packs.pop(pack.id)
            if pack.id in shipped.packs:
                packs[pack.id] = shipped.packs[pack.id]
    packs = with_overlays(packs)
    return dataclasses.replace(
        shipped,
        packs=packs,
        facts=_joined(shipped.facts, (pack.facts for pack in packs.values())),
        categories=_joined(shipped.categories, (pack.categories for pack in packs.values())),
        versions=Versions(loaders),
        problems=tuple(problems),
    )


def _left_out(pack: str, version: str, mistake: PackMistake) -> Problem:
    return Problem.of("pack.left_out", pack=pack, version=version, reason=str(mistake))


def _itself(pack: Pack) -> Pack:
    return pack


def _joined(
    first: Mapping[str, _Value], others: Iterable[Mapping[str, _Value]]
) -> Mapping[str, _Value]:
    found = dict(first)
    for part in others:
        found |= part
    return found


def installed(data: Path, resources: Path | None = None) -> list[PackVersion]:
    """Return every version of every pack that is there, by id, the newest first."""
    folder = resources or resources_folder()
    named = [
        (str(content.get("id", "")), str(content.get("version", "")), file.parent)
        for file in sorted((folder / _PACKS).glob(f"*/{PACK_FILE}"))
        for content in [read_toml(file, PACK_FILE, Mistakes())]
    ]
    found = [
        PackVersion(
            id=pack_id,
            version=version,
            origin=Origin.SHIPPED,
            folder=where,
            digest=content_digest(where),
        )
        for pack_id, version, where in [*named, *_earlier(resources)]
    ]
    found += _imported(data)
    by_version = sorted(found, key=lambda one: version_key(one.version), reverse=True)
    return sorted(by_version, key=lambda one: one.id)


def _earlier(resources: Path | None) -> Iterator[tuple[str, str, Path]]:
    """Yield the versions kept for claims that are pinned to them."""
    for file in sorted((resources or resources_folder()).glob(f"{_EARLIER}/*@*/{PACK_FILE}")):
        pack_id, _, version = file.parent.name.partition("@")
        yield pack_id, version, file.parent


def _imported(data: Path) -> list[PackVersion]:
    return [
        PackVersion(
            id=file.parent.parent.name,
            version=file.parent.name,
            origin=Origin.IMPORTED,
            folder=file.parent / _CONTENT,
            digest=file.read_text("ascii", errors="replace").strip(),
        )
        for file in sorted((data / _PACKS).glob(f"*/[!.]*/{_DIGEST}"))
    ]


def _load_imported(one: PackVersion, resources: Path | None) -> Pack:
    mistakes = Mistakes()
    if content_digest(one.folder) != one.digest:
        mistakes.add(PACK_FILE, WHOLE, "pack.changed_on_disk")
        mistakes.refuse()
    pack = load_pack(one.folder, resources)
    if (pack.id, pack.version) != (one.id, one.version):
        mistakes.add(PACK_FILE, "id", "pack.changed_on_disk")
        mistakes.refuse()
    return pack


def _newer(version: str, other: str) -> bool:
    return version_key(version) > version_key(other)


def content_digest(folder: Path) -> str:
    """Return the SHA-256 over the names and contents of all files of a pack."""
    whole = hashlib.sha256()
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        whole.update(f"{file.relative_to(folder).as_posix()} {content}\n".encode())
    return whole.hexdigest()


def examine(source: Path, catalog: Catalog, data: Path, resources: Path | None = None) -> Incoming:
    """Check a pack from outside against everything it must fit; nothing is put in force.

    Hand the result to :func:`accept` or to :func:`drop`.

    Raises:
        PackError: With every mistake.
    """
    folder = Path(tempfile.mkdtemp(prefix="jiamao-pack-"))
    try:
        return _examined(source, folder, catalog, (data, resources))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _examined(
    source: Path, folder: Path, catalog: Catalog, places: tuple[Path, Path | None]
) -> Incoming:
    raw, pack = checked(source, folder, catalog, places[1])
    mistakes = Mistakes()
    others = [one for one in catalog.packs.values() if one.id != pack.id]
    clashes(pack, others, mistakes)
    check_overlays(pack, {**catalog.packs, pack.id: pack}, mistakes)
    examples = read_examples(raw, pack, mistakes)
    unfinished(raw, pack, mistakes)
    mistakes.refuse()
    for example in examples:
        for difference in differences(pack, example):
            mistakes.add(example.file, example.name, "pack.example_differs", difference=difference)
    digest = content_digest(folder)
    there = [one for one in installed(*places) if one.id == pack.id]
    known = _may_come(pack, digest, there, mistakes)
    mistakes.refuse()
    in_force = catalog.packs.get(pack.id)
    return Incoming(
        pack=pack,
        folder=folder,
        digest=digest,
        replaces=in_force.version if in_force else "",
        known=known,
        examples=len(examples),
    )


def checked(
    source: Path, into: Path, catalog: Catalog, resources: Path | None = None
) -> tuple[RawPack, Pack]:
    """Take a pack from outside into an empty folder and return it, checked as a pack.

    Raises:
        PackError: With every mistake, as far as one could go on at all.
    """
    mistakes = Mistakes()
    take_in(source, into, mistakes)
    mistakes.refuse()
    check_nesting(into, mistakes)
    mistakes.refuse()
    raw = read_raw(into, mistakes)
    check_content(raw, mistakes)
    mistakes.refuse()
    dictionaries = resources or resources_folder()
    facts = load_facts(dictionaries, mistakes)
    categories = load_categories(dictionaries, mistakes)
    mistakes.refuse()
    pack = build_pack(raw, facts, categories)
    check_named(pack, catalog.guides, mistakes)
    for measure in pack.measures:
        if measure.form and measure.form not in catalog.forms:
            known = "、".join(sorted(catalog.forms))
            file = f"measures/{measure.id}.toml"
            mistakes.add(file, "form", "pack.unknown_form", id=measure.form, known=known)
    mistakes.refuse()
    return raw, pack


def _may_come(pack: Pack, digest: str, there: list[PackVersion], mistakes: Mistakes) -> bool:
    """Tell whether the pack is there already; note why it may not come in."""
    for one in there:
        if one.version == pack.version:
            if one.digest == digest:
                return True
            mistakes.add(PACK_FILE, "version", "pack.version_taken", version=pack.version)
            return False
    shipped = [one.version for one in there if one.origin is Origin.SHIPPED]
    newest = max(shipped, key=version_key, default="")
    if newest and not _newer(pack.version, newest):
        mistakes.add(
            PACK_FILE, "version", "pack.version_older", version=pack.version, newest=newest
        )
    return False


def accept(incoming: Incoming, data: Path) -> None:
    """Put a checked pack where it is found from now on: all of it, or nothing.

    Raises:
        OSError: The data folder cannot be written.
    """
    target = data / _PACKS / incoming.pack.id / incoming.pack.version
    if not incoming.known:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.parent / f".{uuid.uuid4().hex}"
        try:
            shutil.copytree(incoming.folder, beside / _CONTENT)
            (beside / _DIGEST).write_text(incoming.digest, "ascii")
            beside.rename(target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    drop(incoming)


def drop(incoming: Incoming) -> None:
    """Forget a pack that is not wanted after all."""
    shutil.rmtree(incoming.folder, ignore_errors=True)
