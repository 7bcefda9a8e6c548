"""Collect what the window says, and compile its English: resources/i18n/jiamao_en.ts and .qm.

Chinese in the source is the original. ``pyside6-lupdate`` keeps the translations that are
there and adds what is new as unfinished; a sentence without English is shown in Chinese.
"""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "i18n"
TS, QM = FOLDER / "jiamao_en.ts", FOLDER / "jiamao_en.qm"


def tool(name: str) -> str:
    """Return one of PySide6's own programs, beside the interpreter that runs this."""
    return str(Path(sys.executable).parent / name)


def main() -> int:
    """Update, compile, and say how much is still only Chinese."""
    sources = sorted(str(file) for file in (ROOT / "src" / "jiamao_desktop" / "ui").rglob("*.py"))
    languages = ("-source-language", "zh_CN", "-target-language", "en_US")
    commands = [
        [tool("pyside6-lupdate"), *languages, "-no-obsolete", "-locations", "none",
         *sources, "-ts", str(TS)],
        [tool("pyside6-lrelease"), "-silent", str(TS), "-qm", str(QM)],
    ]  # fmt: skip
    for command in commands:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own
    messages = ET.parse(TS).getroot().findall(".//message")  # noqa: S314 -- our own file
    said = [m for m in messages if (m.findtext("source") or "").strip()]  # not mere spacing
    missing = [m for m in said if not (m.findtext("translation") or "").strip()]
    print(f"{len(messages)} sentences, {len(missing)} without English")
    return 0


if __name__ == "__main__":
    sys.exit(main())
