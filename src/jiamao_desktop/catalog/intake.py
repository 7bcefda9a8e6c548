"""A pack from outside, as a folder or a .zip: only what a pack may hold gets in.

Nothing of it is trusted. Its files are copied one by one, by names that are checked first,
into an empty folder of ours; a file that is no plain file, lies elsewhere, is too large or is
not of the closed list below is a mistake, and then nothing of the pack is used.
"""

from __future__ import annotations

import lzma
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from jiamao_desktop.catalog.mistakes import Mistakes
from jiamao_desktop.catalog.raw import PACK_FILE

MOST_FILES = 500
MOST_BYTES_OF_A_FILE = 4_000_000
MOST_BYTES = 20 * 10**6
"""Many times what the largest notice with all its measures takes."""

WHOLE = "整个文件"
"""The entry of a mistake that is about a file rather than something in it."""

_NAME = r"[\w〔〕（）《》][\w〔〕（）《》. -]{0,119}"
_NAMELESS = "（没有名字）"
"""A zip may hold an entry whose name ends before it begins."""
_SHAPES = re.compile(
    rf"pack\.toml|facts\.toml|categories\.toml|measures/{_NAME}\.toml|sources/{_NAME}\.txt"
)
_LEFT_BEHIND = re.compile(r"(?:.*/)?(?:__MACOSX/.*|\.DS_Store|Thumbs\.db|desktop\.ini)")
"""What file managers leave in folders and archives without being asked."""

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_ENCRYPTED, _UTF8 = 0x1, 0x800


@dataclass(frozen=True, slots=True)
class _Found:
    """A file offered: its name as it says itself, its size, and where its bytes come from."""

    name: str
    size: int
    source: Path | zipfile.ZipInfo
    kind: int


_NO_ARCHIVE = (zipfile.BadZipFile, ValueError, NotImplementedError)
"""What zipfile raises on opening; the last for an archive of a version it does not know."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError)
"""What zipfile and the decompressors raise on a file inside; the last for a way of packing that
zipfile does not know. Bad bzip2 data is an ``OSError`` and is caught as one."""


def take_in(source: Path, into: Path, mistakes: Mistakes) -> None:
    """Copy the files of a pack into an empty folder; note what speaks against it.

    Args:
        source: A folder, or a .zip of one.
        into: Exists and is empty. What lies in it afterwards counts only without mistakes.
        mistakes: Where to note them.
    """
    with ExitStack() as stack:
        try:
            if source.is_dir():
                offered, archive = list(_in_folder(source)), None
            elif source.stat().st_size > MOST_BYTES:
                size = _mega(source.stat().st_size)
                mistakes.add(source.name, WHOLE, "pack.too_big", size=size, most=_mega(MOST_BYTES))
                return
            else:
                archive = stack.enter_context(zipfile.ZipFile(source))
                offered = _in_archive(archive)
        except OSError as error:
            mistakes.add(source.name, WHOLE, "pack.unreadable", reason=error.strerror or error)
            return
        except _NO_ARCHIVE:
            mistakes.add(source.name, WHOLE, "pack.not_a_pack")
            return
        wanted = _accepted(offered, source.name, mistakes)
        if not mistakes:
            _copy(wanted, into, archive, mistakes)


def _in_folder(source: Path) -> Iterator[_Found]:
    """Yield what lies in a folder, without following links, and no more than is looked at."""
    count = 0
    for where, folders, files in os.walk(source):
        here = Path(where)
        folders[:] = sorted(folders)
        links = [name for name in folders if (here / name).is_symlink()]
        for name in [*links, *sorted(files)]:
            path = here / name
            about = path.lstat()
            relative = path.relative_to(source).as_posix()
            yield _Found(relative, about.st_size, path, stat.S_IFMT(about.st_mode))
            count += 1
            if count > MOST_FILES:
                return


def _in_archive(archive: zipfile.ZipFile) -> list[_Found]:
    """Return the files of an archive; a folder around all of them is taken off their names."""
    found = []
    for info in archive.infolist():
        name = _decoded(info).replace("\\", "/")
        if not name.endswith("/"):
            mode = stat.S_IFMT(info.external_attr >> 16)
            found.append(_Found(name, info.file_size, info, mode or stat.S_IFREG))
    top = {one.name.partition("/")[0] for one in found if not _LEFT_BEHIND.fullmatch(one.name)}
    names = {one.name for one in found}
    if PACK_FILE in names or len(top) != 1 or f"{next(iter(top))}/{PACK_FILE}" not in names:
        return found
    around = f"{next(iter(top))}/"
    return [_Found(one.name.removeprefix(around), one.size, one.source, one.kind) for one in found]


def _decoded(info: zipfile.ZipInfo) -> str:
    """Return a name as it was meant: Chinese Windows writes GBK and does not say so."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gbk")
    except UnicodeError:
        return info.filename


def _accepted(offered: Sequence[_Found], whole: str, mistakes: Mistakes) -> list[_Found]:
    """Return the files that a pack may hold; note every other one."""
    if len(offered) > MOST_FILES:
        mistakes.add(whole, WHOLE, "pack.too_many_files", most=MOST_FILES)
        return []
    wanted: list[_Found] = []
    seen: set[str] = set()
    for one in offered:
        if _LEFT_BEHIND.fullmatch(one.name):
            continue
        if _is_sound(one, mistakes):
            # Some file systems do not tell capitals from small letters.
            if one.name.casefold() in seen:
                mistakes.add(one.name, WHOLE, "pack.file_twice")
            seen.add(one.name.casefold())
            wanted.append(one)
    total = sum(one.size for one in wanted)
    if total > MOST_BYTES:
        mistakes.add(whole, WHOLE, "pack.too_big", size=_mega(total), most=_mega(MOST_BYTES))
    if PACK_FILE not in seen and not mistakes:
        mistakes.add(whole, WHOLE, "pack.missing_file", file=PACK_FILE)
    return wanted


def _is_sound(one: _Found, mistakes: Mistakes) -> bool:
    """Tell whether a file may be looked at; else note why not."""
    shown = one.name.encode("unicode_escape").decode() if not one.name.isprintable() else one.name
    shown = shown or _NAMELESS
    parts = one.name.split("/")
    if one.name.startswith("/") or ":" in parts[0] or ".." in parts:
        mistakes.add(shown, WHOLE, "pack.path_outside")
    elif one.kind != stat.S_IFREG:
        mistakes.add(shown, WHOLE, "pack.not_a_plain_file")
    elif not _SHAPES.fullmatch(one.name) or _RESERVED.fullmatch(parts[-1]):
        mistakes.add(shown, WHOLE, "pack.unknown_file")
    elif one.size > MOST_BYTES_OF_A_FILE:
        most = _mega(MOST_BYTES_OF_A_FILE)
        mistakes.add(shown, WHOLE, "pack.too_big", size=_mega(one.size), most=most)
    elif isinstance(one.source, zipfile.ZipInfo) and one.source.flag_bits & _ENCRYPTED:
        mistakes.add(shown, WHOLE, "pack.encrypted")
    else:
        return True
    return False


def _copy(
    wanted: Sequence[_Found], into: Path, archive: zipfile.ZipFile | None, mistakes: Mistakes
) -> None:
    left = MOST_BYTES
    for one in wanted:
        try:
            content = _content(one, archive)
        except OSError as error:
            mistakes.add(one.name, WHOLE, "pack.unreadable", reason=error.strerror or error)
            return
        except _DAMAGE:
            mistakes.add(one.name, WHOLE, "pack.damaged")
            return
        left -= len(content)
        if len(content) > MOST_BYTES_OF_A_FILE or left < 0:
            # It says a smaller size than it has: an archive made to burst.
            size, most = _mega(len(content)), _mega(MOST_BYTES_OF_A_FILE)
            mistakes.add(one.name, WHOLE, "pack.too_big", size=size, most=most)
            return
        target = into / one.name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)


def _content(one: _Found, archive: zipfile.ZipFile | None) -> bytes:
    """Return the bytes of a file, never more than one over what is allowed."""
    if isinstance(one.source, Path):
        with one.source.open("rb") as file:
            return file.read(MOST_BYTES_OF_A_FILE + 1)
    if archive is None:
        raise TypeError(one.name)
    with archive.open(one.source) as member:
        return member.read(MOST_BYTES_OF_A_FILE + 1)


def _mega(size: int) -> str:
    """Return a size in megabytes, to one decimal, without a float."""
    tenths = (size * 10 + 999_999) // 1_000_000
    return f"{tenths // 10}.{tenths % 10} MB"
