"""Write the documents that are generated from data; ``--check`` only compares them.

``docs/glossary.md`` comes from ``resources/glossary.toml``, the list of decisions from their
titles, ``docs/measures.md`` from the packs.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tools.measure_table import measures_page

ROOT = Path(__file__).resolve().parents[1]

_GLOSSARY_HEAD = """\
# 术语表

一个概念只用一个词：代码、界面、纸面相同。
本页由 `resources/glossary.toml` 生成（`make docs`），请勿直接修改。
“不用”一栏的写法一旦作为标识符出现在 `src/`，测试即失败。

(One term, one word. Generated. An identifier of the last column fails a test when it appears
under `src/`.)
"""


def glossary_page(data: str) -> str:
    """Return ``docs/glossary.md`` for the text of ``resources/glossary.toml``."""
    return "\n".join([_GLOSSARY_HEAD, *_sections(tomllib.loads(data))]) + "\n"


def _sections(glossary: dict[str, list[dict[str, str | list[str]]]]) -> Iterator[str]:
    for section, terms in glossary.items():
        yield f"## {section}\n"
        yield "| 中文 | 标识符 | English | 为何这样叫 | 不用 |\n|---|---|---|---|---|"
        for term in terms:
            never = "、".join(f"`{word}`" for word in term.get("never", []))
            cells = [term["zh"], f"`{term['id']}`", term["en"], term.get("why", ""), never]
            yield "| " + " | ".join(map(str, cells)) + " |"
        yield ""


_DECISIONS_HEAD = """\
# Decisions

One page each: Decision, Context, Consequences. A decision that would be asked about twice belongs
here. Numbers: 0001 the house, 0100 rules, 0200 importers, 0300 storage, 0400 documents, 0500
screens. A decision is not edited when it changes; a new one replaces it and says so. This list is
generated (`make docs`).
"""


def decisions_page(folder: Path) -> str:
    """Return the list of the decisions in a folder, in the order of their numbers."""
    entries = []
    for path in sorted(folder.glob("[0-9]*.md")):
        title = path.read_text("utf-8").partition("\n")[0].lstrip("# ").strip()
        entries.append(f"- [{title}]({path.name})")
    return "\n".join([_DECISIONS_HEAD, *entries]) + "\n"


def pages(root: Path) -> dict[Path, str]:
    """Return every generated document of a checkout, with the text it should have."""
    glossary = (root / "resources" / "glossary.toml").read_text("utf-8")
    decisions = root / "docs" / "decisions"
    return {
        root / "docs" / "glossary.md": glossary_page(glossary),
        decisions / "README.md": decisions_page(decisions),
        root / "docs" / "measures.md": measures_page(root / "resources" / "packs"),
    }


def stale(root: Path) -> list[Path]:
    """Return the generated documents that are missing or not current."""
    return [
        path
        for path, text in pages(root).items()
        if not path.is_file() or path.read_text("utf-8") != text
    ]


def main(arguments: list[str]) -> int:
    """Write what is stale, or with ``--check`` only name it; 1 if anything was named."""
    if "--check" in arguments:
        for path in stale(ROOT):
            print(
                f"{path.relative_to(ROOT)}：与数据不一致，请运行 make docs。(Stale: run make docs.)"
            )
        return 1 if stale(ROOT) else 0
    for path in stale(ROOT):
        path.write_text(pages(ROOT)[path], "utf-8")
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
