"""The first version of a new pack: small, commented for a person who never wrote one, and right.

The texts lie in ``resources/pack_skeleton``; what is to be filled in stands there in double
braces.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from jiamao_desktop.catalog.harmless import is_id
from jiamao_desktop.catalog.paths import resources_folder
from jiamao_desktop.domain.errors import UserError

PLACEHOLDER = "〔待填写"
"""What stands where an author still has to write something."""

_SOURCE = "sources/notice.txt"
_MEASURE = "measures/measure"


def write_skeleton(folder: Path, pack_id: str, title: str, today: dt.date) -> list[Path]:
    """Write a pack to begin with, into a folder that is new or empty; return its files.

    Raises:
        UserError: ``pack.bad_new_id``, ``pack.no_title``, ``pack.folder_not_empty``.
        OSError: The folder cannot be written.
    """
    if not is_id(pack_id) or "." not in pack_id:
        raise UserError("pack.bad_new_id", id=pack_id)
    if not title.strip() or any(one in title for one in '"\\{}') or not title.isprintable():
        raise UserError("pack.no_title")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError("pack.folder_not_empty", folder=folder)
    short = pack_id.split(".")[-2]
    template = resources_folder() / "pack_skeleton"
    fillings = {
        "{{id}}": pack_id,
        "{{title}}": title.strip(),
        "{{measure}}": f"{short}-testing",
        "{{short}}": short,
        "{{sha256}}": hashlib.sha256((template / _SOURCE).read_bytes()).hexdigest(),
        "{{today}}": today.isoformat(),
    }
    written = []
    for file in sorted(one for one in template.rglob("*") if one.is_file()):
        name = file.relative_to(template).as_posix()
        target = folder / name.replace(_MEASURE, f"measures/{short}-testing")
        content = file.read_bytes()
        if name != _SOURCE:
            text = content.decode()
            for mark, filling in fillings.items():
                text = text.replace(mark, filling)
            content = text.encode()
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        written.append(target)
    return written
